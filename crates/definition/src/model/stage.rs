use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Set, Test};
use crate::value::{Anchor, Day, Length, Many, Range};

/// How clients enter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// At any time, on these days of the week (any day where none is named). `true` is rolling entry.
    pub rolling: bool,
    /// The days of the week on which people start.
    pub days: Many<Day>,
    /// Cohorts: the dates on which one starts.
    #[serde(deserialize_with = "crate::value::many::one_or_more")]
    #[schemars(with = "Many<Date>")]
    pub cohorts: Vec<Date>,
    /// Cohorts: one starts every so long from the first of `cohorts`.
    pub every: Option<Length>,
    /// How many may enter together.
    pub seats: Option<u32>,
    /// How long after a cohort's start people may still join it.
    pub join_within: Option<Length>,
}

/// A stretch of a client's time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Stage {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// The stages it comes after. A stage after none, beside none and not aside is where clients begin.
    pub after: Many<String>,
    /// The stages it runs beside, at the same time.
    pub beside: Many<String>,
    /// A stage that clients are sent to and return from (a hold, a hospital stay); the clocks of others stop meanwhile unless `clocks_run`.
    pub aside: bool,
    /// In an aside stage: the other stages' clocks keep running.
    pub clocks_run: bool,
    /// When it starts, where that is not the end of the stage before.
    pub starts: Option<Anchor>,
    /// So long after `starts`.
    pub starts_after: Option<Length>,
    /// When it ends, where that is not its time or its exit.
    pub ends: Option<Anchor>,
    /// How long a client stays: minimum, expected, maximum.
    pub time: Option<Range<Length>>,
    /// How often it may be repeated.
    pub repeats: Option<u32>,
    /// How clients enter; rolling where not said.
    pub entry: Option<Entry>,
    /// Only for those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// What must be true to move on.
    pub exit: Option<Test>,
    /// The level of care, where it differs from the program's.
    pub level_of_care: Option<String>,
    /// Values that hold in this stage.
    pub set: Set,
}

impl Stage {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
