//! `footbridge program …`

pub mod calendar;
pub mod check;
pub mod schema;
pub mod show;
