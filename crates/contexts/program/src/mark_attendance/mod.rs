//! Marking attendance by exception, and putting it right afterwards.

mod action;

pub(crate) use action::mark_in_row;
pub use action::{Mark, mark_attendance};
