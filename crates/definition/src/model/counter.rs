use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AmountUnit;
use crate::value::{Anchor, ClockTime, Length, Many, Minutes, Window};

/// How a fact lies to the client's other sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// On a day on which the client also attended a session.
    SameDay,
    /// On a day on which the client attended no session.
    OtherDay,
    /// In a session of the client's own track.
    OwnTrack,
    /// In a session of another track.
    OtherTrack,
    /// In place of a session that was missed.
    MakeUp,
}

/// Which facts are meant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Only {
    /// With one of these outcomes.
    pub outcome: Many<String>,
    /// Not with one of these outcomes.
    pub outcome_not: Many<String>,
    /// Lasting at least so long.
    pub min_minutes: Option<Minutes>,
    /// With this evidence: `signed-slip`, `code`, `staff`.
    pub evidence: Many<String>,
    /// On one of these topics.
    pub topic: Many<String>,
    /// From these offerings.
    pub offering: Many<String>,
    /// At this place.
    pub place: Many<String>,
    /// Joined in one of these ways: `in_person`, `video`, `phone`.
    pub modality: Many<String>,
    /// Between these times of day.
    pub between: Option<[ClockTime; 2]>,
    /// How it lies to the client's other sessions.
    pub relation: Option<Relation>,
    /// With whom: `family`, `sponsor`, a role.
    pub with: Many<String>,
    /// With one of these values: words, or `>= 5`.
    pub value: Many<String>,
}

/// Up, down or to the nearest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Down: what is not complete is not credited.
    #[default]
    Down,
    /// To the nearest; a half goes up.
    Nearest,
    /// Up.
    Up,
}

/// What is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundPer {
    /// Each fact by itself.
    #[default]
    Item,
    /// The sum of the window.
    Window,
}

/// How credit is rounded. Not at all where nothing is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// To a multiple of so many units: 15 minutes.
    pub to: u32,
    /// Which way.
    #[serde(default)]
    pub how: Rounding,
    /// Each item, or the window's sum.
    #[serde(default)]
    pub per: RoundPer,
}

/// A run: how long without interruption.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Run {
    /// What sets it back to its start: events (`return-to-use`) or kind and outcome (`urine.positive`).
    pub resets: Many<String>,
    /// What holds it where it is, neither counting nor resetting: events, kind and outcome, or an aside stage.
    pub holds: Many<String>,
    /// Whether it counts days of the calendar, occasions that counted, or windows.
    pub of: RunOf,
    /// What it starts from.
    pub start: u32,
    /// What each occasion or day adds; one where not said.
    pub step: Option<u32>,
    /// Where it stops rising.
    pub cap: Option<u32>,
}

/// What a run is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunOf {
    /// Days since the last reset, the day of the reset not counted.
    #[default]
    Days,
    /// Facts that count, one after another.
    Occasions,
    /// Windows of the counter's `per` in a row that count (`each` says what makes one count). The present one counts as soon as
    /// it does, and breaks nothing before it has ended.
    Windows,
}

/// How much makes a day, week or window count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Each {
    /// At least so much.
    pub at_least: u32,
    /// In times, minutes, days, topics or points; times where not said.
    #[serde(default)]
    pub unit: AmountUnit,
}

/// A ceiling on what some of the facts may add to a counter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CreditCap {
    /// Which of the counter's kinds; all where none is named.
    pub counts: Many<String>,
    /// Only facts like these.
    pub only: Option<Only>,
    /// They add at most so much, in the counter's unit.
    #[schemars(required)]
    pub at_most: u32,
    /// In each window; over the whole course where not said.
    pub per: Option<Window>,
}

/// Something counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Counter {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// The kinds it counts.
    pub counts: Many<String>,
    /// Only facts like these.
    pub only: Option<Only>,
    /// What one of a kind weighs, in percent: `{ family-session = 50 }`; also of a kind and outcome, `"group.late" = 34`. 100 where
    /// not said.
    pub weights: IndexMap<String, u32>,
    /// Counted in.
    pub unit: AmountUnit,
    /// With `unit` days or weeks, or a run of windows: how much makes one count; anything where not said.
    pub each: Option<Each>,
    /// Ceilings on what some of the facts may add: meetings at most two hours a week, video at most half the sessions.
    pub caps: Vec<CreditCap>,
    /// How many minutes make an hour: 60, or 50 where a program counts a 50-minute hour.
    pub hour: Option<Minutes>,
    /// How credit is rounded.
    pub round: Option<Round>,
    /// From when on; from enrolment where not said.
    pub since: Option<Anchor>,
    /// The window, where it starts again.
    pub per: Option<Window>,
    /// The last so long only.
    pub within: Option<Length>,
    /// A run instead of a sum.
    pub run: Option<Run>,
}

impl Counter {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
