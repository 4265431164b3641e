//! Credit: what a course has earned so far, for a program that takes it along.

use super::{Input, coverage, view::View};
use crate::facts::Brought;

/// What a client could bring along from this course to another: whole weeks, minutes, topics; what was brought into it is in it. Who
/// vouches is for a person to say, and so is since when they are without use, unless it was brought.
pub fn so_far(input: &Input<'_>) -> Brought {
    let view = View::new(input);
    let brought = &view.course.brought;
    let earned: u32 = view.seen.iter().map(|seen| seen.it.minutes * u32::from(seen.earns) / 100).sum();
    let mut topics: Vec<String> = view.def.curriculum.iter().flat_map(|curriculum| coverage::of(&view, curriculum).covered).collect();
    topics.sort_unstable();
    topics.dedup();
    Brought {
        weeks: u32::try_from(view.days_since(view.enrolled()).max(0) / 7).unwrap_or(0),
        minutes: brought.minutes + earned,
        topics,
        sober_since: brought.sober_since,
        source: String::new(),
    }
}
