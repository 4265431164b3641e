//! What a client and staff mean to do in a week beyond the sessions that are everybody's: individual sessions, contacts,
//! tests, meetings, papers. Read off the program's obligations.

use std::collections::HashMap;
use std::sync::Arc;

use footbridge_care::schedule::Session;
use footbridge_definition::model::{AmountUnit, Definition, Family, Obligation, Who};
use footbridge_definition::resolve::admits;
use footbridge_definition::value::{Range, Strength, Window};
use jiff::civil::{Date, Weekday};

use super::book::{book, optional};
use super::testing::{tests, use_something};
use super::{Errand, Life, fitting, screen};
use crate::assumption::Assumptions;
use crate::luck::{Luck, number, shift, whole};
use crate::site::Site;

/// What planning looks at.
pub(crate) struct Planning<'a> {
    pub site: &'a Site,
    pub assumptions: &'a Assumptions,
    /// How many are booked into each session beyond the rule.
    pub taken: &'a mut HashMap<usize, usize>,
    /// From this day …
    pub from: Date,
    /// … until the day before this.
    pub until: Date,
}

impl Planning<'_> {
    pub fn days(&self) -> i64 {
        footbridge_care::course::days_between(self.from, self.until).max(0)
    }
}

/// Plans a client's week; gives the sessions they are booked into, by place.
pub(crate) fn plan(life: &mut Life, planning: &mut Planning<'_>) -> Vec<usize> {
    let def = planning.site.programs.effective(life.course.on(planning.from));
    let mut booked = Vec::new();
    for obligation in owed(life, &def, planning.from) {
        booked.extend(by_obligation(life, planning, &def, obligation));
    }
    booked.extend(optional(life, planning, &def));
    use_something(life, planning);
    booked
}

/// What is owed by or for this client at present, outside the sessions that are everybody's.
pub(super) fn owed<'d>(life: &Life, def: &'d Definition, on: Date) -> Vec<&'d Obligation> {
    let stand = life.course.on(on);
    let here = |stages: &[String]| {
        let beside = def.stage.iter().filter(|stage| stand.stage.as_ref().is_some_and(|present| stage.beside.contains(present)));
        let running = beside.filter(|stage| {
            let most = stage.time.as_ref().and_then(|time| time.max.or(time.typical()));
            most.is_none_or(|most| life.days_in_stage(on) < i64::from(most.about_days()))
        });
        admits(stages, stand.stage.as_deref()) || running.into_iter().any(|stage| stages.contains(&stage.name))
    };
    let mine = |obligation: &&Obligation| {
        here(&obligation.stages) && admits(&obligation.track, stand.track.as_deref()) && !life.spared.contains(&obligation.name)
    };
    def.obligation.iter().filter(mine).collect()
}

/// The kinds that meet an obligation.
pub(crate) fn kinds<'d>(def: &'d Definition, obligation: &'d Obligation) -> &'d [String] {
    match obligation.counter.as_ref().and_then(|name| def.counter_named(name)) {
        Some(counter) if counter.run.is_none() => &counter.counts,
        Some(_) => &[],
        None => &obligation.kinds,
    }
}

fn family(def: &Definition, kind: &str) -> Option<Family> {
    def.kind_named(kind).map(|kind| kind.family)
}

fn by_obligation(life: &mut Life, planning: &mut Planning<'_>, def: &Arc<Definition>, obligation: &Obligation) -> Vec<usize> {
    let kinds = kinds(def, obligation);
    let Some(kind) = kinds.first() else { return Vec::new() };
    if family(def, kind) == Some(Family::Test) {
        tests(life, planning, obligation, kinds);
        return Vec::new();
    }
    if is_scheduled(life, planning, kinds) || is_a_slip(def, kind) {
        return Vec::new();
    }
    let Some(mean) = per_week(life, obligation, planning.from) else {
        once(life, planning, def, obligation, kind);
        return Vec::new();
    };
    let times = life.luck.about(mean * number(usize::try_from(planning.days()).unwrap_or(0)) / 7.0);
    let booked = book(life, planning, kinds, times);
    if booked.is_empty() {
        errands(life, planning, def, (obligation, kind), times);
    }
    booked
}

/// Whether the sessions that are everybody's give it.
pub(super) fn is_scheduled(life: &Life, planning: &Planning<'_>, kinds: &[String]) -> bool {
    let stand = life.course.on(planning.from);
    let gives = |session: &Session| kinds.contains(&session.kind) || session.blocks.iter().any(|block| kinds.contains(&block.kind));
    let slots = planning.site.week();
    slots.filter(|session| session.on_track(stand.track.as_deref()) && session.in_stage(stand.stage.as_deref())).any(gives)
}

/// Something that should not happen at all is owed at most so often; it is no errand.
fn is_a_slip(def: &Definition, kind: &str) -> bool {
    screen::use_event(def) == Some(kind)
}

/// How often in a week; nothing where it is owed once, or by a day.
fn per_week(life: &Life, obligation: &Obligation, on: Date) -> Option<f64> {
    let rhythm = obligation.when.as_ref();
    let window = obligation.per.or_else(|| rhythm.and_then(|when| when.per));
    let due = obligation.due.is_some() || rhythm.is_some_and(|when| when.after.is_some());
    let days = match window {
        Some(Window::Every { length, .. }) => length.about_days().max(1),
        None if !due && rhythm.is_some_and(|when| when.arranged || when.is_dated()) => 7,
        _ => return None,
    };
    let since = life.course.on(on).stage_since.unwrap_or(on);
    let step = obligation.steps.iter().rev().find(|step| step.from.after(since, |_| true) <= on).map(|step| &step.amount);
    let amount = step.or(obligation.amount.as_ref());
    let times = match obligation.unit {
        AmountUnit::Minutes => amount.and_then(Range::least).map_or(1.0, |minutes| f64::from(minutes.div_ceil(60))),
        AmountUnit::Percent | AmountUnit::Cents | AmountUnit::Points | AmountUnit::Weeks => 1.0,
        _ => match amount {
            Some(range) if range.min.is_none() && range.usual.is_none() => 0.03,
            Some(range) => range.typical().map_or(1.0, f64::from),
            None => rhythm.and_then(|when| when.times.as_ref()?.typical()).map_or(1.0, f64::from),
        },
    };
    Some(times * 7.0 / f64::from(days))
}

fn chance(assumptions: &Assumptions, obligation: &Obligation) -> f64 {
    let strength = obligation.strength.or(obligation.amount.as_ref().and_then(|amount| amount.strength)).unwrap_or_default();
    match (&obligation.who, strength) {
        (Who::Role(_), _) => assumptions.staff_duty_done,
        (_, Strength::Advice) => assumptions.advice_taken,
        _ => assumptions.duty_done,
    }
}

fn errands(life: &mut Life, planning: &Planning<'_>, def: &Definition, (obligation, kind): (&Obligation, &str), times: u32) {
    let office = matches!(family(def, kind), Some(Family::Session | Family::Contact | Family::Document | Family::Measure))
        && !obligation.per.is_some_and(Window::is_day);
    let mut days: Vec<Date> =
        (0..planning.days()).map(|n| shift(planning.from, n)).filter(|day| !office || is_workday(planning.site, *day)).collect();
    for _ in 0..times.min(50) {
        if days.is_empty() {
            days = (0..planning.days()).map(|n| shift(planning.from, n)).collect();
        }
        let Some(day) = take(&mut days, &mut life.luck) else { return };
        let it = fitting::fitting(def, obligation, kind, &mut life.luck);
        let minute = it.starts.unwrap_or_else(|| 600 + life.luck.between(0, 28) * 15).min(1430);
        let missed = fitting::missed(def, kind);
        life.plan(day, minute, Errand::Do { it: Box::new(it), chance: chance(planning.assumptions, obligation), missed });
    }
}

pub(super) fn is_workday(site: &Site, day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && site.is_open(day)
}

pub(super) fn take(days: &mut Vec<Date>, luck: &mut Luck) -> Option<Date> {
    if days.is_empty() { None } else { Some(days.swap_remove(luck.below(days.len()))) }
}

/// What is owed once, or again so long after.
fn once(life: &mut Life, planning: &Planning<'_>, def: &Definition, obligation: &Obligation, kind: &str) {
    let stand = life.course.on(planning.from);
    let by_stage = obligation.per == Some(Window::Stage) || !obligation.stages.is_empty();
    let name = if by_stage { format!("{}@{}", obligation.name, stand.stage.as_deref().unwrap_or("")) } else { obligation.name.clone() };
    let next = match life.next_due.get(&name) {
        Some(next) => *next,
        None => due(life, planning, obligation),
    };
    let Some(due) = next.filter(|due| *due < planning.until) else {
        life.next_due.insert(name, next);
        return;
    };
    let day = due.max(planning.from);
    let it = fitting::fitting(def, obligation, kind, &mut life.luck);
    let chance = chance(planning.assumptions, obligation);
    let done = life.luck.chance(chance);
    if done {
        let minute = it.starts.unwrap_or_else(|| 615 + life.luck.between(0, 24) * 15).min(1430);
        life.plan(day, minute, Errand::Do { it: Box::new(it), chance: 1.0, missed: None });
    }
    // Not done in its time, it is tried again the week after.
    let every = obligation.due.as_ref().and_then(|due| due.every).or_else(|| obligation.when.as_ref().and_then(|when| when.every));
    let again = if done { every.map(|every| shift(every.after(day, |_| true), -1)) } else { Some(planning.until) };
    life.next_due.insert(name, again);
}

/// The day on which something owed once is meant to be done: some days before it is due.
fn due(life: &mut Life, planning: &Planning<'_>, obligation: &Obligation) -> Option<Date> {
    use footbridge_definition::value::{Anchor, Edge};
    let on = planning.from;
    let stand = life.course.on(on);
    let since = stand.stage_since.unwrap_or(on);
    let stage = stand.stage.as_deref().and_then(|name| planning.site.def.stage_named(name));
    let usual = stage.and_then(|stage| stage.time.as_ref()?.typical()).map(|time| i64::from(time.about_days()));
    let end = shift(since, usual.unwrap_or_else(|| whole(planning.assumptions.stage_without_time * 7.0)));
    let asked = obligation.due.clone().unwrap_or_default();
    let Some(anchor) = asked.of.or_else(|| obligation.when.as_ref().and_then(|when| when.after.clone())) else {
        let span = footbridge_care::course::days_between(since, end).max(1);
        return Some(shift(since, i64::from(life.luck.between(10, 70)) * span / 100));
    };
    let anchored = match anchor {
        Anchor::Enrolment | Anchor::Stage { edge: Edge::Start, .. } => since,
        Anchor::ProgramEnd | Anchor::Stage { edge: Edge::End, .. } => end,
        Anchor::Date(date) => date,
        Anchor::Event(_) => return None,
    };
    let distance = asked.within.or_else(|| obligation.when.as_ref().and_then(|when| when.offset)).map_or(0, |l| i64::from(l.about_days()));
    let before = asked.before.map_or(0, |length| i64::from(length.about_days()));
    let early = i64::from(life.luck.between(0, 6)).min(distance.max(3));
    Some(shift(anchored, distance - before - early).max(on))
}
