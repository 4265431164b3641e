//! Planning the weeks ahead.

mod action;
mod difference;
mod leaders;
mod store;
mod wanted;

pub(crate) use action::replan;
pub use action::{Plan, WEEKS, plan_sessions};
pub use difference::{Change, Difference, Fate};
