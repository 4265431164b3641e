//! The programs of this repository, laid out and explained.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::PathBuf;

use footbridge_definition::calendar::{Options, calendar};
use footbridge_definition::explain;
use footbridge_definition::model::Definition;
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::resolve::{is_general, merge};
use jiff::civil::date;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../programs").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    files
}

fn programs() -> Vec<Definition> {
    files("").iter().map(|path| read_program(&std::fs::read(path).unwrap()).unwrap().0).collect()
}

/// Programs of elsewhere that use the rest of the language.
fn examples() -> Vec<Definition> {
    let read = |path: &PathBuf| read_program(&std::fs::read(path).unwrap()).ok().map(|(definition, _)| definition);
    files("examples").iter().filter_map(read).collect()
}

/// Each program as its example timetable runs it.
fn at_a_site() -> Vec<Definition> {
    let all = programs();
    let run = |path: &PathBuf| {
        let (timetable, _) = read_timetable(&std::fs::read(path).unwrap()).unwrap();
        let program = all.iter().find(|one| one.program.id == timetable.timetable.program).unwrap();
        merge(program, &timetable).unwrap_or_else(|found| panic!("{}: {found:#?}", path.display()))
    };
    files("timetables").iter().map(run).collect()
}

#[test]
fn every_program_has_sessions_in_each_of_four_weeks_at_its_example_site() {
    for definition in at_a_site().into_iter().filter(|one| !one.offering.is_empty()) {
        let made = calendar(&definition, date(2026, 11, 2), date(2026, 11, 30), &Options::default()).unwrap();
        for week in 0..4 {
            let first = date(2026, 11, 2 + 7 * week);
            let last = date(2026, 11, 8 + 7 * week);
            let held = made.sessions.iter().filter(|one| (first..=last).contains(&one.date)).count();
            assert!(held > 0, "{} in the week of {first}", definition.program.id);
        }
        assert!(made.notes.is_empty(), "{}: {:?}", definition.program.id, made.notes);
    }
}

#[test]
fn every_example_of_the_language_has_a_calendar_or_says_why_not() {
    for definition in examples() {
        let made = calendar(&definition, date(2026, 11, 2), date(2027, 11, 1), &Options::default()).unwrap();
        for offering in &definition.offering {
            let held = made.sessions.iter().any(|one| one.offering == offering.name);
            let told = made.undated.iter().any(|one| one.offering == offering.name);
            let general = is_general(&definition, &offering.name);
            let past = offering.when.iter().any(|when| when.until.is_some() || !when.on.is_empty());
            assert!(held || told || general || past, "{}: {}", definition.program.id, offering.name);
        }
    }
}

#[test]
fn every_program_is_explained_in_whole_sentences_without_names_of_fields() {
    for definition in programs().into_iter().chain(examples()).chain(at_a_site()) {
        let text = explain::program(&definition).text();
        for word in text.split_whitespace() {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
            let is_place = plain.contains('/');
            assert!(is_place || !plain.contains('_'), "{}: `{word}` is no word", definition.program.id);
        }
        for wrong in ["  on  ", ", ,", ": ,", ": .", "“”", "None", "Some(", " ."] {
            assert!(!text.contains(wrong), "{}: `{wrong}` in\n{text}", definition.program.id);
        }
        let sentences = explain::program(&definition).sections;
        assert!(sentences.len() >= 4, "{}", definition.program.id);
    }
}
