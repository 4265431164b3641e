//! Reasons of standing in words: a code of `care` with its arguments becomes a sentence. Figures get the unit of their line.

use footbridge_care::line::{Reason, Unit};
use jiff::civil::Date;

use super::{Value, amount, date_short, reason};

/// Arguments that are figures in the unit of the line they explain.
const FIGURES: &[&str] = &["value", "target", "gave", "adds", "less", "least"];

/// A reason in words; `unit` is the unit of the line it belongs to.
pub fn because(it: &Reason, unit: Unit) -> String {
    let said: Vec<(&str, Value<'_>)> = it.args.iter().map(|(name, value)| (name.as_str(), said(it, name, value, unit))).collect();
    reason(&it.code, &said)
}

fn said<'a>(it: &Reason, name: &str, value: &str, unit: Unit) -> Value<'a> {
    let number = value.parse::<i64>().ok();
    match (name, number) {
        (name, Some(number)) if FIGURES.contains(&name) => amount(number, unit.name()).into(),
        ("most", Some(number)) if it.code == "over-most" => amount(number, unit.name()).into(),
        ("most", Some(days)) => amount(days, "days").into(),
        ("amount", Some(number)) => amount(number, unit.name()).into(),
        (_, Some(number)) => number.into(),
        _ => value.parse::<Date>().map_or_else(|_| value.to_owned(), date_short).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_in_the_unit_of_their_line() {
        let counted = Reason::new("hours", "counted").arg("gave", 135);
        assert_eq!(because(&counted, Unit::Minutes), "Counted 2 h 15 min.");
        let ahead = Reason::new("hours", "still-scheduled").arg("sessions", 1).arg("adds", 90);
        assert_eq!(because(&ahead, Unit::Minutes), "One session still scheduled adds 1 h 30 min.");
    }

    #[test]
    fn days_are_said_as_days() {
        let late = Reason::new("review", "too-long-between").arg("last", "2026-10-19").arg("most", 30);
        assert_eq!(because(&late, Unit::Times), "The last was Mon, Oct 19; at most 30 days may lie between.");
    }

    /// Every code that `care` gives a reason has a sentence. The codes are read from its source.
    #[test]
    fn every_reason_that_care_gives_has_words() {
        let care = concat!(env!("CARGO_MANIFEST_DIR"), "/../care/src");
        let mut missing = Vec::new();
        for text in crate::sources_in(care) {
            for call in text.split("Reason::new(").skip(1) {
                let first_line = call.lines().next().unwrap_or_default();
                let literals: Vec<&str> = first_line.split(").").next().unwrap_or_default().split('"').collect();
                let code = literals.iter().rev().nth(1).copied().unwrap_or_default();
                let is_code = literals.len() > 1 && code.chars().all(|c| c.is_ascii_lowercase() || c == '-') && code.len() > 1;
                if is_code && super::super::look_up(&format!("reason-{code}"), &[]).is_none() {
                    missing.push(code.to_owned());
                }
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }
}
