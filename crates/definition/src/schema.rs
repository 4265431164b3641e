//! The JSON Schema of the language, and what it says about keys: which are known where.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::model::{Definition, Timetable};

/// The JSON Schema (2020-12) of a program definition; a timetable's is under `$defs/TimetableFile`.
pub fn schema() -> Value {
    let mut schema = plain(schemars::schema_for!(Definition));
    let mut timetable = plain(schemars::schema_for!(Timetable));
    let borrowed = timetable.as_object_mut().and_then(|map| map.remove("$defs"));
    if let Some(defs) = schema.pointer_mut("/$defs").and_then(Value::as_object_mut) {
        if let Some(Value::Object(borrowed)) = borrowed {
            defs.extend(borrowed);
        }
        defs.insert("TimetableFile".into(), timetable);
    }
    if let Some(map) = schema.as_object_mut() {
        map.insert("title".into(), "Footbridge program definition".into());
    }
    schema
}

fn plain(schema: schemars::Schema) -> Value {
    Value::from(schema)
}

static SCHEMA: LazyLock<Value> = LazyLock::new(schema);

/// A key that the language does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    /// Where: `offering[2].minuts`.
    pub path: String,
    /// The key.
    pub key: String,
    /// The nearest known key, if one is near.
    pub nearest: Option<String>,
    /// Every key known there.
    pub known: Vec<String>,
}

/// Every key of a program's tree that the language does not know.
pub fn unknown_keys(tree: &Map<String, Value>, timetable: bool) -> Vec<Unknown> {
    let schema = if timetable { SCHEMA.pointer("/$defs/TimetableFile").unwrap_or(&SCHEMA) } else { &SCHEMA };
    let mut found = Vec::new();
    object(tree, schema, "", &mut found);
    found
}

fn walk(value: &Value, schema: &Value, path: &str, found: &mut Vec<Unknown>) {
    let schema = resolve(schema);
    match value {
        Value::Object(map) => {
            if let Some(schema) =
                branch(schema, &|s| s.get("properties").is_some() || s.get("additionalProperties").is_some_and(Value::is_object))
            {
                object(map, schema, path, found);
            }
        }
        Value::Array(items) => {
            let Some(schema) = branch(schema, &|s| s.get("items").is_some()).and_then(|s| s.get("items")) else {
                return;
            };
            for (index, item) in items.iter().enumerate() {
                walk(item, schema, &format!("{path}[{index}]"), found);
            }
        }
        _ => {}
    }
}

fn object(map: &Map<String, Value>, schema: &Value, path: &str, found: &mut Vec<Unknown>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties");
    for (key, value) in map {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (properties.and_then(|p| p.get(key)), others) {
            (Some(schema), _) => walk(value, schema, &path, found),
            (None, Some(schema @ Value::Object(_))) => walk(value, schema, &path, found),
            (None, Some(Value::Bool(false))) => found.push(unknown(path, key, properties)),
            (None, _) => {}
        }
    }
}

fn unknown(path: String, key: &str, properties: Option<&Map<String, Value>>) -> Unknown {
    let known: Vec<String> = properties.map(|p| p.keys().cloned().collect()).unwrap_or_default();
    Unknown { path, key: key.into(), nearest: nearest(key, known.iter().map(String::as_str)).map(Into::into), known }
}

/// The known word nearest to a misspelt one, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

fn resolve(schema: &Value) -> &Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    target.and_then(|pointer| SCHEMA.pointer(pointer)).unwrap_or(schema)
}

/// The first alternative of a schema that fits.
fn branch<'a>(schema: &'a Value, fits: &dyn Fn(&Value) -> bool) -> Option<&'a Value> {
    if fits(schema) {
        return Some(schema);
    }
    let alternatives = ["anyOf", "oneOf", "allOf"].iter().filter_map(|word| schema.get(word)).filter_map(Value::as_array).flatten();
    alternatives.map(resolve).find_map(|schema| branch(schema, fits))
}
