//! Tests of a week, and use as nobody sees it.

use footbridge_definition::model::Obligation;
use footbridge_definition::value::{Range, Window};
use jiff::civil::Date;

use super::duties::{Planning, take};
use super::{Errand, Life};
use crate::luck::{number, shift};
use crate::person::Pattern;

/// Tests of the week: so many as asked, on days that nobody could foretell.
pub(super) fn tests(life: &mut Life, planning: &Planning<'_>, obligation: &Obligation, kinds: &[String]) {
    let rhythm = obligation.when.as_ref();
    let window = obligation.per.or_else(|| rhythm.and_then(|when| when.per));
    let weeks = match window {
        Some(Window::Every { length, .. }) => f64::from(length.about_days().max(1)) / 7.0,
        _ => 1.0,
    };
    let random = rhythm.and_then(|when| when.random.as_ref());
    let a_week = match (random, obligation.amount.as_ref().and_then(Range::least)) {
        (Some(bounds), _) if bounds.min > 0 || bounds.max < 5 => f64::from(bounds.min + bounds.max) / 2.0 / weeks,
        (None, Some(least)) => f64::from(least) / weeks,
        _ => planning.assumptions.tests_per_week,
    };
    let part = number(usize::try_from(planning.days()).unwrap_or(0)) / 7.0;
    let mut days: Vec<Date> = (0..planning.days()).map(|n| shift(planning.from, n)).collect();
    for _ in 0..life.luck.about(a_week * part) {
        let (Some(day), Some(kind)) = (take(&mut days, &mut life.luck), life.luck.one_of(kinds).cloned()) else { return };
        let minute = 480 + life.luck.between(0, 40) * 15;
        life.plan(day, minute, Errand::Test(kind));
    }
}

/// Use, as nobody sees it: in some weeks, by the client's class.
pub(super) fn use_something(life: &mut Life, planning: &Planning<'_>) {
    let assumptions = planning.assumptions;
    let chance = match life.pattern {
        Pattern::Negative => assumptions.positive_if_never,
        Pattern::Missed => assumptions.positive_if_missed,
        _ if life.is_using(planning.from) => assumptions.positive_if_always,
        _ => assumptions.positive_once_turned,
    };
    if life.luck.chance(chance) {
        let day = shift(planning.from, i64::try_from(life.luck.below(usize::try_from(planning.days()).unwrap_or(0))).unwrap_or(0));
        let told = life.luck.chance(assumptions.self_report);
        life.plan(day, 1080, Errand::Use { told });
    }
}
