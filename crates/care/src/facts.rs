//! The record: facts, added and corrected by newer facts, never overwritten.

use footbridge_definition::model::Set;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, EnrolmentId, FactId, SessionId, StaffId};

/// The version of the format in which bodies are written. Older ones are read by upcasting.
pub const FORMAT: u32 = 1;

/// Something that happened to or by a client, as recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its id.
    pub id: FactId,
    /// Whose.
    pub client: ClientId,
    /// In which course.
    pub enrolment: EnrolmentId,
    /// The date at the site on which it happened.
    pub occurred_on: Date,
    /// The instant, where one is known.
    pub occurred_at: Option<Timestamp>,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom; nobody where the system noted it.
    pub recorded_by: Option<StaffId>,
    /// The fact it takes the place of.
    pub supersedes: Option<FactId>,
    /// What happened.
    pub body: Body,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Something of a declared kind happened.
    Occurred(Occurrence),
    /// The client's course took a turn.
    Course(Turn),
    /// The superseded fact is not so; nothing takes its place.
    Retracted {
        /// Why.
        reason: String,
    },
}

/// An instance of a kind, with its outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Occurrence {
    /// The kind, by the definition's name.
    pub kind: String,
    /// How it turned out: one of the kind's outcomes.
    pub outcome: Option<String>,
    /// The session it happened in.
    pub session: Option<SessionRef>,
    /// Minutes it lasted for this client, net of breaks.
    pub minutes: u32,
    /// The same minutes by block, where there are blocks.
    pub blocks: Vec<BlockCredit>,
    /// Topics it dealt with.
    pub topics: Vec<String>,
    /// A score or number.
    pub number: Option<i64>,
    /// A word: an attribute's or status's value, what was attested.
    pub word: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// With whom besides the client.
    pub with: Vec<String>,
    /// On what evidence.
    pub evidence: Option<String>,
    /// How the client took part: `in_person`, `video`, `phone`.
    pub modality: Option<String>,
    /// Start, in minutes since midnight at the site.
    pub starts: Option<u32>,
    /// The missed session that this one makes up for.
    pub makes_up: Option<SessionId>,
    /// Minutes late.
    pub late: u32,
    /// Minutes left early.
    pub left: u32,
    /// The role of who recorded or attested it, where a rule asks for it.
    pub by_role: Option<String>,
}

/// The session an occurrence belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRef {
    /// Its id.
    pub id: SessionId,
    /// Its offering.
    pub offering: String,
    /// Whether the client sat in it as of their own track.
    pub own_track: bool,
}

/// Minutes earned in one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockCredit {
    /// The block's kind.
    pub kind: String,
    /// Minutes.
    pub minutes: u32,
    /// Its topic.
    pub topic: Option<String>,
}

/// A turn in a client's course. People decide each of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The client was enrolled.
    Enrolled {
        /// In the definition of this version.
        version: String,
        /// On this track.
        track: Option<String>,
        /// Beginning in this stage.
        stage: Option<String>,
        /// In these slots of the week; all of the track's where none is named.
        slots: Vec<String>,
    },
    /// Credit brought forward from elsewhere.
    Brought(Brought),
    /// They entered a stage.
    Stage {
        /// Which.
        stage: String,
    },
    /// They changed track.
    Track {
        /// To which.
        track: String,
        /// In these slots of the week.
        slots: Vec<String>,
    },
    /// Their own week changed.
    Slots {
        /// To these slots.
        slots: Vec<String>,
    },
    /// They were moved to another version.
    Version {
        /// Which.
        version: String,
    },
    /// Their plan chose values.
    Plan {
        /// Which.
        set: Set,
    },
    /// They went aside: a hold, a hospital stay.
    Aside {
        /// The aside stage, where the program has one.
        stage: Option<String>,
        /// Why.
        reason: String,
    },
    /// They came back.
    Back,
    /// They left the program.
    Left {
        /// By which move: `completed`, `transferred`, `left-on-own-accord`.
        by: String,
        /// Why, in words.
        reason: String,
    },
    /// They came in again.
    Again,
}

/// Credit that another program, or an earlier episode, vouches for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brought {
    /// Weeks of the program.
    pub weeks: u32,
    /// Minutes.
    pub minutes: u32,
    /// Topics.
    pub topics: Vec<String>,
    /// First day of the present stretch without use.
    pub sober_since: Option<Date>,
    /// Who vouches.
    pub source: String,
}

/// The facts that hold: those known at `known_at` and neither superseded nor retracted by then, in the order in which they happened.
pub fn holding(facts: &[Fact], known_at: Timestamp) -> Vec<&Fact> {
    let known: Vec<&Fact> = facts.iter().filter(|fact| fact.recorded_at <= known_at).collect();
    let gone: std::collections::HashSet<FactId> = known.iter().filter_map(|fact| fact.supersedes).collect();
    let mut holding: Vec<&Fact> =
        known.into_iter().filter(|fact| !gone.contains(&fact.id) && !matches!(fact.body, Body::Retracted { .. })).collect();
    holding.sort_by_key(|fact| (fact.occurred_on, order_of_day(fact), fact.occurred_at, root(facts, fact)));
    holding
}

/// Turns of the course come before what happens on the same day.
fn order_of_day(fact: &Fact) -> u8 {
    match fact.body {
        Body::Course(Turn::Left { .. }) => 2,
        Body::Course(_) => 0,
        _ => 1,
    }
}

/// The id of the first fact of a chain of corrections: a corrected fact keeps its place in the day.
fn root(facts: &[Fact], fact: &Fact) -> FactId {
    let Some(mut earlier) = fact.supersedes else { return fact.id };
    for _ in 0..64 {
        match facts.iter().find(|f| f.id == earlier).and_then(|f| f.supersedes) {
            Some(next) => earlier = next,
            None => break,
        }
    }
    earlier
}
