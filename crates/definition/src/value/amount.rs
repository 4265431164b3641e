//! Minutes, as whole numbers.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Length, Unit};

/// Whole minutes. In a file: a number (`135`) or text (`"2 h 15 min"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Minutes(pub u32);

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => write!(f, "{minutes} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, minutes) => write!(f, "{hours} h {minutes:02} min"),
        }
    }
}

impl FromStr for Minutes {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<Length>()? {
            Length { n, unit: Unit::Minute } => Ok(Self(n)),
            _ => Err(format!("`{text}` is not minutes; write a whole number such as `135`, or `2 h 15 min`")),
        }
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => text.parse().map_err(D::Error::custom),
            serde_json::Value::Number(number) => whole_minutes(&number).map(Self).map_err(D::Error::custom),
            _ => Err(D::Error::custom("minutes are a whole number such as `135`, or text such as `2 h 15 min`")),
        }
    }
}

fn whole_minutes(number: &serde_json::Number) -> Result<u32, String> {
    match (number.as_u64(), number.as_i64()) {
        (Some(n), _) if n <= 100_000 => u32::try_from(n).map_err(|_| String::new()),
        (Some(n), _) => Err(format!("{n} minutes is more than a program can ask")),
        (None, Some(n)) => Err(format!("{n} is negative; minutes are zero or more")),
        (None, None) => Err(format!("{number} is not whole: minutes are whole numbers; 2.25 hours is `135`, or `2 h 15 min`")),
    }
}

impl JsonSchema for Minutes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Minutes".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Whole minutes: a number (`135`) or text (`2 h 15 min`).",
            "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string", "pattern": r"^\s*\d+\s*(min|minutes?|h|hours?)(\s+\d+\s*(min|minutes?))?\s*$" }]
        })
    }
}
