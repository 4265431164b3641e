//! What can be known of a program's events: which are raised, and which outcomes a kind has.

use std::collections::BTreeSet;

use crate::model::{Definition, Family, Kind};

/// The outcomes that every session has without saying so.
const OF_SESSIONS: [&str; 6] = ["present", "late", "left_early", "excused", "absent", "cancelled"];

/// The outcomes that a kind has, its own and those of its family.
pub(super) fn outcomes(kind: &Kind) -> BTreeSet<&str> {
    let mut names: BTreeSet<&str> = kind.outcomes.keys().map(String::as_str).collect();
    if kind.family == Family::Session {
        names.extend(OF_SESSIONS);
    }
    names
}

/// The names of events that an outcome raises.
pub(super) fn raised(definition: &Definition) -> BTreeSet<&str> {
    let outcomes = definition.kind.iter().flat_map(|kind| kind.outcomes.values());
    outcomes.flat_map(|outcome| &outcome.raises).map(String::as_str).collect()
}

/// What a name of an event turns out to be.
pub(super) enum Event<'a> {
    /// Something raises it, or it is a kind.
    Known,
    /// The kind is known and has no such outcome.
    NoOutcome(&'a Kind),
    /// Nothing raises it.
    Unknown,
}

/// Whether an outcome of some kind raises this event.
fn is_raised(definition: &Definition, name: &str) -> bool {
    let outcomes = definition.kind.iter().flat_map(|kind| kind.outcomes.values());
    outcomes.flat_map(|outcome| &outcome.raises).any(|raised| raised == name)
}

/// What `name` is: an event that is raised, a kind, or a kind and outcome (`urine.positive`).
pub(super) fn find<'a>(definition: &'a Definition, name: &str) -> Event<'a> {
    if definition.kind_named(name).is_some() || is_raised(definition, name) {
        return Event::Known;
    }
    let Some((kind, outcome)) = name.split_once('.') else { return Event::Unknown };
    match definition.kind_named(kind) {
        Some(kind) if outcomes(kind).contains(outcome) => Event::Known,
        Some(kind) => Event::NoOutcome(kind),
        None => Event::Unknown,
    }
}

/// All names that an event can have, for suggestions.
pub(super) fn names(definition: &Definition) -> Vec<String> {
    let mut names: Vec<String> = raised(definition).into_iter().map(Into::into).collect();
    for kind in &definition.kind {
        names.push(kind.name.clone());
        names.extend(outcomes(kind).iter().map(|outcome| format!("{}.{outcome}", kind.name)));
    }
    names
}
