//! People: who asks for care, who is in it, and the course each takes through a program.
//!
//! What it may not know: sessions and rosters (those are `program`'s), sign-ins, and what a rule means (that is `care`). The command
//! line and the demo call the same actions as the pages: [`admit_client`], [`enrol_client`], [`take_turn`], [`record_fact`],
//! [`log_inquiry`].

pub mod admit_client;
mod client;
pub mod enrol_client;
pub mod log_inquiry;
pub mod record_fact;
pub mod take_turn;

pub use client::{CareTeam, Names, join_care_team};
