//! Reads a definition critically: whether it can run, whether it contradicts itself or a rule set, and what follows from it.
//!
//! Nothing here refuses a program: an error says that a part cannot run, a warning that two statements do not fit together, and
//! each carries its arithmetic. The codes are stable and listed in [`codes::CODES`].

pub mod codes;
mod coverage;
mod dose;
mod events;
mod graph;
mod names;
mod overlay;
mod people;
mod references;
mod report;
mod schedule;
mod together;
mod values;
mod volume;

pub use report::{report_json, report_text};

use crate::finding::Finding;
use crate::model::{Definition, Timetable};
use crate::rules::RuleBook;
use crate::source::Lines;

/// What is checked, and against what.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The program.
    pub definition: &'a Definition,
    /// Where its parts stand.
    pub lines: &'a Lines,
    /// The rule sets at hand.
    pub rules: &'a RuleBook,
    /// The rule sets to read it against, instead of the program's own list.
    pub against: Option<&'a [String]>,
}

/// A definition under check: the whole of it, and the part that stands in the file whose lines are named.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    /// Everything that holds together: the program, with the timetable's parts where one is checked.
    pub whole: &'a Definition,
    /// What the file itself says.
    pub part: &'a Definition,
    /// The lines of the file.
    pub lines: &'a Lines,
    /// The rule sets at hand.
    pub rules: &'a RuleBook,
    /// The rule sets asked for, instead of the program's own.
    pub against: Option<&'a [String]>,
    /// Whether the file is a timetable.
    pub timetable: bool,
}

impl Case<'_> {
    /// The line of a field of the thing of that name, or of the file's head where the file does not hold it.
    pub fn line(&self, concept: &str, name: &str, field: &str) -> usize {
        let part = self.part;
        let index = match concept {
            "stage" => part.stage.iter().position(|stage| stage.name == name),
            "track" => part.track.iter().position(|track| track.name == name),
            "offering" => part.offering.iter().position(|offering| offering.name == name),
            "curriculum" => part.curriculum.iter().position(|curriculum| curriculum.name == name),
            "obligation" => part.obligation.iter().position(|obligation| obligation.name == name),
            "move" => part.moves.iter().position(|one| one.name == name),
            _ => None,
        };
        match index {
            Some(index) => self.lines.of(concept, index, field),
            None if self.timetable => self.lines.at("timetable"),
            None => self.lines.at("program"),
        }
    }
}

/// Checks a program. Findings are in the order of their lines, the graver first.
pub fn check(input: &Input<'_>) -> Vec<Finding> {
    let Input { definition, lines, rules, against } = *input;
    let case = Case { whole: definition, part: definition, lines, rules, against, timetable: false };
    let mut found = names::program(&case);
    found.extend(structure(&case));
    found.extend(graph::findings(&case));
    found.extend(people::findings(&case));
    found.extend(values::program(&case));
    found.extend(values::lengths(&case));
    found.extend(run(&case));
    in_order(found)
}

/// Checks a site's timetable with the program that it names: what it says itself, and what becomes of the program with it.
pub fn check_timetable(input: &Input<'_>, timetable: &Timetable, lines: &Lines) -> Vec<Finding> {
    let whole = match overlay::merged(input.definition, timetable, lines) {
        Ok(whole) => whole,
        Err(faults) => return in_order(faults),
    };
    let part = overlay::alone(input.definition, timetable);
    let case = Case { whole: &whole, part: &part, lines, rules: input.rules, against: input.against, timetable: true };
    let mut found = overlay::timetable(&case, input.definition, timetable);
    found.extend(structure(&case));
    found.extend(run(&case));
    in_order(found)
}

/// What is wrong with the parts, each by itself and by its links.
fn structure(case: &Case<'_>) -> Vec<Finding> {
    let mut found = names::findings(case);
    found.extend(references::findings(case));
    found.extend(values::findings(case));
    found.extend(schedule::findings(case));
    found.extend(overlay::findings(case));
    found
}

/// What follows when it runs: doses, topics, volume.
fn run(case: &Case<'_>) -> Vec<Finding> {
    let spots = dose::spots(case.whole);
    let mut found = dose::findings(case, &spots);
    found.extend(coverage::findings(case, &spots));
    if !case.timetable {
        found.extend(volume::findings(case, &spots));
    }
    found
}

fn in_order(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.line, finding.severity, finding.code);
        key(a).cmp(&key(b)).then_with(|| (&a.track, &a.phase, &a.rule, &a.message).cmp(&(&b.track, &b.phase, &b.rule, &b.message)))
    });
    found.dedup();
    found
}
