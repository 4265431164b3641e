//! Moving a session.

mod action;

pub use action::{Move, move_session};
