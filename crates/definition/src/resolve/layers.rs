//! The definition as it holds for a client in a stage, on a track, under a plan.

use super::{Fault, admits, instance, set};
use crate::model::{Definition, Set};

/// The definition as it holds for a client in this stage on this track with this plan. What does not apply there is left
/// out, and so are general offerings that have instances. A wrong value is left out; [`effective_or_faults`] says which.
/// It copies the definition: whoever asks for many clients keeps one for each stage, track and plan.
pub fn effective(definition: &Definition, stage: Option<&str>, track: Option<&str>, plan: &Set) -> Definition {
    effective_or_faults(definition, stage, track, plan).0
}

/// The same, with what is wrong about the values set on the way.
pub fn effective_or_faults(definition: &Definition, stage: Option<&str>, track: Option<&str>, plan: &Set) -> (Definition, Vec<Fault>) {
    let mut held = definition.clone();
    let mut faults = instance::fill(&mut held);
    let stages = definition.stage.iter().map(|one| (one.name.as_str(), &one.set));
    faults.extend(layer(&mut held, "stage", stages, stage));
    let tracks = definition.track.iter().map(|one| (one.name.as_str(), &one.set));
    faults.extend(layer(&mut held, "track", tracks, track));
    faults.extend(set::apply_all(&mut held, plan, "plan"));
    keep_what_applies(&mut held, stage, track);
    (held, faults)
}

/// Applies the values of the named stage or track.
fn layer<'a>(held: &mut Definition, concept: &str, sets: impl Iterator<Item = (&'a str, &'a Set)>, name: Option<&str>) -> Vec<Fault> {
    let found = sets.enumerate().find(|(_, (one, _))| Some(*one) == name);
    found.map_or_else(Vec::new, |(index, (_, values))| set::apply_all(held, values, &format!("{concept}[{index}].set")))
}

fn keep_what_applies(definition: &mut Definition, stage: Option<&str>, track: Option<&str>) {
    let general: Vec<String> = instance::generals(definition).into_iter().map(Into::into).collect();
    definition.offering.retain(|one| admits(&one.stages, stage) && admits(&one.track, track) && !general.contains(&one.name));
    let beside = beside(definition, stage);
    let here = |stages: &[String]| admits(stages, stage) || stages.iter().any(|one| beside.contains(one));
    definition.obligation.retain(|one| here(&one.stages) && admits(&one.track, track));
    definition.response.retain(|one| here(&one.stages) && admits(&one.track, track));
}

/// The stages that may run beside this one. Whether one does on a day is for whoever knows the client's dates.
fn beside(definition: &Definition, stage: Option<&str>) -> Vec<String> {
    let with = |one: &&crate::model::Stage| stage.is_some_and(|stage| one.beside.iter().any(|name| name == stage));
    definition.stage.iter().filter(with).map(|one| one.name.clone()).collect()
}
