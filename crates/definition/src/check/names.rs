//! Names: each once, and something for the program to be about.

use std::collections::HashMap;

use super::Case;
use crate::finding::Finding;

/// The names of a concept's things, in the order of the file.
pub(super) fn of_concepts<'a>(case: &Case<'a>) -> Vec<(&'static str, Vec<&'a str>)> {
    let part = case.part;
    vec![
        ("kind", part.kind.iter().map(|one| one.name.as_str()).collect()),
        ("stage", part.stage.iter().map(|one| one.name.as_str()).collect()),
        ("track", part.track.iter().map(|one| one.name.as_str()).collect()),
        ("offering", part.offering.iter().map(|one| one.name.as_str()).collect()),
        ("curriculum", part.curriculum.iter().map(|one| one.name.as_str()).collect()),
        ("obligation", part.obligation.iter().map(|one| one.name.as_str()).collect()),
        ("counter", part.counter.iter().map(|one| one.name.as_str()).collect()),
        ("condition", part.condition.iter().map(|one| one.name.as_deref().unwrap_or_default()).collect()),
        ("response", part.response.iter().map(|one| one.name.as_str()).collect()),
        ("move", part.moves.iter().map(|one| one.name.as_str()).collect()),
        ("ledger", part.ledger.iter().map(|one| one.name.as_str()).collect()),
    ]
}

/// A name is given once in its concept, a topic's once in its curriculum, an entry's once in its ledger.
pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (concept, names) in of_concepts(case) {
        twice(case, concept, &names, &mut found);
    }
    for (index, curriculum) in case.part.curriculum.iter().enumerate() {
        let names: Vec<&str> = curriculum.topics.iter().map(|topic| topic.name.as_str()).collect();
        twice(case, &format!("curriculum[{index}].topics"), &names, &mut found);
    }
    for (index, ledger) in case.part.ledger.iter().enumerate() {
        let names: Vec<&str> = ledger.entries.iter().map(|entry| entry.name.as_str()).collect();
        twice(case, &format!("ledger[{index}].entries"), &names, &mut found);
    }
    found
}

fn twice(case: &Case<'_>, concept: &str, names: &[&str], found: &mut Vec<Finding>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let line = case.lines.of(concept, index, "name");
        if let Some(known) = first.get(name) {
            let message = format!("`{name}` is the name of two things: the first is on line {known}");
            found.push(Finding::error("duplicate-name", line, message).mend("give one of them another name"));
        } else {
            first.insert(name, line);
        }
    }
}

/// A program gives something, or asks for something.
pub(super) fn program(case: &Case<'_>) -> Vec<Finding> {
    let definition = case.part;
    if !definition.offering.is_empty() || !definition.obligation.is_empty() {
        return Vec::new();
    }
    let message = "the program offers nothing and asks for nothing: it needs one offering or one obligation";
    vec![
        Finding::error("empty-program", case.lines.at("program"), message)
            .mend("add `[[offering]]` with what takes place, or `[[obligation]]` with what is owed"),
    ]
}
