use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::value::{Anchor, Length, Many, Window};

/// A condition by name, or one written in place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Test {
    /// The name of a condition.
    Named(String),
    /// A condition written in place.
    Inline(Box<Condition>),
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(name) => Ok(Self::Named(name)),
            value @ serde_json::Value::Object(_) => {
                serde_json::from_value(value).map(|c| Self::Inline(Box::new(c))).map_err(D::Error::custom)
            }
            _ => Err(D::Error::custom("a condition is a name in quotes, or a table such as `{ counter = \"sober-days\", at_least = 30 }`")),
        }
    }
}

impl JsonSchema for Test {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Test".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let inline = generator.subschema_for::<Condition>();
        schemars::json_schema!({
            "description": "A condition: its name, or the condition written in place.",
            "anyOf": [{ "type": "string" }, inline]
        })
    }
}

/// A measure compared: the latest score, or its change since the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Score {
    /// The measure's kind.
    #[schemars(required)]
    pub measure: String,
    /// The latest is at least this.
    pub at_least: Option<i64>,
    /// The latest is at most this.
    pub at_most: Option<i64>,
    /// It fell by at least this since the first.
    pub fell_by: Option<i64>,
    /// It rose by at least this since the first.
    pub rose_by: Option<i64>,
    /// It fell by at least this share of the first, in percent.
    pub fell_by_percent: Option<u8>,
    /// Only if it is no older than this.
    pub within: Option<Length>,
}

/// What somebody in a role says is so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Attested {
    /// What is attested: `program-goals-met`, `assertive-refusal-competent`.
    #[schemars(required)]
    pub what: String,
    /// The roles who may say so.
    pub by: Many<String>,
}

/// Something that can be true of a client. What is said together must all be true.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Condition {
    /// The name others refer to; none where it is written in place.
    pub name: Option<String>,
    /// What people call it.
    pub label: Option<String>,
    /// All of these.
    pub all: Vec<Test>,
    /// Any of these; with `at_least`, at least so many of them.
    pub any: Vec<Test>,
    /// Not this.
    pub not: Option<Test>,
    /// This counter is `at_least` or `at_most`.
    pub counter: Option<String>,
    /// This much time has passed since the anchor: `time = "stage.start"`, `elapsed = "4 weeks"`.
    pub time: Option<Anchor>,
    /// How much time, for `time`.
    pub elapsed: Option<Length>,
    /// These obligations are met; `all` means every one that is owed.
    pub obligations: Many<String>,
    /// … in each of the last so many windows; the present one where not said.
    pub windows: Option<u32>,
    /// This curriculum is covered.
    pub covered: Option<String>,
    /// The client's goals of this tag are met: `program`, `mine` or `all`.
    pub goals: Option<String>,
    /// There is such a document, status or event: the kind, or kind and outcome (`plan.signed`).
    pub has: Many<String>,
    /// … within the last so long.
    pub within: Option<Length>,
    /// … at least or at most so often (`at_least`, `at_most`) in this window.
    pub per: Option<Window>,
    /// A measure compared.
    pub score: Option<Score>,
    /// The balance of this ledger is `at_least` or `at_most`.
    pub balance: Option<String>,
    /// Attributes or statuses with one of these values: `{ age = ">= 18", housing = ["sober-living", "home"] }`.
    pub is: IndexMap<String, Many<String>>,
    /// The client is, or is not, in one of these stages.
    pub stage: Many<String>,
    /// Somebody in a role says so.
    pub attested: Option<Attested>,
    /// The least for `counter`, `balance`, `has`; the least share in percent for `covered` and `goals`; how many of `any`. Say it
    /// with one of these only.
    pub at_least: Option<i64>,
    /// The most for `counter`, `balance` or `has`.
    pub at_most: Option<i64>,
}
