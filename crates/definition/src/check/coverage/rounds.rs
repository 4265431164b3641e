//! A curriculum that goes round by the calendar, lived through from every week in which a client may start.

use std::collections::BTreeSet;

use super::parts;
use crate::finding::Finding;
use crate::model::{Curriculum, Order};

/// So many different sets of sessions are tried at most: which of the week's sessions a client keeps to.
const HABITS: usize = 300;
/// A curriculum longer than this many weeks is not gone through to its end.
const LONGEST: u32 = 520;

/// What goes round.
pub(super) struct Rounds {
    /// For each session of the sequence, its topic.
    sequence: Vec<usize>,
    /// The topics that are required.
    required: BTreeSet<usize>,
    offered: u32,
    attended: u32,
    weeks: Option<u32>,
    /// Each topic holds for so many days, instead of one session.
    step_days: Option<u32>,
    wraps: bool,
}

/// What becomes of a client who starts in one week and keeps to one set of sessions.
struct Course {
    start: u32,
    /// The week by whose end every required topic was met.
    done: Option<u32>,
    missed: BTreeSet<usize>,
}

impl Rounds {
    pub(super) fn new(curriculum: &Curriculum, offered: u32, attended: u32, weeks: Option<u32>) -> Self {
        let topics = curriculum.topics.iter().enumerate();
        let step_days = curriculum.step.map(|step| step.about_days().max(1));
        let sequence = topics
            .clone()
            .flat_map(|(index, topic)| {
                std::iter::repeat_n(index, if step_days.is_some() { 1 } else { usize::try_from(parts(topic)).unwrap_or(1) })
            })
            .collect();
        let required = topics.filter(|(_, topic)| !topic.optional).map(|(index, _)| index).collect();
        Self {
            sequence,
            required,
            offered: offered.clamp(1, 20),
            attended: attended.clamp(1, 20),
            weeks,
            step_days,
            wraps: curriculum.order != Order::Ordered,
        }
    }

    fn length(&self) -> u32 {
        u32::try_from(self.sequence.len()).unwrap_or(u32::MAX).max(1)
    }

    /// After how many weeks it begins again with the same session of the week.
    pub(super) fn cycle(&self) -> u32 {
        let weeks = match self.step_days {
            Some(days) => days.saturating_mul(self.length()).div_ceil(7),
            None if self.wraps => self.length() / greatest_common(self.length(), self.offered),
            None => self.length().div_ceil(self.offered),
        };
        weeks.clamp(1, LONGEST)
    }

    /// The topic of a session, by its week and its place in the week.
    fn topic(&self, week: u32, place: u32) -> Option<usize> {
        let at = match self.step_days {
            Some(days) => week.saturating_mul(7).saturating_add(place * 7 / self.offered) / days,
            None => week.saturating_mul(self.offered).saturating_add(place),
        };
        let at = if self.wraps { at % self.length() } else { at };
        self.sequence.get(usize::try_from(at).ok()?).copied()
    }

    /// The sets of sessions that a client may keep to: each as bits.
    fn habits(&self) -> Vec<u32> {
        (0..1u32 << self.offered).filter(|mask| mask.count_ones() == self.attended.min(self.offered)).take(HABITS).collect()
    }

    fn live(&self, start: u32, habit: u32, weeks: u32) -> Course {
        let mut missed = self.required.clone();
        for week in 0..weeks {
            for place in (0..self.offered).filter(|place| habit & (1 << place) != 0) {
                if let Some(topic) = self.topic(start + week, place) {
                    missed.remove(&topic);
                }
            }
            if missed.is_empty() {
                return Course { start, done: Some(week + 1), missed };
            }
        }
        Course { start, done: None, missed }
    }

    pub(super) fn finding(&self, line: usize, curriculum: &Curriculum) -> Finding {
        let weeks = self.weeks.unwrap_or(self.cycle().saturating_mul(2)).min(LONGEST);
        let starts = if self.wraps { self.cycle().min(104) } else { 1 };
        let habits = self.habits();
        let courses = (0..starts)
            .flat_map(|start| habits.iter().map(move |habit| (start, *habit)))
            .map(|(start, habit)| self.live(start, habit, weeks));
        let courses: Vec<Course> = courses.collect();
        let head = format!(
            "`{}`: {} topics in rounds of {} weeks, {} of {} sessions a week",
            curriculum.name,
            curriculum.topics.len(),
            self.cycle(),
            self.attended,
            self.offered
        );
        let gap = courses.iter().filter(|course| course.done.is_none()).max_by_key(|course| course.missed.len());
        if let Some(worst) = gap {
            let missed: Vec<&str> =
                worst.missed.iter().filter_map(|index| curriculum.topics.get(*index)).map(crate::model::Topic::label).take(6).collect();
            let message = format!(
                "{head}: who starts in week {} and keeps to the same sessions misses {} topics in {weeks} weeks: {}",
                worst.start + 1,
                worst.missed.len(),
                missed.join(", ")
            );
            return Finding::warning("coverage-gap", line, message)
                .figures(
                    i64::try_from(self.required.len() - worst.missed.len()).unwrap_or(0),
                    i64::try_from(self.required.len()).unwrap_or(0),
                    "topics",
                )
                .mend("let each client step through it (`steps_by = \"client\"`), ask for more of its sessions, or make the stay longer");
        }
        let best = courses.iter().filter_map(|course| course.done).min().unwrap_or(0);
        let worst = courses.iter().max_by_key(|course| (course.done, std::cmp::Reverse(course.start)));
        let (last, start) = worst.map_or((0, 0), |course| (course.done.unwrap_or(0), course.start + 1));
        let message =
            format!("{head}: every topic is met by week {best} at best and week {last} at worst (who starts in week {start} of the round)");
        Finding::note("coverage", line, message).figures(i64::from(last), i64::from(weeks), "weeks")
    }
}

const fn greatest_common(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}
