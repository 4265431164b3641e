//! Who may use whom. The same picture as in `ARCHITECTURE.md`.

use crate::workspace::{Graph, Package};

/// Each crate of the house, and those of ours that it may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("footbridge-definition", &[]),
    ("footbridge-care", &["definition"]),
    ("footbridge-policy", &["definition", "care"]),
    ("footbridge-cohort", &["definition", "care"]),
    ("footbridge-ui", &["definition", "care"]),
    ("footbridge-db", &["definition", "care", "policy"]),
    ("footbridge-ledger", &["definition", "care", "policy", "db"]),
    ("footbridge-kit", &["definition", "care", "policy", "db", "ledger", "ui"]),
];

/// What any context may name; never another context.
const CONTEXT_MAY_USE: &[&str] = &["definition", "care", "policy", "db", "ledger", "kit", "ui", "cohort", "exchange"];
const CONTEXTS: &[&str] = &["identity", "people", "program", "record", "testing", "support", "housing", "revenue", "insight"];

/// Crates that know no clock, no storage and no web.
const PURE: &[&str] = &["definition", "care", "policy", "cohort", "ui", "exchange"];
const NOT_PURE: &[&str] = &["tokio", "axum", "hyper", "rusqlite", "libsqlite3-sys", "postgres", "tokio-postgres", "tower-http"];

/// Arrows that point the wrong way.
pub fn broken(graph: &Graph) -> Vec<String> {
    graph.ours().flat_map(|package| [wrong_way(graph, package), impure(graph, package)].concat()).collect()
}

fn wrong_way(graph: &Graph, package: &Package) -> Vec<String> {
    let Some(allowed) = allowed(&package.name) else { return Vec::new() };
    let wrong = graph.ours_needed_by(package).filter(|needed| !allowed.contains(&short(&needed.name)));
    wrong.map(|needed| format!("{} may not use {}", package.name, needed.name)).collect()
}

fn allowed(name: &str) -> Option<&'static [&'static str]> {
    if CONTEXTS.contains(&short(name)) {
        return Some(CONTEXT_MAY_USE);
    }
    MAY_USE.iter().find(|(crate_name, _)| *crate_name == name).map(|(_, allowed)| *allowed)
}

fn impure(graph: &Graph, package: &Package) -> Vec<String> {
    if !PURE.contains(&short(&package.name)) {
        return Vec::new();
    }
    let needed = graph.all_needed_by(package).into_iter().filter(|needed| NOT_PURE.contains(&needed.name.as_str()));
    needed.map(|needed| format!("{} is pure and may not need {}", package.name, needed.name)).collect()
}

fn short(name: &str) -> &str {
    name.strip_prefix("footbridge-").unwrap_or(name)
}
