//! Setting a site's timetable of a program: when and where, and what the program leaves open.

use footbridge_care::ids::SiteId;
use footbridge_db::DbError;
use footbridge_definition::{model::Timetable, read};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::PlanTrack;

use crate::{
    ActError, Refused,
    plan_sessions::{Difference, Plan, WEEKS, replan},
    publish_version::{misfits, sha256},
};

/// Setting a timetable.
#[derive(Debug, Clone)]
pub struct SetTimetable {
    /// The site.
    pub site: SiteId,
    /// The timetable, as written.
    pub source: String,
}

/// Stores a timetable, makes its rooms, and plans anew where sessions are planned already.
///
/// # Errors
/// Refused for a timetable with errors, or one that does not fit the newest version of its program.
pub fn set_timetable(work: &mut Work<'_, '_>, set: &SetTimetable) -> Result<Difference, ActError> {
    let subject = reach::site(work.tx, work.actor(), set.site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(PlanTrack, subject)?;
    let (timetable, _) = read::read_timetable(set.source.as_bytes()).map_err(Refused::Errors)?;
    let program = timetable.timetable.program.clone();
    fits_program(work, (&program, &set.source))?;
    store(work, (set, &program))?;
    rooms(work, set.site, &timetable)?;
    work.note(&permit, Detail::says(format!("program={program}")))?;
    if is_planned(work, (set.site, &program))? {
        return replan(work, &Plan { site: set.site, program, weeks: WEEKS });
    }
    Ok(Difference::default())
}

fn fits_program(work: &mut Work<'_, '_>, (program, timetable): (&str, &str)) -> Result<(), ActError> {
    let organization = work.organization();
    let newest: Option<String> = work
        .tx
        .sql(
            "SELECT source FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'published'
             ORDER BY published_at DESC, id DESC",
        )
        .bind(organization)
        .bind(program)
        .optional()?;
    let source = newest.ok_or(Refused::NoVersion)?;
    let (definition, _) = read::read_program(source.as_bytes()).map_err(Refused::Errors)?;
    let errors = misfits(&definition, timetable);
    if errors.is_empty() { Ok(()) } else { Err(Refused::Errors(errors).into()) }
}

fn store(work: &mut Work<'_, '_>, (set, program): (&SetTimetable, &str)) -> Result<(), DbError> {
    let (organization, staff, now) = (work.organization(), work.actor().staff_id(), work.now());
    work.tx
        .sql(
            "INSERT INTO timetable (organization_id, site_id, program, source, sha256, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (organization_id, site_id, program) DO UPDATE SET source = excluded.source, sha256 = excluded.sha256,
                changed_at = excluded.changed_at, changed_by = excluded.changed_by, row_version = timetable.row_version + 1",
        )
        .bind(organization)
        .bind(set.site)
        .bind(program)
        .bind(&set.source)
        .bind(sha256(&set.source))
        .bind(now)
        .bind(staff)
        .run()?;
    Ok(())
}

fn rooms(work: &mut Work<'_, '_>, site: SiteId, timetable: &Timetable) -> Result<(), DbError> {
    let organization = work.organization();
    for name in &timetable.timetable.rooms {
        let id = work.id::<footbridge_care::ids::Room>();
        work.tx
            .sql("INSERT INTO room (organization_id, id, site_id, name) VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, site_id, name) DO NOTHING")
            .bind(organization)
            .bind(id)
            .bind(site)
            .bind(name)
            .run()?;
    }
    Ok(())
}

fn is_planned(work: &mut Work<'_, '_>, (site, program): (SiteId, &str)) -> Result<bool, DbError> {
    let organization = work.organization();
    work.tx
        .sql("SELECT 1 FROM calendar WHERE organization_id = $1 AND site_id = $2 AND program = $3 AND planned_until IS NOT NULL")
        .bind(organization)
        .bind(site)
        .bind(program)
        .exists()
}
