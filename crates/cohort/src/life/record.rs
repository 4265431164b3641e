//! What happened, as facts: the same facts that the real actions would record.

use footbridge_care::attendance::{credit, outcome};
use footbridge_care::course::Course;
use footbridge_care::facts::{Body, Fact, Occurrence, SessionRef, Turn, holding};
use footbridge_care::ids::FactId;
use footbridge_care::schedule::{Mark as Rostered, Session};
use footbridge_definition::model::Modality;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Life;
use crate::happening::{Attendance, Mark, What};
use crate::site::{About, Site};

impl Life {
    /// Records something that happened to this client alone.
    pub fn record(&mut self, site: &Site, (date, minute): (Date, u32), what: &What) {
        match what {
            What::Enrol(enrol) => {
                let (version, track, stage) = (enrol.version.clone(), enrol.track.clone(), enrol.stage.clone());
                self.turn(date, minute, Turn::Enrolled { version, track, stage, slots: enrol.slots.clone() });
                if let Some(brought) = &enrol.brought {
                    self.turn(date, minute, Turn::Brought(brought.clone()));
                }
            }
            What::StageMove { stage, .. } => self.turn(date, minute, Turn::Stage { stage: stage.clone() }),
            What::Hold { stage, reason } => {
                self.turn(date, minute, Turn::Aside { stage: stage.clone(), reason: (*reason).into() });
            }
            What::Return => self.turn(date, minute, Turn::Back),
            What::Discharge { by, words, .. } => self.turn(date, minute, Turn::Left { by: by.clone(), reason: (*words).into() }),
            What::Known(it) | What::Contact(it) | What::Test(it) | What::SelfReport(it) | What::Attest(it) | What::Note(it) => {
                self.fact(date, minute, Body::Occurred(it.clone()));
            }
            What::VisitPlanned { session, .. } => self.mark(site, session, Rostered::Added),
            What::VisitDropped { session } => self.mark(site, session, Rostered::Removed),
            What::Inquire(_) | What::NotComing { .. } | What::Admit | What::Session(_) | What::Cancel { .. } => {}
        }
    }

    fn mark(&mut self, site: &Site, key: &crate::happening::SessionKey, mark: Rostered) {
        if let Some(session) = site.place_of_key(key).and_then(|at| site.sessions.get(at)) {
            self.marks.insert(session.id, mark);
        }
    }

    /// Records how they attended a session, and notes what they met there.
    pub fn attended(&mut self, site: &Site, (session, about): (&Session, &About), mark: &Mark) {
        let own_track = session.on_track(self.course.on(session.date).track.as_deref());
        let mut it = occurrence(session, about, mark, own_track);
        if mark.attendance.came() {
            it.outcome = Some(outcome(site.def.kind_named(&session.kind), it.late, it.left));
        }
        it.makes_up = mark.makes_up.as_ref().and_then(|key| site.place_of_key(key)).and_then(|at| site.sessions.get(at)).map(|s| s.id);
        for topic in &it.topics {
            self.meet(site, topic);
        }
        self.fact(session.date, session.ends.min(1439), Body::Occurred(it));
    }

    /// Notes that a topic was met once more.
    pub fn meet(&mut self, site: &Site, topic: &str) {
        let times = self.met.entry(topic.to_owned()).or_default();
        *times += 1;
        let asked = site.def.curriculum.iter().flat_map(|c| &c.topics).find(|t| t.name == topic).and_then(|t| t.sessions).unwrap_or(1);
        if *times >= asked && !self.covered.iter().any(|covered| covered == topic) {
            self.covered.push(topic.to_owned());
        }
    }

    fn turn(&mut self, date: Date, minute: u32, turn: Turn) {
        self.fact(date, minute, Body::Course(turn));
        self.course = Course::of(&holding(&self.facts, Timestamp::MAX));
    }

    fn fact(&mut self, date: Date, minute: u32, body: Body) {
        let at = instant(date, minute);
        let n = self.facts.len() + 1 + self.index * 100_000;
        self.facts.push(Fact {
            id: FactId::from_parts(3, super::ten(n)),
            client: self.client(),
            enrolment: self.enrolment(),
            occurred_on: date,
            occurred_at: Some(at),
            recorded_at: at,
            recorded_by: None,
            supersedes: None,
            body,
        });
    }
}

fn instant(date: Date, minute: u32) -> Timestamp {
    let (hour, minute) = (i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
    date.at(hour, minute, 0, 0).to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// One client's part in a session, as the fact of it.
fn occurrence(session: &Session, about: &About, mark: &Mark, own_track: bool) -> Occurrence {
    let (late, left) = match mark.attendance {
        Attendance::Late(minutes) => (minutes, 0),
        Attendance::LeftEarly(minutes) => (0, minutes),
        _ => (0, 0),
    };
    let blocks = if mark.attendance.came() { credit(&session.blocks, late, left) } else { Vec::new() };
    let topics = blocks.iter().filter(|block| block.minutes > 0).filter_map(|block| block.topic.clone()).collect();
    Occurrence {
        kind: session.kind.clone(),
        outcome: Some(mark.attendance.outcome().into()),
        session: Some(SessionRef { id: session.id, offering: session.offering.clone(), own_track }),
        minutes: blocks.iter().map(|block| block.minutes).sum(),
        blocks,
        topics,
        with: about.with.iter().map(|with| with.trim_start_matches("only:").to_owned()).collect(),
        modality: Some(modality(about, mark).into()),
        starts: Some(session.starts),
        late,
        left,
        ..Occurrence::default()
    }
}

fn modality(about: &About, mark: &Mark) -> &'static str {
    match about.modality.first() {
        Some(Modality::Phone) if !mark.video => "phone",
        _ if mark.video => "video",
        _ => "in_person",
    }
}
