use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Test;
use crate::value::{Many, Minutes, Range, When};

/// What a closed day does to a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedDay {
    /// It does not take place, and is nobody's absence.
    #[default]
    Cancel,
    /// It takes place all the same.
    Keep,
    /// It moves to the next open day, same time.
    Next,
    /// It moves to the last open day before, same time.
    Before,
}

/// Where and how people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// In one room.
    InPerson,
    /// By video.
    Video,
    /// By telephone.
    Phone,
    /// In one room with some by video.
    Hybrid,
}

/// How seats are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Seating {
    /// Everybody of the track has one.
    Track,
    /// Staff place people.
    Staff,
    /// People sign up, first come first served.
    SignUp,
    /// Anybody may come.
    DropIn,
}

/// How many people it takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Seats {
    /// It does not run with fewer.
    pub min: Option<u32>,
    /// The usual number.
    pub usual: Option<u32>,
    /// The most. `1` makes it an individual session.
    pub max: Option<u32>,
    /// How seats are given.
    pub by: Option<Seating>,
    /// Who comes first when there are more people than seats: conditions in order.
    pub order: Many<String>,
}

/// Somebody who must be there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StaffNeed {
    /// In what role: `counselor`, `therapist`, `case-manager`, `nurse`, `peer`.
    pub role: Option<String>,
    /// Holding one of these credentials, unexpired.
    pub credential: Many<String>,
    /// With this attribute: a language, a training.
    pub attribute: Many<String>,
    /// How many; one where not said.
    pub count: Option<u32>,
    /// One more for each so many clients.
    pub per_clients: Option<u32>,
    /// The same person each time (for a client's own therapist or a group's facilitator).
    pub same: bool,
}

/// A part of a session with a purpose of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Block {
    /// The kind it counts as; the offering's where not said.
    pub kind: Option<String>,
    /// What people call it.
    pub label: Option<String>,
    /// How long it is.
    #[schemars(required)]
    pub minutes: Option<Range<Minutes>>,
    /// A break: it earns nothing.
    #[serde(rename = "break")]
    pub is_break: bool,
    /// The curriculum it draws its topic from.
    pub curriculum: Option<String>,
    /// Who leads this block, where it is not who leads the session.
    pub staff: Many<StaffNeed>,
}

/// Something that takes place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Offering {
    /// The name others refer to.
    #[schemars(required)]
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// The offering that this one is an instance of: what it does not say is taken from there. A timetable says *when* so.
    pub of: Option<String>,
    /// The kind of session, contact or test it is.
    pub kind: Option<String>,
    /// The stages in which it is given; all where none is named.
    #[serde(rename = "in")]
    pub stages: Many<String>,
    /// The tracks it belongs to; all where none is named.
    pub track: Many<String>,
    /// When it takes place. Several: it is given at each.
    pub when: Many<When>,
    /// How long it is, when it has no blocks. Breaks are not counted.
    pub minutes: Option<Range<Minutes>>,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
    /// The curriculum it draws its topic from.
    pub curriculum: Option<String>,
    /// Where: a room or a place.
    pub place: Option<String>,
    /// Where and how people meet; in person where not said. Several: each client chooses.
    pub modality: Many<Modality>,
    /// How many people it takes.
    pub seats: Option<Seats>,
    /// Who must be there.
    pub staff: Many<StaffNeed>,
    /// Who besides the client: `family`, `sponsor`, `employer`. `only:family` is a session of theirs without the client.
    pub with: Many<String>,
    /// Only for those of whom this is true.
    #[serde(rename = "for")]
    pub only_for: Option<Test>,
    /// Other programs whose clients sit in the same room.
    pub shared_with: Many<String>,
    /// What is provided: transport, a meal, childcare.
    pub provides: Many<String>,
    /// Nobody has to come: it is not expected of anybody, and counts when attended.
    pub optional: bool,
    /// What a closed day does to it.
    pub closed_day: Option<ClosedDay>,
}

impl Offering {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Whether it is for one client at a time.
    pub fn is_individual(&self) -> bool {
        self.seats.as_ref().and_then(|seats| seats.max) == Some(1)
    }

    /// Whether only who is on the roster is expected: an individual session, one that people sign up for or are placed in.
    pub fn is_by_roster(&self) -> bool {
        self.is_individual() || matches!(self.seating(), Some(Seating::Staff | Seating::SignUp))
    }

    /// Whether nobody is expected, and whoever comes counts: it is optional, or people drop in.
    pub fn is_optional(&self) -> bool {
        self.optional || self.seating() == Some(Seating::DropIn)
    }

    fn seating(&self) -> Option<Seating> {
        self.seats.as_ref().and_then(|seats| seats.by)
    }

    /// Least and most minutes that it earns, breaks left out. `None` where the definition does not say.
    pub fn net_minutes(&self) -> Option<(u32, u32)> {
        let bounds = |range: &Range<Minutes>| {
            let low = range.least().or(range.max)?;
            let high = range.max.or(range.usual).or(range.min)?;
            Some((low.0, high.0))
        };
        if self.blocks.is_empty() {
            return self.minutes.as_ref().and_then(bounds);
        }
        let earning = self.blocks.iter().filter(|block| !block.is_break);
        earning
            .map(|block| block.minutes.as_ref().and_then(bounds))
            .try_fold((0, 0), |sum, block| block.map(|b| (sum.0 + b.0, sum.1 + b.1)))
    }

    /// Typical minutes from start to end, breaks included.
    pub fn gross_minutes(&self) -> Option<u32> {
        let typical = |range: &Range<Minutes>| range.typical().map(|minutes| minutes.0);
        match self.blocks.as_slice() {
            [] => self.minutes.as_ref().and_then(typical),
            blocks => blocks.iter().map(|block| block.minutes.as_ref().and_then(typical)).sum(),
        }
    }
}
