//! Conditions: what is true of a client, with value, target and reasons.

use footbridge_definition::model::{Condition, Score, Test};
use footbridge_definition::value::Many;
use jiff::civil::Date;

use super::{
    balance, coverage, owed, tally,
    view::{Seen, View},
};
use crate::line::{Reason, State, Unit};

/// Conditions inside conditions are followed so deep; `check` reports circles, and nothing hangs on one.
const DEEPEST: u32 = 24;

/// Whether a condition holds, and by what figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// What it is about, for a line's code.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// Whether it holds.
    pub holds: bool,
    /// The value now.
    pub value: i64,
    /// What is wanted.
    pub target: Option<i64>,
    /// The unit of both.
    pub unit: Unit,
    /// Why.
    pub because: Vec<Reason>,
    /// The conditions it is made of; empty where it is a single one.
    pub parts: Vec<Verdict>,
}

impl Verdict {
    fn of(code: impl Into<String>, holds: bool) -> Self {
        let code = code.into();
        Self {
            label: code.clone(),
            code,
            holds,
            value: i64::from(holds),
            target: Some(1),
            unit: Unit::None,
            because: Vec::new(),
            parts: Vec::new(),
        }
    }
    fn figures(mut self, value: i64, target: Option<i64>, unit: Unit) -> Self {
        (self.value, self.target, self.unit) = (value, target, unit);
        self
    }
    fn because(mut self, reasons: impl IntoIterator<Item = Reason>) -> Self {
        self.because.extend(reasons);
        self
    }
    fn called(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The single conditions it comes down to.
    pub fn leaves(&self) -> Vec<&Verdict> {
        if self.parts.is_empty() { vec![self] } else { self.parts.iter().flat_map(Verdict::leaves).collect() }
    }
}

/// Whether it holds, for `for` fields: what is not said holds.
pub fn applies(view: &View<'_>, test: Option<&Test>) -> bool {
    test.is_none_or(|test| verdict(view, test).holds)
}

/// The verdict on a condition.
pub fn verdict(view: &View<'_>, test: &Test) -> Verdict {
    if view.depth.get() > DEEPEST {
        return Verdict::of("circular", false);
    }
    view.depth.set(view.depth.get() + 1);
    let verdict = of_test(view, test);
    view.depth.set(view.depth.get() - 1);
    verdict
}

fn of_test(view: &View<'_>, test: &Test) -> Verdict {
    match test {
        Test::Inline(condition) => of_condition(view, condition),
        Test::Named(name) => match view.def.condition_named(name) {
            Some(condition) => {
                let verdict = of_condition(view, condition);
                let label = condition.label.clone().unwrap_or_else(|| name.clone());
                if verdict.parts.is_empty() { Verdict { code: name.clone(), label, ..verdict } } else { verdict.called(label) }
            }
            None => Verdict::of(name.clone(), false),
        },
    }
}

fn of_condition(view: &View<'_>, condition: &Condition) -> Verdict {
    let mut parts = leaves(view, condition);
    parts.extend(condition.all.iter().map(|test| verdict(view, test)));
    if !condition.any.is_empty() {
        let any: Vec<Verdict> = condition.any.iter().map(|test| verdict(view, test)).collect();
        let wanted = condition.at_least.and_then(|least| usize::try_from(least).ok()).unwrap_or(1);
        let holds = any.iter().filter(|verdict| verdict.holds).count() >= wanted;
        parts.push(Verdict { parts: any, ..Verdict::of("any", holds) });
    }
    if let Some(not) = &condition.not {
        let inner = verdict(view, not);
        let holds = !inner.holds;
        parts.push(Verdict {
            holds,
            code: format!("not-{}", inner.code),
            label: format!("not: {}", inner.label),
            parts: Vec::new(),
            ..inner
        });
    }
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, None) => Verdict::of("always", true),
        (_, Some(last)) => {
            parts.push(last);
            let holds = parts.iter().all(|part| part.holds);
            Verdict { parts, ..Verdict::of("all", holds) }
        }
    }
}

fn leaves(view: &View<'_>, condition: &Condition) -> Vec<Verdict> {
    let single = [
        condition.counter.as_ref().map(|name| by_counter(view, condition, name)),
        condition.time.as_ref().map(|_| by_time(view, condition)),
        condition.covered.as_ref().map(|name| by_coverage(view, condition, name)),
        condition.goals.as_ref().map(|tag| by_goals(view, condition, tag)),
        (!condition.has.is_empty()).then(|| by_having(view, condition)),
        condition.score.as_ref().map(|score| by_score(view, score)),
        condition.balance.as_ref().map(|name| by_balance(view, condition, name)),
        (!condition.stage.is_empty()).then(|| by_stage(view, &condition.stage)),
        condition.attested.as_ref().map(|attested| by_attestation(view, &attested.what, &attested.by)),
    ];
    let mut found: Vec<Verdict> = single.into_iter().flatten().collect();
    found.extend(condition.is.iter().map(|(name, wanted)| by_value(view, name, wanted)));
    found.extend(by_obligations(view, condition));
    found
}

fn bounds(condition: &Condition, value: i64) -> bool {
    condition.at_least.is_none_or(|least| value >= least) && condition.at_most.is_none_or(|most| value <= most)
}

fn target(condition: &Condition) -> Option<i64> {
    condition.at_least.or(condition.at_most)
}

fn by_counter(view: &View<'_>, condition: &Condition, name: &str) -> Verdict {
    let Some(counter) = view.def.counter_named(name) else { return Verdict::of(name, false) };
    let sum = tally::counter(view, counter);
    let latest = sum.from.last().map(|(fact, _)| Reason::new(name, "counted-up-to").fact(*fact));
    Verdict::of(name, bounds(condition, sum.value))
        .called(counter.label())
        .figures(sum.value, target(condition), owed::unit(counter.unit, counter.run.is_some()))
        .because(latest)
}

fn by_time(view: &View<'_>, condition: &Condition) -> Verdict {
    let length = condition.elapsed.map_or(0, |length| i64::from(length.about_days()));
    let since = condition.time.as_ref().and_then(|anchor| view.anchor(anchor));
    let days = since.map_or(0, |since| view.days_since(since));
    let label = condition.elapsed.map_or_else(|| "time".to_owned(), |length| length.to_string());
    Verdict::of("time", since.is_some() && days >= length).called(label).figures(days, Some(length), Unit::Days)
}

fn by_coverage(view: &View<'_>, condition: &Condition, name: &str) -> Verdict {
    let Some(curriculum) = view.def.curriculum_named(name) else { return Verdict::of(name, false) };
    let covered = coverage::of(view, curriculum);
    let share = condition.at_least.unwrap_or(100);
    let (have, need) = (covered.have(), covered.needed());
    Verdict::of(format!("coverage:{name}"), have * 100 >= need * share)
        .called(curriculum.label.clone().unwrap_or_else(|| name.into()))
        .figures(have, Some((need * share + 99) / 100), Unit::Topics)
        .because(covered.missing.iter().map(|topic| Reason::new(name, "needs-topic").arg("topic", topic)))
}

fn by_goals(view: &View<'_>, condition: &Condition, tag: &str) -> Verdict {
    let about = |seen: &&Seen<'_>| seen.it.kind == "goal" && (tag == "all" || seen.it.word.as_deref() == Some(tag));
    let with = |outcome: &str| view.seen.iter().filter(about).filter(|seen| seen.it.outcome.as_deref() == Some(outcome)).count();
    let (set, met) = (with("set").saturating_sub(with("dropped")), with("met"));
    let share = usize::try_from(condition.at_least.unwrap_or(100)).unwrap_or(100);
    let figure = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Verdict::of(format!("goals:{tag}"), set > 0 && met * 100 >= set * share).figures(figure(met), Some(figure(set.max(1))), Unit::Times)
}

fn by_having(view: &View<'_>, condition: &Condition) -> Verdict {
    let today = view.input.today;
    let mut first = condition.per.map_or(Date::MIN, |window| view.window(window, today).0);
    if let Some(within) = condition.within {
        first = first.max(super::shift(today, -i64::from(within.about_days())).unwrap_or(first));
    }
    let found: Vec<&Seen<'_>> =
        view.between((first, today)).iter().filter(|seen| condition.has.iter().any(|name| view.raises(seen, name))).collect();
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let least = condition.at_least.or(if condition.at_most.is_none() { Some(1) } else { None });
    let holds = least.is_none_or(|least| count >= least) && condition.at_most.is_none_or(|most| count <= most);
    let name = condition.has.join(" or ");
    let reasons = found.iter().rev().take(3).map(|seen| {
        Reason::new(&name, "on-record").fact(seen.fact.id).arg("date", seen.fact.occurred_on).sensitive(view.sensitivity(&seen.it.kind))
    });
    Verdict::of(format!("has:{name}"), holds).figures(count, least.or(condition.at_most), Unit::Times).because(reasons)
}

fn by_score(view: &View<'_>, score: &Score) -> Verdict {
    let scores: Vec<(Date, i64)> =
        view.seen.iter().filter(|s| s.it.kind == score.measure).filter_map(|s| s.it.number.map(|n| (s.fact.occurred_on, n))).collect();
    let code = format!("score:{}", score.measure);
    let (Some((_, begun)), Some((on, latest))) = (scores.first(), scores.last()) else { return Verdict::of(code, false) };
    let fresh = score.within.is_none_or(|w| view.input.today <= super::shift(*on, i64::from(w.about_days())).unwrap_or(Date::MAX));
    let holds = fresh
        && score.at_least.is_none_or(|least| *latest >= least)
        && score.at_most.is_none_or(|most| *latest <= most)
        && score.fell_by.is_none_or(|by| begun - latest >= by)
        && score.fell_by_percent.is_none_or(|by| (begun - latest) * 100 >= begun * i64::from(by))
        && score.rose_by.is_none_or(|by| latest - begun >= by);
    let wanted = score.at_least.or(score.at_most).or(score.fell_by.map(|by| begun - by)).or(score.rose_by.map(|by| begun + by));
    Verdict::of(code, holds).figures(*latest, wanted, Unit::Points)
}

fn by_balance(view: &View<'_>, condition: &Condition, name: &str) -> Verdict {
    let Some(ledger) = view.def.ledger.iter().find(|ledger| ledger.name == name) else { return Verdict::of(name, false) };
    let value = balance::of(view, ledger).value;
    Verdict::of(format!("balance:{name}"), bounds(condition, value)).figures(value, target(condition), balance::unit(ledger))
}

fn by_stage(view: &View<'_>, stages: &[String]) -> Verdict {
    Verdict::of("stage", view.is_in(stages, view.input.today))
}

fn by_attestation(view: &View<'_>, what: &str, by: &Many<String>) -> Verdict {
    let says = |seen: &&Seen<'_>| {
        (seen.it.kind == what || seen.it.word.as_deref() == Some(what))
            && (by.is_empty() || seen.it.by_role.as_ref().is_some_and(|role| by.contains(role)))
    };
    let latest = view.seen.iter().rev().find(says);
    let holds = latest.is_some_and(|seen| seen.it.outcome.as_deref() != Some("no"));
    Verdict::of(format!("attested:{what}"), holds).called(what).because(latest.map(|seen| Reason::new(what, "attested").fact(seen.fact.id)))
}

fn by_value(view: &View<'_>, name: &str, wanted: &Many<String>) -> Verdict {
    let latest = view.seen.iter().rev().find(|seen| seen.it.kind == name);
    let (word, number) = latest.map_or((None, None), |seen| (seen.it.word.as_deref().or(seen.it.outcome.as_deref()), seen.it.number));
    let holds = latest.is_some() && wanted.iter().any(|wanted| value_is(wanted, word, number));
    let sensitivity = view.sensitivity(name);
    Verdict::of(name, holds).because(latest.map(|seen| Reason::new(name, "is").fact(seen.fact.id).sensitive(sensitivity)))
}

/// Whether a value is the one wanted: a word, or `>= 18`, `<= 5`, `18..25`, `7`.
pub fn value_is(wanted: &str, word: Option<&str>, number: Option<i64>) -> bool {
    let wanted = wanted.trim();
    let parse = |text: &str| text.trim().parse::<i64>().ok();
    let by_number = number.and_then(|number| {
        if let Some(least) = wanted.strip_prefix(">=") {
            return parse(least).map(|least| number >= least);
        }
        if let Some(most) = wanted.strip_prefix("<=") {
            return parse(most).map(|most| number <= most);
        }
        if let Some((low, high)) = wanted.split_once("..") {
            return Some(number >= parse(low)? && number <= parse(high)?);
        }
        parse(wanted).map(|exact| number == exact)
    });
    by_number.unwrap_or(false) || word == Some(wanted)
}

fn by_obligations(view: &View<'_>, condition: &Condition) -> Vec<Verdict> {
    let all = condition.obligations.iter().any(|name| name == "all");
    let meant =
        view.def.obligation.iter().filter(|o| !condition.obligations.is_empty() && (all || condition.obligations.contains(&o.name)));
    meant
        .filter_map(|obligation| match condition.windows {
            Some(windows) => Some(by_windows(view, obligation, windows)),
            None => {
                let line = owed::line(view, obligation)?;
                let holds = matches!(line.state, State::Met | State::NotApplicable);
                let verdict = Verdict::of(format!("owed:{}", obligation.name), holds);
                Some(verdict.called(line.label).figures(line.value, line.target, line.unit).because(line.because))
            }
        })
        .collect()
}

fn by_windows(view: &View<'_>, obligation: &footbridge_definition::model::Obligation, windows: u32) -> Verdict {
    let past = owed::history(view, obligation, windows);
    let met = past.iter().filter(|week| week.met).count();
    let holds = met == past.len() && past.len() >= usize::try_from(windows).unwrap_or(usize::MAX);
    Verdict::of(format!("owed:{}", obligation.name), holds).called(obligation.label()).figures(
        i64::try_from(met).unwrap_or(0),
        Some(i64::from(windows)),
        Unit::Times,
    )
}
