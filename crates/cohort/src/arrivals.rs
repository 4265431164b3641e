//! Who comes when: calls, assessments and first days, laid out ahead.

use std::collections::BTreeMap;

use footbridge_definition::model::StageEntry;
use footbridge_definition::value::Day;
use jiff::civil::{Date, Weekday};

use crate::assumption::Assumptions;
use crate::cohort::Plan;
use crate::luck::{Luck, number, shift, whole};
use crate::site::Site;

/// A step towards the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Call,
    Assessed,
    Starts,
    NotComing,
}

/// The steps of a day, each with the person's number.
pub(crate) type Arrivals = BTreeMap<Date, Vec<(usize, Step)>>;

/// Lays out everybody: `plan.clients` who enrol within the weeks, those who call and do not, and those still waiting at the end.
pub(crate) fn arrivals(site: &Site, plan: &Plan, assumptions: &Assumptions) -> (Arrivals, usize) {
    let mut luck = Luck::new(plan.seed, 0);
    let days = usize::try_from(plan.weeks).unwrap_or(0) * 7;
    let clients = usize::try_from(plan.clients).unwrap_or(0);
    let opening = number(clients) * assumptions.opening_share;
    let mut firsts: Vec<Date> = (0..clients).map(|n| first_day(site, plan, &mut luck, (number(n) < opening, days))).collect();
    firsts.sort_unstable();
    let mut all = Callers { arrivals: Arrivals::new(), people: 0, from: plan.start };
    for first in firsts {
        all.enrols(first, assumptions, &mut luck);
    }
    let enrolled_per_call = (assumptions.inquiries_assessed * assumptions.assessed_enrolled).max(0.05);
    let calls = whole(number(clients) / enrolled_per_call) - i64::try_from(clients).unwrap_or(0);
    for _ in 0..calls {
        all.never_comes(shift(plan.start, i64::try_from(luck.below(days)).unwrap_or(0)), assumptions, &mut luck);
    }
    // Those who call in the last weeks and have not begun by the end.
    let later = clients * 2 / usize::try_from(plan.weeks.max(1)).unwrap_or(1);
    for n in 0..later {
        let first = shift(plan.start, i64::try_from(days + 1 + n % 14).unwrap_or(0));
        all.enrols(first, assumptions, &mut luck);
    }
    (all.arrivals, all.people)
}

struct Callers {
    arrivals: Arrivals,
    people: usize,
    from: Date,
}

impl Callers {
    fn next(&mut self) -> usize {
        self.people += 1;
        self.people - 1
    }

    fn step(&mut self, date: Date, who: usize, step: Step) {
        self.arrivals.entry(date.max(self.from)).or_default().push((who, step));
    }

    fn enrols(&mut self, first: Date, assumptions: &Assumptions, luck: &mut Luck) {
        let who = self.next();
        let assessed = shift(first, -wait(luck, assumptions.assessment_to_start));
        let called = shift(assessed, -wait(luck, assumptions.inquiry_to_assessment));
        self.step(called, who, Step::Call);
        self.step(assessed, who, Step::Assessed);
        self.step(first, who, Step::Starts);
    }

    fn never_comes(&mut self, called: Date, assumptions: &Assumptions, luck: &mut Luck) {
        let who = self.next();
        self.step(called, who, Step::Call);
        let lost_before = 1.0 - assumptions.inquiries_assessed;
        let lost_after = assumptions.inquiries_assessed * (1.0 - assumptions.assessed_enrolled);
        let mut gone = shift(called, wait(luck, assumptions.inquiry_to_assessment) + 7);
        if luck.chance(lost_after / (lost_before + lost_after)) {
            let assessed = workday(shift(called, wait(luck, assumptions.inquiry_to_assessment)));
            self.step(assessed, who, Step::Assessed);
            gone = shift(assessed, wait(luck, assumptions.assessment_to_start) + 10);
        }
        self.step(workday(gone), who, Step::NotComing);
    }
}

/// Days with this median.
fn wait(luck: &mut Luck, median: f64) -> i64 {
    luck.wait(median / std::f64::consts::LN_2).min(60)
}

fn workday(date: Date) -> Date {
    match date.weekday() {
        Weekday::Saturday => shift(date, 2),
        Weekday::Sunday => shift(date, 1),
        _ => date,
    }
}

/// A first day: any open weekday, or as the first stage lets people enter.
fn first_day(site: &Site, plan: &Plan, luck: &mut Luck, (opening, days): (bool, usize)) -> Date {
    let within = if opening { 7.min(days) } else { days };
    let wanted = shift(plan.start, i64::try_from(luck.below(within)).unwrap_or(0));
    let entry = site.first_stage().and_then(|stage| stage.entry.as_ref());
    let last = shift(plan.start, i64::try_from(days).unwrap_or(0) - 1);
    let may = |date: &Date| entry.map_or_else(|| is_workday(*date), |entry| may_enter(entry, *date)) && site.is_open(*date);
    let later = (0..400).map(|n| shift(wanted, n)).take_while(|date| *date <= last).find(may);
    let earlier = || (0..400).map(|n| shift(wanted, -n)).take_while(|date| *date >= plan.start).find(may);
    later.or_else(earlier).unwrap_or(wanted)
}

fn is_workday(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn may_enter(entry: &StageEntry, date: Date) -> bool {
    let on_day =
        if entry.days.is_empty() { entry.rolling || is_workday(date) } else { entry.days.contains(&Day::from_weekday(date.weekday())) };
    let Some(first) = entry.cohorts.first() else { return on_day };
    let within = entry.join_within.map_or(0, |length| i64::from(length.about_days()));
    let joins = |start: Date| (0..=within).contains(&footbridge_care::course::days_between(start, date));
    let every = entry.every.filter(|every| every.n > 0);
    let nth =
        |n: u32| every.map(|every| footbridge_definition::value::Length { n: every.n.saturating_mul(n), ..every }.after(*first, |_| true));
    entry.cohorts.iter().any(|start| joins(*start)) || (1..2000).map_while(nth).take_while(|start| *start <= date).any(joins)
}
