//! The definition language: what makes one program differ from another, as data.
//!
//! Pure: text in, values and findings out. It knows no clock, no storage and no client. [`read`] turns a file into a
//! [`model::Definition`] or into errors that name file and line.

pub mod calendar;
pub mod check;
pub mod explain;
pub mod finding;
pub mod model;
pub mod read;
pub mod resolve;
pub mod rules;
pub mod schema;
pub mod source;
pub mod value;
