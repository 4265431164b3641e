use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Only, Partial, Test};
use crate::value::{Anchor, ClockTime, Length, Many, Range, Strength, When, Window};

/// What an amount is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// Occasions.
    #[default]
    Times,
    /// Minutes, net of breaks.
    Minutes,
    /// Days on which it was done at least once.
    Days,
    /// Weeks in which it was done at least once.
    Weeks,
    /// Different topics.
    Topics,
    /// Cents of the program's currency.
    Cents,
    /// Points of a ledger or a weight.
    Points,
    /// Percent of what was scheduled.
    Percent,
}

/// Who owes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The client.
    #[default]
    Client,
    /// A relative.
    Relative,
    /// Staff in a role: `{ role = "therapist" }`.
    Role(String),
}

/// What is owed from some point on: a taper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// From so long after the anchor of the obligation's stage (`4 weeks`).
    pub from: Length,
    /// The amount from then on.
    pub amount: Range<u32>,
    /// The window from then on, where it changes.
    pub per: Option<Window>,
}

/// By when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Due {
    /// Within so long …
    pub within: Option<Length>,
    /// … of this moment.
    pub of: Option<Anchor>,
    /// Or so long before this moment.
    pub before: Option<Length>,
    /// And again every so long.
    pub every: Option<Length>,
}

/// With whose leave it may be missed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Leave {
    /// The roles who may give it.
    pub by: Many<String>,
    /// So long ahead.
    pub notice: Option<Length>,
    /// For these reasons.
    pub reasons: Many<String>,
    /// At most so often in a window.
    pub at_most: Option<u32>,
    /// The window of `at_most`.
    pub per: Option<Window>,
}

/// Something owed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Obligation {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// Who owes it: `"client"`, `"relative"` or `{ role = "therapist" }`.
    pub who: Who,
    /// The kinds that meet it.
    #[serde(rename = "do")]
    pub kinds: Many<String>,
    /// Or the counter that measures it.
    pub counter: Option<String>,
    /// Only facts like these.
    pub only: Option<Only>,
    /// How much.
    pub amount: Option<Range<u32>>,
    /// Counted in.
    pub unit: AmountUnit,
    /// In each window.
    pub per: Option<Window>,
    /// At what rhythm: at random, monthly, every so long.
    pub when: Option<When>,
    /// At least so long between two.
    pub gap: Option<Length>,
    /// At most so long between two.
    pub gap_at_most: Option<Length>,
    /// Where.
    pub place: Option<String>,
    /// Between these times of day: `["21:00", "06:00"]` runs over midnight.
    pub between: Option<[ClockTime; 2]>,
    /// What is owed later on: a taper.
    pub steps: Vec<Step>,
    /// By when, for what is owed once or at intervals.
    pub due: Option<Due>,
    /// With whose leave it may be missed.
    pub leave: Option<Leave>,
    /// The stages in which it is owed; all where none is named.
    #[serde(rename = "in")]
    pub stages: Many<String>,
    /// The tracks on which it is owed; all where none is named.
    pub track: Many<String>,
    /// Only from those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// How firmly it holds.
    pub strength: Option<Strength>,
    /// What a closed day does to the target.
    pub closed_day: Option<ClosedTarget>,
    /// What the first and last partial window ask.
    pub partial: Option<Partial>,
    /// The role that acts when it is missed.
    pub owner: Option<String>,
}

/// What a closed day does to a target, not only to the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedTarget {
    /// Nothing: the same amount is owed, by other sessions.
    #[default]
    Keep,
    /// What the client's track would have offered that day is taken off the target.
    Excuse,
    /// The window asks nothing.
    Waive,
}

impl Obligation {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
