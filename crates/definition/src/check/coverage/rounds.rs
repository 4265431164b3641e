//! A curriculum that goes round by the calendar, lived through from every week in which a client may start.

use std::collections::BTreeMap;

use super::parts;
use crate::finding::Finding;
use crate::model::{Curriculum, Order};

/// So many different sets of sessions are tried at most: which of the week's sessions a client keeps to.
const HABITS: u32 = 300;
/// So many sessions are lived through at most, over all starts and habits.
const WORK: u32 = 1_000_000;
/// A curriculum longer than this many weeks is not gone through to its end.
const LONGEST: u32 = 520;

/// What goes round.
pub(super) struct Rounds {
    /// For each session of the sequence, its topic.
    sequence: Vec<usize>,
    /// The topics that are required, and how many sessions each takes.
    required: BTreeMap<usize, u32>,
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
    missed: BTreeMap<usize, u32>,
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
        let sessions = |topic| if step_days.is_some() { 1 } else { parts(topic) };
        let required = topics.filter(|(_, topic)| !topic.optional).map(|(index, topic)| (index, sessions(topic))).collect();
        Self {
            sequence,
            required,
            offered: offered.clamp(1, 16),
            attended: attended.clamp(1, 16),
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

    /// The sets of sessions that a client may keep to, each as bits: as many as can be lived through from every start.
    fn habits(&self, lives: u32) -> Vec<u32> {
        let most = (WORK / lives.max(1)).clamp(1, HABITS);
        let sets = (0..1u32 << self.offered).filter(|mask| mask.count_ones() == self.attended.min(self.offered));
        sets.take(usize::try_from(most).unwrap_or(1)).collect()
    }

    fn live(&self, start: u32, habit: u32, weeks: u32) -> Course {
        let mut missed = self.required.clone();
        for week in 0..weeks {
            for place in (0..self.offered).filter(|place| habit & (1 << place) != 0) {
                if let Some(topic) = self.topic(start + week, place) {
                    attend(&mut missed, topic);
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
        let habits = self.habits(starts.saturating_mul(weeks).saturating_mul(self.offered));
        let courses = (0..starts)
            .flat_map(|start| habits.iter().map(move |habit| (start, *habit)))
            .map(|(start, habit)| self.live(start, habit, weeks));
        let courses: Vec<Course> = courses.collect();
        let round = if self.wraps { "in rounds of" } else { "over" };
        let (topics, weeks_of_round) = (count(curriculum.topics.len(), "topic"), count(self.cycle(), "week"));
        let head = format!(
            "`{}`: {topics} {round} {weeks_of_round}, {} of {} a week",
            curriculum.name,
            self.attended,
            count(self.offered, "session")
        );
        let gap = courses.iter().filter(|course| course.done.is_none()).max_by_key(|course| course.missed.len());
        if let Some(worst) = gap {
            let missed: Vec<&str> =
                worst.missed.keys().filter_map(|index| curriculum.topics.get(*index)).map(crate::model::Topic::label).take(6).collect();
            let message = format!(
                "{head}: who starts in week {} and keeps to the same sessions misses {} in {}: {}",
                worst.start + 1,
                count(worst.missed.len(), "topic"),
                count(weeks, "week"),
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

/// One session of a topic less to come.
fn attend(missed: &mut BTreeMap<usize, u32>, topic: usize) {
    match missed.get_mut(&topic) {
        Some(left) if *left > 1 => *left -= 1,
        _ => drop(missed.remove(&topic)),
    }
}

/// `1 topic`, `2 topics`.
fn count(count: impl std::fmt::Display, what: &str) -> String {
    let count = count.to_string();
    if count == "1" { format!("1 {what}") } else { format!("{count} {what}s") }
}

const fn greatest_common(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common(b, a % b) }
}
