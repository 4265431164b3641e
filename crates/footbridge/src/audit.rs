use footbridge_ledger::audit;

use crate::cli::{AuditVerify, Format};
use crate::clinic::open;
use crate::stop::{Stop, answer, answer_json};

/// `footbridge audit verify`
pub fn verify(args: &AuditVerify) -> Result<(), Stop> {
    let clinic = open::open(&args.database, args.key.as_deref())?;
    let anchors = match args.anchors.as_ref().or(Some(&clinic.anchors).filter(|path| path.exists())) {
        Some(path) => audit::load_anchors(path).map_err(|error| Stop::input(format!("{}:1: {error}", path.display())))?,
        None => Vec::new(),
    };
    let report = audit::verify(&clinic.db, &clinic.keys, (clinic.organization.id, &anchors)).map_err(open::storage)?;
    match args.format {
        Format::Text => answer(&text(&report))?,
        Format::Json => answer_json(&report)?,
    }
    if report.is_sound() { Ok(()) } else { Err(Stop::Answered) }
}

fn text(report: &audit::Report) -> String {
    let mut out = format!("{} entries in the chain, {} waiting to be sealed\n", report.sealed, report.unsealed);
    for finding in &report.findings {
        let said = serde_json::to_string(finding).unwrap_or_default();
        out += &format!("found: {said}\n");
    }
    out + if report.is_sound() { "nothing was changed, removed, reordered or rolled back\n" } else { "the log is NOT as it was written\n" }
}
