//! The small grammars that every concept shares: lengths of time, ranges, windows, anchors, *when*, names.

pub mod amount;
pub mod anchor;
pub mod closed;
pub mod days;
pub mod length;
pub mod many;
pub mod range;
pub mod when;
pub mod window;

pub use amount::Minutes;
pub use anchor::{Anchor, Edge};
pub use closed::Closed;
pub use days::Day;
pub use length::{Length, Unit};
pub use many::Many;
pub use range::{Open, Range, Strength};
pub use when::{Bounds, ClockTime, When};
pub use window::{Basis, Window};

/// Implements `Deserialize`, `Serialize`, `FromStr`-based, and a string schema with a pattern for a type written as text.
macro_rules! textual {
    ($type:ty, $name:literal, $pattern:literal, $doc:literal) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "description": $doc })
            }
        }
    };
}
pub(crate) use textual;
