//! The ledger on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by failing")]

mod audit;
mod clinic;
mod facts;
mod jobs;
mod requests;
mod standing;
mod tasks;
