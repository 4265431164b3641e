//! A definition in plain words: what it is, how one goes through it, what is offered and owed, what counts, and what
//! follows from what happens. Short sentences; the client comes first, names of fields never show.

mod about;
mod condition;
mod curriculum;
mod ledger;
mod moves;
mod obligation;
mod offering;
mod open;
mod record;
mod response;
mod stage;
#[cfg(test)]
mod tests;
mod when;
mod wording;

pub use when::{length, moment, when, window};
pub use wording::{Wording, words};

use serde::Serialize;

use crate::model::{Definition, Obligation, Offering, Test};

/// What belongs together, under a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What is said.
    pub sentences: Vec<String>,
    /// What lies under it, with headings of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Section>,
}

impl Section {
    /// A section of sentences.
    pub fn of(title: impl Into<String>, sentences: Vec<String>) -> Self {
        Self { title: title.into(), sentences, parts: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.parts.iter().all(Self::is_empty)
    }
}

/// A definition in plain words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// The program's id.
    pub program: String,
    /// What people call it.
    pub name: String,
    /// What is said of it.
    pub sections: Vec<Section>,
}

/// Explains a definition.
pub fn program(definition: &Definition) -> Explained {
    let (definition, _) = crate::resolve::instances(definition);
    let say = Wording::of(&definition);
    let sections = [
        about::about(&say),
        stage::way_through(&say),
        offering::offered(&say),
        curriculum::taught(&say),
        obligation::owed(&say),
        record::recorded(&say),
        record::counted(&say),
        condition::meant(&say),
        response::what_happens(&say),
        moves::moves(&say),
        ledger::ledgers(&say),
        open::left_open(&say),
    ];
    let sections = sections.into_iter().filter(|section| !section.is_empty()).collect();
    Explained { program: definition.program.id.clone(), name: definition.program.name.clone(), sections }
}

/// A condition as a clause: `sober days are at least 30`.
pub fn condition(test: &Test) -> String {
    Wording::default().condition(test)
}

/// An obligation as a sentence.
pub fn obligation(obligation: &Obligation) -> String {
    Wording::default().obligation(obligation)
}

/// An offering as a sentence.
pub fn offering(offering: &Offering) -> String {
    Wording::default().offering(offering)
}

impl Explained {
    /// To read on a terminal: headings, and sentences wrapped.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.name);
        for section in &self.sections {
            write(&mut out, section, 0);
        }
        out
    }
}

fn write(out: &mut String, section: &Section, depth: usize) {
    let indent = "  ".repeat(depth);
    let gap = if depth == 0 { "\n" } else { "" };
    out.push_str(&format!("{gap}{indent}{}\n", section.title));
    for sentence in &section.sentences {
        wrap(out, sentence, &format!("{indent}  - "), &format!("{indent}    "));
    }
    for part in section.parts.iter().filter(|part| !part.is_empty()) {
        write(out, part, depth + 1);
    }
}

fn wrap(out: &mut String, sentence: &str, first: &str, next: &str) {
    let mut line = String::from(first);
    let mut fresh = true;
    for word in sentence.split_whitespace() {
        if !fresh && line.chars().count() + word.chars().count() >= 100 {
            out.push_str(line.trim_end());
            out.push('\n');
            line = String::from(next);
            fresh = true;
        }
        if !fresh {
            line.push(' ');
        }
        line.push_str(word);
        fresh = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}
