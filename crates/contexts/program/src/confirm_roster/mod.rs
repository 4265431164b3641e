//! Saying that the rest are here.

mod action;

pub use action::{Confirm, confirm_roster};
