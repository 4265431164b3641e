use jiff::{Zoned, civil::Date};

use crate::finding::Finding;
use crate::model::{ClosedDay, Modality, StaffNeed};
use crate::value::{Closed, Day};

/// What a calendar is made for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Only the sessions of this track.
    pub track: Option<String>,
    /// The site's zone, where it is not the definition's.
    pub zone: Option<String>,
    /// Days on which the site is closed, besides the definition's.
    pub closed: Vec<Closed>,
    /// Only the cohort that starts on this date.
    pub cohort: Option<Date>,
}

/// A topic of a curriculum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRef {
    /// The name that facts refer to.
    pub name: String,
    /// What people call it.
    pub label: String,
}

/// A part of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedBlock {
    /// The kind it counts as; `break` for a break of no kind.
    pub kind: String,
    /// What people call it.
    pub label: String,
    /// How long it is.
    pub minutes: u32,
    /// A break: it earns nothing.
    pub is_break: bool,
    /// Its topic, where the calendar decides it.
    pub topic: Option<TopicRef>,
}

/// A session that a closed day moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The date it would have been on.
    pub from: Date,
    /// What that day is called.
    pub because: String,
}

/// A session of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedSession {
    /// The offering it is of.
    pub offering: String,
    /// What people call it.
    pub label: String,
    /// The kind it counts as.
    pub kind: String,
    /// Its slot: offering, day and time. With `slot_date` it is unique, and stays when the session moves.
    pub slot: String,
    /// The date its slot stands on.
    pub slot_date: Date,
    /// The date on which it takes place, at the site.
    pub date: Date,
    /// When it starts.
    pub start: Zoned,
    /// When it ends, as time passes: its minutes after `start`.
    pub end: Zoned,
    /// Start on the wall clock, in minutes since midnight.
    pub starts: u32,
    /// End on the wall clock of an ordinary day, in minutes since midnight of its date.
    pub ends: u32,
    /// Minutes it earns, net of breaks.
    pub minutes: u32,
    /// Its parts, in order.
    pub blocks: Vec<PlannedBlock>,
    /// The tracks it belongs to; all where none is named.
    pub tracks: Vec<String>,
    /// The stages it belongs to; all where none is named.
    pub stages: Vec<String>,
    /// Where and how people meet; several where each client chooses.
    pub modality: Vec<Modality>,
    /// The room or place.
    pub room: Option<String>,
    /// Who must be there.
    pub staff: Vec<StaffNeed>,
    /// The most people it takes.
    pub seats: Option<u32>,
    /// Nobody has to come.
    pub optional: bool,
    /// One client at a time, or by placing and sign-up: only who is on its roster is expected.
    pub by_roster: bool,
    /// A closed day moved it.
    pub moved: Option<Moved>,
}

/// A session that a closed day cancelled: nobody's absence.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancelled {
    /// The session as it would have been.
    pub session: PlannedSession,
    /// What the day is called.
    pub because: String,
}

/// Why an offering makes no sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It does not say when.
    NoWhen,
    /// So often in a window: a timetable places it.
    SoOften,
    /// Days are named, and no time of day.
    NoClock,
    /// No length is given.
    NoLength,
    /// At a distance from a moment of each client.
    PerClient,
    /// By arrangement.
    Arranged,
    /// At random.
    AtRandom,
}

/// An offering that makes no sessions, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undated {
    /// The offering.
    pub offering: String,
    /// What people call it.
    pub label: String,
    /// Why, for programs.
    pub why: Why,
    /// Why, in words.
    pub words: String,
    /// The tracks it belongs to; all where none is named.
    pub tracks: Vec<String>,
}

/// The sessions of a stretch of days, and what could not be placed in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The program's id.
    pub program: String,
    /// What people call it.
    pub name: String,
    /// The IANA zone of its clock times.
    pub zone: String,
    /// The day on which its week begins.
    pub week_starts: Day,
    /// The program's tracks that it was made for, by name and label.
    pub tracks: Vec<(String, String)>,
    /// The first day.
    pub from: Date,
    /// The day after the last.
    pub until: Date,
    /// What takes place, in the order in which it starts.
    pub sessions: Vec<PlannedSession>,
    /// What closed days cancelled.
    pub cancelled: Vec<Cancelled>,
    /// What makes no sessions, and why.
    pub undated: Vec<Undated>,
    /// What to know about it: a zone that had to be assumed.
    pub notes: Vec<Finding>,
}

impl Calendar {
    /// The tracks of this calendar that a session belongs to; `None` alone where the program has none.
    pub fn tracks_of<'a>(&'a self, session: &'a PlannedSession) -> Vec<Option<&'a str>> {
        match (session.tracks.as_slice(), self.tracks.as_slice()) {
            ([], []) => vec![None],
            ([], all) => all.iter().map(|(name, _)| Some(name.as_str())).collect(),
            (own, []) => own.iter().map(|name| Some(name.as_str())).collect(),
            (own, all) => own.iter().filter(|name| all.iter().any(|(one, _)| one == *name)).map(|name| Some(name.as_str())).collect(),
        }
    }
}

/// What a closed day does where neither offering nor program says.
pub(super) fn closed_day(own: Option<ClosedDay>, program: Option<ClosedDay>) -> ClosedDay {
    own.or(program).unwrap_or_default()
}
