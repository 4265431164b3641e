use footbridge_ledger::audit;

use crate::cli::{AuditVerify, Format};
use crate::clinic::open;
use crate::stop::{Stop, answer, answer_json};

/// `footbridge audit verify`
pub fn verify(args: &AuditVerify) -> Result<(), Stop> {
    let clinic = open::open(&args.database, args.key.as_deref())?;
    let anchors = match &args.anchors {
        Some(path) => audit::load_anchors(path).map_err(|error| Stop::input(format!("{}:1: {error}", path.display())))?,
        None => Vec::new(),
    };
    let report = audit::verify(&clinic.db, &clinic.keys, (clinic.organization.id, &anchors)).map_err(open::storage)?;
    match args.format {
        Format::Text => answer(&report.to_string())?,
        Format::Json => answer_json(&report)?,
    }
    if report.is_sound() { Ok(()) } else { Err(Stop::Answered) }
}
