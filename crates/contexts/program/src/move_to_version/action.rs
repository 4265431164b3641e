//! Moving one client to another version of their program.

use footbridge_care::{
    facts::{Body, Fact, Turn},
    ids::{ClientId, EnrolmentId, ProgramVersionId},
};
use footbridge_db::row;
use footbridge_kit::{Detail, Failure, Version, Work, reach};
use footbridge_ledger::{Ledger, compute};
use footbridge_policy::MoveToVersion;

use crate::{
    ActError, Refused,
    definitions::{Refresh, refresh},
};

/// Moving one client.
#[derive(Debug, Clone)]
pub struct MoveTo {
    /// Their course.
    pub enrolment: EnrolmentId,
    /// The version it is judged by from today on.
    pub version: ProgramVersionId,
    /// The version of the enrolment that the form was drawn from.
    pub seen: Option<Version>,
    /// When standing follows.
    pub refresh: Refresh,
}

row! {
    struct Enrolled {
        client_id: ClientId,
        program: String,
        zone: String,
        row_version: i64,
    }
}

/// Moves a client: a dated turn of their course. Weeks before it stay judged by the version that held then.
///
/// # Errors
/// Refused for a version that is not published or is another program's, and where somebody changed the enrolment meanwhile.
pub fn move_to_version(work: &mut Work<'_, '_>, to: &MoveTo) -> Result<(), ActError> {
    let organization = work.organization();
    let enrolled: Option<Enrolled> = work
        .tx
        .sql(
            "SELECT e.client_id, e.program, s.zone, e.row_version FROM enrolment e
             JOIN site s ON s.organization_id = e.organization_id AND s.id = e.site_id
             WHERE e.organization_id = $1 AND e.id = $2 AND e.ended_on IS NULL",
        )
        .bind(organization)
        .bind(to.enrolment)
        .optional()?;
    let enrolled = enrolled.ok_or(Failure::Hidden)?;
    let subject = reach::client(work.tx, work.actor(), enrolled.client_id)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(MoveToVersion, subject)?;
    if let Some(seen) = to.seen {
        Version(enrolled.row_version).must_be(seen)?;
    }
    is_published(work, (&enrolled.program, to.version))?;
    record(work, &enrolled, to)?;
    work.tx
        .sql("UPDATE enrolment SET program_version_id = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(to.enrolment)
        .bind(to.version)
        .run()?;
    work.note(&permit, Detail::says("version"))?;
    work.turned(to.enrolment)?;
    refresh(work, &[to.enrolment], to.refresh)?;
    Ok(())
}

fn is_published(work: &mut Work<'_, '_>, (program, version): (&str, ProgramVersionId)) -> Result<(), ActError> {
    let organization = work.organization();
    let published = work
        .tx
        .sql("SELECT 1 FROM program_version WHERE organization_id = $1 AND id = $2 AND program = $3 AND status = 'published'")
        .bind(organization)
        .bind(version)
        .bind(program)
        .exists()?;
    if published { Ok(()) } else { Err(Refused::NoVersion.into()) }
}

fn record(work: &mut Work<'_, '_>, enrolled: &Enrolled, to: &MoveTo) -> Result<(), ActError> {
    let now = work.now();
    let fact = Fact {
        id: work.id(),
        client: enrolled.client_id,
        enrolment: to.enrolment,
        occurred_on: compute::at(now, &enrolled.zone).date(),
        occurred_at: Some(now),
        recorded_at: now,
        recorded_by: work.actor().staff_id(),
        supersedes: None,
        body: Body::Course(Turn::Version { version: to.version.to_string() }),
    };
    Ok(Ledger::new(work.organization(), work.keys()).record(work.tx, &[fact])?)
}
