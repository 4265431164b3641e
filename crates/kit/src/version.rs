//! The version a form was drawn from.

use serde::{Deserialize, Serialize};

/// How often a row has been changed. A form carries the version it was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version(pub i64);

impl Version {
    /// A row nobody has changed.
    pub const FIRST: Self = Self(1);

    /// The version after this change.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Whether what the form was drawn from still holds.
    ///
    /// # Errors
    /// [`Stale`] when somebody else changed the row in between.
    pub fn must_be(self, drawn_from: Self) -> Result<(), Stale> {
        if self == drawn_from { Ok(()) } else { Err(Stale { drawn_from, current: self }) }
    }
}

/// Somebody else changed it first. Show both, lose neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("drawn from version {} but now at {}", drawn_from.0, current.0)]
pub struct Stale {
    /// What the form was drawn from.
    pub drawn_from: Version,
    /// What is stored.
    pub current: Version,
}
