//! What is left to the site or to the client's plan.

use serde_json::Value;

use super::Section;
use super::wording::{Wording, lower, sentence, words};

/// Everything that is still to be chosen.
pub(super) fn left_open(say: &Wording<'_>) -> Section {
    let Some(definition) = say.definition() else { return Section::default() };
    let mut said: Vec<String> =
        definition.program.open_values.iter().map(|key| sentence(&format!("still to be chosen: {}", path(say, key)))).collect();
    let tree = serde_json::to_value(definition).unwrap_or(Value::Null);
    let mut found = Vec::new();
    walk(&tree, &mut Vec::new(), &mut found);
    said.extend(found.into_iter().map(|(key, who, range)| {
        let who = if who == "plan" { "the client's plan" } else { "the site" };
        sentence(&format!("{who} chooses {} ({range})", path(say, &key)))
    }));
    Section::of("What is left open", said)
}

/// Ranges in which somebody nearer still chooses, with their path.
fn walk(tree: &Value, path: &mut Vec<String>, found: &mut Vec<(String, String, String)>) {
    if let Some(open) = tree.get("open").and_then(Value::as_str) {
        found.push((path.join("."), open.to_owned(), bounds(tree)));
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

fn bounds(range: &Value) -> String {
    let text = |key: &str| range.get(key).map(|bound| bound.as_str().map_or_else(|| bound.to_string(), Into::into));
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
