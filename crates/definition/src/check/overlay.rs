//! What is nearer: values that stages and tracks set, a site's timetable, and what is still open.

use super::Case;
use super::values::{closed, dates, zone};
use crate::finding::Finding;
use crate::model::{Definition, Set, Timetable};
use crate::resolve;
use crate::source::Lines;

/// The program as the site runs it, or what is wrong with the timetable.
pub(super) fn merged(definition: &Definition, timetable: &Timetable, lines: &Lines) -> Result<Definition, Vec<Finding>> {
    resolve::merge_at(definition, timetable, &|path| lines.at(path))
}

/// What the timetable says, as a definition by itself.
pub(super) fn alone(definition: &Definition, timetable: &Timetable) -> Definition {
    Definition {
        program: definition.program.clone(),
        stage: timetable.stage.clone(),
        track: timetable.track.clone(),
        offering: timetable.offering.clone(),
        ..Definition::default()
    }
}

/// The site's own dates, zone and closed days.
pub(super) fn timetable(case: &Case<'_>, definition: &Definition, timetable: &Timetable) -> Vec<Finding> {
    let site = &timetable.timetable;
    let mut found: Vec<Finding> = dates(case, "timetable.until", (site.holds_from, site.until)).into_iter().collect();
    found.extend(zone(case, "timetable.zone", site.zone.as_deref().or(definition.program.zone.as_deref())));
    found.extend(closed(case, "timetable.closed", &site.closed));
    found.extend(still_open(case, definition));
    found
}

/// Values that the program left open to the site, and that the timetable does not choose.
fn still_open(case: &Case<'_>, definition: &Definition) -> Vec<Finding> {
    let line = case.lines.at("timetable");
    let tree = serde_json::to_value(case.whole).unwrap_or_default();
    let open = definition.program.open_values.iter().filter(|path| is_chosen(case.whole, &tree, path) == Some(false));
    open.map(|path| Finding::note("open-value", line, format!("`{path}` is left open, and this timetable does not choose it"))).collect()
}

/// Values set in stages and on tracks, and the program's list of open values.
pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let line_of = |path: &str| case.lines.at(path);
    let stages = case.part.stage.iter().map(|stage| ("stage", stage.name.as_str(), (Some(stage.name.as_str()), None)));
    let tracks = case.part.track.iter().map(|track| ("track", track.name.as_str(), (None, Some(track.name.as_str()))));
    for (concept, name, (stage, track)) in stages.chain(tracks) {
        let (_, faults) = resolve::effective_or_faults(case.whole, stage, track, &Set::default());
        let line = |path: &str| path.split_once(".set.").map_or(1, |(_, key)| case.line(concept, name, &format!("set.{key}")));
        found.extend(faults.iter().filter(|fault| fault.at.contains(".set")).map(|fault| fault.finding(&line)));
    }
    if !case.timetable {
        let (_, faults) = resolve::instances(case.whole);
        found.extend(faults.iter().filter(|fault| fault.code == "loosens").map(|fault| fault.finding(&line_of)));
        found.extend(open_values(case));
    }
    found
}

fn open_values(case: &Case<'_>) -> Vec<Finding> {
    let paths = case.part.program.open_values.iter().enumerate();
    let tree = serde_json::to_value(case.whole).unwrap_or_default();
    let finding = |(index, path): (usize, &String)| {
        let line = case.lines.at(&format!("program.open_values[{index}]"));
        match is_chosen(case.whole, &tree, path) {
            None => {
                let message = format!("`{path}` names no value of this program");
                Some(Finding::error("no-such-value", line, message).mend("write it as `concept.name.field`: `offering.group.when`"))
            }
            Some(false) => {
                let message = format!("`{path}` is open: a site's timetable or a client's plan must still choose it");
                Some(Finding::note("open-value", line, message))
            }
            Some(true) => None,
        }
    };
    paths.filter_map(finding).collect()
}

/// Whether the value at `concept.name.field` is one, not a range or nothing; `None` where there is no such thing.
fn is_chosen(definition: &Definition, tree: &serde_json::Value, path: &str) -> Option<bool> {
    let mut parts = path.splitn(3, '.');
    let (concept, name, field) = (parts.next()?, parts.next()?, parts.next()?);
    let items = tree.get(concept)?.as_array()?;
    let item = items.iter().find(|item| item.get("name").and_then(|value| value.as_str()) == Some(name))?;
    let instances = concept == "offering"
        && definition.offering.iter().any(|one| one.of.as_deref() == Some(name) && one.when.iter().any(|when| when.is_dated()));
    let blocks = field == "minutes" && item.get("blocks").and_then(serde_json::Value::as_array).is_some_and(|blocks| !blocks.is_empty());
    let value = field.split('.').try_fold(item, |at, key| at.get(key));
    Some(instances || blocks || value.is_some_and(is_one))
}

/// A single value: not nothing, not a range, not "so many times" or "by arrangement".
fn is_one(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => false,
        serde_json::Value::Array(items) => !items.is_empty() && items.iter().all(is_one),
        serde_json::Value::Object(map) => {
            let said: Vec<&str> = map.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key.as_str()).collect();
            !said.iter().any(|key| ["min", "max", "usual", "times", "random"].contains(key))
                && map.get("arranged").and_then(serde_json::Value::as_bool) != Some(true)
        }
        _ => true,
    }
}
