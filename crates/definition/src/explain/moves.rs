//! How a client goes on, back, aside, out and in again.

use super::Section;
use super::when::length;
use super::wording::{Wording, a_role, and, or, sentence, words};
use crate::model::{Keep, Move, MoveKind};

/// The moves.
pub(super) fn moves(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.moves.as_slice()).unwrap_or_default();
    let mut said: Vec<String> = all.iter().map(|one| one_move(say, one)).collect();
    if !said.is_empty() {
        said.push("A person decides each of these; what is missing is shown beforehand.".into());
    }
    Section::of("Moving on, back and out", said)
}

fn one_move(say: &Wording<'_>, one: &Move) -> String {
    let label = one.label.clone().unwrap_or_else(|| words(&one.name));
    if one.allowed == Some(false) {
        let only = one.only_if.as_ref().map_or(String::new(), |test| format!(", when {}", say.condition(test)));
        return sentence(&format!("{label}: this is ruled out{}{only}", from(say, one)));
    }
    let mut parts = vec![format!("{}{}{}", way(one.kind), from(say, one), to(say, one))];
    parts.extend(one.only_if.as_ref().map(|test| format!("once {}", say.exit(test))));
    if !one.decided_by.is_empty() {
        parts.push(format!("decided by {}", or(&one.decided_by, |role| a_role(role))));
    }
    parts.extend(one.wait.map(|wait| format!("not sooner than {} after the last time", length(wait))));
    parts.extend(one.keeps.as_ref().map(|keeps| keeps_what(keeps)));
    sentence(&format!("{label}: {}", parts.join(", ")))
}

const fn way(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::On => "on",
        MoveKind::Back => "back",
        MoveKind::Aside => "aside for a time",
        MoveKind::Out => "out of the program",
        MoveKind::Again => "into the program again",
    }
}

fn from(say: &Wording<'_>, one: &Move) -> String {
    if one.from.is_empty() {
        return String::new();
    }
    format!(" from {}", or(&one.from, |name| format!("“{}”", say.stage(name))))
}

fn to(say: &Wording<'_>, one: &Move) -> String {
    match one.to.as_deref() {
        None => String::new(),
        Some(to) => match to.strip_prefix("program:") {
            Some(program) => format!(" to the program “{program}”"),
            None => format!(" to “{}”", say.stage(to)),
        },
    }
}

fn keeps_what(keeps: &[Keep]) -> String {
    let name = |keep: &Keep| {
        match keep {
            Keep::Time => "time served",
            Keep::Counts => "what was counted",
            Keep::Runs => "runs",
            Keep::Coverage => "topics covered",
            Keep::Balances => "balances",
        }
        .to_owned()
    };
    if keeps.is_empty() { "keeping nothing of before".into() } else { format!("keeping {}", and(keeps, name)) }
}
