//! Synthetic clients who live through a program definition: for `simulate`, for the demo's past, and for property tests.
//!
//! Pure and seeded: the same definition, assumptions and seed give the same days. It may use `footbridge-definition` and
//! `footbridge-care`, and knows no clock, no storage and no web.
//!
//! - [`Cohort`] yields [`Day`]s of [`Happening`]s. It keeps its own facts of what it yielded and asks the real
//!   [`footbridge_care::standing`] once a week for each client: who is short is offered a make-up, who meets the exit moves on.
//! - [`simulate()`] runs a cohort and counts: retention, reasons for leaving, hours met, groups, staff, topics, tests.
//! - [`Assumptions`] is everything that is assumed. A new behaviour gets its figures there, with a source.
//!
//! Why the figures are as they are is in `docs/simulate.md`.

mod arrivals;
mod assumption;
mod cohort;
mod happening;
mod life;
mod luck;
mod person;
mod place;
pub mod simulate;
mod site;

pub use assumption::{Assumption, Assumptions};
pub use cohort::{Cohort, Day, Plan, Review};
pub use happening::{Attendance, Enrol, Happening, Held, Index, Mark, Reason, SessionKey, What};
pub use person::{Pattern, Person, Referral};
pub use simulate::{Options, Report, simulate};
