//! Standing of many clients from storage: a handful of statements however many there are, then `care::standing` for each.
//!
//! [`Ledger::current_standings`] is what screens show: the stored lines where their stamp still holds, computed afresh where not.
//! [`Ledger::refresh_standings`] is what an act calls for the clients it touched: it computes, stores, and reconciles tasks.

mod calendar;
pub mod definitions;

pub use definitions::AtSite;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use footbridge_care::{
    course::Course,
    facts::{Fact, holding},
    ids::{ClientId, EnrolmentId, ProgramVersionId, SiteId, TaskId},
    line::Standing,
    programs::Programs,
    schedule::{Marks, Session},
    standing::{EndedTask, Input, RuleObligation, standing},
};
use footbridge_db::{DbError, Each, Tx, row};
use jiff::{Timestamp, ToSpan, Zoned, civil::Date, tz::TimeZone};

use crate::{Ledger, Occasion, Stored, TaskState};

row! {
    /// An enrolment, as far as standing asks.
    pub struct Enrolled {
        /// Its id.
        pub id: EnrolmentId,
        /// Whose.
        pub client_id: ClientId,
        /// Where.
        pub site_id: SiteId,
        /// The program's id.
        pub program: String,
        /// The version the client is enrolled under now.
        pub program_version_id: ProgramVersionId,
        /// The site's time zone.
        pub zone: String,
    }
}

/// One site's program: its definitions and its calendar around today.
pub struct Setting {
    /// The definitions by version id, each merged with the site's timetable.
    pub programs: Arc<Programs>,
    /// The sessions from a month ago to a month ahead, by date.
    pub sessions: Vec<Session>,
    /// What payers and levels of care ask.
    pub rule_sets: Vec<RuleObligation>,
    /// Now, at the site.
    pub now: Zoned,
}

/// Everything that the standing of some enrolments is a function of.
pub struct Loaded {
    enrolled: Vec<Enrolled>,
    settings: HashMap<(SiteId, String), Setting>,
    facts: HashMap<EnrolmentId, Vec<Fact>>,
    marks: HashMap<EnrolmentId, Marks>,
    ended: HashMap<EnrolmentId, Vec<EndedTask>>,
    known_at: Timestamp,
}

impl Loaded {
    /// The enrolments.
    pub fn enrolled(&self) -> &[Enrolled] {
        &self.enrolled
    }

    /// The facts of one enrolment, superseded ones too.
    pub fn facts(&self, enrolment: EnrolmentId) -> &[Fact] {
        self.facts.get(&enrolment).map_or(&[], Vec::as_slice)
    }

    /// The course of one enrolment.
    pub fn course(&self, enrolment: EnrolmentId) -> Course {
        Course::of(&holding(self.facts(enrolment), self.known_at))
    }

    /// What rosters say of one enrolment beyond the rule.
    pub fn marks(&self, enrolment: EnrolmentId) -> Marks {
        self.marks.get(&enrolment).cloned().unwrap_or_default()
    }

    /// The setting of one enrolment.
    pub fn setting(&self, enrolled: &Enrolled) -> Option<&Setting> {
        self.settings.get(&(enrolled.site_id, enrolled.program.clone()))
    }

    /// Calls `with` on the input of one enrolment's standing, as of an instant; `known_at` replays what was known then.
    pub fn input<T>(&self, enrolled: &Enrolled, at: &Zoned, known_at: Timestamp, with: impl FnOnce(&Input<'_>) -> T) -> Option<T> {
        let setting = self.setting(enrolled)?;
        let none = Marks::default();
        let input = Input {
            enrolment: enrolled.id,
            programs: &setting.programs,
            rule_sets: &setting.rule_sets,
            sessions: &setting.sessions,
            marks: self.marks.get(&enrolled.id).unwrap_or(&none),
            busy: &[],
            facts: self.facts(enrolled.id),
            ended: self.ended.get(&enrolled.id).map_or(&[], Vec::as_slice),
            today: at.date(),
            minute: minute(at),
            known_at,
        };
        Some(with(&input))
    }

    /// The standing of every enrolment loaded.
    pub fn standings(&self) -> Vec<Standing> {
        let of = |enrolled: &Enrolled| {
            let now = self.setting(enrolled)?.now.clone();
            self.input(enrolled, &now, self.known_at, standing)
        };
        self.enrolled.iter().filter_map(of).collect()
    }
}

fn minute(at: &Zoned) -> u32 {
    u32::from(at.hour().unsigned_abs()) * 60 + u32::from(at.minute().unsigned_abs())
}

impl Ledger<'_> {
    /// Loads what the standing of these enrolments is a function of, at an instant.
    pub fn load_courses(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId], now: Timestamp) -> Result<Loaded, DbError> {
        let enrolled = self.enrolled(tx, enrolments)?;
        let settings = self.settings(tx, &enrolled, now)?;
        let facts = self.facts(tx, enrolments)?;
        let marks = self.marks(tx, enrolments, now)?;
        let mut ended: HashMap<EnrolmentId, Vec<EndedTask>> = HashMap::new();
        for task in self.tasks_of(tx, enrolments)?.into_iter().filter(|task| task.state.0 == TaskState::Done) {
            let outcome = task.outcome.clone().unwrap_or_else(|| "done".to_owned());
            ended.entry(task.enrolment_id).or_default().push(EndedTask { rule: task.rule, occasion: task.occasion, outcome });
        }
        Ok(Loaded { enrolled, settings, facts, marks, ended, known_at: now })
    }

    fn enrolled(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<Vec<Enrolled>, DbError> {
        tx.sql(
            "SELECT e.id, e.client_id, e.site_id, e.program, e.program_version_id, s.zone
             FROM enrolment AS e JOIN site AS s ON s.organization_id = e.organization_id AND s.id = e.site_id
             WHERE e.organization_id = $1 AND e.id IN (SELECT value FROM json_each($2)) ORDER BY e.id",
        )
        .bind(self.organization)
        .bind(Each(enrolments))
        .all()
    }

    fn settings(self, tx: &mut Tx<'_>, enrolled: &[Enrolled], now: Timestamp) -> Result<HashMap<(SiteId, String), Setting>, DbError> {
        let wanted: BTreeSet<(SiteId, String, String)> = enrolled.iter().map(|e| (e.site_id, e.program.clone(), e.zone.clone())).collect();
        let mut settings = HashMap::new();
        for (site, program, zone) in wanted {
            let setting = self.setting(tx, (site, &program), at(now, &zone))?;
            settings.insert((site, program), setting);
        }
        Ok(settings)
    }

    /// A program at a site: its definitions, and its calendar a month each way.
    pub fn setting(self, tx: &mut Tx<'_>, of: (SiteId, &str), now: Zoned) -> Result<Setting, DbError> {
        let definitions = self.definitions(tx, of)?;
        let rule_sets = definitions::rule_sets();
        let around = (day(now.date(), -35), day(now.date(), 35));
        let sessions = self.sessions(tx, of, (around, &definitions))?;
        let programs = definitions::programs(&definitions);
        Ok(Setting { programs, sessions, rule_sets, now })
    }

    /// Standing to show now: stored where nothing has happened since, computed where something has.
    pub fn current_standings(
        self,
        tx: &mut Tx<'_>,
        enrolments: &[EnrolmentId],
        now: Timestamp,
    ) -> Result<HashMap<EnrolmentId, Standing>, DbError> {
        let stamps = self.stamps(tx, enrolments)?;
        let stored = self.standings(tx, enrolments)?;
        let mut current: HashMap<EnrolmentId, Standing> = HashMap::new();
        for (enrolment, stored) in stored {
            if stamps.get(&enrolment).is_some_and(|stamp| stored.is_current(stamp, now)) {
                current.insert(enrolment, stored.standing);
            }
        }
        let behind: Vec<EnrolmentId> = enrolments.iter().copied().filter(|enrolment| !current.contains_key(enrolment)).collect();
        if !behind.is_empty() {
            let computed = self.load_courses(tx, &behind, now)?.standings();
            current.extend(computed.into_iter().map(|standing| (standing.enrolment, standing)));
        }
        Ok(current)
    }

    /// Computes standing anew, stores it, and brings tasks in line with it. For the clients that an act touched, in its transaction.
    pub fn refresh_standings(
        self,
        tx: &mut Tx<'_>,
        enrolments: &[EnrolmentId],
        now: Timestamp,
        new_id: &mut dyn FnMut() -> TaskId,
    ) -> Result<Vec<Standing>, DbError> {
        if enrolments.is_empty() {
            return Ok(Vec::new());
        }
        let loaded = self.load_courses(tx, enrolments, now)?;
        let stamps = self.stamps(tx, enrolments)?;
        let standings = loaded.standings();
        let mut computed = Vec::new();
        for standing in &standings {
            let Some(enrolled) = loaded.enrolled.iter().find(|enrolled| enrolled.id == standing.enrolment) else { continue };
            let occasion = Occasion { client: enrolled.client_id, enrolment: enrolled.id, today: standing.on, now };
            self.reconcile(tx, occasion, &standing.proposals, new_id)?;
            if let Some(stamp) = stamps.get(&standing.enrolment) {
                let valid_until = midnight_after(standing.on, &enrolled.zone);
                let standing = Standing { proposals: Vec::new(), ..standing.clone() };
                computed.push(Stored { stamp: stamp.clone(), computed_at: now, valid_until, standing });
            }
        }
        self.store_standings(tx, &computed)?;
        Ok(standings)
    }
}

/// An instant, at a site. A zone that is not known is read as UTC; zones are checked when a site is made.
pub fn at(now: Timestamp, zone: &str) -> Zoned {
    now.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC))
}

fn day(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

fn midnight_after(date: Date, zone: &str) -> Timestamp {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    day(date, 1).to_zoned(zone).map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}
