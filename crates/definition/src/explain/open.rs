//! What is left to the site or to the client's plan.

use serde_json::Value;

use super::Section;
use super::wording::{Wording, lower, sentence, words};
use crate::value::Minutes;

/// Everything that is still to be chosen.
pub(super) fn left_open(say: &Wording<'_>) -> Section {
    let Some(definition) = say.definition() else { return Section::default() };
    let tree = serde_json::to_value(definition).unwrap_or(Value::Null);
    let mut found = Vec::new();
    walk(&tree, &mut Vec::new(), &mut found);
    let mut said: Vec<(String, String)> = Vec::new();
    for (key, who, range) in found {
        let (what, who) = (path(say, &key), if who == "plan" { "the client's plan" } else { "the site" });
        said.push((what.clone(), sentence(&format!("{who} chooses {what} ({range})"))));
    }
    for what in definition.program.open_values.iter().map(|key| path(say, key)) {
        if !said.iter().any(|(known, _)| *known == what) {
            said.push((what.clone(), sentence(&format!("still to be chosen: {what}"))));
        }
    }
    let said = said.into_iter().map(|(_, sentence)| sentence).collect();
    Section::of("What is left open", said)
}

/// Ranges in which somebody nearer still chooses, with their path.
fn walk(tree: &Value, path: &mut Vec<String>, found: &mut Vec<(String, String, String)>) {
    if let Some(open) = tree.get("open").and_then(Value::as_str) {
        found.push((path.join("."), open.to_owned(), bounds(tree, path)));
        return;
    }
    let children: Vec<(String, &Value)> = match tree {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, item)| (named(item, index), item)).collect(),
        _ => return,
    };
    for (key, value) in children {
        path.push(key);
        walk(value, path, found);
        path.pop();
    }
}

fn named(item: &Value, index: usize) -> String {
    item.get("name").and_then(Value::as_str).map_or_else(|| index.to_string(), Into::into)
}

fn bounds(range: &Value, path: &[String]) -> String {
    let is_time = path.last().is_some_and(|field| field == "minutes");
    let plain = |bound: &Value| match bound.as_u64().and_then(|n| u32::try_from(n).ok()) {
        Some(n) if is_time => Minutes(n).to_string(),
        _ => bound.as_str().map_or_else(|| bound.to_string(), Into::into),
    };
    let text = |key: &str| range.get(key).map(plain);
    match (text("min"), text("max")) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "no bounds".into(),
    }
}

/// A path of a value in words: `offering.group.when` → `when “Group” takes place`.
pub(super) fn path(say: &Wording<'_>, key: &str) -> String {
    let mut parts = key.split('.');
    let (concept, name, field) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    let label = match concept {
        "program" => return format!("{} of the program", lower(&words(name))),
        "offering" => say.offering_name(name),
        "obligation" => say.obligation_name(name),
        "stage" => say.stage(name),
        "track" => say.track(name),
        "curriculum" => say.curriculum_name(name),
        "counter" => say.counter_name(name),
        "ledger" => say.ledger_name(name),
        _ => words(name),
    };
    match field {
        "" => format!("“{label}”"),
        "when" if key.ends_with("times") => format!("how often “{label}” is"),
        "between" => format!("the hours of “{label}”"),
        "when" | "at" => format!("when “{label}” is"),
        "minutes" | "blocks" => format!("how long “{label}” is"),
        "time" => format!("how long “{label}” lasts"),
        "amount" => format!("how much “{label}” asks"),
        "seats" => format!("how many “{label}” takes"),
        "place" => format!("where “{label}” is"),
        "staff" => format!("who leads “{label}”"),
        "modality" => format!("how people join “{label}”"),
        other => format!("{} of “{label}”", lower(&words(other))),
    }
}
