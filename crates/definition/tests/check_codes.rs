//! Each code is given by a small definition that deserves it; `docs/findings.md` shows what is then said.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod cases;

use std::fmt::Write;
use std::path::Path;

use cases::{CASES, TIMETABLES};
use footbridge_definition::check::codes::{CODES, Code, MORE_CODES, READING};
use footbridge_definition::check::{Input, check, check_timetable};
use footbridge_definition::finding::{Finding, Severity};
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::rules::RuleBook;

fn program_text(text: &str) -> String {
    if text.contains("[program]") { text.to_owned() } else { format!("[program]\nid = \"p\"\nname = \"P\"\n{text}") }
}

fn findings(text: &str) -> Vec<Finding> {
    let (definition, lines) = read_program(program_text(text).as_bytes()).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    check(&Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None })
}

fn of_timetable(program: &str, text: &str) -> Vec<Finding> {
    let (definition, lines) = read_program(program_text(program).as_bytes()).unwrap();
    let (timetable, of_timetable) = read_timetable(text.as_bytes()).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    check_timetable(
        &Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None },
        &timetable,
        &of_timetable,
    )
}

fn all_codes() -> impl Iterator<Item = Code> {
    CODES.into_iter().chain(MORE_CODES)
}

/// The first finding of each code, in the order of the table.
fn examples() -> Vec<(Code, Finding)> {
    let by_program = CASES.iter().map(|(code, text)| (*code, findings(text)));
    let by_timetable = TIMETABLES.iter().map(|(code, program, text)| (*code, of_timetable(program, text)));
    let given: Vec<(&str, Vec<Finding>)> = by_program.chain(by_timetable).collect();
    let mut found = Vec::new();
    for code in all_codes() {
        let (_, findings) = given.iter().find(|(name, _)| *name == code.0).unwrap_or_else(|| panic!("no case gives `{}`", code.0));
        let finding = findings
            .iter()
            .find(|finding| finding.code == code.0)
            .unwrap_or_else(|| panic!("`{}` is not found, only {findings:#?}", code.0));
        found.push((code, finding.clone()));
    }
    found
}

#[test]
fn every_code_is_given_by_a_definition_that_deserves_it() {
    for ((code, severity, _), finding) in examples() {
        assert_eq!(finding.severity, severity, "{code}");
        assert!(finding.line > 0 && !finding.message.is_empty(), "{code}");
    }
}

#[test]
fn no_finding_has_a_code_that_the_table_does_not_list() {
    for (_, text) in CASES {
        for finding in findings(text) {
            assert!(all_codes().any(|(code, ..)| code == finding.code), "{}", finding.code);
        }
    }
}

#[test]
fn the_table_of_findings_in_docs_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.md");
    let text = table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "run this test with UPDATE_DOCS=1");
}

fn table() -> String {
    let mut text = String::from(
        "# Findings\n\nWhat `footbridge program check` can say. Codes are stable; the words may change. An *error* says that a part cannot run, a\n\
         *warning* that two statements do not fit together, or do not fit a rule set of a payer or level of care; a *note* is worth\n\
         knowing. The examples come from small definitions in `crates/definition/tests/cases/`, one for each code.\n\n## Checking\n\n\
         | code | severity | meaning | example |\n|---|---|---|---|\n",
    );
    for ((code, severity, meaning), finding) in examples() {
        let example = finding.message.replace('|', "\\|");
        writeln!(text, "| `{code}` | {} | {meaning} | {example} |", word(severity)).unwrap();
    }
    text.push_str("\n## Reading\n\n| code | severity | meaning |\n|---|---|---|\n");
    for (code, severity, meaning) in READING {
        writeln!(text, "| `{code}` | {} | {meaning} |", word(severity)).unwrap();
    }
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
