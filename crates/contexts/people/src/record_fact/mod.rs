//! Record a fact about a client's course: what occurred, or a correction of what was recorded.

mod action;
mod draw;
mod form;
mod pages;
#[cfg(test)]
mod tests;

use footbridge_care::facts::{Body, Occurrence};
use footbridge_care::ids::{EnrolmentId, FactId};
use jiff::{Timestamp, civil::Date};

pub(crate) use action::{Course, course, note};
pub use action::{correct, record};
pub(crate) use pages::{correct as correct_fact, fact_page, page, submit};

/// Something to be recorded.
#[derive(Clone, Debug)]
pub(crate) struct Noted {
    pub on: Date,
    pub at: Option<Timestamp>,
    pub supersedes: Option<FactId>,
    pub body: Body,
}

impl Noted {
    pub fn on(on: Date, body: Body) -> Self {
        Self { on, at: None, supersedes: None, body }
    }
}

/// Something that occurred.
#[derive(Clone, Debug)]
pub struct Recording {
    /// In whose course.
    pub enrolment: EnrolmentId,
    /// The date at the site.
    pub on: Date,
    /// The instant, where one is known.
    pub at: Option<Timestamp>,
    /// What.
    pub what: Occurrence,
}

/// A correction of a fact. What was recorded stays on record.
#[derive(Clone, Debug)]
pub struct Correction {
    /// In whose course.
    pub enrolment: EnrolmentId,
    /// The fact.
    pub fact: FactId,
    /// The date at the site on which it truly occurred.
    pub on: Date,
    /// What truly occurred; nothing, for a reason, where it did not.
    pub truly: Result<Occurrence, String>,
}
