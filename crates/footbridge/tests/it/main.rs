//! The binary as its users meet it: on the command line, over HTTP and in a browser.
//!
//! One test binary, because linking is what a test run waits for. A file for each thing that somebody relies on; helpers in
//! [`running`]. What a machine lacks (Chromium, Node) is said and skipped; with `FOOTBRIDGE_REQUIRE_ALL=1` it fails instead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by failing")]

mod bad_input;
mod browser;
mod demo;
mod program_calendar;
mod program_check;
mod program_show;
mod running;
mod serving;
mod simulate;
mod standing;
mod storage;
mod usage;
