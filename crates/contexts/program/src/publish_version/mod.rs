//! Publishing a version of a program.

mod action;

pub(crate) use action::misfits;
pub use action::{Publish, Published, publish_version, sha256};
