//! The twelve concepts of the language, one file each. Plain data: what they mean together is in [`crate::check`],
//! [`crate::calendar`] and the `care` crate.
//!
//! Three rules make them combine: `for`, `in` and `track` mean the same on every concept; names are the only links; every
//! fact is an instance of a kind with an outcome.

mod condition;
mod counter;
mod curriculum;
mod kind;
mod ledger;
mod moves;
mod obligation;
mod offering;
mod program;
mod response;
mod stage;
mod timetable;
mod track;

pub use condition::{Attested, Condition, Score, Test};
pub use counter::{Counter, CreditCap, Each, Only, Relation, Round, RoundPer, Rounding, Run, RunOf};
pub use curriculum::{Curriculum, Order, StepsBy, Topic};
pub use kind::{Counts, Family, Kind, Outcome, Scale, Sensitivity, Values};
pub use ledger::{Cap, Entry, Ledger, Odds, Rising};
pub use moves::{Keep, Move, MoveKind};
pub use obligation::{AmountUnit, ClosedTarget, Due, Leave, Obligation, Step, Who};
pub use offering::{Block, ClosedDay, Modality, Offering, Seating, Seats, StaffNeed};
pub use program::{Partial, Program};
pub use response::{Response, ResponseStep, TaskSpec};
pub use stage::{Entry as StageEntry, Stage};
pub use timetable::{Site, Timetable};
pub use track::Track;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value that an overlay sets: text, a number, a list or a table, as the field it replaces would be written.
pub type SetValue = serde_json::Value;

/// Values that hold nearer by: `"obligation.attend.amount" = 540`. The key names concept, name and field.
pub type Set = indexmap::IndexMap<String, SetValue>;

/// A program definition: one file, one version of one program.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What the program is.
    pub program: Program,
    /// Kinds of session, contact, test, paper, event … that it speaks of.
    #[serde(default)]
    pub kind: Vec<Kind>,
    /// Stretches of a client's time.
    #[serde(default)]
    pub stage: Vec<Stage>,
    /// Alternatives between which a client is placed.
    #[serde(default)]
    pub track: Vec<Track>,
    /// What takes place.
    #[serde(default)]
    pub offering: Vec<Offering>,
    /// What is taught, and in what order.
    #[serde(default)]
    pub curriculum: Vec<Curriculum>,
    /// Who owes what.
    #[serde(default)]
    pub obligation: Vec<Obligation>,
    /// What is counted.
    #[serde(default)]
    pub counter: Vec<Counter>,
    /// What can be true of a client.
    #[serde(default)]
    pub condition: Vec<Condition>,
    /// What people are asked to do when something happens.
    #[serde(default)]
    pub response: Vec<Response>,
    /// How a client goes on, back, aside, out and in again.
    #[serde(default, rename = "move")]
    pub moves: Vec<Move>,
    /// Money, points and prizes.
    #[serde(default)]
    pub ledger: Vec<Ledger>,
}

impl Definition {
    /// The kind of that name.
    pub fn kind_named(&self, name: &str) -> Option<&Kind> {
        self.kind.iter().find(|kind| kind.name == name)
    }
    /// The stage of that name.
    pub fn stage_named(&self, name: &str) -> Option<&Stage> {
        self.stage.iter().find(|stage| stage.name == name)
    }
    /// The track of that name.
    pub fn track_named(&self, name: &str) -> Option<&Track> {
        self.track.iter().find(|track| track.name == name)
    }
    /// The offering of that name.
    pub fn offering_named(&self, name: &str) -> Option<&Offering> {
        self.offering.iter().find(|offering| offering.name == name)
    }
    /// The curriculum of that name.
    pub fn curriculum_named(&self, name: &str) -> Option<&Curriculum> {
        self.curriculum.iter().find(|curriculum| curriculum.name == name)
    }
    /// The obligation of that name.
    pub fn obligation_named(&self, name: &str) -> Option<&Obligation> {
        self.obligation.iter().find(|obligation| obligation.name == name)
    }
    /// The counter of that name.
    pub fn counter_named(&self, name: &str) -> Option<&Counter> {
        self.counter.iter().find(|counter| counter.name == name)
    }
    /// The condition of that name.
    pub fn condition_named(&self, name: &str) -> Option<&Condition> {
        self.condition.iter().find(|condition| condition.name.as_deref() == Some(name))
    }
}
