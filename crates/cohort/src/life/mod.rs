//! One client's life: who they are, what is on record of them, and what they and staff mean to do.

pub(crate) mod attend;
mod book;
pub(crate) mod duties;
pub(crate) mod enrol;
pub(crate) mod evidence;
pub(crate) mod fitting;
pub(crate) mod leave;
pub(crate) mod moves;
pub(crate) mod record;
pub(crate) mod screen;
mod testing;

use std::collections::{BTreeMap, HashMap, HashSet};

use footbridge_care::course::Course;
use footbridge_care::facts::{Fact, Occurrence};
use footbridge_care::ids::{ClientId, EnrolmentId};
use footbridge_care::schedule::Marks;
use jiff::civil::Date;

use crate::assumption::Assumptions;
use crate::happening::Reason;
use crate::luck::Luck;
use crate::person::{Pattern, Person, Referral, pattern};

/// How far somebody has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Called, or not even that; not enrolled.
    Waiting,
    /// In the program.
    Enrolled,
    /// Gone.
    Left(Date, Reason),
}

/// Something meant to be done on a day.
#[derive(Clone, Debug)]
pub(crate) enum Errand {
    /// A test of this kind.
    Test(String),
    /// Something of a declared kind, done with this chance.
    Do { it: Box<Occurrence>, chance: f64, missed: Option<String> },
    /// Something is used; the client may tell of it.
    Use { told: bool },
}

/// What is on record of one client.
#[derive(Debug)]
pub(crate) struct Record {
    pub index: usize,
    pub enrolment: EnrolmentId,
    pub facts: Vec<Fact>,
    pub marks: Marks,
}

/// One client's life.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub index: usize,
    pub person: Person,
    pub luck: Luck,
    pub pattern: Pattern,
    /// Days after enrolment on which the turning class turns.
    pub turns_after: i64,
    /// Log-odds of coming to a session.
    pub diligence: f64,
    pub phase: Phase,
    pub facts: Vec<Fact>,
    pub course: Course,
    pub marks: Marks,
    /// How often each topic was met, and the topics met as often as they ask.
    pub met: HashMap<String, u32>,
    pub covered: Vec<String>,
    /// Share of sessions attended lately.
    pub recent: f64,
    pub sessions: u32,
    pub errands: BTreeMap<(Date, u32, u32), Errand>,
    /// Sessions booked beyond the rule, by place, that are still to come.
    pub booked: Vec<usize>,
    /// Sessions of this week that were missed and not yet made up for.
    pub missed: Vec<usize>,
    /// The slot they were last given, by kind.
    pub usual_slot: HashMap<String, String>,
    /// Once-owed things, by name: when next; never where there is no date.
    pub next_due: HashMap<String, Option<Date>>,
    /// Obligations that hold only for some and not for them.
    pub spared: HashSet<String>,
    /// How long they mean to stay in a stage, between its least and usual time.
    pub patience: f64,
    pub minutes_a_week: u32,
    pub fading_until: Option<Date>,
    pub back_on: Option<Date>,
    pub last_use: Option<Date>,
    pub treated_on: Option<Date>,
    /// Past the longest time of the stage, with its exit not met.
    pub overdue: bool,
}

impl Life {
    pub fn new(index: usize, seed: u64, on: Date, assumptions: &Assumptions) -> Self {
        // Stream 0 is the house's own.
        let mut luck = Luck::new(seed, u64::try_from(index).unwrap_or(0) + 1);
        let person = Person::invented(index, on, assumptions, &mut luck);
        let court = if person.referral == Referral::Court { assumptions.attendance_court_referred.ln() } else { 0.0 };
        let usual = (assumptions.attendance / (1.0 - assumptions.attendance)).ln();
        let diligence = usual + court + luck.normal() * assumptions.attendance_spread;
        let pattern = pattern(assumptions, &mut luck);
        let turns_after = luck.wait(assumptions.class_turns_after);
        let patience = luck.even();
        Self {
            index,
            person,
            pattern,
            turns_after,
            diligence,
            patience,
            luck,
            phase: Phase::Waiting,
            facts: Vec::new(),
            course: Course::default(),
            marks: Marks::new(),
            met: HashMap::new(),
            covered: Vec::new(),
            recent: 0.8,
            sessions: 0,
            errands: BTreeMap::new(),
            booked: Vec::new(),
            missed: Vec::new(),
            usual_slot: HashMap::new(),
            next_due: HashMap::new(),
            spared: HashSet::new(),
            minutes_a_week: 0,
            fading_until: None,
            back_on: None,
            last_use: None,
            treated_on: None,
            overdue: false,
        }
    }

    pub fn client(&self) -> ClientId {
        ClientId::from_parts(1, ten(self.index))
    }

    pub fn enrolment(&self) -> EnrolmentId {
        EnrolmentId::from_parts(2, ten(self.index))
    }

    pub fn is_enrolled(&self) -> bool {
        self.phase == Phase::Enrolled
    }

    pub fn is_aside(&self) -> bool {
        self.back_on.is_some()
    }

    /// Days since enrolment.
    pub fn tenure(&self, on: Date) -> i64 {
        self.course.enrolled.map_or(0, |enrolled| footbridge_care::course::days_between(enrolled, on))
    }

    /// Days since the present stage was entered.
    pub fn days_in_stage(&self, on: Date) -> i64 {
        self.course.on(on).stage_since.map_or(0, |since| footbridge_care::course::days_between(since, on))
    }

    /// Whether they use at this time, as nobody knows.
    pub fn is_using(&self, on: Date) -> bool {
        match self.pattern {
            Pattern::Negative => false,
            Pattern::Positive | Pattern::Missed => true,
            Pattern::Turning => self.tenure(on) < self.turns_after,
        }
    }

    /// Lends the record, to be looked at while the rest of the life changes.
    pub fn lend(&mut self) -> Record {
        let (facts, marks) = (std::mem::take(&mut self.facts), std::mem::take(&mut self.marks));
        Record { index: self.index, enrolment: self.enrolment(), facts, marks }
    }

    /// Takes the record back.
    pub fn give_back(&mut self, record: Record) {
        (self.facts, self.marks) = (record.facts, record.marks);
    }

    /// Means to do something on a day.
    pub fn plan(&mut self, date: Date, minute: u32, errand: Errand) {
        let nth = u32::try_from(self.errands.len()).unwrap_or(0) + self.luck.between(0, 9) * 100_000;
        self.errands.insert((date, minute, nth), errand);
    }
}

/// A number as ten bytes for an id.
fn ten(n: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    for (to, from) in bytes.iter_mut().skip(2).zip(u64::try_from(n).unwrap_or(0).to_be_bytes()) {
        *to = from;
    }
    bytes
}
