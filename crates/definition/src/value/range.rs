//! A value that may be a range: what a program publishes as "3 to 5 days" stays "3 to 5 days".

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};

/// How firmly something holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Worth saying; nothing follows from missing it.
    Advice,
    /// Usually so; missing it is shown, and asks nobody to act.
    Expectation,
    /// Must hold: missing it is late, and proposes a task.
    #[default]
    Rule,
}

/// Who may still choose within the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// The site sets it in its timetable.
    Site,
    /// The client's plan sets it.
    Plan,
}

/// A value or a range. In a file: `540`, or `{ min = 540, usual = 540, max = 720, strength = "rule", open = "site" }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Range<T> {
    /// At least.
    pub min: Option<T>,
    /// What is usual.
    pub usual: Option<T>,
    /// At most.
    pub max: Option<T>,
    /// How firmly the bounds hold; the concept's own strength where not said.
    pub strength: Option<Strength>,
    /// Who may still choose within it.
    pub open: Option<Open>,
    /// Written as one value, not as a range.
    pub exact: bool,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RangeOf{T}")]
struct Bounded<T> {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<T>,
    /// What is usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    usual: Option<T>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<T>,
    /// How firmly the bounds hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<Strength>,
    /// Who may still choose within the range.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Open>,
}

impl<T: Clone> Range<T> {
    /// Exactly `value`.
    pub fn exactly(value: T) -> Self {
        Self { min: Some(value.clone()), usual: Some(value.clone()), max: Some(value), strength: None, open: None, exact: true }
    }

    /// The least that satisfies the range, if it says one.
    pub fn least(&self) -> Option<T> {
        self.min.clone().or_else(|| self.usual.clone())
    }

    /// What to expect where one figure is wanted: the usual, else the least, else the most.
    pub fn typical(&self) -> Option<T> {
        self.usual.clone().or_else(|| self.min.clone()).or_else(|| self.max.clone())
    }
}

impl<T: PartialOrd> Range<T> {
    /// Whether `inner` lies within this range, as a nearer value must.
    pub fn allows(&self, inner: &Self) -> bool {
        let low = match (&self.min, &inner.min) {
            (Some(outer), Some(inner)) => inner >= outer,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let high = match (&self.max, &inner.max) {
            (Some(outer), Some(inner)) => inner <= outer,
            (Some(_), None) => false,
            (None, _) => true,
        };
        low && high
    }
}

impl<'de, T: DeserializeOwned + Clone> Deserialize<'de> for Range<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = serde_json::Value::deserialize(deserializer)?;
        if !value.is_object() {
            return serde_json::from_value(value).map(Self::exactly).map_err(D::Error::custom);
        }
        let Bounded { min, usual, max, strength, open } = serde_json::from_value(value).map_err(D::Error::custom)?;
        Ok(Self { min, usual, max, strength, open, exact: false })
    }
}

impl<T: Serialize + Clone> Serialize for Range<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.exact, &self.usual) {
            (true, Some(value)) => value.serialize(serializer),
            _ => {
                let Self { min, usual, max, strength, open, .. } = self.clone();
                Bounded { min, usual, max, strength, open }.serialize(serializer)
            }
        }
    }
}

impl<T: JsonSchema> JsonSchema for Range<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Range_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let exact = generator.subschema_for::<T>();
        let bounded = generator.subschema_for::<Bounded<T>>();
        schemars::json_schema!({ "anyOf": [exact, bounded] })
    }
}
