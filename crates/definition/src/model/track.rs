use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Set, StageEntry, Test};
use crate::value::Many;

/// One of several alternatives: morning or evening, in person or by video, English or Spanish.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Track {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// The stages in which it exists; all where none is named.
    pub stages: Many<String>,
    /// Only for those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// The roles who choose it; `client` is one.
    pub chosen_by: Many<String>,
    /// Clients stay on it; a visit to another track needs a person's leave.
    pub locked: bool,
    /// Tracks whose sessions a client of this one may visit. All, where it is not locked and none is named.
    pub visits: Many<String>,
    /// How clients enter.
    pub entry: Option<StageEntry>,
    /// Values that hold on this track.
    pub set: Set,
}

impl Track {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
