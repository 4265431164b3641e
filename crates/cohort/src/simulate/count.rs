//! Counting while the days go by.

use std::collections::{BTreeMap, HashMap, HashSet};

use footbridge_care::attendance::credit;
use footbridge_care::facts::Occurrence;
use footbridge_care::line::State;
use jiff::civil::Date;

use super::staff::{Staff, rooms};
use crate::assumption::Assumptions;
use crate::cohort::{Cohort, Day, Plan, Review};
use crate::happening::{Attendance, Happening, Held, Index, What};
use crate::life::screen::{self, Result};

/// One week's counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct WeekCount {
    pub arrivals: usize,
    pub discharges: usize,
    pub judged: usize,
    pub met: usize,
    pub at_risk: usize,
    pub minutes: u64,
    pub active: usize,
    pub sizes: Vec<usize>,
    pub sessions: usize,
}

/// All counts.
#[derive(Debug)]
pub(crate) struct Count {
    start: Date,
    assumptions: Assumptions,
    pub weeks: Vec<WeekCount>,
    pub attendance: BTreeMap<&'static str, usize>,
    pub tests: BTreeMap<&'static str, usize>,
    pub staff: Staff,
    pub inquiries: usize,
    pub assessed: usize,
    pub not_coming: usize,
    pub enrolled: usize,
    pub holds: usize,
    pub cancelled: usize,
    pub self_reports: usize,
    pub offered: HashSet<(Index, i64)>,
    pub accepted: usize,
    pub made_up: usize,
    pub moves: BTreeMap<String, usize>,
    pub tasks: HashSet<(Index, String, String)>,
    pub tasks_by: BTreeMap<(String, String), usize>,
    /// In which week of the program each client was first seen to have met each topic.
    pub met_in: HashMap<(String, String), Vec<u32>>,
    seen: HashSet<(Index, String, String)>,
    /// Sessions that clients were put on to make up for a short week.
    make_ups: HashSet<(Index, crate::happening::SessionKey)>,
}

impl Count {
    pub fn new(plan: &Plan, assumptions: &Assumptions) -> Self {
        Self {
            start: plan.start,
            assumptions: assumptions.clone(),
            weeks: vec![WeekCount::default(); usize::try_from(plan.weeks).unwrap_or(0)],
            attendance: BTreeMap::new(),
            tests: BTreeMap::new(),
            staff: Staff::default(),
            inquiries: 0,
            assessed: 0,
            not_coming: 0,
            enrolled: 0,
            holds: 0,
            cancelled: 0,
            self_reports: 0,
            offered: HashSet::new(),
            accepted: 0,
            made_up: 0,
            moves: BTreeMap::new(),
            tasks: HashSet::new(),
            tasks_by: BTreeMap::new(),
            met_in: HashMap::new(),
            seen: HashSet::new(),
            make_ups: HashSet::new(),
        }
    }

    fn week(&mut self, date: Date) -> Option<&mut WeekCount> {
        let days = footbridge_care::course::days_between(self.start, date);
        self.weeks.get_mut(usize::try_from(days.div_euclid(7)).ok()?)
    }

    pub fn day(&mut self, cohort: &Cohort, day: &Day) {
        for happening in &day.happenings {
            self.happening(cohort, happening);
        }
        for review in &day.reviews {
            self.review(cohort, review);
        }
        let active = cohort.active().len();
        if let Some(week) = self.week(day.date) {
            week.active = active;
        }
    }

    fn happening(&mut self, cohort: &Cohort, happening: &Happening) {
        let date = happening.date;
        match &happening.what {
            What::Inquire(_) => self.inquiries += 1,
            What::Admit => self.assessed += 1,
            What::NotComing { .. } => self.not_coming += 1,
            What::Enrol(_) => {
                self.enrolled += 1;
                self.week(date).into_iter().for_each(|week| week.arrivals += 1);
            }
            What::Session(held) => self.session(cohort, date, held),
            What::Cancel { .. } => self.cancelled += 1,
            What::Contact(it) => self.staff.contact(cohort.definition(), it, &self.assumptions),
            What::Test(it) => self.test(cohort, it),
            What::SelfReport(_) => self.self_reports += 1,
            What::StageMove { stage, .. } => *self.moves.entry(stage.clone()).or_default() += 1,
            What::Hold { .. } => self.holds += 1,
            What::Discharge { .. } => self.week(date).into_iter().for_each(|week| week.discharges += 1),
            What::VisitPlanned { session, make_up: true } => {
                self.accepted += 1;
                self.make_ups.extend(happening.client.map(|client| (client, session.clone())));
            }
            What::VisitPlanned { .. } | What::VisitDropped { .. } | What::Known(_) | What::Attest(_) | What::Note(_) | What::Return => {}
        }
    }

    fn session(&mut self, cohort: &Cohort, date: Date, held: &Held) {
        let site = cohort.site();
        let Some((session, about)) = site.place_of_key(&held.session).and_then(|at| site.session(at)) else { return };
        let came = held.marks.iter().filter(|mark| mark.attendance.came()).count();
        let mut minutes = 0;
        for mark in &held.marks {
            *self.attendance.entry(mark.attendance.outcome()).or_default() += 1;
            let (late, left) = match mark.attendance {
                Attendance::Late(late) => (late, 0),
                Attendance::LeftEarly(left) => (0, left),
                _ => (0, 0),
            };
            if mark.attendance.came() {
                minutes += credit(&session.blocks, late, left).iter().map(|block| u64::from(block.minutes)).sum::<u64>();
                self.made_up += usize::from(self.make_ups.contains(&(mark.client, held.session.clone())));
            }
        }
        if came > 0 {
            self.staff.session((session, about), came, &self.assumptions);
        }
        let group = about.seats != Some(1) && came > 0;
        if let Some(week) = self.week(date) {
            week.minutes += minutes;
            week.sessions += 1;
            if group {
                let rooms = rooms(about, came);
                week.sizes.extend((0..rooms).map(|room| (came + room) / rooms));
            }
        }
    }

    fn test(&mut self, cohort: &Cohort, it: &Occurrence) {
        let result = screen::read(it);
        let name = match result {
            Result::Negative => "negative",
            Result::Positive => "positive",
            Result::Expected => "expected",
            Result::Missed => "missed",
        };
        *self.tests.entry(name).or_default() += 1;
        if result != Result::Missed {
            self.staff.test(cohort.definition(), it, &self.assumptions);
        }
    }

    pub fn review(&mut self, cohort: &Cohort, review: &Review) {
        let standing = &review.standing;
        if let Some(past) = &review.week_before {
            // A week that began before the first day belongs to the first.
            let date = past.span.0.max(self.start);
            if let Some(week) = self.week(date) {
                week.judged += 1;
                week.met += usize::from(past.met);
            }
        }
        let short =
            standing.lines.iter().any(|line| line.state == State::AtRisk && line.window.is_some() && line.code.starts_with("owed:"));
        if short && let Some(week) = self.week(standing.on) {
            week.at_risk += 1;
        }
        if !standing.make_ups.is_empty() {
            self.offered.insert((review.client, footbridge_care::course::days_between(self.start, standing.on) / 7));
        }
        for task in &standing.proposals {
            if self.tasks.insert((review.client, task.rule.clone(), task.occasion.clone())) {
                *self.tasks_by.entry((task.rule.clone(), task.role.clone())).or_default() += 1;
            }
        }
        self.topics(cohort, review);
    }

    /// Notes the week in which a topic was met; what was brought along was met elsewhere, and is left out.
    fn topics(&mut self, cohort: &Cohort, review: &Review) {
        let Some(life) = cohort.life(review.client) else { return };
        for (curriculum, covered) in &review.covered {
            for topic in covered.iter().filter(|topic| !life.course.brought.topics.contains(topic)) {
                if self.seen.insert((review.client, curriculum.clone(), topic.clone())) {
                    self.met_in.entry((curriculum.clone(), topic.clone())).or_default().push(review.standing.week);
                }
            }
        }
    }
}
