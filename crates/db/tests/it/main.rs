//! Storage on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by failing")]

mod booking;
mod crash;
mod executor;
mod opening;
mod runtime;
mod schema;
mod sealing;
