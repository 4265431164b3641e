//! Care: what the record means. Pure: no clock, no randomness, no storage, no words.
//!
//! *Standing is a function of a definition and of facts.* This crate holds the kinds of fact, the ids that everything else is
//! keyed by, and [`standing`](crate) itself. It may use `footbridge-definition` and nothing else of ours.

pub mod ids;
