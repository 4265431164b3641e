//! Marking attendance by exception, and putting it right afterwards.

mod action;

pub use action::{Mark, mark_attendance};
