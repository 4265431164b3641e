//! What a program is.

use super::Section;
use super::offering::closed_day;
use super::when::day;
use super::wording::{Wording, and, or, ordinal, sentence};
use crate::model::{Partial, Program};
use crate::value::Closed;

/// What it is, in a few sentences.
pub(super) fn about(say: &Wording<'_>) -> Section {
    let Some(program) = say.definition().map(|all| &all.program) else { return Section::default() };
    let mut said: Vec<String> = program.about.iter().map(|about| sentence(about)).collect();
    said.extend(holds(program));
    said.extend(program.level_of_care.as_ref().map(|level| sentence(&format!("its level of care is {level}"))));
    said.extend(around(say, program));
    said.extend(clock(program));
    said.extend(program.source.as_ref().map(|source| sentence(&format!("it was taken from: {source}"))));
    Section::of("What it is", said)
}

fn holds(program: &Program) -> Option<String> {
    let version = program.version.as_ref().map(|version| format!("this is version {version}"));
    let from = program.holds_from.map(|from| format!("it holds from {}", day(from)));
    let until = program.until.map(|until| format!("it holds until {}", day(until)));
    let parts: Vec<String> = version.into_iter().chain(from).chain(until).collect();
    (!parts.is_empty()).then(|| sentence(&parts.join(", ")))
}

fn around(say: &Wording<'_>, program: &Program) -> Vec<String> {
    let quoted = |id: &String| format!("“{id}”");
    let mut said = Vec::new();
    said.extend(
        program
            .entry_if
            .as_ref()
            .map(|test| sentence(&format!("it is meant for people of whom this holds: {}; people decide who enters", say.condition(test)))),
    );
    if !program.follows.is_empty() {
        said.push(sentence(&format!("it comes after {}", or(&program.follows, quoted))));
    }
    if !program.beside.is_empty() {
        said.push(sentence(&format!("a client may be in {} at the same time", or(&program.beside, quoted))));
    }
    if !program.sites.is_empty() {
        said.push(sentence(&format!("it is run at {}", and(&program.sites, Clone::clone))));
    }
    if !program.rules.is_empty() {
        said.push(sentence(&format!("it is read against the rule sets {}", and(&program.rules, Clone::clone))));
    }
    said
}

fn clock(program: &Program) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(program.zone.as_ref().map(|zone| sentence(&format!("its times are those of {zone}"))));
    said.extend(program.week_starts.map(|day| sentence(&format!("its week begins on {}", day.name()))));
    if !program.closed.is_empty() {
        said.push(sentence(&format!("it is closed on {}", and(&program.closed, closed))));
    }
    said.extend(program.closed_day.map(|action| sentence(&format!("when a session falls on a closed day, {}", closed_day(action)))));
    said.extend(program.partial.map(|partial| sentence(partial_window(partial))));
    said
}

const fn partial_window(partial: Partial) -> &'static str {
    match partial {
        Partial::ProRata => "a first or last week that is not whole asks a share of what a whole one asks",
        Partial::Waive => "a first or last week that is not whole asks nothing",
        Partial::Full => "a first or last week that is not whole asks as much as a whole one",
    }
}

fn closed(closed: &Closed) -> String {
    let date = match closed {
        Closed { on: Some(on), .. } => day(*on),
        Closed { from: Some(from), until: Some(until), .. } => format!("{} to {}", day(*from), day(*until)),
        Closed { month: Some(month), day_of_month: Some(date), .. } => format!("{date} {}", month_name(*month)),
        Closed { month: Some(month), nth: Some(-1), day: Some(day), .. } => format!("the last {} of {}", day.name(), month_name(*month)),
        Closed { month: Some(month), nth: Some(nth), day: Some(day), .. } => {
            format!("the {} {} of {}", ordinal(u32::from(nth.unsigned_abs())), day.name(), month_name(*month))
        }
        _ => return closed.name.clone(),
    };
    if closed.name.is_empty() { date } else { format!("{} ({date})", closed.name) }
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).copied().unwrap_or("that month")
}
