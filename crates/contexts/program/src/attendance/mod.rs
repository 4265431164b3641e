//! Attendance: what was marked for whom, and the facts that follow once the roster is confirmed.

pub mod came;
mod facts;
pub(crate) mod store;

pub use came::{Came, Tap};
pub(crate) use facts::pencil;
pub use facts::{Entry, Room, record, take_back};
pub use store::{MarkRow, Sheet, sheets};
