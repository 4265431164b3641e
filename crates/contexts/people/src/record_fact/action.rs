//! The act of recording.

use footbridge_care::facts::{Body, Fact};
use footbridge_care::ids::{ClientId, EnrolmentId, FactId, SiteId};
use footbridge_db::{DbError, row};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::{RecordFact, Subject};
use jiff::civil::Date;

use super::{Correction, Noted, Recording};

row! {
    /// A course, as an act on it asks.
    pub(crate) struct Course {
        pub client_id: ClientId,
        pub site_id: SiteId,
        pub episode_id: footbridge_care::ids::EpisodeId,
        pub program: String,
        pub status: String,
        pub starts_on: Date,
        pub row_version: i64,
    }
}

/// The course of an enrolment, with how its client lies to whoever acts.
pub(crate) fn course(work: &mut Work<'_, '_>, enrolment: EnrolmentId) -> Result<(Course, Subject<footbridge_care::ids::Client>), Failure> {
    let organization = work.organization();
    let found: Option<Course> = work
        .tx
        .sql(
            "SELECT client_id, site_id, episode_id, program, status, starts_on, row_version FROM enrolment
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(enrolment)
        .optional()?;
    let course = found.ok_or(Failure::Hidden)?;
    let subject = reach::client(work.tx, work.actor(), course.client_id)?.ok_or(Failure::Hidden)?;
    Ok((course, subject))
}

/// Writes facts of one course into the ledger.
pub(crate) fn note(work: &mut Work<'_, '_>, of: (ClientId, EnrolmentId), notes: Vec<Noted>) -> Result<Vec<FactId>, DbError> {
    let (client, enrolment) = of;
    let (recorded_at, recorded_by) = (work.now(), work.actor().staff_id());
    let facts: Vec<Fact> = notes
        .into_iter()
        .map(|Noted { on, at, supersedes, body }| {
            let id = work.id();
            Fact { id, client, enrolment, occurred_on: on, occurred_at: at, recorded_at, recorded_by, supersedes, body }
        })
        .collect();
    work.ledger().record(work.tx, &facts)?;
    Ok(facts.iter().map(|fact| fact.id).collect())
}

/// Records what occurred.
///
/// # Errors
/// Hidden where there is no such course within reach.
pub fn record(work: &mut Work<'_, '_>, new: &Recording) -> Result<FactId, Failure> {
    let (course, subject) = course(work, new.enrolment)?;
    let permit = work.permit(RecordFact, subject)?;
    let noted = Noted { on: new.on, at: new.at, supersedes: None, body: Body::Occurred(new.what.clone()) };
    let ids = note(work, (course.client_id, new.enrolment), vec![noted])?;
    work.note(&permit, Detail::says("recorded"))?;
    ids.first().copied().ok_or(Failure::Hidden)
}

/// Corrects what was recorded: a newer fact takes the place of the older one.
///
/// # Errors
/// A conflict where somebody else corrected it first; hidden where there is no such course within reach.
pub fn correct(work: &mut Work<'_, '_>, correction: &Correction) -> Result<FactId, Failure> {
    let (course, subject) = course(work, correction.enrolment)?;
    let permit = work.permit(RecordFact, subject)?;
    let body = match &correction.truly {
        Ok(occurrence) => Body::Occurred(occurrence.clone()),
        Err(reason) => Body::Retracted { reason: reason.clone() },
    };
    let noted = Noted { on: correction.on, at: None, supersedes: Some(correction.fact), body };
    let ids = note(work, (course.client_id, correction.enrolment), vec![noted])?;
    work.note(&permit, Detail::says("corrected"))?;
    ids.first().copied().ok_or(Failure::Hidden)
}
