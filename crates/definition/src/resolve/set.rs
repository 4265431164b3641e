//! Setting one value of a definition by its path: `concept.name.field`, and further dots for what lies within.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::Fault;
use super::overlay::{self, exactly, lay};
use crate::model::{Condition, Counter, Curriculum, Definition, Kind, Ledger, Move, Obligation, Offering, Response, Set, Stage, Track};

const CONCEPTS: [&str; 12] =
    ["program", "kind", "stage", "track", "offering", "curriculum", "obligation", "counter", "condition", "response", "move", "ledger"];

/// Something with a name that a path can say.
pub(super) trait Named: Serialize + DeserializeOwned {
    /// Its name; empty where it has none.
    fn name(&self) -> &str;
}

macro_rules! named {
    ($($type:ty),*) => { $(impl Named for $type { fn name(&self) -> &str { &self.name } })* };
}
named!(Kind, Stage, Track, Offering, Curriculum, Obligation, Counter, Response, Move, Ledger);

impl Named for Condition {
    fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("")
    }
}

/// A set's paths and values. Tables written out (`offering.group.minutes = 135`) say the same as a quoted path.
pub(super) fn entries(set: &Set) -> Vec<(String, Value)> {
    set.iter().flat_map(|(key, value)| spread(key.clone(), value.clone())).collect()
}

fn spread(path: String, value: Value) -> Vec<(String, Value)> {
    let deep = if path.starts_with("program") { 2 } else { 3 };
    match value {
        Value::Object(map) if path.split('.').count() < deep => {
            map.into_iter().flat_map(|(key, value)| spread(format!("{path}.{key}"), value)).collect()
        }
        value => vec![(path, value)],
    }
}

/// Applies every value of a set, leaving out those that are wrong.
pub(super) fn apply_all(definition: &mut Definition, set: &Set, at: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, value) in entries(set) {
        if let Err(fault) = apply(definition, &path, value) {
            faults.push(Fault { at: format!("{at}.{path}"), ..fault });
        }
    }
    faults
}

/// Sets the value at a path.
pub(super) fn apply(definition: &mut Definition, path: &str, value: Value) -> Result<(), Fault> {
    let (concept, rest) = path.split_once('.').ok_or_else(|| no_path(path))?;
    match concept {
        "program" => edit(&mut definition.program, rest, value),
        "kind" => one_of(&mut definition.kind, rest, value),
        "stage" => one_of(&mut definition.stage, rest, value),
        "track" => one_of(&mut definition.track, rest, value),
        "offering" => offering(&mut definition.offering, rest, value),
        "curriculum" => one_of(&mut definition.curriculum, rest, value),
        "obligation" => one_of(&mut definition.obligation, rest, value),
        "counter" => one_of(&mut definition.counter, rest, value),
        "condition" => one_of(&mut definition.condition, rest, value),
        "response" => one_of(&mut definition.response, rest, value),
        "move" => one_of(&mut definition.moves, rest, value),
        "ledger" => one_of(&mut definition.ledger, rest, value),
        _ => Err(unknown(path, concept, CONCEPTS.into_iter())),
    }
}

fn no_path(path: &str) -> Fault {
    let message = format!("`{path}` names no value; write concept, name and field: `obligation.attend.amount`");
    Fault::new(path, "no-such-value", message)
}

fn unknown<'a>(path: &str, word: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.collect();
    let nearest = known.iter().max_by(|a, b| strsim::jaro_winkler(word, a).total_cmp(&strsim::jaro_winkler(word, b)));
    let fault = Fault::new(path, "no-such-value", format!("there is no `{word}` that a value could be set for"));
    match nearest {
        Some(nearest) if strsim::jaro_winkler(word, nearest) > 0.8 => fault.mend(format!("did you mean `{nearest}`?")),
        _ => fault,
    }
}

fn one_of<T: Named>(items: &mut [T], rest: &str, value: Value) -> Result<(), Fault> {
    let (name, field) = rest.split_once('.').ok_or_else(|| no_path(rest))?;
    match items.iter().position(|item| item.name() == name).and_then(|at| items.get_mut(at)) {
        Some(item) => edit(item, field, value),
        None => Err(unknown(rest, name, items.iter().map(Named::name))),
    }
}

/// A value of a general offering holds for its instances too, where they had it from there.
fn offering(offerings: &mut [Offering], rest: &str, value: Value) -> Result<(), Fault> {
    let (name, field) = rest.split_once('.').ok_or_else(|| no_path(rest))?;
    let first = field.split('.').next().unwrap_or(field);
    let own = |offering: &Offering| tree(offering).get(first).cloned();
    let general = offerings.iter().find(|offering| offering.name == name).and_then(own);
    let inherits = |offering: &&mut Offering| offering.of.as_deref() == Some(name) && own(offering) == general;
    for instance in offerings.iter_mut().filter(inherits) {
        edit(instance, field, value.clone())?;
    }
    one_of(offerings, rest, value)
}

/// Sets a field of one item: as a tree, and read back.
fn edit<T: Serialize + DeserializeOwned>(item: &mut T, field: &str, value: Value) -> Result<(), Fault> {
    let before = tree(item);
    let mut after = before.clone();
    put(&mut after, field, value)?;
    *item = read_back(&before, after)?;
    Ok(())
}

/// Any item as a tree of plain values.
pub(super) fn tree<T: Serialize>(item: &T) -> Value {
    serde_json::to_value(item).unwrap_or(Value::Null)
}

/// An item read back from its tree, provided that it loosens no range of what it was before.
pub(super) fn read_back<T: Serialize + DeserializeOwned>(before: &Value, after: Value) -> Result<T, Fault> {
    let item: T = serde_json::from_value(after).map_err(|error| Fault::new("", "wrong-value", error.to_string()))?;
    match overlay::loosened(before, &tree(&item)).first() {
        None => Ok(item),
        Some(loose) => Err(loosens(&loose.path, &loose.said, &loose.allowed)),
    }
}

/// A nearer value that is wider than the farther.
pub(super) fn loosens(path: &str, said: &str, allowed: &str) -> Fault {
    let message = format!("`{path}` says {said}, and what it stands on allows {allowed}: a nearer value narrows, it never loosens");
    Fault::new(path, "loosens", message).mend(format!("choose a value within {allowed}"))
}

fn put(tree: &mut Value, field: &str, value: Value) -> Result<(), Fault> {
    let (first, rest) = field.split_once('.').map_or((field, None), |(first, rest)| (first, Some(rest)));
    let slot = slot(tree, first).ok_or_else(|| Fault::new(field, "no-such-value", format!("there is no `{first}` here")))?;
    match rest {
        Some(rest) => put(slot, rest, value),
        None => {
            *slot = lay(slot, value);
            Ok(())
        }
    }
}

/// The place of a key: in a table, a list (by index or name), or the bounds of a single value.
fn slot<'a>(tree: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    match tree {
        Value::Null => *tree = Value::Object(Map::new()),
        Value::Number(_) | Value::String(_) => *tree = Value::Object(exactly(tree)),
        _ => {}
    }
    match tree {
        Value::Object(map) => Some(map.entry(key).or_insert(Value::Null)),
        Value::Array(items) => {
            let named = |item: &Value| item.get("name").and_then(Value::as_str) == Some(key);
            let at = key.parse().ok().or_else(|| items.iter().position(named))?;
            items.get_mut(at)
        }
        _ => None,
    }
}
