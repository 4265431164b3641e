//! What checking says of the programs that are shipped, and of the example timetables.

use std::path::{Path, PathBuf};

use footbridge_definition::check::{Input, check, check_timetable, report_text};
use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::rules::RuleBook;
use footbridge_definition::source::Lines;

const PROGRAMS: [&str; 8] = [
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

fn program(id: &str) -> (Definition, Lines) {
    let bytes = std::fs::read(folder().join(format!("{id}.toml"))).unwrap();
    read_program(&bytes).unwrap()
}

fn checked(id: &str) -> Vec<Finding> {
    let (definition, lines) = program(id);
    let rules = RuleBook::shipped();
    check(&Input { definition: &definition, lines: &lines, rules: &rules, against: None })
}

fn timetable(id: &str) -> Vec<Finding> {
    let (definition, lines) = program(id);
    let bytes = std::fs::read(folder().join(format!("timetables/{id}-example.toml"))).unwrap();
    let (timetable, of_timetable) = read_timetable(&bytes).unwrap();
    let rules = RuleBook::shipped();
    check_timetable(&Input { definition: &definition, lines: &lines, rules: &rules, against: None }, &timetable, &of_timetable)
}

#[test]
fn the_findings_of_each_program_are_as_reviewed() {
    for id in PROGRAMS {
        insta::assert_snapshot!(id, report_text([(format!("{id}.toml").as_str(), checked(id).as_slice())]));
    }
}

#[test]
fn the_findings_of_each_example_timetable_are_as_reviewed() {
    for id in PROGRAMS {
        insta::assert_snapshot!(format!("timetable-{id}"), report_text([(format!("{id}-example.toml").as_str(), timetable(id).as_slice())]));
    }
}

#[test]
#[ignore = "prints times"]
fn how_long_it_takes() {
    let rules = RuleBook::shipped();
    for id in PROGRAMS {
        let (definition, lines) = program(id);
        let start = std::time::Instant::now();
        let found = check(&Input { definition: &definition, lines: &lines, rules: &rules, against: None });
        println!("{id}: {} findings in {:?}", found.len(), start.elapsed());
    }
}
