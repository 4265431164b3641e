//! A draft as its page shows it.

use footbridge_care::ids::ProgramVersionId;
use footbridge_db::row;
use footbridge_kit::{Failure, Reading, Version};
use footbridge_policy::{EditProgramDraft, Key, Subject, table};

use crate::program_page::{Drawn, load_drawn};

row! {
    struct DraftRow {
        program: String,
        source: String,
        row_version: i64,
    }
}

/// The page's data.
#[derive(Debug)]
pub struct DraftView {
    /// Its id.
    pub id: ProgramVersionId,
    /// The program's id.
    pub program: String,
    /// Its text.
    pub source: String,
    /// The version forms are drawn from.
    pub version: Version,
    /// The site's timetable it is read with.
    pub timetable: Option<String>,
    /// The draft drawn.
    pub drawn: Drawn,
    /// Whether the viewer may publish it.
    pub may_publish: bool,
}

/// Reads a draft.
///
/// # Errors
/// Hidden where it is no draft, or not theirs to write.
pub fn load(reading: &mut Reading<'_, '_>, draft: ProgramVersionId) -> Result<DraftView, Failure> {
    let permit = reading.permit(EditProgramDraft, Subject::new(reading.organization(), draft))?;
    let organization = permit.organization();
    let row: Option<DraftRow> = reading
        .tx
        .sql("SELECT program, source, row_version FROM program_version WHERE organization_id = $1 AND id = $2 AND status = 'draft'")
        .bind(organization)
        .bind(permit.object())
        .optional()?;
    let row = row.ok_or(Failure::Hidden)?;
    let timetable = reading
        .tx
        .sql("SELECT source FROM timetable WHERE organization_id = $1 AND program = $2 ORDER BY changed_at, site_id")
        .bind(organization)
        .bind(&row.program)
        .optional()?;
    let (_, drawn) = load_drawn(reading, &row.program, &row.source)?;
    let may_publish = table::has(reading.actor(), Key::PublishProgram);
    Ok(DraftView { id: draft, program: row.program, source: row.source, version: Version(row.row_version), timetable, drawn, may_publish })
}
