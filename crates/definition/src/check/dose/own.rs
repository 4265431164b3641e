//! Whether a week can give what the program itself asks.

use super::against::day::{Daily, minutes_a_day};
use super::needs::{Count, Need, amount, kinds, window};
use super::search::{Choice, Problem};
use super::{Study, days, mending, minutes};
use crate::finding::Finding;
use crate::model::{Family, Obligation, Who};
use crate::value::{Strength, Window};

pub(super) fn findings(study: &Study<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for need in study.needs.iter().filter(|need| !need.is_open()) {
        match most(study, need) {
            given if given < need.min => found.push(short(study, need, given)),
            given => {
                found.extend(fits(study, need, given));
                alone.push(need);
            }
        }
    }
    found.extend(clash(study, alone.into_iter().filter(|need| need.binds()).collect()));
    found.extend(study.spot.held.obligation.iter().filter_map(|one| unoffered(study, one)));
    found.extend(study.spot.held.obligation.iter().filter_map(|one| longer_window(study, one)));
    found.extend(study.spot.held.obligation.iter().filter_map(|one| daily(study, one)));
    found
}

/// The most that the week gives towards one need, its gap and the clashes of sessions heeded.
pub(super) fn most(study: &Study<'_>, need: &Need) -> u32 {
    let weights: Vec<i64> = (0..study.week.slots.len()).map(|index| i64::from(need.high(index))).collect();
    let free = Need { min: 0, max: None, ..need.clone() };
    let best = Problem::new(study.week, [&free]).best(&weights, study.budget);
    best.map_or(0, |choice| need.given(study.week, choice).1)
}

/// An amount in the need's unit.
pub(super) fn said(count: Count, amount: u32) -> String {
    match count {
        Count::Times => amount.to_string(),
        Count::Minutes => minutes(amount),
        Count::Days => days(amount),
    }
}

fn short(study: &Study<'_>, need: &Need, given: u32) -> Finding {
    let message = format!(
        "the week offers {} of the {} that `{}` asks each week{}",
        said(need.count, given),
        said(need.count, need.min),
        need.name,
        in_minutes(study, need, given)
    );
    let finding = if need.strength == Strength::Advice {
        Finding::note("dose-short", study.line(), message)
    } else {
        Finding::warning("dose-short", study.line(), message)
    };
    let finding = finding.rule(&need.name).figures(i64::from(given), i64::from(need.min), need.count.unit());
    study.about(match mending::for_need(study, need, given) {
        Some(mend) => finding.mend(mend),
        None => finding,
    })
}

/// `: 3 × 135 = 405 of 4 × 135 = 540 min`, where all sessions are as long.
fn in_minutes(study: &Study<'_>, need: &Need, given: u32) -> String {
    let lengths: Vec<u32> = study
        .week
        .slots
        .iter()
        .enumerate()
        .filter(|(index, _)| need.matches(*index))
        .filter_map(|(_, slot)| Some(super::week::earns(slot.offering, |_| true)?.1))
        .collect();
    match lengths.as_slice() {
        [one, rest @ ..] if need.count == Count::Times && *one > 0 && rest.iter().all(|other| other == one) => {
            format!(
                ": {given} × {one} = {} of {} × {one} = {}",
                minutes(given.saturating_mul(*one)),
                need.min,
                minutes(need.min.saturating_mul(*one))
            )
        }
        _ => String::new(),
    }
}

fn fits(study: &Study<'_>, need: &Need, given: u32) -> Option<Finding> {
    let arranged = study.week.slots.iter().enumerate().any(|(index, slot)| slot.arranged && need.matches(index));
    if need.min == 0 || arranged || need.strength == Strength::Advice {
        return None;
    }
    let spare = given - need.min;
    let then = match spare {
        0 => "nothing to spare: what is missed cannot be made up in the same week".to_owned(),
        _ => format!("{} to spare", said(need.count, spare)),
    };
    let message = format!("`{}` asks {} a week and {} can be had: {then}", need.name, said(need.count, need.min), said(need.count, given));
    Some(study.about(Finding::note("dose-fits", study.line(), message).rule(&need.name).figures(
        i64::from(given),
        i64::from(need.min),
        need.count.unit(),
    )))
}

/// Each can be met alone, and not all together: the fewest that exclude each other.
fn clash(study: &Study<'_>, mut needs: Vec<&Need>) -> Option<Finding> {
    let together = |needs: &[&Need]| Problem::new(study.week, needs.iter().copied()).fewest(study.budget).is_some();
    if needs.len() < 2 || together(&needs) || study.budget.get() == 0 {
        return None;
    }
    let mut index = 0;
    while index < needs.len() {
        let mut fewer = needs.clone();
        fewer.remove(index);
        if together(&fewer) {
            index += 1;
        } else {
            needs = fewer;
        }
    }
    let parts: Vec<String> = needs.iter().map(|need| bounds(need)).collect();
    let message = format!("no choice of sessions meets these together: {}", parts.join("; "));
    let line = needs.iter().map(|need| need.line).max().unwrap_or(1);
    Some(study.about(Finding::warning("doses-clash", line, message).mend("widen one of them, or add sessions that count for several")))
}

fn bounds(need: &Need) -> String {
    let most = need.max.map(|max| format!(", at most {}", said(need.count, max))).unwrap_or_default();
    let gap = if need.gap > 0 { format!(", {} days apart", need.gap) } else { String::new() };
    format!("`{}` (at least {}{most}{gap})", need.name, said(need.count, need.min))
}

/// Owed, of a kind of session, and nothing here offers it.
fn unoffered(study: &Study<'_>, one: &Obligation) -> Option<Finding> {
    let held = &study.spot.held;
    let counter = one.counter.as_ref().and_then(|name| held.counter_named(name));
    let names = kinds(one, counter);
    let sessions = names.iter().any(|name| held.kind_named(name).is_some_and(|kind| kind.family == Family::Session));
    let least = amount(one).and_then(|amount| amount.least()).unwrap_or(0);
    let given = held.offering.iter().any(|offering| super::week::is_of(offering, |kind| names.contains(&kind)));
    if one.who != Who::Client || !sessions || least == 0 || given || one.strength == Some(Strength::Advice) {
        return None;
    }
    let message = format!(
        "`{}` asks for {}, and no offering here gives it",
        one.name,
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
    );
    let line = study.case.line("obligation", &one.name, "do");
    Some(
        study.about(
            Finding::warning("nothing-offers", line, message)
                .rule(&one.name)
                .mend("add an offering of that kind, or say `in` and `track` on the obligation"),
        ),
    )
}

/// Owed on a day: so many minutes on each day on which the client comes.
fn daily(study: &Study<'_>, one: &Obligation) -> Option<Finding> {
    if one.who != Who::Client || !window(one)?.is_day() || one.strength == Some(Strength::Advice) {
        return None;
    }
    let need = super::needs::need(study.case, study.spot, study.week, one).filter(|need| need.count == Count::Minutes)?;
    let counts = |index: usize| need.gives.get(index).copied().flatten();
    minutes_a_day(study, &Daily { name: &one.name, asked: need.min, counts: &counts })
}

/// Owed in a window of several weeks: the weeks' sum, as a coarse bound.
fn longer_window(study: &Study<'_>, one: &Obligation) -> Option<Finding> {
    let weeks = match window(one)? {
        window if window.is_week() || window.is_day() => return None,
        Window::Every { length, .. } => length.about_days().div_ceil(7),
        Window::Stage => study.spot.stage()?.time.as_ref()?.max?.about_weeks(),
        Window::Program => return None,
    };
    let need = super::needs::need(study.case, study.spot, study.week, one).filter(|need| one.who == Who::Client && !need.is_open())?;
    let rare = study.spot.held.offering.iter().filter(|offering| super::week::is_of(offering, |kind| kinds(one, None).contains(&kind)));
    let uncounted = rare.flat_map(|offering| offering.when.iter()).any(|when| {
        when.arranged
            || !when.nth.is_empty()
            || when.day_of_month.is_some()
            || !when.on.is_empty()
            || when.every.is_some()
            || when.after.is_some()
            || when.random.is_some()
    });
    let offered = most(study, &need).saturating_mul(weeks);
    if uncounted || offered >= need.min || !need.gives.iter().enumerate().any(|(index, _)| need.matches(index)) {
        return None;
    }
    let message = format!(
        "{weeks} weeks offer {} of the {} that `{}` asks in that time",
        said(need.count, offered),
        said(need.count, need.min),
        need.name
    );
    Some(
        study.about(
            Finding::warning("window-short", need.line, message)
                .rule(&need.name)
                .figures(i64::from(offered), i64::from(need.min), need.count.unit())
                .mend("offer more, or ask for less"),
        ),
    )
}

/// Everything that is expected of a client here: the binding needs, each no higher than the week can give, and every session that
/// no obligation speaks of and that is not optional.
pub(super) fn expected(study: &Study<'_>) -> Vec<Need> {
    let mut needs: Vec<Need> =
        study.needs.iter().filter(|need| need.binds()).map(|need| Need { min: need.min.min(most(study, need)), ..need.clone() }).collect();
    let spoken_of = |index: usize| needs.iter().any(|need| need.matches(index));
    let free: Vec<Option<(u32, u32)>> = study
        .week
        .slots
        .iter()
        .enumerate()
        .map(|(index, slot)| {
            let counts = !spoken_of(index) && !slot.beyond && !slot.offering.optional && !slot.arranged && slot.offering.only_for.is_none();
            Some(if counts { (1, 1) } else { (0, 0) })
        })
        .collect();
    let mut rest = Need {
        name: String::new(),
        line: 1,
        count: Count::Times,
        min: 0,
        max: None,
        top: None,
        strength: Strength::Rule,
        general: true,
        gap: 0,
        gives: free,
    };
    rest.min = most(study, &rest);
    needs.push(rest);
    needs
}

/// The attendance that meets everything expected with the least weight of each session.
pub(super) fn cheapest(study: &Study<'_>, needs: &[Need], cost: impl Fn(usize) -> u32) -> Option<Choice> {
    let weights: Vec<i64> = (0..study.week.slots.len()).map(|index| -(i64::from(cost(index)) * 100 + 1)).collect();
    Problem::new(study.week, needs).best(&weights, study.budget)
}
