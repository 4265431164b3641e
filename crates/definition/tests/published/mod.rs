//! The shipped programs and example timetables, read and checked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::{Path, PathBuf};

use footbridge_definition::check::{Input, check, check_timetable};
use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::rules::RuleBook;
use footbridge_definition::source::Lines;

/// The ids of the shipped programs.
pub const PROGRAMS: [&str; 8] = [
    "blue-heart-iop",
    "blue-heart-virtual-iop",
    "blue-heart-bridge",
    "blue-heart-homes",
    "integrated-iop",
    "php-step-down-iop",
    "sana-lake-iop",
    "roots-iop",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programs")
}

/// A program as it is shipped.
pub fn program(id: &str) -> (Definition, Lines) {
    read_program(&std::fs::read(folder().join(format!("{id}.toml"))).unwrap()).unwrap()
}

/// Its findings.
pub fn checked(id: &str) -> Vec<Finding> {
    let (definition, lines) = program(id);
    check(&Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None })
}

/// Its findings against these rule sets.
pub fn checked_against(id: &str, rules: &[&str]) -> Vec<Finding> {
    let (definition, lines) = program(id);
    let asked: Vec<String> = rules.iter().map(|name| (*name).into()).collect();
    check(&Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: Some(&asked) })
}

/// The findings of its example timetable.
pub fn timetable(id: &str) -> Vec<Finding> {
    let (definition, lines) = program(id);
    let (timetable, of_timetable) =
        read_timetable(&std::fs::read(folder().join(format!("timetables/{id}-example.toml"))).unwrap()).unwrap();
    let input = Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None };
    check_timetable(&input, &timetable, &of_timetable)
}
