//! Care: what the record means. Pure: no clock, no randomness, no storage, no words.
//!
//! *Standing is a function of a definition and of facts.* This crate holds the kinds of fact ([`facts`]), the ids that everything
//! else is keyed by ([`ids`]), the rule of who is expected where ([`schedule::expected`]), the arithmetic of minutes
//! ([`attendance::credit`]) and [`standing::standing`] itself. It may use `footbridge-definition` and nothing else of ours.
//!
//! To add a rule about clients: if a program could differ in it, it belongs into the definition language; if not, into a module
//! here, as a function of facts, with a test that reads as a sentence.

pub mod attendance;
pub mod course;
pub mod facts;
pub mod ids;
pub mod line;
pub mod programs;
pub mod schedule;
pub mod standing;
pub mod topics;
