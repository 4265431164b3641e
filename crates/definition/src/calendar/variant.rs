//! Offerings as stages and tracks change them: each different form, and for whom it holds.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{Definition, Offering, Set};
use crate::resolve::{admits, effective, instances};
use crate::value::Many;

/// One form of an offering; its stages and tracks are those for whom it holds.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub offering: Offering,
    /// What tells it from other forms of the same offering; none for the only form.
    pub mark: Option<String>,
}

type Place = (Option<String>, Option<String>);

/// Every form of every offering, in the order of the definition.
pub(super) fn variants(definition: &Definition, track: Option<&str>) -> Vec<Variant> {
    let (definition, _) = instances(definition);
    let mut forms: Vec<(Offering, Vec<Place>)> = Vec::new();
    for place in places(&definition, track) {
        for offering in effective(&definition, place.0.as_deref(), place.1.as_deref(), &Set::new()).offering {
            match forms.iter_mut().find(|(form, _)| *form == offering) {
                Some((_, held)) => held.push(place.clone()),
                None => forms.push((offering, vec![place.clone()])),
            }
        }
    }
    let order = |name: &str| definition.offering.iter().position(|one| one.name == name);
    forms.sort_by_key(|(form, _)| order(&form.name));
    let alone = |form: &Offering| forms.iter().filter(|(other, _)| other.name == form.name).count() == 1;
    forms.iter().flat_map(|(form, held)| if alone(form) { vec![only(form)] } else { split(form, held) }).collect()
}

/// Where a stage or a track changes offerings, each of them; elsewhere none in particular.
fn places(definition: &Definition, track: Option<&str>) -> Vec<Place> {
    let changes = |set: &Set| set.keys().any(|key| key.split('.').next() == Some("offering"));
    let named = |names: Vec<&String>| -> Vec<Option<String>> { names.into_iter().cloned().map(Some).collect() };
    let stages = match definition.stage.iter().any(|stage| changes(&stage.set)) {
        true => named(definition.stage.iter().map(|stage| &stage.name).collect()),
        false => vec![None],
    };
    let tracks = match (track, definition.track.iter().any(|track| changes(&track.set))) {
        (Some(track), _) => vec![Some(track.to_owned())],
        (None, true) => named(definition.track.iter().map(|track| &track.name).collect()),
        (None, false) => vec![None],
    };
    let exists = |stage: &Option<String>, track: &Option<String>| {
        let track = track.as_deref().and_then(|name| definition.track_named(name));
        track.is_none_or(|track| admits(&track.stages, stage.as_deref()))
    };
    let pairs = stages.iter().flat_map(|stage| tracks.iter().map(move |track| (stage.clone(), track.clone())));
    pairs.filter(|(stage, track)| exists(stage, track)).collect()
}

fn only(form: &Offering) -> Variant {
    Variant { offering: form.clone(), mark: None }
}

/// A form that holds in some stages and tracks only: one variant for each list of stages.
fn split(form: &Offering, held: &[Place]) -> Vec<Variant> {
    let mut stages_of: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for (stage, track) in held {
        stages_of.entry(track.as_deref()).or_default().extend(stage.clone());
    }
    let mut tracks_of: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (track, stages) in stages_of {
        tracks_of.entry(stages).or_default().extend(track.map(str::to_owned));
    }
    let variant = |(stages, tracks): (Vec<String>, Vec<String>)| {
        let mark = [stages.join("-"), tracks.join("-")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let mut offering = form.clone();
        offering.stages = if stages.is_empty() { offering.stages } else { Many(stages) };
        offering.track = if tracks.is_empty() { offering.track } else { Many(tracks) };
        Variant { offering, mark: Some(mark.join("-")).filter(|mark| !mark.is_empty()) }
    };
    tracks_of.into_iter().map(variant).collect()
}

/// The first date from which anything of this offering can be counted.
pub(super) fn first_date(offering: &Offering) -> Option<Date> {
    offering.when.iter().filter_map(|when| when.from).min()
}
