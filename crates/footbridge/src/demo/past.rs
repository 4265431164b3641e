//! The past: a cohort's days, lived through the real actions. A day is one commit.

use std::collections::HashMap;

use footbridge_care::facts::{Occurrence, Turn};
use footbridge_care::ids::{ClientId, EnrolmentId, EpisodeId, SessionId};
use footbridge_cohort::{
    Assumptions, Attendance, Cohort, Day, Enrol, Happening, Held, Index, Person, Plan as CohortPlan, SessionKey, What,
};
use footbridge_db::{Db, DbError, Tx, row};
use footbridge_definition::model::Offering;
use footbridge_kit::{Failure, Version, Work};
use footbridge_ledger::{Close, StoredTask};
use footbridge_people::admit_client::{Admission, Admitted, admit};
use footbridge_people::enrol_client::{Enrolling, enrol};
use footbridge_people::follow_inquiry;
use footbridge_people::log_inquiry::{Channel, InquiryId, NewInquiry, log};
use footbridge_people::record_fact::{Recording, record};
use footbridge_people::settle_task::settle_later;
use footbridge_people::take_turn::{Turning, take};
use footbridge_people::{CareTeam, Names, join_care_team};
use footbridge_program::ActError;
use footbridge_program::assign_facilitator::{Assign, For, assign_facilitator};
use footbridge_program::attendance::Tap;
use footbridge_program::cancel_session::{Cancel, cancel_session};
use footbridge_program::choose_topic::{Choose, choose_topic};
use footbridge_program::confirm_roster::{Confirm, confirm_roster};
use footbridge_program::definitions::Refresh;
use footbridge_program::join_roster::{Join, join_roster};
use footbridge_program::mark_attendance::{Mark, mark_attendance};
use footbridge_program::plan_sessions::{Plan, WEEKS, plan_sessions};
use indicatif::ProgressBar;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::Shown;
use super::founding::{Founded, failed, refused};
use crate::cli::Demo;
use crate::clinic::open;
use crate::clock;
use crate::stop::Stop;

row! {
    struct SlotRow {
        id: SessionId,
        slot: String,
        offering: String,
        local_date: Date,
        starts_at: Timestamp,
        status: String,
    }
}

/// Lives through the weeks before today.
pub fn live(db: &Db, founded: &Founded, (program, args, bar): (&Shown, &Demo, &ProgressBar)) -> Result<(), Stop> {
    let now = clock::now();
    let today = now.to_zoned(program.zone.clone()).date();
    let start = day(today, -i64::from(args.weeks) * 7);
    let mut clinic = Past { founded, program, now, today, people: HashMap::new(), sessions: HashMap::new(), last: None };
    clinic.plan(db, start, args.weeks)?;
    let plan = CohortPlan { seed: args.seed, clients: args.clients, weeks: args.weeks, start };
    let cohort = Cohort::new(&program.merged, &Assumptions::default(), plan);
    let mut cohort = cohort.map_err(|found| Stop::Input(crate::files::lines(&program.id, &found)))?;
    while let Some(lived) = cohort.next_day() {
        clinic.day(db, &lived)?;
        bar.inc(1);
    }
    clinic.settle(db, &cohort)
}

fn day(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

/// What somebody became once they called.
#[derive(Clone, Debug)]
struct Somebody {
    person: Person,
    inquiry: InquiryId,
    admitted: Option<Admitted>,
    enrolment: Option<EnrolmentId>,
}

struct Past<'a> {
    founded: &'a Founded,
    program: &'a Shown,
    now: Timestamp,
    today: Date,
    people: HashMap<Index, Somebody>,
    sessions: HashMap<SessionKey, (SessionId, Timestamp)>,
    /// The last day with sessions: their rosters are left to be confirmed by whoever tries the demo.
    last: Option<Date>,
}

impl Past<'_> {
    /// The sessions of the whole past and twelve weeks more, with somebody to lead each slot.
    fn plan(&mut self, db: &Db, start: Date, weeks: u32) -> Result<(), Stop> {
        let plan = Plan { site: self.founded.site, program: self.program.id.clone(), weeks: weeks + WEEKS };
        let begun = self.at(start, 60);
        self.founded.act("director", begun)?.write(db, |work| plan_sessions(work, &plan)).map_err(refused)?;
        let rows = db.read(|tx| self.slots(tx)).map_err(open::storage)?;
        let is_group = |row: &&SlotRow| !self.program.merged.offering_named(&row.offering).is_some_and(Offering::is_by_roster);
        self.last = rows.iter().filter(is_group).map(|row| row.local_date).filter(|date| *date < self.today).max();
        let mut leads: HashMap<String, SessionId> = HashMap::new();
        for row in rows {
            if row.status == "scheduled" {
                leads.entry(row.slot.clone()).or_insert(row.id);
            }
            let key = SessionKey { slot: row.slot, slot_date: row.local_date };
            self.sessions.insert(key, (row.id, row.starts_at));
        }
        let mut slots: Vec<(String, SessionId)> = leads.into_iter().collect();
        slots.sort();
        for (slot, session) in slots {
            self.lead(db, (&slot, session), begun)?;
        }
        Ok(())
    }

    fn slots(&self, tx: &mut Tx<'_>) -> Result<Vec<SlotRow>, DbError> {
        tx.sql(
            "SELECT id, slot, offering, local_date, starts_at, status FROM session WHERE organization_id = $1 AND site_id = $2 AND program = $3
             ORDER BY starts_at, id",
        )
        .bind(self.founded.organization)
        .bind(self.founded.site)
        .bind(self.program.id.as_str())
        .all()
    }

    /// The first of the staff who may lead a slot leads it from now on; one slot in nine is left open, so that there is something to see.
    fn lead(&self, db: &Db, (slot, session): (&str, SessionId), at: Timestamp) -> Result<(), Stop> {
        let morning = slot.contains("morning") || slot.contains("@mon-09") || slot.contains("-09:00");
        let order = if morning {
            ["counselor", "counselor2", "therapist", "therapist3", "casemanager", "nurse"]
        } else {
            ["counselor2", "counselor", "therapist2", "therapist3", "casemanager2", "nurse"]
        };
        for user in order {
            let Some((staff, _)) = self.founded.staff.get(user) else { continue };
            let assign = Assign { session, staff: Some(*staff), until: For::Onwards, seen: None };
            match self.founded.act("director", at)?.write(db, |work| assign_facilitator(work, &assign)) {
                Ok(_) => return Ok(()),
                Err(ActError::Refused(_)) => {}
                Err(error) => return Err(refused(error)),
            }
        }
        Ok(())
    }

    fn at(&self, date: Date, minute: u32) -> Timestamp {
        let time = date.at(0, 0, 0, 0).checked_add(i64::from(minute).minutes()).unwrap_or(date.at(0, 0, 0, 0));
        time.to_zoned(self.program.zone.clone()).map_or(self.now, |zoned| zoned.timestamp()).min(self.now)
    }

    fn day(&mut self, db: &Db, lived: &Day) -> Result<(), Stop> {
        let before = self.people.clone();
        let result = db.write(|tx| {
            self.people.clone_from(&before);
            lived.happenings.iter().try_for_each(|happening| self.happens(tx, happening))
        });
        result.map_err(Halt::stop)
    }

    fn happens(&mut self, tx: &mut Tx<'_>, happening: &Happening) -> Result<(), Halt> {
        let at = self.at(happening.date, happening.minute);
        let who = happening.client;
        match &happening.what {
            What::Inquire(person) => self.inquires(tx, (who, person), at),
            What::NotComing { reason } => self.stays_away(tx, (who, reason), at),
            What::Admit => self.is_admitted(tx, (who, happening.date), at),
            What::Enrol(enrol) => self.enrols(tx, (who, happening.date, enrol), at),
            What::Known(it) | What::Note(it) | What::Contact(it) => self.records(tx, ("casemanager", who, happening.date, it), at),
            What::Test(it) => self.records(tx, ("nurse", who, happening.date, it), at),
            What::SelfReport(it) | What::Attest(it) => self.records(tx, ("therapist", who, happening.date, it), at),
            What::VisitPlanned { session, .. } => self.visits(tx, (who, session), at),
            What::VisitDropped { .. } => Ok(()),
            What::Session(held) => self.holds(tx, (held, happening.date), at),
            What::Cancel { session, reason } => self.cancels(tx, (session, reason), at),
            What::StageMove { stage, .. } => self.turns(tx, (who, happening.date, Turn::Stage { stage: stage.clone() }), at),
            What::Hold { stage, reason } => {
                self.turns(tx, (who, happening.date, Turn::Aside { stage: stage.clone(), reason: (*reason).to_owned() }), at)
            }
            What::Return => self.turns(tx, (who, happening.date, Turn::Back), at),
            What::Discharge { by, words, .. } => {
                self.turns(tx, (who, happening.date, Turn::Left { by: by.clone(), reason: (*words).to_owned() }), at)
            }
        }
    }

    fn inquires(&mut self, tx: &mut Tx<'_>, (who, person): (Option<Index>, &Person), at: Timestamp) -> Result<(), Halt> {
        let Some(who) = who else { return Ok(()) };
        let act = self.founded.act("intake", at)?;
        let channel = Channel::ALL.get(who % Channel::ALL.len()).copied().unwrap_or(Channel::Phone);
        let name = format!("{} {}", person.given, person.family);
        let new = NewInquiry { site: self.founded.site, name, phone: None, note: None, channel, received_at: at };
        let inquiry = log(&mut Work::on(tx, &act), &new)?;
        self.people.insert(who, Somebody { person: person.clone(), inquiry, admitted: None, enrolment: None });
        Ok(())
    }

    /// They will not come: the inquiry is closed, with why.
    fn stays_away(&self, tx: &mut Tx<'_>, (who, reason): (Option<Index>, &str), at: Timestamp) -> Result<(), Halt> {
        let Some(somebody) = who.and_then(|who| self.people.get(&who)) else { return Ok(()) };
        let act = self.founded.act("intake", at)?;
        Ok(follow_inquiry::close_now(&mut Work::on(tx, &act), somebody.inquiry, reason)?)
    }

    fn is_admitted(&mut self, tx: &mut Tx<'_>, (who, on): (Option<Index>, Date), at: Timestamp) -> Result<(), Halt> {
        let Some(somebody) = who.and_then(|who| self.people.get_mut(&who)) else { return Ok(()) };
        let person = &somebody.person;
        let names = Names { name: format!("{} {}", person.given, person.family), preferred: None };
        let new = Admission { site: self.founded.site, names, birth_date: Some(person.birth), opened_on: on, referral_source: None };
        let act = self.founded.act("intake", at)?;
        let work = &mut Work::on(tx, &act);
        let admitted = admit(work, &new)?;
        follow_inquiry::admitted(work, somebody.inquiry, admitted.client)?;
        somebody.admitted = Some(admitted);
        Ok(())
    }

    fn enrols(&mut self, tx: &mut Tx<'_>, (who, on, enrol_in): (Option<Index>, Date, &Enrol), at: Timestamp) -> Result<(), Halt> {
        let Some(index) = who else { return Ok(()) };
        let Some(admitted) = self.people.get(&index).and_then(|somebody| somebody.admitted) else { return Ok(()) };
        let Some(version) = self.founded.versions.get(&self.program.id).copied() else { return Ok(()) };
        let new = Enrolling {
            client: admitted.client,
            episode: admitted.episode,
            site: self.founded.site,
            program: self.program.id.clone(),
            version,
            track: enrol_in.track.clone(),
            stage: enrol_in.stage.clone(),
            slots: enrol_in.slots.clone(),
            starts_on: on,
            brought: enrol_in.brought.clone(),
        };
        let act = self.founded.act("intake", at)?;
        let enrolment = enrol(&mut Work::on(tx, &act), &new)?;
        if let Some(somebody) = self.people.get_mut(&index) {
            somebody.enrolment = Some(enrolment);
        }
        self.team(tx, (index, admitted.client), at)?;
        if index % 3 == 0 {
            self.moves_in(tx, (admitted.client, admitted.episode), (on, at))?;
        }
        Ok(())
    }

    /// A therapist and a case manager of their own.
    fn team(&self, tx: &mut Tx<'_>, (index, client): (Index, ClientId), at: Timestamp) -> Result<(), Halt> {
        let pairs = if index % 2 == 0 { ["therapist", "casemanager"] } else { ["therapist2", "casemanager2"] };
        for (user, capacity) in pairs.into_iter().zip([CareTeam::Primary, CareTeam::Member]) {
            let act = self.founded.act("", at)?;
            let mut work = Work::on(tx, &act);
            let Some((staff, _)) = self.founded.staff.get(user) else { continue };
            let subject = footbridge_kit::reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
            join_care_team(&mut work, subject, (*staff, capacity))?;
        }
        Ok(())
    }

    /// One client in three lives in a home of the same provider.
    fn moves_in(&self, tx: &mut Tx<'_>, (client, episode): (ClientId, EpisodeId), (on, at): (Date, Timestamp)) -> Result<(), Halt> {
        for home in &self.founded.beside {
            let Some(version) = self.founded.versions.get(&home.id).copied() else { continue };
            let track = home.merged.track.first().map(|track| track.name.clone());
            let new = Enrolling {
                client,
                episode,
                site: self.founded.site,
                program: home.id.clone(),
                version,
                track,
                stage: None,
                slots: Vec::new(),
                starts_on: on,
                brought: None,
            };
            let act = self.founded.act("intake", at)?;
            enrol(&mut Work::on(tx, &act), &new)?;
        }
        Ok(())
    }

    fn records(&self, tx: &mut Tx<'_>, (user, who, on, what): (&str, Option<Index>, Date, &Occurrence), at: Timestamp) -> Result<(), Halt> {
        let Some(enrolment) = self.enrolment(who) else { return Ok(()) };
        let act = self.founded.act(user, at)?;
        record(&mut Work::on(tx, &act), &Recording { enrolment, on, at: Some(at), what: what.clone() })?;
        Ok(())
    }

    fn turns(&self, tx: &mut Tx<'_>, (who, on, turn): (Option<Index>, Date, Turn), at: Timestamp) -> Result<(), Halt> {
        let Some(enrolment) = self.enrolment(who) else { return Ok(()) };
        let act = self.founded.act("director", at)?;
        take(&mut Work::on(tx, &act), &Turning { enrolment, on, turn })?;
        Ok(())
    }

    fn enrolment(&self, who: Option<Index>) -> Option<EnrolmentId> {
        who.and_then(|who| self.people.get(&who)).and_then(|somebody| somebody.enrolment)
    }

    fn visits(&self, tx: &mut Tx<'_>, (who, session): (Option<Index>, &SessionKey), at: Timestamp) -> Result<(), Halt> {
        let (Some(enrolment), Some((session, _))) = (self.enrolment(who), self.sessions.get(session)) else { return Ok(()) };
        let act = self.founded.act("director", at)?;
        let join = Join { session: *session, enrolment, tap: None, refresh: Refresh::Later };
        tolerate(join_roster(&mut Work::on(tx, &act), &join))
    }

    fn cancels(&self, tx: &mut Tx<'_>, (session, reason): (&SessionKey, &str), at: Timestamp) -> Result<(), Halt> {
        let Some((session, _)) = self.sessions.get(session) else { return Ok(()) };
        let act = self.founded.act("director", at)?;
        let cancel = Cancel { session: *session, reason: reason.to_owned(), seen: None, refresh: Refresh::Later };
        tolerate(cancel_session(&mut Work::on(tx, &act), &cancel).map(drop))
    }

    /// A session as it was held: topics, marks, and "the rest are here".
    fn holds(&self, tx: &mut Tx<'_>, (held, on): (&Held, Date), at: Timestamp) -> Result<(), Halt> {
        let Some((session, starts)) = self.sessions.get(&held.session).copied() else { return Ok(()) };
        if Some(on) == self.last {
            return Ok(());
        }
        let at = at.max(starts).min(self.now);
        for (block, topic) in &held.topics {
            let choose = Choose { session, block: *block, topic: Some(topic.clone()), refresh: Refresh::Later };
            tolerate(choose_topic(&mut Work::on(tx, &self.founded.act("director", at)?), &choose))?;
        }
        for mark in &held.marks {
            let Some(enrolment) = self.enrolment(Some(mark.client)) else { continue };
            let Some(tap) = tap(mark.attendance, mark.video) else { continue };
            let mark = Mark { session, enrolment, tap, seen: None, refresh: Refresh::Later };
            tolerate(mark_attendance(&mut Work::on(tx, &self.founded.act("director", at)?), &mark))?;
        }
        let act = self.founded.act("director", at)?;
        tolerate(confirm_roster(&mut Work::on(tx, &act), Confirm { session, refresh: Refresh::Later }))
    }

    /// Computes the standing of everybody still in care, and their tasks, as of now.
    fn settle(&self, db: &Db, cohort: &Cohort) -> Result<(), Stop> {
        let active: Vec<EnrolmentId> = cohort.active().iter().filter_map(|who| self.enrolment(Some(*who))).collect();
        let act = self.founded.act("", self.now)?;
        let follow =
            |work: &mut Work<'_, '_>| active.iter().try_for_each(|course| footbridge_program::roster::follow_course(work, *course));
        act.write(db, follow).map_err(open::storage)?;
        self.founded.act("", self.now)?.write(db, |work| work.settle(&active)).map_err(open::storage)?;
        self.tidy(db, &active)
    }

    /// What was asked for in the past was done then; what is of the last days is left to whoever tries the demo.
    fn tidy(&self, db: &Db, active: &[EnrolmentId]) -> Result<(), Stop> {
        let tasks = db.read(|tx| self.founded.ledger().open_tasks(tx, active)).map_err(open::storage)?;
        let recent = day(self.today, -8);
        let is_old = |task: &&StoredTask| task.occasion.parse::<Date>().ok().or(task.due).is_some_and(|due| due < recent);
        for task in tasks.iter().filter(is_old) {
            let act = self.founded.act("director", self.now)?;
            let seen = Some(Version(task.row_version));
            act.write(db, |work| settle_later(work, (task.id, seen), &Close::Done(None)).map(drop)).map_err(|failure| failed(&failure))?;
        }
        self.founded.act("", self.now)?.write(db, |work| work.settle(active)).map_err(open::storage)
    }
}

fn tap(attendance: Attendance, video: bool) -> Option<Tap> {
    match attendance {
        Attendance::Present if video => Some(Tap::Video),
        Attendance::Present => None,
        Attendance::Late(minutes) => Some(Tap::Late(Some(minutes))),
        Attendance::LeftEarly(minutes) => Some(Tap::LeftEarly(Some(minutes))),
        Attendance::Excused(reason) => Some(Tap::Excused(Some(reason.to_owned()))),
        Attendance::Absent => Some(Tap::Absent),
    }
}

/// What stops a day from being lived.
enum Halt {
    Act(ActError),
    Stop(Stop),
}

impl Halt {
    fn stop(self) -> Stop {
        match self {
            Self::Act(error) => refused(error),
            Self::Stop(stop) => stop,
        }
    }
}

impl From<DbError> for Halt {
    fn from(error: DbError) -> Self {
        Self::Act(ActError::Failure(error.into()))
    }
}
impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Self::Stop(failed(&failure))
    }
}
impl From<footbridge_people::enrol_client::EnrolError> for Halt {
    fn from(error: footbridge_people::enrol_client::EnrolError) -> Self {
        Self::Stop(Stop::Storage(error.to_string()))
    }
}
impl From<Stop> for Halt {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

/// A refusal while the past is lived (a full room, a client taken elsewhere) is part of life; anything else is not.
fn tolerate(done: Result<(), ActError>) -> Result<(), Halt> {
    match done {
        Ok(()) | Err(ActError::Refused(_)) => Ok(()),
        Err(error) => Err(Halt::Act(error)),
    }
}
