//! What comes of a test: by the class a client belongs to, in the words of the program's kind of test.

use footbridge_care::facts::Occurrence;
use footbridge_definition::model::{Counts, Definition, Family, Kind};
use jiff::civil::Date;

use super::Life;
use crate::assumption::Assumptions;
use crate::person::Pattern;

/// How a test went, before the program's own words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Result {
    Negative,
    Positive,
    Expected,
    Missed,
}

impl Life {
    /// A test of a kind on a day.
    pub fn is_tested(&mut self, def: &Definition, kind: &str, on: Date, assumptions: &Assumptions) -> Occurrence {
        let result = self.result(on, assumptions);
        let outcome = def.kind_named(kind).and_then(|kind| word(kind, result)).unwrap_or_else(|| plain(result).into());
        Occurrence { kind: kind.into(), outcome: Some(outcome), ..Occurrence::default() }
    }

    fn result(&mut self, on: Date, assumptions: &Assumptions) -> Result {
        let missed = if self.pattern == Pattern::Missed { assumptions.missed_if_mostly_missed } else { assumptions.missed_test };
        if self.luck.chance(missed) {
            return Result::Missed;
        }
        let positive = match self.pattern {
            Pattern::Negative => assumptions.positive_if_never,
            Pattern::Positive => assumptions.positive_if_always,
            Pattern::Missed => assumptions.positive_if_missed,
            Pattern::Turning if self.is_using(on) => assumptions.positive_if_always,
            Pattern::Turning => assumptions.positive_once_turned,
        };
        match self.luck.even() {
            drawn if drawn < positive => Result::Positive,
            drawn if drawn < positive + assumptions.prescribed_positive => Result::Expected,
            _ => Result::Negative,
        }
    }
}

fn plain(result: Result) -> &'static str {
    match result {
        Result::Negative | Result::Expected => "negative",
        Result::Positive => "positive",
        Result::Missed => "missed",
    }
}

/// The program's word for a result, if it declares one.
fn word(kind: &Kind, result: Result) -> Option<String> {
    let named = |wanted: &[&str]| wanted.iter().find_map(|w| kind.outcomes.keys().find(|name| name.as_str() == *w)).cloned();
    let containing = |part: &str| kind.outcomes.keys().find(|name| name.contains(part) && !name.contains("presumptive")).cloned();
    let missed = || kind.outcomes.iter().find(|(_, o)| o.counts == Some(Counts::No)).map(|(name, _)| name.clone());
    match result {
        Result::Expected => named(&["expected", "prescribed"]).or_else(|| word(kind, Result::Negative)),
        Result::Negative => named(&["negative"]).or_else(|| containing("negative")),
        Result::Positive => named(&["positive", "confirmed"]).or_else(|| containing("positive")),
        Result::Missed => named(&["missed", "no-show", "no_show", "absent"]).or_else(missed),
    }
}

/// How a recorded test reads.
pub(crate) fn read(it: &Occurrence) -> Result {
    match it.outcome.as_deref() {
        Some("expected" | "prescribed") => Result::Expected,
        Some(word) if word.contains("negative") => Result::Negative,
        Some(word) if word.contains("positive") || word == "confirmed" => Result::Positive,
        _ => Result::Missed,
    }
}

/// The event by which a program knows a return to use.
pub(crate) fn use_event(def: &Definition) -> Option<&str> {
    let events = || def.kind.iter().filter(|kind| kind.family == Family::Event);
    let named = |part: &'static str| events().find(move |kind| kind.name.contains(part)).map(|kind| kind.name.as_str());
    named("return-to-use").or_else(|| named("relapse")).or_else(|| named("lapse")).or_else(|| named("slip"))
}
