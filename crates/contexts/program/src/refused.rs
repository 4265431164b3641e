//! What a person can act on when an act on a session or a program is refused, in words.

use footbridge_db::DbError;
use footbridge_definition::finding::Finding;
use footbridge_kit::{Failure, Stale};
use footbridge_policy::Denial;

use crate::booking::Taken;

/// Why an act was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refused {
    /// The session is cancelled.
    #[error("This session is cancelled.")]
    Cancelled,
    /// Its roster is confirmed.
    #[error("The roster of this session is confirmed: it took place.")]
    Confirmed,
    /// It has not begun.
    #[error("This session has not begun. Attendance can be confirmed from its start.")]
    NotBegun,
    /// The client is not on its roster.
    #[error("This client is not on the roster.")]
    NotOnRoster,
    /// The client is on its roster already.
    #[error("This client is on the roster already.")]
    OnRoster,
    /// The enrolment is of another program or site, or does not hold that day.
    #[error("This client is not enrolled in this program on that day.")]
    NotEnrolled,
    /// All seats are taken.
    #[error("All {0} seats of this session are taken.")]
    Full(u32),
    /// Somebody or something is taken at that time.
    #[error(transparent)]
    Taken(#[from] Taken),
    /// The person lacks what the session asks of who leads it.
    #[error("{0}")]
    Unfit(String),
    /// The topic is none of the curriculum's.
    #[error("That is not a topic of this block's curriculum.")]
    NotATopic,
    /// It would end before it begins, or the clock has no such time that day.
    #[error("There is no such time on that day.")]
    NoSuchTime,
    /// The form was drawn from something that was changed since.
    #[error("Somebody changed this while you had it open. Look at what stands here now, and do it again if you still want to.")]
    Stale,
    /// The definition cannot run.
    #[error("The definition has errors; it cannot be published.")]
    Errors(Vec<Finding>),
    /// A version of that name is published.
    #[error("Version {0} is published already. Give this one another name in `program.version`.")]
    VersionTaken(String),
    /// There is no published definition to plan from.
    #[error("No version of this program is published.")]
    NoVersion,
}

/// An act that did not happen.
#[derive(Debug)]
pub enum ActError {
    /// For a reason that a person can act on.
    Refused(Refused),
    /// For any other.
    Failure(Failure),
}

impl From<Refused> for ActError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Taken> for ActError {
    fn from(taken: Taken) -> Self {
        Self::Refused(taken.into())
    }
}

impl From<Stale> for ActError {
    fn from(_: Stale) -> Self {
        Self::Refused(Refused::Stale)
    }
}

impl From<Failure> for ActError {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Denial> for ActError {
    fn from(denial: Denial) -> Self {
        Self::Failure(denial.into())
    }
}

/// Two who met at the table's own guard: the later one hears the same words as if the check had caught it.
impl From<DbError> for ActError {
    fn from(error: DbError) -> Self {
        match error {
            error if error.is_conflict("occupancy_overlap") => Self::Refused(Refused::Taken(Taken::JustNow)),
            error if error.is_conflict("attendance_first") || error.is_conflict("attendance_superseded") => Self::Refused(Refused::Stale),
            error => Self::Failure(error.into()),
        }
    }
}

/// The refusal, where it was one; for tests and for pages that show it.
impl ActError {
    /// Why it was refused, if it was for a reason a person can act on.
    pub const fn refused(&self) -> Option<&Refused> {
        match self {
            Self::Refused(refused) => Some(refused),
            Self::Failure(_) => None,
        }
    }
}
