//! What holds where: a value holds until something nearer sets its own.
//!
//! Program ← stage ← track ← site's timetable file ← client's plan. A written range may be narrowed by what is nearer,
//! never loosened; a single value may be replaced. Everything goes through one mechanism ([`set`]): an item as a tree of
//! plain values, the nearer value laid over it, and read back.

mod instance;
mod layers;
mod overlay;
mod set;
mod site;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

pub use instance::{instances, is_general};
pub use layers::{effective, effective_or_faults};
pub use site::{merge, merge_at};

use crate::finding::Finding;
use crate::model::{Definition, Offering, Stage};

/// What is wrong with a nearer value, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where it was written: `stage[1].set.offering.group.minutes`, `offering[0].minutes`.
    pub at: String,
    /// A stable code: `loosens`, `no-such-value`, `wrong-value`, `no-such-offering`, `circular-of`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    pub mend: Option<String>,
}

impl Fault {
    fn new(at: &str, code: &'static str, message: String) -> Self {
        Self { at: at.into(), code, message, mend: None }
    }

    fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// The same, lying under a longer path.
    fn under(mut self, path: &str) -> Self {
        self.at = if self.at.is_empty() { path.into() } else { format!("{path}.{}", self.at) };
        self
    }

    /// As an error, at the line that `line_of` gives for the place.
    pub fn finding(&self, line_of: &dyn Fn(&str) -> usize) -> Finding {
        let finding = Finding::error(self.code, line_of(&self.at), self.message.clone());
        match &self.mend {
            Some(mend) => finding.mend(mend.clone()),
            None => finding,
        }
    }
}

/// Whether a list of stages or tracks lets this one in: no list means all, and no name asks nothing.
pub fn admits(list: &[String], name: Option<&str>) -> bool {
    list.is_empty() || name.is_none_or(|name| list.iter().any(|one| one == name))
}

/// The offerings given in this stage on this track, general ones that have instances left out.
pub fn offers_for<'a>(definition: &'a Definition, stage: Option<&str>, track: Option<&str>) -> Vec<&'a Offering> {
    let general = instance::generals(definition);
    let given = |offering: &&Offering| {
        admits(&offering.stages, stage) && admits(&offering.track, track) && !general.contains(offering.name.as_str())
    };
    definition.offering.iter().filter(given).collect()
}

/// Stages in the order in which a client goes through them: each after those it comes after, those beside with their
/// companions, those aside last.
pub fn stages_in_order(definition: &Definition) -> Vec<&Stage> {
    let mut left: Vec<&Stage> = definition.stage.iter().collect();
    let names: HashSet<&str> = left.iter().map(|stage| stage.name.as_str()).collect();
    let mut placed: HashSet<&str> = HashSet::new();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ready = |stage: &&Stage| {
            let known = |name: &&String| names.contains(name.as_str());
            let mut before = stage.after.iter().chain(stage.beside.iter()).filter(known);
            !stage.aside && before.all(|name| placed.contains(name.as_str()))
        };
        let at = left.iter().position(ready).or_else(|| left.iter().position(|stage| !stage.aside)).unwrap_or(0);
        let stage = left.remove(at);
        placed.insert(&stage.name);
        order.push(stage);
    }
    order
}
