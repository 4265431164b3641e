//! Conditions as clauses.

use super::Section;
use super::when::{length, times, window};
use super::wording::{Wording, a_role, lower, or, sentence, words};
use crate::model::{Attested, Condition, Score, Test};
use crate::value::Length;

/// The conditions that have a label: what each means.
pub(super) fn meant(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.condition.as_slice()).unwrap_or_default();
    let labelled = all.iter().filter_map(|one| one.label.as_ref().map(|label| (label, one)));
    Section::of("What is meant by it", labelled.map(|(label, one)| sentence(&format!("“{label}”: {}", say.said(one, 0)))).collect())
}

impl Wording<'_> {
    /// A condition as a clause: `sober days are at least 30, and the plan is signed`.
    pub fn condition(&self, test: &Test) -> String {
        self.clause(test, 0)
    }

    fn clause(&self, test: &Test, depth: usize) -> String {
        match test {
            Test::Inline(condition) => self.said(condition, depth),
            Test::Named(name) => self.named(name, depth),
        }
    }

    /// A named condition: by its label, else by what it says; deep circles end at the name.
    fn named(&self, name: &str, depth: usize) -> String {
        let found = self.definition().and_then(|all| all.condition_named(name));
        match found {
            Some(Condition { label: Some(label), .. }) => format!("“{label}” holds"),
            Some(condition) if depth < 4 => self.said(condition, depth + 1),
            _ => format!("“{}” holds", words(name)),
        }
    }

    /// What a condition says, whatever it is called.
    pub(super) fn said(&self, condition: &Condition, depth: usize) -> String {
        let mut parts = self.parts(condition);
        let inner = |test: &Test| self.clause(test, depth + 1);
        parts.extend(condition.all.iter().map(inner));
        if !condition.any.is_empty() {
            let any: Vec<String> = condition.any.iter().map(inner).collect();
            parts.push(match condition.at_least.filter(|n| *n > 1) {
                Some(n) => format!("at least {n} of these: {}", any.join("; ")),
                None if any.len() > 1 => format!("either {}", any.join(", or ")),
                None => any.concat(),
            });
        }
        parts.extend(condition.not.as_ref().map(|test| denied(&inner(test))));
        match parts.as_slice() {
            [] => "it is always so".into(),
            parts => parts.join(", and "),
        }
    }

    fn parts(&self, condition: &Condition) -> Vec<String> {
        let bound = bound(condition.at_least, condition.at_most);
        let mut parts = Vec::new();
        parts.extend(condition.counter.as_ref().map(|name| format!("{} {bound}", self.counter_amount(name))));
        parts.extend(condition.balance.as_ref().map(|name| format!("the balance of “{}” is {bound}", self.ledger_name(name))));
        parts.extend(self.passed(condition));
        parts.extend(self.met(condition));
        parts.extend(
            condition
                .covered
                .as_ref()
                .map(|name| format!("{} of “{}” are covered", share(condition, "the topics"), self.curriculum_name(name))),
        );
        parts.extend(condition.goals.as_ref().map(|tag| format!("{} are met", share(condition, goals(tag)))));
        parts.extend(self.there_is(condition));
        parts.extend(condition.score.as_ref().map(|score| self.score(score)));
        parts.extend(condition.is.iter().map(|(name, values)| format!("{} is {}", self.kind(name), or(values, |value| compared(value)))));
        if !condition.stage.is_empty() {
            parts.push(format!("the client is in {}", or(&condition.stage, |name| format!("“{}”", self.stage(name)))));
        }
        parts.extend(condition.attested.as_ref().map(attested));
        parts
    }

    fn counter_amount(&self, name: &str) -> String {
        format!("“{}” is", self.counter_name(name))
    }

    fn met(&self, condition: &Condition) -> Option<String> {
        let what = match condition.obligations.first()?.as_str() {
            "all" => "everything that is owed is met".to_owned(),
            _ => {
                let verb = if condition.obligations.len() == 1 { "is" } else { "are" };
                let names = super::wording::and(&condition.obligations, |name| format!("“{}”", self.obligation_name(name)));
                format!("{names} {verb} met")
            }
        };
        Some(match condition.windows {
            Some(n) if n > 1 => format!("{what} {n} times running"),
            _ => what,
        })
    }

    fn there_is(&self, condition: &Condition) -> Option<String> {
        condition.has.first()?;
        let what = or(&condition.has, |name| self.event(name));
        let often = match (condition.at_least, condition.at_most) {
            (None | Some(1), None) => String::new(),
            (None, Some(0)) => return Some(format!("there is no {what}{}", recent(condition))),
            (Some(n), None) => format!(" at least {}", times(u32::try_from(n).unwrap_or(0))),
            (None, Some(n)) => format!(" at most {}", times(u32::try_from(n).unwrap_or(0))),
            (Some(least), Some(most)) => format!(" {least} to {most} times"),
        };
        let per = condition.per.map_or(String::new(), |per| format!(" {}", window(per)));
        Some(format!("there is {what}{often}{per}{}", recent(condition)))
    }

    fn score(&self, score: &Score) -> String {
        let name = self.kind(&score.measure);
        let mut parts = Vec::new();
        if score.at_least.is_some() || score.at_most.is_some() {
            parts.push(format!("the latest {name} is {}", bound(score.at_least, score.at_most)));
        }
        parts.extend(score.fell_by.map(|n| format!("{name} has fallen by at least {n} since the first")));
        parts.extend(score.fell_by_percent.map(|n| format!("{name} has fallen by at least {n} % since the first")));
        parts.extend(score.rose_by.map(|n| format!("{name} has risen by at least {n} since the first")));
        let age = score.within.map_or(String::new(), |within| format!(", and it is no older than {}", length(within)));
        format!("{}{age}", parts.join(" and "))
    }
}

impl Wording<'_> {
    fn passed(&self, condition: &Condition) -> Option<String> {
        let anchor = condition.time.as_ref()?;
        let elapsed = condition.elapsed.unwrap_or(Length::days(0));
        let verb = if elapsed.n == 1 { "has" } else { "have" };
        Some(format!("{} {verb} passed since {}", length(elapsed), self.moment(anchor)))
    }
}

/// `“A” holds` → `“A” does not hold`.
fn denied(clause: &str) -> String {
    match clause.strip_suffix("” holds") {
        Some(name) if !name.contains('”') => format!("{name}” does not hold"),
        _ => format!("it is not so that {clause}"),
    }
}

fn recent(condition: &Condition) -> String {
    condition.within.map_or(String::new(), |within| format!(" in the last {}", length(within)))
}

fn bound(least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => least.to_string(),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "more than nothing".into(),
    }
}

fn share(condition: &Condition, what: &str) -> String {
    condition.at_least.map_or_else(|| what.to_owned(), |percent| format!("at least {percent} % of {what}"))
}

fn goals(tag: &str) -> &'static str {
    match tag {
        "mine" => "the client's own goals",
        "all" => "all of the client's goals",
        _ => "the program's goals for the client",
    }
}

/// `>= 18` → `at least 18`.
fn compared(value: &str) -> String {
    let signs = [(">=", "at least"), ("<=", "at most"), (">", "more than"), ("<", "less than"), ("!=", "not")];
    let found = signs.iter().find_map(|(sign, said)| value.trim().strip_prefix(sign).map(|rest| format!("{said} {}", rest.trim())));
    found.unwrap_or_else(|| lower(&words(value)))
}

fn attested(attested: &Attested) -> String {
    let who = if attested.by.is_empty() { "staff".to_owned() } else { or(&attested.by, |role| a_role(role)) };
    format!("{who} attests “{}”", lower(&words(&attested.what)))
}

impl Wording<'_> {
    /// What must be so to move on: what a named condition says is told in full.
    pub(super) fn exit(&self, test: &Test) -> String {
        match test {
            Test::Inline(condition) => self.said(condition, 0),
            Test::Named(name) => match self.definition().and_then(|all| all.condition_named(name)) {
                Some(condition) => self.said(condition, 0),
                None => self.condition(test),
            },
        }
    }
}
