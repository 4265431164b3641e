use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Test;
use crate::value::{Length, Many, Window};

/// A task for a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TaskSpec {
    /// The role that does it.
    #[schemars(required)]
    pub role: String,
    /// What is to be done, in words.
    #[serde(rename = "do")]
    #[schemars(required)]
    pub what: String,
    /// By when, from the occasion.
    pub due: Option<Length>,
    /// Who takes it when it is overdue.
    pub escalates_to: Option<String>,
}

/// What follows once the tasks before have ended with an outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ResponseStep {
    /// Waits for this outcome of the tasks before; any where not said.
    pub outcome: Option<String>,
    /// The tasks then.
    pub tasks: Vec<TaskSpec>,
    /// And then.
    pub then: Vec<ResponseStep>,
}

/// What people are asked to do when something happens. A response asks; it never acts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Response {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// The events that call for it: an event's name, or kind and outcome (`urine.positive`).
    pub on: Many<String>,
    /// Or the condition that calls for it when it becomes true.
    pub when: Option<Test>,
    /// Only the nth time (1 is the first), and later ones where `and_after`.
    pub nth: Option<u32>,
    /// The nth time and every time after.
    pub and_after: bool,
    /// The window in which times are counted; the whole program where not said.
    pub per: Option<Window>,
    /// The stages in which it applies; all where none is named.
    #[serde(rename = "in")]
    pub stages: Many<String>,
    /// The tracks on which it applies; all where none is named.
    pub track: Many<String>,
    /// Only for those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// The tasks it opens.
    pub tasks: Vec<TaskSpec>,
    /// What follows, step by step.
    pub steps: Vec<ResponseStep>,
    /// The move it puts before a person.
    pub proposes: Option<String>,
    /// The ledger entry it gives: `ledger.entry`.
    pub gives: Option<String>,
}

impl Response {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
