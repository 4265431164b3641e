//! Counting: facts that match, weighed, rounded and summed; and what the calendar would still add.

use std::collections::{BTreeMap, BTreeSet};

use footbridge_definition::model::{AmountUnit, Counter, Counts, CreditCap, Each, Obligation, Only, Relation, Round, RoundPer, Rounding};
use indexmap::IndexMap;
use jiff::civil::Date;

use super::{
    view::{Seen, View},
    window::{Span, week_of},
};
use crate::{ids::FactId, schedule::Session};

/// What is counted, and in what.
#[derive(Clone, Copy, Debug)]
pub struct Spec<'s> {
    /// The kinds; every kind of session where none is named.
    pub kinds: &'s [String],
    /// Only facts like these.
    pub only: Option<&'s Only>,
    /// In what.
    pub unit: AmountUnit,
    /// What one of a kind weighs, in percent.
    pub weights: Option<&'s IndexMap<String, u32>>,
    /// How credit is rounded.
    pub round: Option<&'s Round>,
    /// How much makes a day or week count.
    pub each: Option<Each>,
    /// Ceilings on what some of the facts may add.
    pub caps: &'s [CreditCap],
}

impl<'s> Spec<'s> {
    /// What a counter counts.
    pub fn counter(counter: &'s Counter) -> Self {
        Self {
            kinds: &counter.counts,
            only: counter.only.as_ref(),
            unit: counter.unit,
            weights: Some(&counter.weights),
            round: counter.round.as_ref(),
            each: counter.each,
            caps: &counter.caps,
        }
    }

    /// What an obligation counts: by its counter, or by itself.
    pub fn obligation(obligation: &'s Obligation, counter: Option<&'s Counter>) -> Self {
        match counter {
            Some(counter) => Self { only: obligation.only.as_ref().or(counter.only.as_ref()), ..Self::counter(counter) },
            None => Self {
                kinds: &obligation.kinds,
                only: obligation.only.as_ref(),
                unit: obligation.unit,
                weights: None,
                round: None,
                each: None,
                caps: &[],
            },
        }
    }
}

/// A sum with the facts behind it.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// The value, in the unit asked for.
    pub value: i64,
    /// Each fact with what it gave.
    pub from: Vec<(FactId, i64)>,
    /// The days on which something was given.
    pub days: BTreeSet<Date>,
    /// The topics dealt with.
    pub topics: BTreeSet<String>,
}

/// Sums what matches from the first to the last day.
pub fn sum(view: &View<'_>, spec: Spec<'_>, span: Span) -> Sum {
    let mut sum = Sum::default();
    let mut hundredths = 0;
    let (mut done, mut asked) = (0, 0);
    let mut by_day: BTreeMap<Date, i64> = BTreeMap::new();
    for seen in view.between(span).iter().filter(|seen| counts_in(view, &spec, seen)) {
        match counted_as(&spec, seen) {
            Counts::Neutral => continue,
            Counts::No => {
                asked += 1;
                continue;
            }
            Counts::Yes => (done, asked) = (done + 1, asked + 1),
        }
        let credit = credit(&spec, seen);
        if credit == 0 && spec.unit == AmountUnit::Minutes {
            continue;
        }
        let weighed = item(&spec, seen, credit);
        hundredths += weighed;
        sum.from.push((seen.fact.id, weighed / 100));
        sum.days.insert(seen.fact.occurred_on);
        sum.topics.extend(seen.it.topics.iter().cloned());
        if let Some(each) = spec.each {
            *by_day.entry(seen.fact.occurred_on).or_default() += credit_in(&spec, each.unit, seen);
        }
    }
    if let Some(each) = spec.each {
        sum.days = enough(view, &spec, each, &by_day);
    }
    sum.value = match spec.unit {
        AmountUnit::Days => len(&sum.days),
        AmountUnit::Weeks => len(&sum.days.iter().map(|day| week_of(*day, view.week_starts())).collect::<BTreeSet<_>>()),
        AmountUnit::Topics => len(&sum.topics),
        AmountUnit::Percent if asked == 0 => 100,
        AmountUnit::Percent => done * 100 / asked,
        _ => rounded(spec.round, RoundPer::Window, (hundredths - over_caps(view, &spec, span)) / 100),
    };
    sum
}

/// What one fact gives in hundredths, weighed, and rounded where each item is.
fn item(spec: &Spec<'_>, seen: &Seen<'_>, credit: i64) -> i64 {
    let hundredths = credit * weight(spec, seen);
    match spec.round {
        Some(round) if round.per == RoundPer::Item => rounded(spec.round, RoundPer::Item, hundredths / 100) * 100,
        _ => hundredths,
    }
}

/// The days, or a day of each of the weeks, on which there was enough.
fn enough(view: &View<'_>, spec: &Spec<'_>, each: Each, by_day: &BTreeMap<Date, i64>) -> BTreeSet<Date> {
    let least = i64::from(each.at_least);
    let unit = |day: Date| if spec.unit == AmountUnit::Weeks { week_of(day, view.week_starts()) } else { day };
    let mut totals: BTreeMap<Date, i64> = BTreeMap::new();
    for (day, amount) in by_day {
        *totals.entry(unit(*day)).or_default() += amount;
    }
    totals.into_iter().filter(|(_, amount)| *amount >= least).map(|(day, _)| day).collect()
}

/// Hundredths that lie over the ceilings and add nothing.
fn over_caps(view: &View<'_>, spec: &Spec<'_>, span: Span) -> i64 {
    spec.caps.iter().map(|cap| over_cap(view, spec, (cap, span))).sum()
}

fn over_cap(view: &View<'_>, spec: &Spec<'_>, (cap, span): (&CreditCap, Span)) -> i64 {
    let under = |seen: &&Seen<'_>| {
        let of_kind = cap.counts.is_empty() || is_of(&cap.counts, seen);
        counted_as(spec, seen) == Counts::Yes
            && counts_in(view, spec, seen)
            && of_kind
            && cap.only.as_ref().is_none_or(|only| is_like(view, only, seen))
    };
    let mut by_window: BTreeMap<Date, i64> = BTreeMap::new();
    for seen in view.between(span).iter().filter(under) {
        let window = cap.per.map_or(span.0, |window| view.window(window, seen.fact.occurred_on).0);
        *by_window.entry(window).or_default() += item(spec, seen, credit(spec, seen));
    }
    let most = i64::from(cap.at_most) * 100;
    by_window.into_values().map(|given| (given - most).max(0)).sum()
}

fn len<T>(set: &BTreeSet<T>) -> i64 {
    i64::try_from(set.len()).unwrap_or(i64::MAX)
}

/// What one fact gives, before weight and rounding.
fn credit(spec: &Spec<'_>, seen: &Seen<'_>) -> i64 {
    credit_in(spec, spec.unit, seen)
}

fn credit_in(spec: &Spec<'_>, unit: AmountUnit, seen: &Seen<'_>) -> i64 {
    match unit {
        AmountUnit::Minutes => i64::from(minutes(spec.kinds, seen)) * i64::from(seen.earns) / 100,
        AmountUnit::Cents | AmountUnit::Points => seen.it.number.unwrap_or(1),
        _ => 1,
    }
}

/// Minutes of the kinds asked for: all where the fact itself is of one, else those of its blocks.
fn minutes(kinds: &[String], seen: &Seen<'_>) -> u32 {
    if kinds.is_empty() || is_of(kinds, seen) {
        return seen.it.minutes;
    }
    seen.it.blocks.iter().filter(|block| kinds.contains(&block.kind)).map(|block| block.minutes).sum()
}

/// What a fact weighs, in percent: by kind and outcome, else by kind.
fn weight(spec: &Spec<'_>, seen: &Seen<'_>) -> i64 {
    let Some(weights) = spec.weights.filter(|weights| !weights.is_empty()) else { return 100 };
    let by_outcome = seen.it.outcome.as_ref().and_then(|outcome| weights.get(&format!("{}.{outcome}", seen.it.kind)));
    by_outcome.or_else(|| weights.get(&seen.it.kind)).map_or(100, |weight| i64::from(*weight))
}

fn rounded(round: Option<&Round>, per: RoundPer, value: i64) -> i64 {
    let Some(Round { to, how, per: when }) = round else { return value };
    let to = i64::from(*to);
    if *when != per || to == 0 {
        return value;
    }
    match how {
        Rounding::Down => value.div_euclid(to) * to,
        Rounding::Up => (value + to - 1).div_euclid(to) * to,
        Rounding::Nearest => (value + to / 2).div_euclid(to) * to,
    }
}

/// Whether a fact is of one of these kinds, or of a kind and outcome (`group.absent`).
fn is_of(kinds: &[String], seen: &Seen<'_>) -> bool {
    kinds.iter().any(|name| *name == seen.it.kind || by_outcome(name, seen))
}

fn by_outcome(name: &str, seen: &Seen<'_>) -> bool {
    name.split_once('.').is_some_and(|(kind, outcome)| kind == seen.it.kind && seen.it.outcome.as_deref() == Some(outcome))
}

/// What a fact counts as here: an outcome asked for by name counts, whatever it counts as elsewhere. Not so for shares, which set
/// what was done against what was asked.
fn counted_as(spec: &Spec<'_>, seen: &Seen<'_>) -> Counts {
    let asked_for = spec.only.is_some_and(|only| !only.outcome.is_empty()) || spec.kinds.iter().any(|name| by_outcome(name, seen));
    if asked_for && spec.unit != AmountUnit::Percent { Counts::Yes } else { seen.counts }
}

/// Whether a fact is of the kinds and like the facts asked for, whatever came of it.
fn counts_in(view: &View<'_>, spec: &Spec<'_>, seen: &Seen<'_>) -> bool {
    let of_kind = spec.kinds.is_empty() && seen.it.session.is_some()
        || is_of(spec.kinds, seen)
        || seen.it.blocks.iter().any(|block| spec.kinds.contains(&block.kind));
    of_kind && spec.only.is_none_or(|only| is_like(view, only, seen))
}

fn any_of(wanted: &[String], has: Option<&str>) -> bool {
    wanted.is_empty() || has.is_some_and(|has| wanted.iter().any(|w| w == has))
}

/// Whether a fact is like those that `only` means.
pub fn is_like(view: &View<'_>, only: &Only, seen: &Seen<'_>) -> bool {
    let it = seen.it;
    let outcome = it.outcome.as_deref();
    any_of(&only.outcome, outcome)
        && !outcome.is_some_and(|outcome| only.outcome_not.iter().any(|o| o == outcome))
        && only.min_minutes.is_none_or(|least| it.minutes >= least.0)
        && any_of(&only.evidence, it.evidence.as_deref())
        && (only.topic.is_empty() || it.topics.iter().any(|topic| only.topic.contains(topic)))
        && any_of(&only.offering, it.session.as_ref().map(|s| s.offering.as_str()))
        && any_of(&only.place, it.place.as_deref())
        && any_of(&only.modality, it.modality.as_deref())
        && (only.with.is_empty() || it.with.iter().any(|with| only.with.contains(with)))
        && only.between.is_none_or(|[from, until]| it.starts.is_some_and(|at| within(at, from.minute(), until.minute())))
        && (only.value.is_empty() || only.value.iter().any(|wanted| super::verdict::value_is(wanted, it.word.as_deref(), it.number)))
        && only.relation.is_none_or(|relation| lies(view, relation, seen))
}

/// Whether a minute of the day lies between two; over midnight where the second is earlier.
fn within(at: u32, from: u32, until: u32) -> bool {
    if from <= until { (from..until).contains(&at) } else { at >= from || at < until }
}

fn lies(view: &View<'_>, relation: Relation, seen: &Seen<'_>) -> bool {
    let day = seen.fact.occurred_on;
    let attended = |other: &Seen<'_>| other.fact.id != seen.fact.id && other.it.session.is_some() && other.counts == Counts::Yes;
    match relation {
        Relation::SameDay => view.between((day, day)).iter().any(attended),
        Relation::OtherDay => !view.between((day, day)).iter().any(attended),
        Relation::OwnTrack => seen.it.session.as_ref().is_some_and(|session| session.own_track),
        Relation::OtherTrack => seen.it.session.as_ref().is_some_and(|session| !session.own_track),
        Relation::MakeUp => seen.it.makes_up.is_some(),
    }
}

/// What a session would give if attended throughout.
pub fn would_give(spec: &Spec<'_>, session: &Session) -> i64 {
    let attended = format!("{}.present", session.kind);
    let of_kind = spec.kinds.is_empty() || spec.kinds.contains(&session.kind) || spec.kinds.contains(&attended);
    let blocks = session.blocks.iter().filter(|block| !block.is_break && (of_kind || spec.kinds.contains(&block.kind)));
    let minutes: u32 = blocks.map(|block| block.minutes).sum();
    let fits = spec
        .only
        .is_none_or(|only| any_of(&only.offering, Some(&session.offering)) && only.min_minutes.is_none_or(|least| minutes >= least.0));
    match spec.unit {
        _ if !fits || minutes == 0 => 0,
        AmountUnit::Minutes => rounded(spec.round, RoundPer::Item, i64::from(minutes)),
        _ => 1,
    }
}

/// A counter's value as of today: a run, or a sum since its anchor or over its window.
pub fn counter(view: &View<'_>, counter: &Counter) -> Sum {
    let today = view.input.today;
    if counter.run.is_some() {
        return super::run::run(view, counter);
    }
    let since = counter.since.as_ref().map_or(Some(view.enrolled()), |anchor| view.anchor(anchor));
    let Some(mut first) = since else { return Sum::default() };
    if let Some(window) = counter.per {
        first = first.max(view.window(window, today).0);
    }
    if let Some(length) = counter.within {
        first = first.max(super::shift(today, 1 - i64::from(length.about_days())).unwrap_or(first));
    }
    let mut sum = sum(view, Spec::counter(counter), (first, today));
    if counter.per.is_none() && counter.within.is_none() && counter.unit == AmountUnit::Minutes && first == view.enrolled() {
        sum.value += i64::from(view.course.brought.minutes);
    }
    sum
}
