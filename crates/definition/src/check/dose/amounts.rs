//! Whether what is offered and what is asked agree at the top as well as at the bottom.

use super::needs::{Count, Need};
use super::search::Problem;
use super::{Study, minutes, own};
use crate::finding::Finding;

pub(super) fn findings(study: &Study<'_>) -> Vec<Finding> {
    let in_minutes = study.needs.iter().filter(|need| need.count == Count::Minutes);
    in_minutes.flat_map(|need| [over(study, need), spread(study, need)]).flatten().collect()
}

/// What a client attends who does all that is asked at the top of every range, in sessions and at most minutes; caps in minutes left aside.
pub(super) fn at_the_top(study: &Study<'_>, minutes: impl Fn(usize) -> u32) -> Option<(u32, u32)> {
    let caps: Vec<Need> = study
        .needs
        .iter()
        .filter(|need| need.count != Count::Minutes && need.general)
        .map(|need| Need { min: 0, max: need.top, ..need.clone() })
        .collect();
    let expected = |index: usize| study.week.slots.get(index).is_some_and(|slot| !slot.offering.optional && !slot.individual);
    let weights: Vec<i64> = (0..study.week.slots.len()).map(|index| if expected(index) { i64::from(minutes(index)) } else { 0 }).collect();
    let choice = Problem::new(study.week, &caps).best(&weights, study.budget)?;
    let taken = (0..study.week.slots.len()).filter(|index| choice.has(*index) && expected(*index) && minutes(*index) > 0);
    Some(taken.fold((0, 0), |sum, index| (sum.0 + 1, sum.1.saturating_add(minutes(index)))))
}

fn over(study: &Study<'_>, need: &Need) -> Option<Finding> {
    let max = need.max.filter(|_| !need.is_open())?;
    let (sessions, most) = at_the_top(study, |index| need.high(index))?;
    let each = most.checked_div(sessions)?;
    if most <= max {
        return None;
    }
    let few = own::cheapest(
        study,
        &study.needs.iter().filter(|other| other.count != Count::Minutes && other.binds()).cloned().collect::<Vec<_>>(),
        |index| need.low(index),
    )?;
    let least = need.given(study.week, few).0;
    let message = format!(
        "{} to {sessions} sessions make {} to {sessions} × {each} = {} a week, and `{}` says at most {}: {sessions} sessions fit with {} min each",
        few.mask.count_ones(),
        minutes(least),
        minutes(most),
        need.name,
        minutes(max),
        max / sessions
    );
    Some(
        study.about(
            Finding::warning("dose-over", need.line, message)
                .rule(&need.name)
                .figures(i64::from(most), i64::from(max), "minutes")
                .mend("narrow the length, the number of sessions, or widen the hours"),
        ),
    )
}

/// Hours over a number of days: what that makes a day.
fn spread(study: &Study<'_>, need: &Need) -> Option<Finding> {
    let days =
        study.needs.iter().find(|other| other.count == Count::Days && other.top.is_some_and(|top| top > other.min) && other.min > 0)?;
    let (few, many) = (days.min, days.top?);
    let (low, high) = (need.min.div_ceil(many), need.min.div_ceil(few));
    let open = if need.is_open() { " The length of a session is not said, so nothing more can be worked out." } else { "" };
    let daily = (need.min.saturating_mul(few), need.min.saturating_mul(many));
    let message = format!(
        "`{}` asks {} a week on {few} to {many} days: {} / {many} = {low} to {} / {few} = {high} min a day. Read as {} each day it would be {} to {} a week.{open}",
        need.name,
        minutes(need.min),
        need.min,
        need.min,
        need.min,
        minutes(daily.0),
        minutes(daily.1)
    );
    Some(study.about(Finding::note("week-spread", need.line, message).rule(&need.name).figures(i64::from(low), i64::from(high), "minutes")))
}
