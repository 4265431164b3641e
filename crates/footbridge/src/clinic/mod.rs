//! A clinic in storage, and the server in front of it.

pub mod open;
pub mod server;
pub mod wiring;
