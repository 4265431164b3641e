//! Findings as text for people, and as JSON for scripts.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use crate::finding::{Finding, Severity};

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// One line for each finding: `file:line: severity[code] message (mend: …)`.
pub fn report_text<'a>(files: impl IntoIterator<Item = (&'a str, &'a [Finding])>) -> String {
    let mut text = String::new();
    for (file, findings) in files {
        for finding in findings {
            let Finding { severity, code, line, message, mend, .. } = finding;
            let mend = mend.as_ref().map(|mend| format!(" (mend: {mend})")).unwrap_or_default();
            // writing to a String cannot fail
            let _ = writeln!(text, "{file}:{line}: {}[{code}] {message}{mend}", word(*severity));
        }
    }
    text
}

#[derive(Serialize)]
struct Report<'a> {
    files: Vec<FileReport<'a>>,
}

#[derive(Serialize)]
struct FileReport<'a> {
    file: &'a str,
    findings: &'a [Finding],
}

/// `{"files":[{"file","findings":[…]}]}`.
pub fn report_json<'a>(files: impl IntoIterator<Item = (&'a str, &'a [Finding])>) -> Value {
    let files = files.into_iter().map(|(file, findings)| FileReport { file, findings }).collect();
    serde_json::to_value(Report { files }).unwrap_or_default()
}
