//! Runs: how long without interruption. Sober days are one.

use footbridge_definition::model::{Counter, Run, RunOf};
use jiff::civil::Date;

use super::{
    tally::{Spec, Sum, sum},
    view::{Seen, View},
};
use crate::course::days_between;

/// A run's value as of today.
///
/// A run of days counts the days since the last reset, the day of the reset not counted; days on which it is held are left out. It
/// begins on the anchor, or on the day brought forward from elsewhere where that is earlier. A run of occasions counts what
/// counted since the last reset.
pub fn run(view: &View<'_>, counter: &Counter) -> Sum {
    let Some(run) = &counter.run else { return Sum::default() };
    let today = view.input.today;
    let reset = view.seen.iter().rev().find(|seen| named(view, &run.resets, seen));
    let begins = match reset {
        Some(seen) => seen.fact.occurred_on,
        None => beginning(view, counter),
    };
    let (length, from) = match run.of {
        RunOf::Days => (days_between(begins, today) - held(view, run, begins), Vec::new()),
        RunOf::Windows => {
            (windows(view, counter, reset.map_or(begins, |seen| seen.fact.occurred_on.tomorrow().unwrap_or(begins))), Vec::new())
        }
        RunOf::Occasions => occasions(view, counter, begins, reset.is_some()),
    };
    let value = i64::from(run.start) + length.max(0) * i64::from(run.step.unwrap_or(1));
    let value = run.cap.map_or(value, |cap| value.min(i64::from(cap)));
    let from = reset.map(|seen| (seen.fact.id, 0)).into_iter().chain(from).collect();
    Sum { value, from, ..Sum::default() }
}

/// Windows in a row that count, up to the present one: it counts as soon as it does, and breaks nothing before it has ended. A window
/// with a reset in it does not count.
fn windows(view: &View<'_>, counter: &Counter, begins: Date) -> i64 {
    let (Some(window), today) = (counter.per, view.input.today) else { return 0 };
    let counts = |span| {
        let each = counter.each.map_or(1, |each| i64::from(each.at_least));
        let unit = counter.each.map_or(counter.unit, |each| each.unit);
        sum(view, Spec { unit, each: None, ..Spec::counter(counter) }, span).value >= each
    };
    let mut span = view.window(window, today);
    let after_reset = |span: super::window::Span| {
        !view.seen.iter().any(|seen| {
            (span.0..=span.1).contains(&seen.fact.occurred_on) && counter.run.as_ref().is_some_and(|run| named(view, &run.resets, seen))
        })
    };
    let mut in_a_row = i64::from(after_reset(span) && counts(span));
    while let Some(before) = span.0.yesterday().ok().filter(|before| *before >= begins) {
        span = view.window(window, before);
        if !after_reset(span) || !counts(span) {
            break;
        }
        in_a_row += 1;
    }
    in_a_row
}

fn beginning(view: &View<'_>, counter: &Counter) -> Date {
    let anchored = counter.since.as_ref().and_then(|anchor| view.anchor(anchor)).unwrap_or(view.enrolled());
    view.course.brought.sober_since.map_or(anchored, |since| since.min(anchored))
}

fn occasions(view: &View<'_>, counter: &Counter, begins: Date, after_reset: bool) -> (i64, Vec<(crate::ids::FactId, i64)>) {
    let first = if after_reset { begins.tomorrow().unwrap_or(begins) } else { begins };
    let sum = sum(view, Spec::counter(counter), (first, view.input.today));
    (i64::try_from(sum.from.len()).unwrap_or(i64::MAX), sum.from)
}

/// Days since `begins` on which the run is held: aside in a stage that holds it, or on which something that holds it happened.
fn held(view: &View<'_>, run: &Run, begins: Date) -> i64 {
    let aside = |stage: Option<&str>| !stage.is_some_and(|stage| run.holds.iter().any(|hold| hold == stage));
    let today = view.input.today;
    let in_stages = days_between(begins, today) - view.course.days_running(begins, today, aside);
    let by_facts: std::collections::BTreeSet<Date> =
        view.between((begins, today)).iter().filter(|seen| named(view, &run.holds, seen)).map(|seen| seen.fact.occurred_on).collect();
    in_stages.max(0) + i64::try_from(by_facts.len()).unwrap_or(0)
}

fn named(view: &View<'_>, names: &[String], seen: &Seen<'_>) -> bool {
    names.iter().any(|name| view.raises(seen, name))
}
