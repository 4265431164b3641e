//! The week that a track has, as its definition plans it: shown before anybody decides, and the slots to choose from.

use footbridge_definition::{
    calendar::{Options, PlannedSession, sessions},
    model::Definition,
};
use footbridge_ui::{
    form::Choice,
    week::{Slot, WeekDay, WeekGrid},
    words::{count, minutes, time_range, weekday, weekday_short},
};
use jiff::{
    ToSpan,
    civil::{Date, Time},
};
use maud::{Markup, html};

use crate::{course_view::CourseView, labels, words};

/// One ordinary week.
pub(crate) struct SampleWeek {
    first: Date,
    sessions: Vec<PlannedSession>,
}

impl SampleWeek {
    /// The week ahead of a course on a track; of all tracks where none is named.
    pub fn of(view: &CourseView, track: Option<&str>) -> Self {
        Self::planned(&view.held, (track, view.stand.stage.as_deref()), view.today())
    }

    /// The week of a definition that a day lies in. What cannot be planned is an empty week. A closed day is looked past, two weeks at
    /// most, so that the week shown is an ordinary one.
    pub fn planned(definition: &Definition, (track, stage): (Option<&str>, Option<&str>), day: Date) -> Self {
        let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        let week = |weeks: i64| {
            let first = monday.saturating_add((weeks * 7).days());
            let options = Options { track: track.map(str::to_owned), ..Options::default() };
            let all = sessions(definition, first, first.saturating_add(7.days()), &options).unwrap_or_default();
            let comes = |session: &PlannedSession| !session.optional && !session.by_roster && in_stage(session, stage);
            Self { first, sessions: all.into_iter().filter(comes).collect() }
        };
        let mut weeks: Vec<Self> = (0..3).map(week).collect();
        weeks.sort_by_key(|week| std::cmp::Reverse(week.sessions.len()));
        weeks.into_iter().next().unwrap_or(Self { first: monday, sessions: Vec::new() })
    }

    /// Whether a slot is in it.
    pub fn has(&self, slot: &str) -> bool {
        self.sessions.iter().any(|session| session.slot == slot)
    }

    /// The slots, in the order of the week.
    pub fn names(&self) -> Vec<String> {
        self.sessions.iter().map(|session| session.slot.clone()).collect()
    }

    /// Whether these are all of its slots and no other.
    pub fn is_all(&self, slots: &[String]) -> bool {
        slots.len() == self.sessions.len() && slots.iter().all(|slot| self.has(slot))
    }

    /// In a line: "Mon, Tue, Thu 9:00–11:15 am · 4 sessions, 9 h 00 min".
    pub fn said(&self) -> String {
        if self.sessions.is_empty() {
            return words::NO_SESSIONS_PLANNED.to_owned();
        }
        let mut by_time: Vec<(String, Vec<String>)> = Vec::new();
        for session in &self.sessions {
            let (time, day) = (times(session), weekday_short(session.date.weekday()));
            match by_time.iter_mut().find(|(known, _)| *known == time) {
                Some((_, days)) => days.push(day),
                None => by_time.push((time, vec![day])),
            }
        }
        let when: Vec<String> = by_time.into_iter().map(|(time, days)| format!("{} {time}", days.join(", "))).collect();
        let sum: u32 = self.sessions.iter().map(|session| session.minutes).sum();
        let n = i64::try_from(self.sessions.len()).unwrap_or(i64::MAX);
        format!("{} · {}, {}", when.join("; "), count("session", n), minutes(sum.into()))
    }

    /// Its slots, to choose from.
    pub fn choices(&self, definition: &Definition) -> Vec<Choice> {
        let choice = |session: &PlannedSession| {
            let label = format!("{}, {}", weekday(session.date.weekday()), times(session));
            let tracks: Vec<String> = session.tracks.iter().map(|track| labels::track(definition, track)).collect();
            let hint = format!("{}{} · {}", session.label, dashed(&tracks.join(", ")), minutes(session.minutes.into()));
            Choice::new(&session.slot, label).hint(hint)
        };
        self.sessions.iter().map(choice).collect()
    }
}

fn dashed(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(", {text}") }
}

fn in_stage(session: &PlannedSession, stage: Option<&str>) -> bool {
    session.stages.is_empty() || stage.is_none_or(|stage| session.stages.iter().any(|one| one == stage))
}

fn times(session: &PlannedSession) -> String {
    time_range(clock(session.starts), clock(session.ends))
}

/// Minutes since midnight as a time of day.
pub(crate) fn clock(minute: u32) -> Time {
    Time::midnight().wrapping_add(i64::from(minute).minutes())
}

/// The week as a picture.
pub(crate) fn draw(week: &SampleWeek) -> Markup {
    let day = |offset: i64| {
        let date = week.first.saturating_add(offset.days());
        let here = week.sessions.iter().filter(|session| session.date == date);
        let slot = |session: &PlannedSession| {
            let span = (u16::try_from(session.starts).unwrap_or(0), u16::try_from(session.ends).unwrap_or(u16::MAX));
            Slot::new(span, times(session), session.label.clone()).detail(minutes(session.minutes.into()))
        };
        WeekDay::new(weekday(date.weekday()), here.map(slot))
    };
    html! { p { (week.said()) } (WeekGrid::new(words::SAMPLE_WEEK, (0..7).map(day))) }
}
