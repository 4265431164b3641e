//! The house rules, tried through a small context of this test's own: a page about a client, a form that counts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "house/doors.rs"]
mod doors;
#[path = "house/forms.rs"]
mod forms;
#[path = "house/reading.rs"]
mod reading;
#[path = "house/world.rs"]
mod world;
