//! Cancelling a session.

mod action;

pub use action::{Cancel, cancel_session};
