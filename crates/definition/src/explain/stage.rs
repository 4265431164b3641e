//! How a client goes through a program.

use super::Section;
use super::when::{bare, day, how_long, length, plural};
use super::wording::{Wording, and, or, sentence};
use crate::model::{Set, Stage, StageEntry};
use crate::resolve::{effective, stages_in_order};

/// The stages, in the order in which a client goes through them.
pub(super) fn way_through(say: &Wording<'_>) -> Section {
    let Some(definition) = say.definition() else { return Section::default() };
    let mut section = Section::of("The way through it", Vec::new());
    section.parts = stages_in_order(definition).into_iter().map(|stage| one(say, stage)).collect();
    section
}

fn one(say: &Wording<'_>, stage: &Stage) -> Section {
    let mut said = place(say, stage);
    said.extend(stage.time.as_ref().map(|time| sentence(&format!("it lasts {}", how_long(time)))));
    said.extend(stage.repeats.map(|n| sentence(&format!("it may be repeated {n} time{}", plural(n)))));
    said.extend(stage.level_of_care.as_ref().map(|level| sentence(&format!("its level of care is {level}"))));
    said.extend(stage.entry.as_ref().map(entry));
    said.extend(
        stage.only_for.as_ref().map(|test| sentence(&format!("it is only for clients of whom this holds: {}", say.condition(test)))),
    );
    said.extend(stage.exit.as_ref().map(|test| sentence(&format!("a client can move on once {}", say.exit(test)))));
    said.extend(differs(say, stage));
    Section::of(stage.label(), said)
}

fn place(say: &Wording<'_>, stage: &Stage) -> Vec<String> {
    let quoted = |name: &String| format!("“{}”", say.stage(name));
    let mut said = Vec::new();
    if stage.aside {
        let clocks = if stage.clocks_run { "keep running" } else { "stop meanwhile" };
        said.push(format!("Clients are sent here for a time and return; the clocks of the other stages {clocks}."));
    }
    if !stage.after.is_empty() {
        said.push(sentence(&format!("it comes after {}", or(&stage.after, quoted))));
    }
    if !stage.beside.is_empty() {
        said.push(sentence(&format!("it runs beside {}", and(&stage.beside, quoted))));
    }
    said.extend(stage.starts.as_ref().map(|anchor| match stage.starts_after {
        Some(later) => sentence(&format!("it starts {} after {}", length(later), say.moment(anchor))),
        None => sentence(&format!("it starts at {}", say.moment(anchor))),
    }));
    said.extend(stage.ends.as_ref().map(|anchor| sentence(&format!("it ends at {}", say.moment(anchor)))));
    said
}

/// How clients enter.
pub(super) fn entry(entry: &StageEntry) -> String {
    let mut said = match entry.cohorts.as_slice() {
        [] if entry.days.is_empty() => "clients enter at any time".to_owned(),
        [] => format!("clients enter on {}", and(&entry.days, |day| format!("{}s", day.name()))),
        cohorts => format!("clients enter together, in groups that start on {}", and(cohorts, |date| day(*date))),
    };
    if let Some(every) = entry.every {
        said += &format!(", and again every {}", bare(every));
    }
    if let Some(seats) = entry.seats {
        said += &format!(", at most {seats} at once");
    }
    if let Some(within) = entry.join_within {
        said += &format!("; one may still join {} after the start", length(within));
    }
    sentence(&said)
}

/// What is different here: each thing as it holds in this stage.
fn differs(say: &Wording<'_>, stage: &Stage) -> Vec<String> {
    let Some(definition) = say.definition().filter(|_| !stage.set.is_empty()) else { return Vec::new() };
    let held = effective(definition, Some(&stage.name), None, &Set::new());
    let mut said = Vec::new();
    for key in stage.set.keys() {
        let mut path = key.split('.');
        let (concept, name) = (path.next().unwrap_or(""), path.next().unwrap_or(""));
        let sentence = match concept {
            "obligation" => held.obligation_named(name).map(|one| say.obligation(one)),
            "offering" => held.offering_named(name).map(|one| say.offering(one)),
            _ => Some(sentence(&format!("{} is different here", super::open::path(say, key)))),
        };
        said.extend(sentence.map(|sentence| format!("Here: {sentence}")));
    }
    said.dedup();
    said
}
