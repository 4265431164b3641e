//! What people call the things of a definition; the name itself where the definition no longer knows it.

use footbridge_definition::model::{Definition, Family, Kind};
use footbridge_ui::words::readable;

/// A track, as people call it.
pub(crate) fn track(definition: &Definition, name: &str) -> String {
    definition.track_named(name).map_or_else(|| readable(name), |track| label(track.label.as_deref(), name))
}

/// A stage, as people call it.
pub(crate) fn stage(definition: &Definition, name: &str) -> String {
    definition.stage_named(name).map_or_else(|| readable(name), |stage| label(stage.label.as_deref(), name))
}

/// A kind, as people call it.
pub(crate) fn kind(definition: &Definition, name: &str) -> String {
    definition.kind_named(name).map_or_else(|| readable(name), |kind| label(kind.label.as_deref(), name))
}

/// An outcome of a kind, as people call it.
pub(crate) fn outcome(definition: &Definition, of: (&str, &str)) -> String {
    let said = definition.kind_named(of.0).and_then(|kind| kind.outcomes.get(of.1)).and_then(|outcome| outcome.label.clone());
    said.unwrap_or_else(|| readable(of.1))
}

/// A move, as people call it.
pub(crate) fn way(definition: &Definition, name: &str) -> String {
    definition.moves.iter().find(|one| one.name == name).map_or_else(|| readable(name), |one| label(one.label.as_deref(), name))
}

/// A topic, as people call it.
pub(crate) fn topic(definition: &Definition, name: &str) -> String {
    let said = definition.curriculum.iter().flat_map(|curriculum| &curriculum.topics).find(|topic| topic.name == name);
    said.map_or_else(|| readable(name), |topic| label(topic.label.as_deref(), name))
}

fn label(said: Option<&str>, name: &str) -> String {
    said.map_or_else(|| readable(name), str::to_owned)
}

/// The kinds that people record by hand: everything but attendance, which is marked on a roster.
pub(crate) fn recordable(definition: &Definition) -> impl Iterator<Item = &Kind> {
    definition.kind.iter().filter(|kind| kind.family != Family::Session)
}
