//! The days of a cohort, one after another.

use std::collections::HashMap;

use footbridge_care::line::Standing;
use footbridge_care::standing::owed::Past;
use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use jiff::civil::Date;

use crate::arrivals::{Arrivals, Step, arrivals};
use crate::assumption::Assumptions;
use crate::happening::{Happening, Held, Index, Reason, SessionKey, What};
use crate::life::{Errand, Life, Phase, duties, enrol, leave};
use crate::luck::{Luck, shift};
use crate::site::Site;

mod group;
mod weekly;

/// What a cohort is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The same seed gives the same days.
    pub seed: u64,
    /// How many people enrol within the weeks. Several times as many inquire.
    pub clients: u32,
    /// For so many weeks.
    pub weeks: u32,
    /// The first day.
    pub start: Date,
}

/// A day of a cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// What happens, in the order of minutes.
    pub happenings: Vec<Happening>,
    /// The standing of clients whose weekly review it is.
    pub reviews: Vec<Review>,
}

/// What one client's weekly review saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Whose.
    pub client: Index,
    /// Standing, by the real rules.
    pub standing: Standing,
    /// How the week before ended for the weekly obligation that weighs most; nothing where none is owed.
    pub week_before: Option<Past>,
    /// Topics met, by curriculum.
    pub covered: Vec<(String, Vec<String>)>,
}

/// Synthetic clients living through a definition.
#[derive(Debug)]
pub struct Cohort {
    site: Site,
    assumptions: Assumptions,
    lives: Vec<Life>,
    arrivals: Arrivals,
    luck: Luck,
    active: Vec<Index>,
    lately_left: Vec<Index>,
    taken: HashMap<usize, usize>,
    /// Who is booked into each session beyond the rule.
    booked: HashMap<usize, Vec<Index>>,
    next: Date,
    until: Date,
    start: Date,
}

impl Cohort {
    /// A cohort of a definition, which should be merged with a site's timetable where there is one.
    ///
    /// # Errors
    /// A time zone that is not known.
    pub fn new(definition: &Definition, assumptions: &Assumptions, plan: Plan) -> Result<Self, Vec<Finding>> {
        let until = shift(plan.start, i64::from(plan.weeks) * 7);
        // Two weeks more, so that what is still scheduled can be seen at the end.
        let site = Site::new(definition, plan.start, shift(until, 14))?;
        let (arrivals, people) = arrivals(&site, &plan, assumptions);
        let lives = (0..people).map(|index| Life::new(index, plan.seed, plan.start, assumptions)).collect();
        Ok(Self {
            site,
            assumptions: assumptions.clone(),
            lives,
            arrivals,
            luck: Luck::new(plan.seed, u64::MAX),
            active: Vec::new(),
            lately_left: Vec::new(),
            taken: HashMap::new(),
            booked: HashMap::new(),
            next: plan.start,
            until,
            start: plan.start,
        })
    }

    /// The version that clients are enrolled in.
    pub fn version(&self) -> &str {
        &self.site.version
    }

    /// Offerings that no timetable has, and that were put somewhere so that the cohort can live.
    pub fn placed(&self) -> &[String] {
        &self.site.placed
    }

    /// The definition as it is lived, with what had to be placed.
    pub fn definition(&self) -> &Definition {
        &self.site.def
    }

    /// How many people there are, those included who never enrol.
    pub fn people(&self) -> usize {
        self.lives.len()
    }

    /// The facts of one person so far.
    pub fn facts(&self, client: Index) -> &[footbridge_care::facts::Fact] {
        self.lives.get(client).map_or(&[], |life| life.facts.as_slice())
    }

    /// The class of use and tests that a person belongs to, which nobody in the program knows.
    pub fn pattern(&self, client: Index) -> Option<crate::person::Pattern> {
        self.lives.get(client).map(|life| life.pattern)
    }

    /// Who is enrolled at present, in the order of enrolment.
    pub fn active(&self) -> &[Index] {
        &self.active
    }

    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    pub(crate) fn life(&self, client: Index) -> Option<&Life> {
        self.lives.get(client)
    }

    /// The next day, until the weeks are over.
    pub fn next_day(&mut self) -> Option<Day> {
        let date = self.next;
        if date >= self.until {
            return None;
        }
        self.next = shift(date, 1);
        let mut day = Day { date, happenings: Vec::new(), reviews: Vec::new() };
        self.morning(&mut day);
        self.week_begins(&mut day);
        self.sessions(&mut day);
        self.errands(&mut day);
        self.week_is_reviewed(&mut day);
        self.night(&mut day);
        day.happenings.sort_by_key(|happening| happening.minute);
        Some(day)
    }

    /// Something happens to one client: it is recorded and told.
    fn happen(&mut self, day: &mut Day, (client, minute): (Index, u32), what: What) {
        let Some(life) = self.lives.get_mut(client) else { return };
        life.record(&self.site, (day.date, minute), &what);
        match &what {
            What::Enrol(_) => {
                life.phase = Phase::Enrolled;
                self.active.push(client);
            }
            What::StageMove { stage, .. } => {
                let stand = life.course.on(day.date);
                life.minutes_a_week = self.site.weekly_minutes(stand.stage.as_deref(), stand.track.as_deref());
                life.overdue = false;
                if self.site.is_aftercare(Some(stage)) {
                    life.treated_on = life.treated_on.or(Some(day.date));
                }
            }
            What::Discharge { reason, .. } => self.goes(client, day.date, *reason),
            _ => {}
        }
        day.happenings.push(Happening { date: day.date, minute, client: Some(client), what });
    }

    fn goes(&mut self, client: Index, on: Date, reason: Reason) {
        self.active.retain(|active| *active != client);
        self.lately_left.push(client);
        let Some(life) = self.lives.get_mut(client) else { return };
        life.phase = Phase::Left(on, reason);
        life.errands.clear();
        for at in life.booked.drain(..) {
            if let Some(booked) = self.booked.get_mut(&at) {
                booked.retain(|booked| *booked != client);
            }
        }
    }

    fn morning(&mut self, day: &mut Day) {
        for (who, step) in self.arrivals.remove(&day.date).unwrap_or_default() {
            let Some(life) = self.lives.get_mut(who) else { continue };
            let minute = 510 + life.luck.between(0, 30) * 5;
            match step {
                Step::Call => {
                    let what = What::Inquire(life.person.clone());
                    self.happen(day, (who, minute), what);
                }
                Step::Assessed => self.happen(day, (who, minute + 1), What::Admit),
                Step::NotComing => {
                    let reasons = ["could not be reached", "chose another program", "needs another level of care", "changed their mind"];
                    let reason = life.luck.one_of(&reasons).copied().unwrap_or("could not be reached");
                    self.happen(day, (who, minute), What::NotComing { reason });
                }
                Step::Starts => self.starts(day, who),
            }
        }
        for who in self.active.clone() {
            let back = self.lives.get_mut(who).filter(|life| life.back_on.is_some_and(|back| back <= day.date));
            if let Some(life) = back {
                life.back_on = None;
                self.happen(day, (who, 500), What::Return);
            }
        }
    }

    fn starts(&mut self, day: &mut Day, who: Index) {
        let mut on_track: HashMap<String, usize> = HashMap::new();
        for life in self.active.iter().filter_map(|at| self.lives.get(*at)) {
            *on_track.entry(life.course.on(day.date).track.clone().unwrap_or_default()).or_default() += 1;
        }
        let Some(life) = self.lives.get_mut(who) else { return };
        let count = |track: &str| on_track.get(track).copied().unwrap_or(0);
        let enrol = enrol::enrolment(life, &self.site, &self.assumptions, day.date, &count);
        life.minutes_a_week = self.site.weekly_minutes(enrol.stage.as_deref(), enrol.track.as_deref());
        let known = enrol::known(life, &self.site, day.date);
        let topics = enrol.brought.iter().flat_map(|brought| brought.topics.clone()).collect::<Vec<_>>();
        life.covered.extend(topics);
        self.happen(day, (who, 515), What::Enrol(enrol));
        for what in known {
            self.happen(day, (who, 516), what);
        }
        self.spare(who, day.date);
        if self.site.week_of(day.date) != day.date {
            self.plan_week(day, who);
        }
    }

    fn week_begins(&mut self, day: &mut Day) {
        if self.site.week_of(day.date) != day.date && day.date != self.start {
            return;
        }
        self.taken.retain(|at, _| self.site.sessions.get(*at).is_some_and(|session| session.date >= day.date));
        for who in self.active.clone() {
            self.plan_week(day, who);
        }
    }

    /// Plans the rest of a client's week.
    fn plan_week(&mut self, day: &mut Day, who: Index) {
        let until = shift(self.site.week_of(day.date), 7);
        let Some(life) = self.lives.get_mut(who).filter(|life| life.is_enrolled()) else { return };
        life.missed.clear();
        if life.is_aside() {
            return;
        }
        let mut planning =
            duties::Planning { site: &self.site, assumptions: &self.assumptions, taken: &mut self.taken, from: day.date, until };
        for at in duties::plan(life, &mut planning) {
            self.visit(day, (who, 530), at, false);
        }
    }

    /// Puts a client on a session's roster.
    fn visit(&mut self, day: &mut Day, (who, minute): (Index, u32), at: usize, make_up: bool) {
        let Some(about) = self.site.about.get(at) else { return };
        let session = about.key.clone();
        self.booked.entry(at).or_default().push(who);
        self.happen(day, (who, minute), What::VisitPlanned { session, make_up });
    }

    fn errands(&mut self, day: &mut Day) {
        let end = (shift(day.date, 1), 0, 0);
        for who in self.active.clone() {
            let Some(life) = self.lives.get_mut(who) else { continue };
            let later = life.errands.split_off(&end);
            for ((_, minute, _), errand) in std::mem::replace(&mut life.errands, later) {
                self.errand(day, (who, minute), errand);
            }
        }
    }

    fn errand(&mut self, day: &mut Day, (who, minute): (Index, u32), errand: Errand) {
        use crate::life::{fitting, screen};
        let Some(life) = self.lives.get_mut(who).filter(|life| life.is_enrolled() && !life.is_aside()) else { return };
        let what = match errand {
            Errand::Test(kind) => What::Test(life.is_tested(&self.site.def, &kind, day.date, &self.assumptions)),
            Errand::Do { mut it, chance, missed } => {
                let fades = if life.fading_until.is_some() { self.assumptions.attendance_fading } else { 1.0 };
                if !life.luck.chance(chance * fades) {
                    let Some(missed) = missed else { return };
                    (it.outcome, it.minutes) = (Some(missed), 0);
                }
                fitting::what(&self.site.def, *it)
            }
            Errand::Use { told } => {
                life.last_use = Some(day.date);
                let Some(kind) = screen::use_event(&self.site.def).filter(|_| told) else { return };
                let it = footbridge_care::facts::Occurrence { kind: kind.into(), ..Default::default() };
                What::SelfReport(it)
            }
        };
        self.happen(day, (who, minute), what);
    }

    fn night(&mut self, day: &mut Day) {
        for who in self.active.clone() {
            let Some(life) = self.lives.get_mut(who) else { continue };
            let Some(what) = leave::tonight(life, &self.site, &self.assumptions, day.date) else { continue };
            let aside = matches!(what, What::Hold { .. });
            self.happen(day, (who, 1260), what);
            if aside {
                self.drop_visits(day, who);
            }
        }
    }

    /// Who goes aside is taken off the rosters they were put on.
    fn drop_visits(&mut self, day: &mut Day, who: Index) {
        let Some(life) = self.lives.get_mut(who) else { return };
        for at in std::mem::take(&mut life.booked) {
            if let Some(booked) = self.booked.get_mut(&at) {
                booked.retain(|booked| *booked != who);
            }
            let Some(key) = self.site.about.get(at).map(|about| about.key.clone()) else { continue };
            self.happen(day, (who, 1261), What::VisitDropped { session: key });
        }
    }
}

impl Iterator for Cohort {
    type Item = Day;

    fn next(&mut self) -> Option<Day> {
        self.next_day()
    }
}

/// A held session as a happening.
fn held(date: Date, minute: u32, session: Held) -> Happening {
    Happening { date, minute, client: None, what: What::Session(session) }
}

/// A cancelled session as a happening.
fn cancelled(date: Date, session: SessionKey, reason: &'static str) -> Happening {
    Happening { date, minute: 485, client: None, what: What::Cancel { session, reason } }
}
