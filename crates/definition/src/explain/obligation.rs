//! What is owed, by whom.

use super::Section;
use super::when::{bare, how_often, length, range, times, window, within_window};
use super::wording::{Wording, a_role, or, sentence, titled};
use crate::model::{AmountUnit, Due, Family, Leave, Obligation, Only, Step, Who};
use crate::value::{ClockTime, Length, Minutes, Range, Strength};

/// Everything owed, by who owes it.
pub(super) fn owed(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.obligation.as_slice()).unwrap_or_default();
    let mut section = Section::of("What is owed", Vec::new());
    let by = |wanted: &dyn Fn(&Who) -> bool| all.iter().filter(|one| wanted(&one.who)).map(|one| say.obligation(one)).collect();
    section.parts = vec![
        Section::of("By the client", by(&|who| *who == Who::Client)),
        Section::of("By relatives", by(&|who| *who == Who::Relative)),
        Section::of("By staff", by(&|who| matches!(who, Who::Role(_)))),
    ];
    section
}

impl Wording<'_> {
    /// An obligation as a sentence.
    pub fn obligation(&self, one: &Obligation) -> String {
        let mut parts = vec![if is_forbidden(one) { self.forbidden(one) } else { format!("{}{}", self.deed(one), self.amount_of(one)) }];
        parts.extend(one.when.as_ref().map(|one| self.when(one)));
        parts.extend(one.only.as_ref().and_then(|only| self.only(only)));
        parts.extend(one.gap.map(|gap| format!("at least {} apart", length(gap))));
        parts.extend(one.gap_at_most.map(|gap| format!("at most {} apart", length(gap))));
        parts.extend(one.place.as_ref().map(|place| format!("at {place}")));
        parts.extend(one.between.map(hours));
        parts.extend(one.due.as_ref().map(|one| self.due(one)));
        let place = self.where_it_holds(&one.stages, &one.track, one.only_for.as_ref());
        let mut said = sentence(&format!("{}: {}{place}", titled(one.label.as_ref(), &one.name), parts.join(", ")));
        for step in &one.steps {
            said += &format!(" {}", sentence(&later(one, step)));
        }
        if let Some(leave) = &one.leave {
            said += &format!(" {}", sentence(&with_leave(leave)));
        }
        if let Some(owner) = &one.owner {
            said += &format!(" {}", sentence(&format!("when it is missed, {} acts", a_role(owner))));
        }
        said
    }

    fn forbidden(&self, one: &Obligation) -> String {
        let must = if strength(one) == Strength::Rule { "there must be no" } else { "there should be no" };
        format!("{must} {}", or(&one.kinds, |name| self.event(name)))
    }

    fn deed(&self, one: &Obligation) -> String {
        let must = match strength(one) {
            Strength::Rule => "must",
            Strength::Expectation => "is expected to",
            Strength::Advice => "is advised to",
        };
        format!("{} {must} {}", who(&one.who), self.what(one))
    }

    fn what(&self, one: &Obligation) -> String {
        if let Some(counter) = &one.counter {
            return format!("reach “{}”", self.counter_name(counter));
        }
        let Some(first) = one.kinds.first() else { return "do this".into() };
        let verb = if one.who == Who::Client { by_client(self.family(first)) } else { by_others(self.family(first)) };
        format!("{verb} {}", or(&one.kinds, |name| self.event(name)))
    }

    fn amount_of(&self, one: &Obligation) -> String {
        match (&one.amount, one.per) {
            (Some(amount), per) => format!(", {}", within_window(amount_in(amount, one.unit), per)),
            (None, Some(per)) => format!(", {}", window(per)),
            (None, None) => String::new(),
        }
    }

    /// Which facts are meant, in words.
    pub(super) fn only(&self, only: &Only) -> Option<String> {
        let mut parts = Vec::new();
        let outcome = |name: &String| self.kind(name);
        if !only.outcome.is_empty() {
            parts.push(format!("that turn out {}", or(&only.outcome, outcome)));
        }
        if !only.outcome_not.is_empty() {
            parts.push(format!("that do not turn out {}", or(&only.outcome_not, outcome)));
        }
        parts.extend(only.min_minutes.map(|minutes| format!("of at least {minutes}")));
        if !only.evidence.is_empty() {
            parts.push(format!("shown by {}", or(&only.evidence, outcome)));
        }
        if !only.topic.is_empty() {
            parts.push(format!("on {}", or(&only.topic, |name| self.topic(name))));
        }
        if !only.offering.is_empty() {
            parts.push(format!("in {}", or(&only.offering, |name| format!("“{}”", self.offering_name(name)))));
        }
        if !only.place.is_empty() {
            parts.push(format!("at {}", or(&only.place, outcome)));
        }
        if !only.modality.is_empty() {
            parts.push(format!("joined {}", or(&only.modality, outcome)));
        }
        parts.extend(only.between.map(|[from, until]| format!("between {from} and {until}")));
        parts.extend(only.relation.map(|relation| super::record::relation(relation).to_owned()));
        if !only.with.is_empty() {
            parts.push(format!("with {}", or(&only.with, outcome)));
        }
        if !only.value.is_empty() {
            parts.push(format!("of value {}", or(&only.value, Clone::clone)));
        }
        (!parts.is_empty()).then(|| format!("counting those {}", parts.join(", ")))
    }
}

fn strength(one: &Obligation) -> Strength {
    one.amount.as_ref().and_then(|amount| amount.strength).or(one.strength).unwrap_or_default()
}

/// Whether it asks that something does not happen.
fn is_forbidden(one: &Obligation) -> bool {
    one.counter.is_none() && one.amount.as_ref().is_some_and(|amount| amount.max == Some(0))
}

fn hours([from, until]: [ClockTime; 2]) -> String {
    if from == until { "at any hour".into() } else { format!("between {from} and {until}") }
}

fn who(who: &Who) -> String {
    match who {
        Who::Client => "the client".into(),
        Who::Relative => "a relative".into(),
        Who::Role(role) => a_role(role),
    }
}

const fn by_client(family: Option<Family>) -> &'static str {
    match family {
        Some(Family::Session) => "come to",
        Some(Family::Contact) => "have",
        Some(Family::Call) => "make",
        Some(Family::Test) => "give",
        Some(Family::Meeting) => "go to",
        Some(Family::Measure) => "answer",
        Some(Family::Document) => "hand in or sign",
        Some(Family::Payment) => "pay",
        Some(Family::Presence) => "keep",
        Some(Family::Leave) => "ask for",
        Some(Family::Status | Family::Attribute | Family::Event) => "have",
        Some(Family::Work) | None => "do",
    }
}

const fn by_others(family: Option<Family>) -> &'static str {
    match family {
        Some(Family::Session) => "hold or attend",
        Some(Family::Contact) => "make",
        Some(Family::Test) => "collect",
        Some(Family::Measure) => "take",
        Some(Family::Document) => "complete",
        None => "do",
        _ => "see to",
    }
}

/// An amount with its unit: `4 times`, `9 h`, `on 3 days`.
pub(super) fn amount_in(amount: &Range<u32>, unit: AmountUnit) -> String {
    let plain = |unit: &'static str| move |n: u32| format!("{n} {unit}{}", super::when::plural(n));
    match unit {
        AmountUnit::Times => how_often(amount),
        AmountUnit::Minutes => range(amount, &|n| Minutes(n).to_string()),
        AmountUnit::Days => format!("on {}", range(amount, &plain("day"))),
        AmountUnit::Weeks => format!("in {}", range(amount, &plain("week"))),
        AmountUnit::Topics => range(amount, &plain("topic")),
        AmountUnit::Cents => range(amount, &|n| format!("{}.{:02}", n / 100, n % 100)),
        AmountUnit::Points => range(amount, &plain("point")),
        AmountUnit::Percent => format!("{} of what is scheduled", range(amount, &|n| format!("{n} %"))),
    }
}

impl Wording<'_> {
    fn due(&self, due: &Due) -> String {
        let of = due.of.as_ref().map_or_else(|| "enrolment".into(), |of| self.moment(of));
        let first = match (due.within, due.before) {
            (Some(Length { n: 0, .. }), _) | (None, None) => format!("by {of}"),
            (Some(within), _) => format!("within {} of {of}", length(within)),
            (None, Some(before)) => format!("at least {} before {of}", length(before)),
        };
        due.every.map_or(first.clone(), |every| format!("{first}, and again every {}", bare(every)))
    }
}

fn later(one: &Obligation, step: &Step) -> String {
    let amount = within_window(amount_in(&step.amount, one.unit), step.per.or(one.per));
    format!("from {} on: {amount}", length(step.from))
}

fn with_leave(leave: &Leave) -> String {
    let by = if leave.by.is_empty() { "staff".to_owned() } else { or(&leave.by, |role| a_role(role)) };
    let mut said = format!("it may be missed with the leave of {by}");
    if let Some(notice) = leave.notice {
        said += &format!(", asked {} ahead", length(notice));
    }
    if !leave.reasons.is_empty() {
        said += &format!(", for {}", or(&leave.reasons, |reason| reason.replace(['-', '_'], " ")));
    }
    if let Some(most) = leave.at_most {
        said += &format!(", at most {}{}", times(most), leave.per.map_or(String::new(), |per| format!(" {}", window(per))));
    }
    said
}
