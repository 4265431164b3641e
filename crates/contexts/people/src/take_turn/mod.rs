//! Take a turn in a client's course: another track or week, the next stage, aside and back, out and in again. People decide each.

mod action;

use footbridge_care::facts::Turn;
use footbridge_care::ids::EnrolmentId;
use jiff::civil::Date;

pub use action::take;

/// A turn somebody decided.
#[derive(Clone, Debug)]
pub struct Turning {
    /// In whose course.
    pub enrolment: EnrolmentId,
    /// From which day on.
    pub on: Date,
    /// Which.
    pub turn: Turn,
}
