//! Follow an inquiry: who waits, since when, what is next; close it, or admit whoever asked.

mod action;
mod pages;
mod queries;

use jiff::{SignedDuration, Timestamp};

pub use action::{admitted, close_now};
pub(crate) use pages::{clock, close, list, next, page, since};
pub(crate) use queries::{InquiryView, view, waiting};

/// Within this time of the first contact somebody should have an appointment. The figure is an expectation of intake practice, not a
/// law: it colours a tag and decides nothing.
const ANSWER_WITHIN: SignedDuration = SignedDuration::from_hours(48);

/// How an inquiry's clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// So many hours are left, rounded down.
    Left(i64),
    /// It ran out so many hours ago, rounded down.
    Over(i64),
}

impl Clock {
    /// The clock of an inquiry received then, now.
    pub fn of(received_at: Timestamp, now: Timestamp) -> Self {
        let left = ANSWER_WITHIN.saturating_sub(now.duration_since(received_at));
        if left.is_negative() { Self::Over(left.as_hours().saturating_neg()) } else { Self::Left(left.as_hours()) }
    }
}

#[cfg(test)]
mod tests;
