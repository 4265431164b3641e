//! A client's course through a program, read off the turns it took.

use footbridge_definition::model::Set;
use jiff::civil::Date;

use crate::facts::{Body, Brought, Fact, Turn};

/// How the course stood on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stand {
    /// The first day on which it stood so.
    pub since: Option<Date>,
    /// The version it is judged by.
    pub version: String,
    /// The stage.
    pub stage: Option<String>,
    /// The day the stage was entered.
    pub stage_since: Option<Date>,
    /// The track.
    pub track: Option<String>,
    /// The client's own slots of the week; all of the track's where empty.
    pub slots: Vec<String>,
    /// Values that their plan chose.
    pub plan: Set,
    /// Whether they were aside.
    pub aside: bool,
    /// The aside stage.
    pub aside_stage: Option<String>,
    /// Whether they had left.
    pub left: bool,
}

/// A course: how it stood from each turn on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    stands: Vec<Stand>,
    /// The day of enrolment.
    pub enrolled: Option<Date>,
    /// Credit brought forward.
    pub brought: Brought,
    /// How and when it ended.
    pub left: Option<(Date, String)>,
}

impl Course {
    /// Reads the course off facts that hold, in order.
    pub fn of(facts: &[&Fact]) -> Self {
        let mut course = Self::default();
        let mut now = Stand::default();
        for fact in facts {
            if let Body::Course(turn) = &fact.body {
                course.note(turn, fact.occurred_on);
                now = turned(now, turn, fact.occurred_on);
                course.stands.push(now.clone());
            }
        }
        course
    }

    fn note(&mut self, turn: &Turn, on: Date) {
        match turn {
            Turn::Enrolled { .. } if self.enrolled.is_none() => self.enrolled = Some(on),
            Turn::Brought(brought) => self.brought = brought.clone(),
            Turn::Left { by, .. } => self.left = Some((on, by.clone())),
            Turn::Again => self.left = None,
            _ => {}
        }
    }

    /// How it stood on a day: by the last turn on or before it, or by the first turn of all before the course began.
    pub fn on(&self, date: Date) -> &Stand {
        static NOWHERE: std::sync::LazyLock<Stand> = std::sync::LazyLock::new(Stand::default);
        let after = self.stands.partition_point(|stand| stand.since.is_some_and(|since| since <= date));
        self.stands.get(after.saturating_sub(1)).unwrap_or(&NOWHERE)
    }

    /// Whether the client is in the program on a day: enrolled, and not gone before it.
    pub fn holds_on(&self, date: Date) -> bool {
        self.enrolled.is_some_and(|enrolled| enrolled <= date)
            && !(self.on(date).left && self.left.as_ref().is_some_and(|(left, _)| *left < date))
    }

    /// Days from `from` to before `until` on which the client's clocks ran: not aside, unless the aside stage lets them run.
    pub fn days_running(&self, from: Date, until: Date, runs_in: impl Fn(Option<&str>) -> bool) -> i64 {
        let mut edges: Vec<Date> =
            self.stands.iter().filter_map(|stand| stand.since).filter(|since| *since > from && *since < until).collect();
        edges.insert(0, from);
        edges.push(until);
        let spans = edges.windows(2).filter_map(|pair| match pair {
            [start, end] => Some((*start, *end)),
            _ => None,
        });
        spans.filter(|(start, _)| self.runs_on(*start, &runs_in)).map(|(start, end)| days_between(start, end).max(0)).sum()
    }

    fn runs_on(&self, date: Date, runs_in: &impl Fn(Option<&str>) -> bool) -> bool {
        let stand = self.on(date);
        !stand.aside || runs_in(stand.aside_stage.as_deref())
    }

    /// Every stage entered, with the day.
    pub fn stages_entered(&self) -> Vec<(&str, Date)> {
        let mut entered: Vec<(&str, Date)> = Vec::new();
        for stand in &self.stands {
            if let (Some(stage), Some(since)) = (stand.stage.as_deref(), stand.stage_since)
                && entered.last() != Some(&(stage, since))
            {
                entered.push((stage, since));
            }
        }
        entered
    }
}

fn turned(mut now: Stand, turn: &Turn, on: Date) -> Stand {
    now.since = Some(on);
    match turn {
        Turn::Enrolled { version, track, stage, slots } => {
            (now.version, now.track, now.slots) = (version.clone(), track.clone(), slots.clone());
            (now.stage, now.stage_since) = (stage.clone(), Some(on));
        }
        Turn::Stage { stage } => (now.stage, now.stage_since) = (Some(stage.clone()), Some(on)),
        Turn::Track { track, slots } => (now.track, now.slots) = (Some(track.clone()), slots.clone()),
        Turn::Slots { slots } => now.slots = slots.clone(),
        Turn::Version { version } => now.version = version.clone(),
        Turn::Plan { set } => now.plan.extend(set.clone()),
        Turn::Aside { stage, .. } => (now.aside, now.aside_stage) = (true, stage.clone()),
        Turn::Back => (now.aside, now.aside_stage) = (false, None),
        Turn::Left { .. } => now.left = true,
        Turn::Again => now.left = false,
        Turn::Brought(_) => {}
    }
    now
}

/// Days from one date to another.
pub fn days_between(from: Date, until: Date) -> i64 {
    i64::from((until - from).get_days())
}
