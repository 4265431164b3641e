//! What planning would change, or changed: told before publishing, and afterwards.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// What becomes of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is new.
    Added,
    /// Its time, length, room or content changes.
    Changed,
    /// It goes.
    Removed,
    /// It would change or go, but a hand was laid on it: it stays as it is.
    Kept,
    /// A closed day cancels it.
    Closed,
    /// Its room is taken by another then; it has none.
    WithoutRoom,
    /// Who led its slot cannot lead it.
    WithoutFacilitator,
}

/// One session of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What becomes of it.
    pub fate: Fate,
    /// What people call it.
    pub label: String,
    /// Its slot.
    pub slot: String,
    /// Its date.
    pub date: Date,
    /// When it was to start.
    pub was: Option<Time>,
    /// When it is to start.
    pub now: Option<Time>,
}

/// What planning changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Session by session, by date.
    pub changes: Vec<Change>,
    /// How many stay as they were.
    pub same: usize,
}

impl Difference {
    /// How many sessions met this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.changes.iter().filter(|change| change.fate == fate).count()
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}
