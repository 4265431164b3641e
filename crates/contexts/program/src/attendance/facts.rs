//! From marks to facts: what a session was for each client, with the minutes it earned.

use std::collections::HashMap;

use footbridge_care::{
    attendance::{credit, outcome},
    course::Course,
    facts::{Body, Fact, Occurrence, SessionRef},
    ids::{ClientId, EnrolmentId, FactId},
};
use footbridge_db::DbError;
use footbridge_definition::model::{Kind, Modality};
use footbridge_kit::Work;
use footbridge_ledger::Ledger;

use super::{
    Came, MarkRow,
    store::{self, New},
};
use crate::{
    definitions, roster,
    sessions::{Meeting, minute_of_day},
};

/// One client, how they took part, and the mark in force before.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The client's course.
    pub enrolment: EnrolmentId,
    /// The client.
    pub client: ClientId,
    /// How they took part.
    pub came: Came,
    /// The mark it takes the place of.
    pub before: Option<&'a MarkRow>,
    /// Whether what is marked is what was marked before: then only its fact is new.
    pub same: bool,
}

/// A session with what the facts about it need to know.
#[derive(Debug)]
pub struct Room<'m> {
    meeting: &'m Meeting,
    kind: Option<Kind>,
    courses: HashMap<EnrolmentId, Course>,
}

impl<'m> Room<'m> {
    /// Loads what is needed for these clients.
    ///
    /// # Errors
    /// What storage says.
    pub fn load(work: &mut Work<'_, '_>, meeting: &'m Meeting, enrolments: &[EnrolmentId]) -> Result<Self, DbError> {
        let of = (meeting.row.site_id, meeting.row.program.as_str());
        let definition = definitions::holding(work.tx, work.keys(), (work.actor().organization(), of, meeting.date()))?;
        let kind = definition.and_then(|at_site| at_site.merged.kind_named(&meeting.row.kind).cloned());
        Ok(Self { meeting, kind, courses: roster::courses(work, enrolments)? })
    }

    fn occurrence(&self, enrolment: EnrolmentId, came: &Came) -> Occurrence {
        let (late, left) = came.minutes();
        let outcome = match came {
            Came::Here { .. } => outcome(self.kind.as_ref(), late, left),
            other => other.code().to_owned(),
        };
        let blocks = if came.is_here() { credit(&self.meeting.blocks(), late, left) } else { Vec::new() };
        Occurrence {
            kind: self.meeting.row.kind.clone(),
            outcome: Some(outcome),
            session: Some(self.session(enrolment)),
            minutes: blocks.iter().map(|block| block.minutes).sum(),
            topics: blocks.iter().filter(|block| block.minutes > 0).filter_map(|block| block.topic.clone()).collect(),
            blocks,
            modality: came.is_here().then(|| self.modality(came)).flatten(),
            starts: Some(minute_of_day(&self.meeting.start())),
            late,
            left,
            ..Occurrence::default()
        }
    }

    fn session(&self, enrolment: EnrolmentId) -> SessionRef {
        let stand = self.courses.get(&enrolment).map(|course| course.on(self.meeting.date()));
        let track = stand.and_then(|stand| stand.track.as_deref());
        let own_track = self.meeting.as_rule_reads().on_track(track);
        SessionRef { id: self.meeting.row.id, offering: self.meeting.row.offering.clone(), own_track }
    }

    fn modality(&self, came: &Came) -> Option<String> {
        let own = self.meeting.row.modality.as_ref().map(|word| word.0);
        let modality = match (came, own) {
            (Came::Here { video: true, .. }, _) | (_, Some(Modality::Video)) => "video",
            (_, Some(Modality::Phone)) => "phone",
            _ => "in_person",
        };
        Some(modality.to_owned())
    }

    fn fact(&self, work: &mut Work<'_, '_>, entry: &Entry<'_>) -> Fact {
        Fact {
            id: work.id(),
            client: entry.client,
            enrolment: entry.enrolment,
            occurred_on: self.meeting.date(),
            occurred_at: Some(self.meeting.row.starts_at),
            recorded_at: work.now(),
            recorded_by: work.actor().staff_id(),
            supersedes: entry.before.and_then(|before| before.fact),
            body: Body::Occurred(self.occurrence(entry.enrolment, &entry.came)),
        }
    }
}

/// Adds marks, and the facts that follow from them where the roster is confirmed. Earlier marks and facts stay, superseded.
///
/// # Errors
/// What storage says; a conflict where somebody else marked the same client meanwhile.
pub fn record(work: &mut Work<'_, '_>, room: &Room<'_>, entries: &[Entry<'_>]) -> Result<(), DbError> {
    let mut facts = Vec::with_capacity(entries.len());
    for entry in entries {
        let fact = room.fact(work, entry);
        add(work, room.meeting, (entry, Some(fact.id)))?;
        facts.push(fact);
    }
    Ledger::new(work.organization(), work.keys()).record(work.tx, &facts)
}

fn add(work: &mut Work<'_, '_>, meeting: &Meeting, (entry, fact): (&Entry<'_>, Option<FactId>)) -> Result<(), DbError> {
    if let (true, Some(before), Some(fact)) = (entry.same, entry.before, fact) {
        return store::has_fact(work, before.id, fact);
    }
    let (late, left) = entry.came.minutes();
    let minutes = if entry.came.is_here() { credit(&meeting.blocks(), late, left).iter().map(|block| block.minutes).sum() } else { 0 };
    let new = New {
        session: meeting.row.id,
        enrolment: entry.enrolment,
        client: entry.client,
        came: &entry.came,
        minutes,
        fact,
        supersedes: entry.before.map(|before| before.id),
    };
    store::insert(work, &new)
}

/// Adds a mark that earns nothing yet: its roster is not confirmed.
pub(crate) fn pencil(work: &mut Work<'_, '_>, meeting: &Meeting, entry: &Entry<'_>) -> Result<(), DbError> {
    add(work, meeting, (entry, None))
}

/// Takes a mark back, and its fact where it has one: this client was not meant.
///
/// # Errors
/// What storage says.
pub fn take_back(work: &mut Work<'_, '_>, meeting: &Meeting, (entry, why): (&Entry<'_>, &str)) -> Result<(), DbError> {
    let Some(before) = entry.before else { return Ok(()) };
    let fact = before.fact.map(|earlier| Fact {
        id: work.id(),
        client: entry.client,
        enrolment: entry.enrolment,
        occurred_on: meeting.date(),
        occurred_at: Some(meeting.row.starts_at),
        recorded_at: work.now(),
        recorded_by: work.actor().staff_id(),
        supersedes: Some(earlier),
        body: Body::Retracted { reason: why.to_owned() },
    });
    add(work, meeting, (entry, fact.as_ref().map(|fact| fact.id)))?;
    let facts: Vec<Fact> = fact.into_iter().collect();
    Ledger::new(work.organization(), work.keys()).record(work.tx, &facts)
}
