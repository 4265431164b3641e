//! The program context on both engines, as sentences about a Blue Heart clinic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod attending;
mod booking;
mod group_page;
mod looking;
mod planning;
mod programs;
mod today;
mod week;
mod world;
