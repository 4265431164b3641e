//! The days of a cohort, one after another.

use std::collections::HashMap;

use footbridge_care::line::Standing;
use footbridge_care::standing::owed::Past;
use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use jiff::civil::Date;

use crate::arrivals::{Arrivals, arrivals};
use crate::assumption::Assumptions;
use crate::happening::{Happening, Held, Index, Reason, SessionKey, What};
use crate::life::{Life, Phase, leave};
use crate::luck::{Luck, shift};
use crate::site::Site;

mod group;
mod intake;
mod plans;
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
