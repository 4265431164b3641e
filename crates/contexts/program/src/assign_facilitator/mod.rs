//! Who leads a session.

mod action;
pub mod fit;
mod store;

pub(crate) use action::lead;
pub use action::{Assign, For, assign_facilitator};
pub use store::leaders;
