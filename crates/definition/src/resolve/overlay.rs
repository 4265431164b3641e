//! Laying a nearer value over a farther one, as plain trees.

use serde_json::{Map, Value};

use crate::value::{Length, Unit};

const BOUNDS: [&str; 5] = ["min", "usual", "max", "strength", "open"];

/// A value that is wider than the farther one allows.
#[derive(Debug, PartialEq)]
pub(super) struct Loosened {
    /// Where, below the item: `minutes`, `blocks.0.minutes`.
    pub path: String,
    /// What the farther one allows.
    pub allowed: String,
    /// What the nearer one says.
    pub said: String,
}

/// The nearer value as it holds over the farther: within a range, what it does not say is the range's own.
pub(super) fn lay(far: &Value, near: Value) -> Value {
    let Some(range) = as_range(far) else {
        return near;
    };
    let mut laid = match near {
        Value::Object(map) if map.keys().all(|key| BOUNDS.contains(&key.as_str())) => map,
        one @ (Value::Number(_) | Value::String(_)) => exactly(&one),
        other => return other,
    };
    for key in BOUNDS {
        let unsaid = laid.get(key).is_none_or(Value::is_null);
        if let (true, Some(value)) = (unsaid, range.get(key)) {
            laid.insert(key.into(), value.clone());
        }
    }
    if laid.get("usual").is_some_and(|usual| !within(&laid, &exactly(usual))) {
        laid.remove("usual");
    }
    Value::Object(laid)
}

/// A whole item laid over another: what the nearer says holds, what it does not say is the farther's.
pub(super) fn lay_item(far: &Value, near: Value) -> Value {
    let (Value::Object(far), Value::Object(near)) = (far, near) else {
        return far.clone();
    };
    let mut laid = far.clone();
    for (key, value) in near.into_iter().filter(|(_, value)| is_said(value)) {
        let value = match (key.as_str(), laid.get(&key)) {
            ("set" | "seats", Some(below @ Value::Object(_))) => lay_item(below, value),
            (_, Some(below)) => lay(below, value),
            (_, None) => value,
        };
        laid.insert(key, value);
    }
    Value::Object(laid)
}

/// Whether a written value says anything.
pub(super) fn is_said(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

/// Every range of `far` that `near` loosens. What was replaced by something of another form is not compared.
pub(super) fn loosened(far: &Value, near: &Value) -> Vec<Loosened> {
    let mut found = Vec::new();
    compare(far, near, &mut Vec::new(), &mut found);
    found
}

fn compare(far: &Value, near: &Value, path: &mut Vec<String>, found: &mut Vec<Loosened>) {
    if let Some(outer) = as_range(far) {
        found.extend(wider(outer, near, path));
        return;
    }
    let pairs: Vec<(String, &Value, &Value)> = match (far, near) {
        (Value::Object(far), Value::Object(near)) => {
            far.iter().filter_map(|(key, value)| near.get(key).map(|near| (key.clone(), value, near))).collect()
        }
        (Value::Array(far), Value::Array(near)) if far.len() == near.len() => {
            far.iter().zip(near).enumerate().map(|(index, (far, near))| (index.to_string(), far, near)).collect()
        }
        _ => return,
    };
    for (key, far, near) in pairs {
        path.push(key);
        compare(far, near, path, found);
        path.pop();
    }
}

fn wider(outer: &Map<String, Value>, near: &Value, path: &[String]) -> Option<Loosened> {
    if outer.get("strength").and_then(Value::as_str) == Some("advice") || !is_said(near) {
        return None;
    }
    let inner = as_range(near).cloned().unwrap_or_else(|| exactly(near));
    (!within(outer, &inner)).then(|| Loosened { path: path.join("."), allowed: in_words(outer), said: in_words(&inner) })
}

fn within(outer: &Map<String, Value>, inner: &Map<String, Value>) -> bool {
    let size = |map: &Map<String, Value>, key: &str| map.get(key).and_then(magnitude);
    let low = match (size(outer, "min"), size(inner, "min")) {
        (Some(outer), Some(inner)) => inner.1 >= outer.0,
        (outer, _) => outer.is_none(),
    };
    let high = match (size(outer, "max"), size(inner, "max")) {
        (Some(outer), Some(inner)) => inner.0 <= outer.1,
        (outer, _) => outer.is_none(),
    };
    low && high
}

/// How large a value is, at least and at most: a month has 28 to 31 days.
fn magnitude(value: &Value) -> Option<(i64, i64)> {
    if let Some(n) = value.as_i64() {
        return Some((n, n));
    }
    let Length { n, unit } = value.as_str()?.parse().ok()?;
    let n = i64::from(n);
    let days = |least: i64, most: i64| (n * least * 1440, n * most * 1440);
    Some(match unit {
        Unit::Minute => (n, n),
        Unit::Day => days(1, 1),
        Unit::ProgramDay => days(1, 7),
        Unit::BusinessDay => days(1, 3),
        Unit::Week => days(7, 7),
        Unit::Month => days(28, 31),
        Unit::Year => days(365, 366),
    })
}

fn as_range(value: &Value) -> Option<&Map<String, Value>> {
    let map = value.as_object()?;
    let bounded = ["min", "max"].iter().any(|key| map.get(*key).is_some_and(|bound| !bound.is_null()));
    (bounded && map.keys().all(|key| BOUNDS.contains(&key.as_str()))).then_some(map)
}

/// A single value as a range.
pub(super) fn exactly(value: &Value) -> Map<String, Value> {
    ["min", "usual", "max"].into_iter().map(|key| (key.to_owned(), value.clone())).collect()
}

fn in_words(range: &Map<String, Value>) -> String {
    let text = |key: &str| range.get(key).filter(|bound| !bound.is_null()).map(plain);
    match (text("min"), text("max")) {
        (Some(min), Some(max)) if min == max => min,
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "nothing".into(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), Into::into)
}
