//! Publishing a definition: a version that holds from a day, and the sessions still to come planned anew by it.

use footbridge_care::ids::{ProgramVersionId, SiteId};
use footbridge_definition::{finding::Finding, model::Definition, read, resolve};
use footbridge_kit::{Detail, Work};
use footbridge_policy::{PublishProgram, Subject};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

use crate::{
    ActError, Refused,
    plan_sessions::{Difference, Plan, WEEKS, replan},
};

/// Publishing a text.
#[derive(Debug, Clone)]
pub struct Publish {
    /// The definition, as written.
    pub source: String,
    /// The draft that becomes the version, where there is one.
    pub draft: Option<ProgramVersionId>,
}

/// What publishing did.
#[derive(Debug, Clone)]
pub struct Published {
    /// The version.
    pub version: ProgramVersionId,
    /// The program's id.
    pub program: String,
    /// What it is called.
    pub name: String,
    /// What changed in the sessions to come, site by site.
    pub replanned: Vec<(SiteId, Difference)>,
}

/// Publishes a definition. Clients stay on theirs until somebody moves them.
///
/// # Errors
/// Refused for a definition with errors, also with a site's timetable laid over it, and for a version name that is published already.
pub fn publish_version(work: &mut Work<'_, '_>, publish: &Publish) -> Result<Published, ActError> {
    let version = publish.draft.unwrap_or_else(|| work.id());
    let permit = work.permit(PublishProgram, Subject::new(work.organization(), version))?;
    let definition = definition(&publish.source)?;
    fits_timetables(work, &definition)?;
    let program = definition.program.id.clone();
    let name = name(work, &definition)?;
    store(work, (version, &program, &name), (publish, &definition))?;
    work.note(&permit, Detail::says(format!("program={program} version={name}")))?;
    let mut replanned = Vec::new();
    for site in planned_sites(work, &program)? {
        let plan = Plan { site, program: program.clone(), weeks: WEEKS };
        replanned.push((site, replan(work, &plan)?));
    }
    Ok(Published { version, program, name, replanned })
}

/// Reads a definition that is to run.
fn definition(source: &str) -> Result<Definition, ActError> {
    read::read_program(source.as_bytes()).map(|(definition, _)| definition).map_err(|errors| Refused::Errors(errors).into())
}

fn fits_timetables(work: &mut Work<'_, '_>, definition: &Definition) -> Result<(), ActError> {
    let organization = work.organization();
    let sources: Vec<String> = work
        .tx
        .sql("SELECT source FROM timetable WHERE organization_id = $1 AND program = $2 ORDER BY site_id")
        .bind(organization)
        .bind(&definition.program.id)
        .all()?;
    let errors: Vec<Finding> = sources.iter().flat_map(|source| misfits(definition, source)).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refused::Errors(errors).into()) }
}

/// What keeps a timetable from being laid over a definition.
pub(crate) fn misfits(definition: &Definition, timetable: &str) -> Vec<Finding> {
    match read::read_timetable(timetable.as_bytes()) {
        Ok((timetable, lines)) => resolve::merge_at(definition, &timetable, &|path| lines.at(path)).err().unwrap_or_default(),
        Err(errors) => errors,
    }
}

/// The name the definition gives itself, or the next number.
fn name(work: &mut Work<'_, '_>, definition: &Definition) -> Result<String, ActError> {
    let organization = work.organization();
    let published: Vec<String> = work
        .tx
        .sql("SELECT version FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'published'")
        .bind(organization)
        .bind(&definition.program.id)
        .all()?;
    let name = definition.program.version.clone().unwrap_or_else(|| (published.len() + 1).to_string());
    if published.contains(&name) { Err(Refused::VersionTaken(name).into()) } else { Ok(name) }
}

fn store(
    work: &mut Work<'_, '_>,
    (version, program, name): (ProgramVersionId, &str, &str),
    (publish, definition): (&Publish, &Definition),
) -> Result<(), ActError> {
    let (organization, staff, now) = (work.organization(), work.actor().staff_id(), work.now());
    work.tx
        .sql(
            "INSERT INTO program_version (organization_id, id, program, version, holds_from, source, sha256, status, created_at, published_by, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'published', $8, $9, $8)
             ON CONFLICT (organization_id, id) DO UPDATE SET program = excluded.program, version = excluded.version,
                holds_from = excluded.holds_from, source = excluded.source, sha256 = excluded.sha256, status = excluded.status,
                published_by = excluded.published_by, published_at = excluded.published_at, row_version = program_version.row_version + 1
                WHERE program_version.status = 'draft'",
        )
        .bind(organization)
        .bind(version)
        .bind(program)
        .bind(name)
        .bind(definition.program.holds_from)
        .bind(&publish.source)
        .bind(sha256(&publish.source))
        .bind(now)
        .bind(staff)
        .run()?;
    Ok(())
}

fn planned_sites(work: &mut Work<'_, '_>, program: &str) -> Result<Vec<SiteId>, ActError> {
    let organization = work.organization();
    let sites = work
        .tx
        .sql("SELECT site_id FROM calendar WHERE organization_id = $1 AND program = $2 AND planned_until IS NOT NULL ORDER BY site_id")
        .bind(organization)
        .bind(program)
        .all()?;
    Ok(sites)
}

/// The hash of a text, as `program_version` and `timetable` keep it.
pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
