//! A site's timetable laid over a program.

use serde_json::Value;

use super::overlay::{is_said, lay, lay_item};
use super::set::{Named, entries, read_back, tree};
use super::{Fault, instance, set};
use crate::finding::Finding;
use crate::model::{Definition, Offering, Set, Site, Timetable};

/// The program as this site runs it. The findings stand on line 1: use [`merge_at`] where lines are known.
pub fn merge(definition: &Definition, timetable: &Timetable) -> Result<Definition, Vec<Finding>> {
    merge_at(definition, timetable, &|_| 1)
}

/// The program as this site runs it; `line_of` gives the timetable's line for a path such as `offering[0].minutes`.
pub fn merge_at(definition: &Definition, timetable: &Timetable, line_of: &dyn Fn(&str) -> usize) -> Result<Definition, Vec<Finding>> {
    let mut merged = definition.clone();
    let faults = lay_over(&mut merged, timetable);
    if faults.is_empty() { Ok(merged) } else { Err(faults.iter().map(|fault| fault.finding(line_of)).collect()) }
}

fn lay_over(merged: &mut Definition, timetable: &Timetable) -> Vec<Fault> {
    let site = &timetable.timetable;
    if site.program != merged.program.id {
        let message = format!("this timetable is for `{}`, and the program is `{}`", site.program, merged.program.id);
        return vec![Fault::new("timetable.program", "other-program", message)];
    }
    of_the_site(merged, site);
    let mut faults = named(&mut merged.stage, &timetable.stage, "stage");
    faults.extend(named(&mut merged.track, &timetable.track, "track"));
    faults.extend(values(merged, &site.set));
    faults.extend(offerings(merged, &timetable.offering));
    let own = merged.offering.len();
    let filled = instance::fill(merged);
    faults.extend(filled.into_iter().map(|fault| in_timetable(fault, merged, timetable, own)));
    faults
}

fn of_the_site(merged: &mut Definition, site: &Site) {
    let program = &mut merged.program;
    program.zone = site.zone.clone().or(program.zone.take());
    program.week_starts = site.week_starts.or(program.week_starts);
    program.closed_day = site.closed_day.or(program.closed_day);
    program.closed.extend(site.closed.iter().cloned());
    program.holds_from = program.holds_from.max(site.holds_from);
    program.until = [program.until, site.until].into_iter().flatten().min();
}

/// Stages or tracks of the timetable: known names are laid over, new ones added.
fn named<T: Named + Clone>(known: &mut Vec<T>, near: &[T], concept: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, item) in near.iter().enumerate() {
        let Some(at) = known.iter_mut().find(|one| one.name() == item.name()) else {
            known.push(item.clone());
            continue;
        };
        let far = tree(at);
        match read_back(&far, lay_item(&far, tree(item))) {
            Ok(laid) => *at = laid,
            Err(fault) => faults.push(fault.under(&format!("{concept}[{index}]"))),
        }
    }
    faults
}

/// Values the site sets hold over the program's, and over those of its stages and tracks.
fn values(merged: &mut Definition, set: &Set) -> Vec<Fault> {
    let mut faults = set::apply_all(merged, set, "timetable.set");
    for (path, value) in entries(set) {
        let nearer = over_sets(merged, &path, &value);
        faults.extend(nearer.into_iter().map(|fault| Fault { at: format!("timetable.set.{path}"), ..fault }));
    }
    faults
}

/// Lays a site's value over the same value of every stage and track.
fn over_sets(merged: &mut Definition, path: &str, value: &Value) -> Vec<Fault> {
    let stages = merged.stage.iter_mut().map(|stage| &mut stage.set);
    let sets = stages.chain(merged.track.iter_mut().map(|track| &mut track.set));
    let mut faults = Vec::new();
    for below in sets.filter_map(|set| set.get_mut(path)) {
        let laid = lay(below, value.clone());
        match super::overlay::loosened(below, &laid).first() {
            None => *below = laid,
            Some(loose) => faults.push(set::loosens(path, &loose.said, &loose.allowed)),
        }
    }
    faults
}

fn offerings(merged: &mut Definition, near: &[Offering]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, offering) in near.iter().enumerate() {
        if let Err(found) = one_offering(merged, offering) {
            faults.extend(found.into_iter().map(|fault| fault.under(&format!("offering[{index}]"))));
        }
    }
    faults
}

fn one_offering(merged: &mut Definition, near: &Offering) -> Result<(), Vec<Fault>> {
    let Some(at) = merged.offering.iter_mut().find(|one| one.name == near.name) else {
        merged.offering.push(near.clone());
        return Ok(());
    };
    let said = Offering { of: near.of.clone().filter(|of| *of != near.name), ..near.clone() };
    *at = instance::over(at, &said).map_err(|fault| vec![fault])?;
    let Value::Object(fields) = tree(&said) else {
        return Ok(());
    };
    let said = fields.into_iter().filter(|(key, value)| key != "name" && is_said(value));
    let faults: Vec<Fault> =
        said.flat_map(|(field, value)| over_sets(merged, &format!("offering.{}.{field}", near.name), &value)).collect();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A fault found in the merged list, told at the place in the timetable where that offering is written.
fn in_timetable(fault: Fault, merged: &Definition, timetable: &Timetable, count: usize) -> Fault {
    let place = (0..count).find(|index| fault.at.starts_with(&format!("offering[{index}]")));
    let name = place.and_then(|index| merged.offering.get(index)).map(|offering| &offering.name);
    let here = timetable.offering.iter().position(|offering| Some(&offering.name) == name);
    match (place, here) {
        (Some(place), Some(here)) => {
            let at = fault.at.replacen(&format!("offering[{place}]"), &format!("offering[{here}]"), 1);
            Fault { at, ..fault }
        }
        _ => fault,
    }
}
