//! Money, points and prizes.

use super::Section;
use super::when::{length, times, window};
use super::wording::{Wording, lower, or, sentence, words};
use crate::model::{Entry, Ledger, Odds};

/// The ledgers.
pub(super) fn ledgers(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.ledger.as_slice()).unwrap_or_default();
    let mut section = Section::of("What is earned and charged", Vec::new());
    section.parts = all.iter().map(|ledger| one(say, ledger)).collect();
    section
}

fn one(say: &Wording<'_>, ledger: &Ledger) -> Section {
    let unit = ledger.unit.as_deref().unwrap_or("points");
    let mut said: Vec<String> = ledger.entries.iter().map(|entry| entry_said(say, entry, unit)).collect();
    if !ledger.odds.is_empty() {
        said.push(sentence(&odds(&ledger.odds, unit)));
    }
    said.extend(ledger.cap.as_ref().map(|cap| {
        let per = cap.per.map_or("over the whole program".to_owned(), window);
        sentence(&format!("at most {} may be paid out {per}", amount(cap.amount, unit)))
    }));
    said.extend(ledger.pays.as_ref().map(|pays| sentence(&format!("it is paid out as {}", lower(&words(pays))))));
    said.extend(ledger.lapses_after.map(|after| sentence(&format!("what was earned lapses after {}", length(after)))));
    Section::of(ledger.label.clone().unwrap_or_else(|| words(&ledger.name)), said)
}

fn amount(n: i64, unit: &str) -> String {
    match unit {
        "cents" => format!("{}.{:02}", n / 100, n.abs() % 100),
        unit => format!("{n} {}", if n == 1 { unit.trim_end_matches('s') } else { unit }),
    }
}

fn entry_said(say: &Wording<'_>, entry: &Entry, unit: &str) -> String {
    let (verb, n) = match (entry.credit, entry.charge) {
        (Some(n), _) => ("earned", n),
        (None, Some(n)) => ("charged", n),
        (None, None) => ("booked", 0),
    };
    let mut said = format!("{}: {} {verb}", words(&entry.name), amount(n, unit));
    if !entry.on.is_empty() {
        said += &format!(" for {}", or(&entry.on, |name| say.event(name)));
    }
    if let Some(counter) = &entry.by_counter {
        said += &format!(" for each unit of “{}”", say.counter_name(counter));
    }
    said += &entry.per.map_or(String::new(), |per| format!(" {}", window(per)));
    if let Some(rising) = &entry.rising {
        let cap = rising.cap.map_or(String::new(), |cap| format!(", up to {}", amount(cap, unit)));
        said += &format!(", rising by {} with “{}”{cap}", amount(rising.step, unit), say.counter_name(&rising.with));
        said += &rising
            .recovers_after
            .map_or(String::new(), |n| format!(", back at the level reached before once it has happened {} again", times(n)));
    }
    said += &entry.only_for.as_ref().map_or(String::new(), |test| format!(", only if {}", say.condition(test)));
    said += &entry.held_until.as_ref().map_or(String::new(), |test| format!(", held back until {}", say.condition(test)));
    sentence(&said)
}

fn odds(odds: &[Odds], unit: &str) -> String {
    let all: u32 = odds.iter().map(|one| one.slips).sum();
    let one = |one: &Odds| format!("{} of {all} is “{}” ({})", one.slips, one.prize, amount(one.worth, unit));
    format!("prizes are drawn by chance: {}", odds.iter().map(one).collect::<Vec<_>>().join(", "))
}
