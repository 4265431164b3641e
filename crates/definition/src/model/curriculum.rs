use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::value::{Length, Many};

/// In what order topics come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// First to last, once; who comes late has missed the start.
    Ordered,
    /// Round and round by the calendar; anybody may enter anywhere.
    Rotating,
    /// Round and round, each client through the whole circle from where they entered.
    Circular,
    /// Chosen on the day by who leads: the system proposes what most of the roster still needs.
    #[default]
    Chosen,
}

/// Whose step it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepsBy {
    /// Each session of the calendar takes the next topic.
    #[default]
    Calendar,
    /// Each client takes their own next topic.
    Client,
}

/// One topic. In a file: a text, or a table with a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Topic {
    /// The name others refer to.
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// How many sessions it takes; one where not said.
    pub sessions: Option<u32>,
    /// Not required for completion.
    pub optional: bool,
    /// Topics that must come before.
    pub after: Many<String>,
    /// What it is about: `biological`, `psychological`, `social`, or the site's own.
    pub tags: Many<String>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "TopicTable")]
struct Table {
    /// The name others refer to.
    #[schemars(required)]
    name: String,
    /// What people call it.
    label: Option<String>,
    /// How many sessions it takes.
    sessions: Option<u32>,
    /// Not required for completion.
    optional: bool,
    /// Topics that must come before.
    after: Many<String>,
    /// What it is about.
    tags: Many<String>,
}

impl<'de> Deserialize<'de> for Topic {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = serde_json::Value::deserialize(deserializer)?;
        if let serde_json::Value::String(label) = value {
            return Ok(Self { name: slug(&label), label: Some(label), ..Self::default() });
        }
        let Table { name, label, sessions, optional, after, tags } = serde_json::from_value(value).map_err(D::Error::custom)?;
        Ok(Self { name, label, sessions, optional, after, tags })
    }
}

/// `HIV/STD education` → `hiv-std-education`.
fn slug(label: &str) -> String {
    let words = label.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

impl Topic {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// What is taught.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Curriculum {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// Its topics, in order. A text is a topic of that label.
    #[schemars(with = "Vec<TopicOrText>")]
    pub topics: Vec<Topic>,
    /// In what order they come.
    pub order: Order,
    /// Whether the calendar or the client steps through them.
    pub steps_by: StepsBy,
    /// Each topic lasts this long (`1 week`); one session where not said.
    pub step: Option<Length>,
    /// The date on which the first topic came, for rotating and circular order by the calendar.
    pub starts: Option<Date>,
    /// Whom it is for, where not the client: `family`.
    pub who: Option<String>,
    /// How many of the topics a client needs; all that are not optional where not said.
    pub needs: Option<u32>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Topic")]
#[expect(dead_code, reason = "only its schema is used")]
enum TopicOrText {
    Text(String),
    Table(Table),
}
