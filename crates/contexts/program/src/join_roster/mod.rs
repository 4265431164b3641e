//! Who is on a roster beyond the rule.

mod action;

pub use action::{Join, Leave, join_roster, leave_roster};
