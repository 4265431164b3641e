//! What a block teaches.

mod action;

pub use action::{Choose, choose_topic, curriculum};
