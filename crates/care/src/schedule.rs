//! The calendar as scheduled: what a site will hold and has held, and who is expected.

use std::collections::HashMap;

use footbridge_definition::model::Modality;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{course::Course, ids::SessionId};

/// How a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It will take place, or its roster is not confirmed yet.
    Scheduled,
    /// It took place and its roster is confirmed.
    Held,
    /// The clinic cancelled it: nobody's absence.
    Cancelled,
}

/// A block of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its kind.
    pub kind: String,
    /// How long it is.
    pub minutes: u32,
    /// A break earns nothing.
    pub is_break: bool,
    /// Its topic, once chosen.
    pub topic: Option<String>,
}

/// A session of the site's calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The offering it is of.
    pub offering: String,
    /// Its slot of the week: `group@mon-09:00`.
    pub slot: String,
    /// What people call it.
    pub label: String,
    /// The kind it counts as.
    pub kind: String,
    /// The tracks it belongs to; all where none is named.
    pub tracks: Vec<String>,
    /// The stages it belongs to; all where none is named.
    pub stages: Vec<String>,
    /// Its date at the site.
    pub date: Date,
    /// Start, in minutes since midnight.
    pub starts: u32,
    /// End, in minutes since midnight of its date; past 1440 where it runs over midnight.
    pub ends: u32,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Nobody has to come.
    pub optional: bool,
    /// For one client at a time, or by sign-up: only who is on the roster is expected.
    pub by_roster: bool,
    /// Where and how.
    pub modality: Option<Modality>,
    /// How it stands.
    pub status: Status,
}

impl Session {
    /// Minutes it earns, net of breaks.
    pub fn net_minutes(&self) -> u32 {
        self.blocks.iter().filter(|block| !block.is_break).map(|block| block.minutes).sum()
    }
    /// Whether it belongs to this track.
    pub fn on_track(&self, track: Option<&str>) -> bool {
        self.tracks.is_empty() || track.is_some_and(|track| self.tracks.iter().any(|t| t == track))
    }
    /// Whether it belongs to this stage.
    pub fn in_stage(&self, stage: Option<&str>) -> bool {
        self.stages.is_empty() || stage.is_some_and(|stage| self.stages.iter().any(|s| s == stage))
    }
    /// Whether the two overlap in time.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.date == other.date && self.starts < other.ends && other.starts < self.ends
    }
}

/// What a roster says of one client beyond the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Put on it: a visit to another track, a make-up, an individual session.
    Added,
    /// Taken off it.
    Removed,
}

/// What one client's rosters say beyond the rule, by session.
pub type Marks = HashMap<SessionId, Mark>;

/// Whether a client is expected at a session. The one rule by which rosters are made.
///
/// Expected are those whom somebody put on the roster, and, of a session that is neither optional nor by roster, everybody of its
/// track and stage whose own week has its slot, unless they were taken off, are aside, or are not in the program that day.
pub fn expected(course: &Course, session: &Session, marks: &Marks) -> bool {
    match marks.get(&session.id) {
        Some(Mark::Added) => course.holds_on(session.date),
        Some(Mark::Removed) => false,
        None => !session.optional && !session.by_roster && by_rule(course, session),
    }
}

fn by_rule(course: &Course, session: &Session) -> bool {
    let on = course.on(session.date);
    course.holds_on(session.date)
        && !on.aside
        && session.in_stage(on.stage.as_deref())
        && if on.slots.is_empty() { session.on_track(on.track.as_deref()) } else { on.slots.contains(&session.slot) }
}
