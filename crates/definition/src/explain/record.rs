//! What is recorded, and what is counted of it.

use super::Section;
use super::obligation::amount_in;
use super::when::{afresh, length, window};
use super::wording::{Wording, lower, or, sentence, words};
use crate::model::{AmountUnit, Counter, Counts, CreditCap, Each, Kind, Outcome, Relation, Round, RoundPer, Rounding, Run, RunOf, Values};
use crate::value::Range;

/// The kinds of which the definition says more than that they exist.
pub(super) fn recorded(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.kind.as_slice()).unwrap_or_default();
    let told = all.iter().filter(|kind| !kind.outcomes.is_empty() || kind.values.is_some());
    Section::of("What is recorded", told.map(|kind| one(say, kind)).collect())
}

fn one(say: &Wording<'_>, kind: &Kind) -> String {
    let label = if kind.label.is_some() { kind.label().to_owned() } else { words(&kind.name) };
    let mut parts = Vec::new();
    parts.extend(kind.values.as_ref().map(values));
    if !kind.outcomes.is_empty() {
        let outcomes: Vec<String> = kind.outcomes.iter().map(|(name, one)| outcome(say, name, one)).collect();
        parts.push(format!("it can turn out {}", outcomes.join("; ")));
    }
    sentence(&format!("{label}: {}", parts.join("; ")))
}

fn values(values: &Values) -> String {
    match values {
        Values::Words(all) => format!("one of {}", or(all, |one| lower(&words(one)))),
        Values::Scale(scale) => {
            format!(
                "a whole number from {} to {}{}",
                scale.min,
                scale.max,
                scale.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"))
            )
        }
    }
}

fn outcome(say: &Wording<'_>, name: &str, one: &Outcome) -> String {
    let label = one.label.clone().unwrap_or_else(|| words(name));
    let mut notes = Vec::new();
    notes.extend(one.after.map(|after| format!("after {}", length(after))));
    notes.extend(one.only_if.as_ref().map(|test| format!("if {}", say.condition(test))));
    notes.extend(match one.counts {
        Some(Counts::Yes) => Some("counts as done".to_owned()),
        Some(Counts::No) => Some("counts as missed".to_owned()),
        Some(Counts::Neutral) => Some("leaves the reckoning".to_owned()),
        None => None,
    });
    notes.extend(one.earns.map(|percent| format!("earns {percent} % of the minutes")));
    notes.extend(one.make_up.map(|may| if may { "may be made up" } else { "cannot be made up" }.to_owned()));
    if !one.raises.is_empty() {
        notes.push(format!("is “{}”", super::wording::and(&one.raises, |event| say.kind(event))));
    }
    if notes.is_empty() { lower(&label) } else { format!("{} ({})", lower(&label), notes.join(", ")) }
}

/// The counters.
pub(super) fn counted(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.counter.as_slice()).unwrap_or_default();
    Section::of("What is counted", all.iter().map(|counter| say.counter(counter)).collect())
}

impl Wording<'_> {
    /// A counter as a sentence.
    pub fn counter(&self, one: &Counter) -> String {
        let mut parts = vec![self.counts_what(one)];
        parts.extend(one.only.as_ref().and_then(|only| self.only(only)));
        parts.extend(one.weights.iter().map(|(kind, percent)| format!("{} at {percent} %", self.event(kind))));
        parts.extend(one.since.as_ref().map(|anchor| format!("since {}", self.moment(anchor))));
        parts.extend(one.within.map(|within| format!("over the last {}", length(within))));
        parts.extend(one.per.map(afresh));
        parts.extend(one.each.map(|each| format!("each with {}", least(each))));
        parts.extend(one.caps.iter().map(|cap| self.cap(one, cap)));
        parts.extend(one.hour.map(|hour| format!("{hour} make an hour")));
        parts.extend(one.round.as_ref().map(round));
        let label = if one.label.is_some() { one.label().to_owned() } else { words(&one.name) };
        sentence(&format!("{label}: {}", parts.join(", ")))
    }

    fn counts_what(&self, one: &Counter) -> String {
        let what = if one.counts.is_empty() { "days".to_owned() } else { or(&one.counts, |name| self.event(name)) };
        let Some(run) = &one.run else { return unit(one.unit, &what) };
        let mut said = match run.of {
            RunOf::Days => "days without interruption".to_owned(),
            RunOf::Occasions => format!("{what}, one after another"),
            RunOf::Windows => format!("how often in a row there is {what}"),
        };
        said += &self.interruptions(run);
        said
    }

    fn cap(&self, one: &Counter, cap: &CreditCap) -> String {
        let what = if cap.counts.is_empty() { "what is meant".to_owned() } else { or(&cap.counts, |name| self.event(name)) };
        let only = cap.only.as_ref().and_then(|only| self.only(only)).map_or(String::new(), |only| format!(" ({only})"));
        let most = amount_in(&Range::exactly(cap.at_most), one.unit);
        format!("{what}{only} adding at most {most} {}", cap.per.map_or_else(|| "over the whole course".to_owned(), window))
    }

    fn interruptions(&self, run: &Run) -> String {
        let mut said = String::new();
        if !run.resets.is_empty() {
            said += &format!(", set back by {}", or(&run.resets, |name| self.event(name)));
        }
        if !run.holds.is_empty() {
            said += &format!(", held where it is by {}", or(&run.holds, |name| self.event(name)));
        }
        if run.start > 0 {
            said += &format!(", starting from {}", run.start);
        }
        if let Some(step) = run.step.filter(|step| *step != 1) {
            said += &format!(", rising by {step} each");
        }
        if let Some(cap) = run.cap {
            said += &format!(", up to {cap}");
        }
        said
    }
}

fn unit(unit: AmountUnit, what: &str) -> String {
    match unit {
        AmountUnit::Times => format!("how often there is {what}"),
        AmountUnit::Minutes => format!("time in {what}"),
        AmountUnit::Days => format!("days with {what}"),
        AmountUnit::Weeks => format!("weeks with {what}"),
        AmountUnit::Topics => format!("different topics in {what}"),
        AmountUnit::Cents => format!("money from {what}"),
        AmountUnit::Points => format!("points from {what}"),
        AmountUnit::Percent => format!("the share of {what} that was done, of what was scheduled"),
    }
}

fn round(round: &Round) -> String {
    let way = match round.how {
        Rounding::Down => "down to",
        Rounding::Nearest => "to the nearest",
        Rounding::Up => "up to",
    };
    let each = if round.per == RoundPer::Item { "each by itself" } else { "the sum" };
    format!("rounded {way} {}, {each}", round.to)
}

fn least(each: Each) -> String {
    format!("at least {}", amount_in(&Range::exactly(each.at_least), each.unit))
}

/// How a fact lies to the client's other sessions.
pub(super) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::SameDay => "on a day with another session",
        Relation::OtherDay => "on a day without another session",
        Relation::OwnTrack => "on the client's own track",
        Relation::OtherTrack => "on another track",
        Relation::MakeUp => "in place of a missed session",
    }
}
