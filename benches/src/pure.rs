//! What needs no storage: checking a definition, and laying out a year.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, anyhow};
use footbridge_definition::calendar::{Options, sessions};
use footbridge_definition::check::{Input, check};
use footbridge_definition::finding::Finding;
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::resolve;
use footbridge_definition::rules::RuleBook;
use jiff::civil::{Date, date};

use crate::report::Section;
use crate::times::Times;

const FROM: Date = date(2026, 1, 5);
const UNTIL: Date = date(2027, 1, 4);
const EACH: Duration = Duration::from_secs(2);

/// Check and a year's calendar of a small and of a large program.
pub fn section() -> Result<Section> {
    let rows = ["blue-heart-iop", "integrated-iop", "php-step-down-iop"].into_iter().map(row).collect::<Result<Vec<_>>>()?;
    Ok(Section {
        title: "A definition".to_owned(),
        columns: vec!["program", "read and check, p50 / p99", "a year's calendar, p50 / p99", "sessions"],
        rows,
        notes: vec![
            "With the shipped example timetable. Checking includes the search for a feasible week on every track and in every stage."
                .to_owned(),
        ],
    })
}

fn row(id: &str) -> Result<Vec<String>> {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../programs");
    let text = std::fs::read(programs.join(format!("{id}.toml")))?;
    let (definition, _) = read_program(&text).map_err(|found| wrong(&found))?;
    let (timetable, _) =
        read_timetable(&std::fs::read(programs.join(format!("timetables/{id}-example.toml")))?).map_err(|found| wrong(&found))?;
    let laid_out = resolve::merge(&definition, &timetable).map_err(|found| wrong(&found))?;
    let rules = RuleBook::shipped();
    let checked = Times::of(EACH, || {
        if let Ok((definition, lines)) = read_program(&text) {
            std::hint::black_box(check(&Input { definition: &definition, lines: &lines, rules: &rules, against: None }));
        }
    });
    let year = Times::of(EACH, || drop(std::hint::black_box(sessions(&laid_out, FROM, UNTIL, &Options::default()))));
    let count = sessions(&laid_out, FROM, UNTIL, &Options::default()).map_err(|found| wrong(&found))?.len();
    Ok(vec![id.to_owned(), checked.halves(), year.halves(), count.to_string()])
}

fn wrong(findings: &[Finding]) -> anyhow::Error {
    anyhow!("a shipped file is wrong: {findings:?}")
}
