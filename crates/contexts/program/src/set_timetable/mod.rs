//! A site's timetable of a program.

mod action;

pub use action::{SetTimetable, set_timetable};
