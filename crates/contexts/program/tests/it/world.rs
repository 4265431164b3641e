//! A Blue Heart clinic: the published program, our example timetable, staff, and clients on the morning track.

use footbridge_care::{
    facts::{Body, Fact, Turn},
    ids::{ClientId, EnrolmentId, EpisodeId, ProgramVersionId, SessionId, StaffId},
};
use footbridge_db::{Db, DbError, Place};
use footbridge_kit::{Person, Work, testing::TestClinic};
use footbridge_ledger::Ledger;
use footbridge_policy::Role;
use footbridge_program::{
    ActError,
    attendance::Tap,
    confirm_roster::{Confirm, confirm_roster},
    definitions::Refresh,
    mark_attendance::{Mark, mark_attendance},
    plan_sessions::{Difference, Plan, plan_sessions},
    publish_version::{Publish, publish_version},
    sessions::{self, Meeting},
    set_timetable::{SetTimetable, set_timetable},
};
use footbridge_testkit::each_engine;
use jiff::{Timestamp, civil::date};

pub const PROGRAM: &str = include_str!("../../../../../programs/blue-heart-iop.toml");
pub const TIMETABLE: &str = include_str!("../../../../../programs/timetables/blue-heart-iop-example.toml");
pub const ID: &str = "blue-heart-iop";

pub struct World {
    pub clinic: TestClinic,
    pub director: Person,
    pub counselor: Person,
    pub version: ProgramVersionId,
}

/// A client who is enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolled {
    pub client: ClientId,
    pub enrolment: EnrolmentId,
}

/// Runs a test in a clinic that planned four weeks from Friday, 20 November 2026, on both engines.
pub fn each_world(test: impl Fn(&World)) {
    each_engine(|db| test(&World::open(db, vec![])));
}

impl World {
    pub fn open(db: &Db, modules: Vec<footbridge_kit::Module>) -> Self {
        let clinic = TestClinic::new(db, modules);
        clinic.turn_to("2026-11-20T12:00:00Z".parse().unwrap());
        let (director, counselor) = (clinic.staff(Role::ProgramDirector), clinic.staff(Role::GroupCounselor));
        let publish = Publish { source: PROGRAM.to_owned(), draft: None };
        let version = clinic.act(&director).write(db, |work| publish_version(work, &publish)).unwrap().version;
        let world = Self { clinic, director, counselor, version };
        world.joins_program(&world.counselor);
        let timetable = SetTimetable { site: world.clinic.site, source: TIMETABLE.to_owned() };
        world.director(|work| set_timetable(work, &timetable)).unwrap();
        world.plan(4);
        world
    }

    pub fn plan(&self, weeks: u32) -> Difference {
        let plan = Plan { site: self.clinic.site, program: ID.to_owned(), weeks };
        self.director(|work| plan_sessions(work, &plan)).unwrap()
    }

    pub fn director<T>(&self, act: impl FnMut(&mut Work<'_, '_>) -> Result<T, ActError>) -> Result<T, ActError> {
        self.clinic.act(&self.director).write(self.clinic.db(), act)
    }

    pub fn counselor<T>(&self, act: impl FnMut(&mut Work<'_, '_>) -> Result<T, ActError>) -> Result<T, ActError> {
        self.clinic.act(&self.counselor).write(self.clinic.db(), act)
    }

    pub fn at(&self, moment: &str) {
        self.clinic.turn_to(moment.parse::<Timestamp>().unwrap());
    }

    pub fn joins_program(&self, person: &Person) {
        let (organization, site, staff) = (self.clinic.organization, self.clinic.site, person.actor.staff_id().unwrap());
        self.sql(|tx| {
            tx.sql("INSERT INTO program_staff (organization_id, site_id, program, staff_id, since) VALUES ($1, $2, $3, $4, 0)")
                .bind(organization)
                .bind(site)
                .bind(ID)
                .bind(staff)
                .run()
        });
    }

    pub fn sql<T>(&self, act: impl FnMut(&mut footbridge_db::Tx<'_>) -> Result<T, DbError>) -> T {
        self.clinic.db().write(act).unwrap()
    }

    /// Enrols somebody from 16 November on.
    pub fn enrol(&self, name: &str, track: &str) -> Enrolled {
        let enrolled = self.clinic.operator().write(self.clinic.db(), |work| self.admit(work, (name, track))).unwrap();
        self.director(|work| Ok(footbridge_program::roster::follow_course(work, enrolled.enrolment)?)).unwrap();
        enrolled
    }

    fn admit(&self, work: &mut Work<'_, '_>, (name, track): (&str, &str)) -> Result<Enrolled, DbError> {
        let (organization, site, now) = (work.organization(), self.clinic.site, work.now());
        let (client, episode, enrolment): (ClientId, EpisodeId, EnrolmentId) = (work.id(), work.id(), work.id());
        let key = work.keys().create_client_key(work.tx, (organization, client), now)?;
        let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
        work.tx
            .sql("INSERT INTO client (organization_id, id, name, initials, created_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(organization)
            .bind(client)
            .bind(key.seal(&Place::new("client", "name", client), &name.to_owned())?)
            .bind(key.seal(&Place::new("client", "initials", client), &initials)?)
            .bind(now)
            .run()?;
        work.tx
            .sql("INSERT INTO episode (organization_id, id, client_id, site_id, opened_on) VALUES ($1, $2, $3, $4, '2026-11-16')")
            .bind(organization)
            .bind(episode)
            .bind(client)
            .bind(site)
            .run()?;
        work.tx
            .sql(
                "INSERT INTO enrolment (organization_id, id, episode_id, client_id, site_id, program, program_version_id, track, starts_on, status)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '2026-11-16', 'active')",
            )
            .bind(organization)
            .bind(enrolment)
            .bind(episode)
            .bind(client)
            .bind(site)
            .bind(ID)
            .bind(self.version)
            .bind(track)
            .run()?;
        let turn =
            Turn::Enrolled { version: self.version.to_string(), track: Some(track.into()), stage: Some("format-1".into()), slots: vec![] };
        let fact = Fact {
            id: work.id(),
            client,
            enrolment,
            occurred_on: date(2026, 11, 16),
            occurred_at: None,
            recorded_at: now,
            recorded_by: None,
            supersedes: None,
            body: Body::Course(turn),
        };
        Ledger::new(organization, work.keys()).record(work.tx, &[fact])?;
        Ok(Enrolled { client, enrolment })
    }

    pub fn session(&self, slot: &str, day: &str) -> Meeting {
        let (organization, site) = (self.clinic.organization, self.clinic.site);
        let day = day.parse().unwrap();
        let all = self.clinic.db().read(|tx| sessions::of_program(tx, organization, ((site, ID), (day, day))));
        all.map_err(|error: DbError| error)
            .unwrap()
            .into_iter()
            .find(|meeting| meeting.row.slot == slot)
            .unwrap_or_else(|| panic!("no {slot} on {day}"))
    }

    pub fn monday(&self) -> SessionId {
        self.session("morning-group@mon-09:00", "2026-11-23").row.id
    }

    pub fn mark(&self, session: SessionId, enrolled: Enrolled, tap: Tap) -> Result<(), ActError> {
        let mark = Mark { session, enrolment: enrolled.enrolment, tap, seen: None, refresh: Refresh::Now };
        self.counselor(|work| mark_attendance(work, &mark))
    }

    pub fn confirm(&self, session: SessionId) -> Result<(), ActError> {
        self.counselor(|work| confirm_roster(work, Confirm { session, refresh: Refresh::Now }))
    }

    /// The same client in the home as well.
    pub fn lives_in_the_home(&self, enrolled: Enrolled) {
        let publish = Publish { source: include_str!("../../../../../programs/blue-heart-homes.toml").to_owned(), draft: None };
        let home = self.director(|work| publish_version(work, &publish)).unwrap().version;
        self.sql(|tx| {
            tx.sql(
                "INSERT INTO enrolment (organization_id, id, episode_id, client_id, site_id, program, program_version_id, starts_on, status)
                 SELECT organization_id, $2, episode_id, client_id, site_id, 'blue-heart-homes', $3, starts_on, 'active' FROM enrolment WHERE id = $1",
            )
            .bind(enrolled.enrolment)
            .bind(home.retype::<footbridge_care::ids::Enrolment>())
            .bind(home)
            .run()
        });
    }

    /// Minutes of every fact that holds for a client, with its outcome.
    pub fn earned(&self, enrolled: Enrolled) -> Vec<(String, u32)> {
        let facts = self.facts(enrolled);
        let holding = footbridge_care::facts::holding(&facts, Timestamp::MAX);
        let occurred = |fact: &&Fact| match &fact.body {
            Body::Occurred(it) => Some((it.outcome.clone().unwrap(), it.minutes)),
            _ => None,
        };
        holding.iter().filter_map(occurred).collect()
    }

    pub fn facts(&self, enrolled: Enrolled) -> Vec<Fact> {
        let keys = self.clinic.kit.keys().clone();
        let ledger = Ledger::new(self.clinic.organization, &keys);
        let facts = self.clinic.db().read(|tx| ledger.facts(tx, &[enrolled.enrolment]));
        facts.map_err(|error: DbError| error).unwrap().remove(&enrolled.enrolment).unwrap_or_default()
    }

    pub fn id(person: &Person) -> StaffId {
        person.actor.staff_id().unwrap()
    }
}
