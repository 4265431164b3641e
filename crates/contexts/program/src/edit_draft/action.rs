//! Starting and saving drafts.

use footbridge_care::ids::ProgramVersionId;
use footbridge_db::DbError;
use footbridge_kit::{Context, Detail, Failure, Version, Work};
use footbridge_policy::{EditProgramDraft, Subject};

use crate::{
    ActError, Refused,
    publish_version::{Publish, Published, publish_version, sha256},
};

/// Starts a draft of a program from its newest version; the one in work, where there is one.
///
/// # Errors
/// Hidden where the program has no published version.
pub fn start_draft(work: &mut Work<'_, '_>, program: &str) -> Result<ProgramVersionId, ActError> {
    let organization = work.organization();
    let known: Option<ProgramVersionId> = work
        .tx
        .sql("SELECT id FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'draft' ORDER BY created_at DESC, id DESC")
        .bind(organization)
        .bind(program)
        .optional()?;
    let id = known.unwrap_or_else(|| work.id());
    let permit = work.permit(EditProgramDraft, Subject::new(organization, id))?;
    if known.is_none() {
        let newest: Option<String> = work
            .tx
            .sql(
                "SELECT source FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'published'
                 ORDER BY published_at DESC, id DESC",
            )
            .bind(organization)
            .bind(program)
            .optional()?;
        insert(work, (id, program), &newest.ok_or(Failure::Hidden)?)?;
    }
    work.note(&permit, Detail::says(format!("program={program}")))?;
    Ok(id)
}

fn insert(work: &mut Work<'_, '_>, (id, program): (ProgramVersionId, &str), source: &str) -> Result<(), DbError> {
    let (organization, now) = (work.organization(), work.now());
    work.tx
        .sql(
            "INSERT INTO program_version (organization_id, id, program, version, source, sha256, status, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7)",
        )
        .bind(organization)
        .bind(id)
        .bind(program)
        // A draft has no name yet; this one is nobody else's.
        .bind(format!("draft {id}"))
        .bind(source)
        .bind(sha256(source))
        .bind(now)
        .run()?;
    Ok(())
}

/// Saving a draft's text.
#[derive(Debug, Clone)]
pub struct SaveDraft {
    /// The draft.
    pub draft: ProgramVersionId,
    /// The text, right or wrong: a draft may have errors.
    pub source: String,
    /// The version the form was drawn from.
    pub seen: Option<Version>,
}

/// Saves the text of a draft.
///
/// # Errors
/// Refused where somebody else saved it meanwhile; hidden where it is no draft.
pub fn save_draft(work: &mut Work<'_, '_>, save: &SaveDraft) -> Result<(), ActError> {
    let permit = work.permit(EditProgramDraft, Subject::new(work.organization(), save.draft))?;
    unchanged(work, (permit.object(), save.seen))?;
    let organization = permit.organization();
    work.tx
        .sql(
            "UPDATE program_version SET source = $3, sha256 = $4, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND status = 'draft'",
        )
        .bind(organization)
        .bind(permit.object())
        .bind(&save.source)
        .bind(sha256(&save.source))
        .run()?;
    Ok(work.note(&permit, Detail::none())?)
}

/// The text of a draft; refused where it was saved since the form was drawn.
pub fn unchanged(work: &mut Work<'_, '_>, (draft, seen): (ProgramVersionId, Option<Version>)) -> Result<String, ActError> {
    let organization = work.organization();
    let stored: Option<(i64, String)> = work
        .tx
        .sql("SELECT row_version, source FROM program_version WHERE organization_id = $1 AND id = $2 AND status = 'draft'")
        .bind(organization)
        .bind(draft)
        .optional()?;
    let (version, source) = stored.ok_or(Failure::Hidden)?;
    Version(version).must_be(seen.ok_or(Refused::Stale)?)?;
    Ok(source)
}

/// How a rehearsal ends: never kept.
enum Curtain {
    Falls(Box<Published>),
    Fails(ActError),
}

impl From<DbError> for Curtain {
    fn from(error: DbError) -> Self {
        Self::Fails(error.into())
    }
}

/// What publishing would change in the weeks to come: done in a transaction that is never kept.
pub async fn rehearse(ctx: &Context, publish: Publish) -> Result<Published, ActError> {
    let ended: Result<(), Curtain> = ctx
        .write(move |work| match publish_version(work, &publish) {
            Ok(published) => Err(Curtain::Falls(Box::new(published))),
            Err(error) => Err(Curtain::Fails(error)),
        })
        .await;
    match ended {
        Err(Curtain::Falls(published)) => Ok(*published),
        Err(Curtain::Fails(error)) => Err(error),
        Ok(()) => Err(ActError::Failure(Failure::conflict())),
    }
}
