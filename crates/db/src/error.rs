//! What can go wrong with storage, in variants that a caller can act on.

use std::fmt;

use crate::SealError;

/// Why storage could not do what it was asked.
///
/// No variant carries a stored value: these errors may be logged and printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// Storage cannot be used at all. The command line exits with 3, a page answers 503.
    #[error("{place} {cause}")]
    Unavailable {
        /// The file or server, without a password.
        place: String,
        /// What is the matter with it.
        cause: Cause,
    },
    /// Too many are waiting, or somebody waited too long. Trying again later is right: a page answers 503.
    #[error("storage is busy: others are still writing; try again in a moment")]
    Busy,
    /// A constraint refused the change, so that nothing of the transaction was kept.
    #[error("the change contradicts what is stored ({constraint})")]
    Conflict {
        /// The name of the unique index, check, or trigger that refused, the same on both engines.
        constraint: String,
    },
    /// The transaction met another one and has to run again. [`crate::Db::write`] does so by itself; nobody else sees this.
    #[error("the transaction has to run again")]
    Again,
    /// A sealed value could not be opened or made.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// A mistake of ours: a wrong statement, a row that is not what was promised.
    #[error("internal storage error: {what}")]
    Internal {
        /// What happened, in words for us, with the statement's text but never its values.
        what: String,
    },
}

/// What is the matter with storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There is no such file or database.
    Missing,
    /// It is there, but cannot be opened: the words say why.
    CannotOpen(String),
    /// The file is something else, or is damaged.
    NotADatabase,
    /// Another program holds it.
    Locked,
    /// It can be read but not written.
    ReadOnly,
    /// The disk, or the share of it that we may use, is full.
    Full,
    /// The connection was lost, or the disk failed, in the middle of work: the words say how.
    Lost(String),
    /// It was written by a newer Footbridge: its version and the newest that we know.
    Newer {
        /// The version of the stored schema.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// It has not been set up for this version: `serve`, `init` and `demo` do that.
    Older {
        /// The version of the stored schema; 0 when it is empty.
        found: i64,
        /// The version this program needs.
        known: i64,
    },
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("does not exist"),
            Self::CannotOpen(why) => write!(f, "cannot be opened: {why}"),
            Self::NotADatabase => f.write_str("is not a Footbridge database, or is damaged"),
            Self::Locked => f.write_str("is locked by another program"),
            Self::ReadOnly => f.write_str("is read-only"),
            Self::Full => f.write_str("is full: no space is left to write; nothing of this change was kept"),
            Self::Lost(why) => write!(f, "was lost: {why}"),
            Self::Newer { found, known } => {
                write!(f, "was written by a newer Footbridge (schema {found}; this program knows {known})")
            }
            Self::Older { found, known } => {
                write!(f, "has schema {found}; this program needs {known}")
            }
        }
    }
}

impl DbError {
    pub(crate) fn internal(what: impl Into<String>) -> Self {
        Self::Internal { what: what.into() }
    }

    pub(crate) fn unavailable(place: &str, cause: Cause) -> Self {
        Self::Unavailable { place: place.to_owned(), cause }
    }

    /// Whether this is the refusal of the named constraint.
    pub fn is_conflict(&self, name: &str) -> bool {
        matches!(self, Self::Conflict { constraint } if constraint == name)
    }
}
