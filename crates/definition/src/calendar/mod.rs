//! The sessions that a definition asks for.
//!
//! Wall-clock time and zone are kept, so daylight saving never moves a 9 o'clock group; minutes are whole, and true: a
//! session that runs over a change of the clock lasts as long as it says. A session is known by its slot
//! (`group@mon-09:00`) and the date the slot stands on, also when a closed day moves it. What a definition leaves to a
//! timetable, to chance or to each client's own dates makes no sessions; [`Calendar::undated`] says why.

mod client;
mod closed;
mod cohort;
mod ics;
mod json;
mod occurrence;
mod plan;
mod rhythm;
mod session;
mod text;
mod topics;
mod undated;
mod variant;

pub use client::{Anchors, sessions_for};
pub use closed::ClosedDays;
pub use ics::{Event, write as write_ics};
pub use rhythm::{Ground, dates};
pub use session::{Calendar, Cancelled, Moved, Options, PlannedBlock, PlannedSession, TopicRef, Undated, Why};

use jiff::civil::Date;

use crate::finding::Finding;
use crate::model::Definition;

/// The calendar of a definition from `from` until the day before `until`.
///
/// # Errors
/// A zone or a track that is not known.
pub fn calendar(definition: &Definition, from: Date, until: Date, options: &Options) -> Result<Calendar, Vec<Finding>> {
    let ground = plan::Plan::new(definition, from, until, options)?;
    Ok(ground.calendar())
}

/// The sessions of a definition from `from` until the day before `until`, in the order in which they start.
///
/// # Errors
/// A zone or a track that is not known.
pub fn sessions(definition: &Definition, from: Date, until: Date, options: &Options) -> Result<Vec<PlannedSession>, Vec<Finding>> {
    calendar(definition, from, until, options).map(|calendar| calendar.sessions)
}

#[cfg(test)]
mod tests;
