use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Test;
use crate::value::{Length, Many};

/// Which way a client moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// To the next stage.
    #[default]
    On,
    /// To an earlier stage.
    Back,
    /// To an aside stage, and from it.
    Aside,
    /// Out of the program.
    Out,
    /// In again after leaving.
    Again,
}

/// What a client keeps when they move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Time served.
    Time,
    /// What was counted.
    Counts,
    /// Runs.
    Runs,
    /// Topics covered.
    Coverage,
    /// Balances of ledgers.
    Balances,
}

/// A move that is allowed, or ruled out. People decide it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Move {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it: `completed`, `stepped up to partial hospitalization`.
    pub label: Option<String>,
    /// From these stages; any where none is named.
    pub from: Many<String>,
    /// To this stage, or `program:ID`; nowhere for a move out.
    pub to: Option<String>,
    /// Which way.
    pub kind: MoveKind,
    /// `false` rules it out: nobody is moved so.
    pub allowed: Option<bool>,
    /// What must be true for it; what is missing is shown, and a person decides.
    #[serde(rename = "if")]
    pub only_if: Option<Test>,
    /// Roles who decide; `client` is one.
    pub decided_by: Many<String>,
    /// So long after the last such move, or after leaving.
    pub wait: Option<Length>,
    /// What the client keeps; everything where not said.
    pub keeps: Option<Many<Keep>>,
}

impl Move {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
