//! Offerings that are instances of others: what they do not say is taken from there.

use std::collections::HashSet;

use super::Fault;
use super::overlay::lay_item;
use super::set::{loosens, read_back, tree};
use crate::model::{Definition, Offering};

/// Names of offerings that have instances: these are given only as their instances.
pub(super) fn generals(definition: &Definition) -> HashSet<&str> {
    let other = |offering: &&Offering| offering.of.as_deref().is_some_and(|of| of != offering.name);
    definition.offering.iter().filter(other).filter_map(|offering| offering.of.as_deref()).collect()
}

/// Whether an offering is general: others are instances of it, and it takes place only as these.
pub fn is_general(definition: &Definition, name: &str) -> bool {
    definition.offering.iter().any(|offering| offering.of.as_deref() == Some(name) && offering.name != name)
}

/// The definition with every instance filled from what it is an instance of. Doing it again changes nothing.
pub fn instances(definition: &Definition) -> (Definition, Vec<Fault>) {
    let mut filled = definition.clone();
    let faults = fill(&mut filled);
    (filled, faults)
}

/// Fills instances in place; what cannot be filled stays as it is and is reported.
pub(super) fn fill(definition: &mut Definition) -> Vec<Fault> {
    if definition.offering.iter().all(|offering| offering.of.is_none()) {
        return Vec::new();
    }
    let written = definition.offering.clone();
    let mut faults = Vec::new();
    for (index, offering) in definition.offering.iter_mut().enumerate() {
        match filled(&written, offering, &mut HashSet::new()) {
            Ok(full) => *offering = full,
            Err(fault) => faults.push(fault.under(&format!("offering[{index}]"))),
        }
    }
    faults
}

fn filled(written: &[Offering], offering: &Offering, seen: &mut HashSet<String>) -> Result<Offering, Fault> {
    let Some(of) = offering.of.as_deref().filter(|of| *of != offering.name) else {
        return Ok(offering.clone());
    };
    if !seen.insert(offering.name.clone()) {
        let message = format!("`{}` is in the end an instance of itself", offering.name);
        return Err(Fault::new("of", "circular-of", message));
    }
    let Some(general) = written.iter().find(|other| other.name == of) else {
        let message = format!("`{}` is an instance of `{of}`, and there is no offering of that name", offering.name);
        return Err(Fault::new("of", "no-such-offering", message));
    };
    over(&filled(written, general, seen)?, offering)
}

/// One offering laid over another: what it does not say is the other's.
pub(super) fn over(general: &Offering, near: &Offering) -> Result<Offering, Fault> {
    let far = tree(general);
    let laid: Offering = read_back(&far, lay_item(&far, tree(near)))?;
    within_minutes(general, &laid)?;
    Ok(laid)
}

/// Blocks take the place of `minutes`, and must keep to them.
fn within_minutes(general: &Offering, laid: &Offering) -> Result<(), Fault> {
    let Some(range) = general.minutes.as_ref().filter(|range| !range.exact && general.blocks.is_empty()) else {
        return Ok(());
    };
    let Some((low, high)) = laid.net_minutes().filter(|_| !laid.blocks.is_empty()) else {
        return Ok(());
    };
    let short = range.min.is_some_and(|min| low < min.0);
    let long = range.max.is_some_and(|max| high > max.0);
    if !short && !long {
        return Ok(());
    }
    let bound = |bound: Option<crate::value::Minutes>| bound.map_or("any".into(), |minutes| minutes.0.to_string());
    let allowed = format!("{} to {} minutes", bound(range.min), bound(range.max));
    Err(loosens("blocks", &format!("{low} to {high} minutes net of breaks"), &allowed))
}
