use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Test;
use crate::value::{Length, Many, Window};

/// An amount that rises with a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Rising {
    /// The counter (a run) it rises with.
    #[schemars(required)]
    pub with: String,
    /// What each step adds.
    pub step: i64,
    /// Where it stops.
    pub cap: Option<i64>,
    /// After a reset, so many occasions bring back the level reached before.
    pub recovers_after: Option<u32>,
}

/// Something earned or charged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// The events it follows: an event's name, or kind and outcome (`urine.negative`). None: it is charged `per`.
    pub on: Many<String>,
    /// Earned: so much (cents, points, draws).
    pub credit: Option<i64>,
    /// Charged: so much.
    pub charge: Option<i64>,
    /// Charged or earned once in each window.
    pub per: Option<Window>,
    /// So much for each unit of this counter.
    pub by_counter: Option<String>,
    /// It rises with a run.
    pub rising: Option<Rising>,
    /// Only for those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// Held back until this is true.
    pub held_until: Option<Test>,
}

/// One outcome of a prize draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Odds {
    /// What is drawn.
    pub prize: String,
    /// So many slips of the bowl.
    pub slips: u32,
    /// What it is worth, in the ledger's unit.
    pub worth: i64,
}

/// The most that may be paid out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// So much.
    pub amount: i64,
    /// In each window; over the whole program where not said.
    pub per: Option<Window>,
}

/// Money, points or prizes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Ledger {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// `cents`, `points` or `draws`.
    pub unit: Option<String>,
    /// What is earned and charged.
    pub entries: Vec<Entry>,
    /// The bowl of a prize draw.
    pub odds: Vec<Odds>,
    /// The most that may be paid out.
    pub cap: Option<Cap>,
    /// What it pays out as: `gift-card`, `cash`, `privileges`.
    pub pays: Option<String>,
    /// What was earned lapses after so long.
    pub lapses_after: Option<Length>,
}
