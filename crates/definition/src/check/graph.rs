//! What comes after what: circles, beginnings, and what is never reached.

use std::collections::{BTreeMap, BTreeSet};

use super::Case;
use super::references::{Target, collect};
use crate::finding::Finding;
use crate::model::{Stage, Test};

type Edges<'a> = BTreeMap<&'a str, Vec<&'a str>>;

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(circle(case, "stage", &stages(case), "cycle-stage", "comes after itself"));
    found.extend(circle(case, "offering", &offerings(case), "cycle-of", "is an instance of itself"));
    let conditions = condition_links(case);
    let links: Edges<'_> = conditions.iter().map(|(from, to)| (from.as_str(), to.iter().map(String::as_str).collect())).collect();
    found.extend(circle(case, "condition", &links, "cycle-condition", "rests on itself"));
    found.extend(topic_circles(case));
    found.extend(beginnings(case));
    found
}

fn stages<'a>(case: &Case<'a>) -> Edges<'a> {
    case.part.stage.iter().map(|stage| (stage.name.as_str(), stage.after.iter().map(String::as_str).collect())).collect()
}

fn offerings<'a>(case: &Case<'a>) -> Edges<'a> {
    case.part.offering.iter().map(|one| (one.name.as_str(), one.of.iter().map(String::as_str).collect())).collect()
}

/// For each condition, the conditions that it names.
fn condition_links(case: &Case<'_>) -> Vec<(String, Vec<String>)> {
    let mentions = collect(case.part);
    let named = |index: usize| {
        let prefix = format!("condition[{index}].");
        let inside = mentions.iter().filter(|mention| mention.to == Target::Condition && mention.path.starts_with(&prefix));
        inside.map(|mention| mention.name.clone()).collect()
    };
    let conditions = case.part.condition.iter().enumerate();
    conditions.filter_map(|(index, condition)| Some((condition.name.clone()?, named(index)))).collect()
}

fn topic_circles(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, curriculum) in case.part.curriculum.iter().enumerate() {
        let edges = curriculum.topics.iter().map(|topic| (topic.name.as_str(), topic.after.iter().map(String::as_str).collect())).collect();
        let Some(path) = first_circle(&edges) else { continue };
        let line = case.lines.of("curriculum", index, "topics");
        found.push(said(line, "cycle-topic", &path, "must come before itself"));
    }
    found
}

fn circle(case: &Case<'_>, concept: &str, edges: &Edges<'_>, code: &'static str, what: &str) -> Option<Finding> {
    let path = first_circle(edges)?;
    let start = path.first()?;
    let names = super::names::of_concepts(case);
    let (_, names) = names.iter().find(|(name, _)| *name == concept)?;
    let index = names.iter().position(|name| name == start).unwrap_or(0);
    Some(said(case.lines.of(concept, index, "name"), code, &path, what))
}

fn said(line: usize, code: &'static str, path: &[&str], what: &str) -> Finding {
    let start = path.first().copied().unwrap_or_default();
    let message = format!("`{start}` {what}: {} → {start}", path.join(" → "));
    Finding::error(code, line, message).mend("remove one of these links")
}

/// The first circle along the edges, in the order of names.
fn first_circle<'a>(edges: &Edges<'a>) -> Option<Vec<&'a str>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in edges.keys() {
        let mut path = Vec::new();
        if let Some(circle) = walk(start, edges, &mut path, &mut done) {
            return Some(circle);
        }
    }
    None
}

fn walk<'a>(at: &'a str, edges: &Edges<'a>, path: &mut Vec<&'a str>, done: &mut BTreeSet<&'a str>) -> Option<Vec<&'a str>> {
    if let Some(begin) = path.iter().position(|name| *name == at) {
        return path.get(begin..).map(<[_]>::to_vec);
    }
    // a path longer than this is deeper than any program, and would be deep on the stack as well
    if done.contains(at) || path.len() > 500 {
        return None;
    }
    path.push(at);
    for next in edges.get(at).into_iter().flatten() {
        if let Some(circle) = walk(next, edges, path, done) {
            return Some(circle);
        }
    }
    path.pop();
    done.insert(at);
    None
}

fn is_first(stage: &Stage) -> bool {
    stage.after.is_empty() && stage.beside.is_empty() && !stage.aside
}

fn beginnings(case: &Case<'_>) -> Vec<Finding> {
    let stages = &case.part.stage;
    if stages.is_empty() {
        return Vec::new();
    }
    if !stages.iter().any(is_first) {
        let message = "no stage is a beginning: every one is after, beside or aside of others";
        return vec![
            Finding::error("no-first-stage", case.lines.of("stage", 0, "name"), message)
                .mend("let one stage say neither `after`, `beside` nor `aside`"),
        ];
    }
    let mut reached: BTreeSet<&str> =
        stages.iter().filter(|stage| is_first(stage) || stage.aside || stage.starts.is_some()).map(|stage| stage.name.as_str()).collect();
    reached.extend(case.part.moves.iter().filter(|one| one.allowed != Some(false)).filter_map(|one| one.to.as_deref()));
    while let Some(next) = next_reached(stages, &reached) {
        reached.insert(next);
    }
    let missed = stages.iter().enumerate().filter(|(_, stage)| !reached.contains(stage.name.as_str()));
    missed.map(|(index, stage)| unreachable(case, index, stage)).collect()
}

fn next_reached<'a>(stages: &'a [Stage], reached: &BTreeSet<&str>) -> Option<&'a str> {
    let leads_here = |stage: &Stage| stage.after.iter().chain(stage.beside.iter()).any(|name| reached.contains(name.as_str()));
    stages.iter().find(|stage| !reached.contains(stage.name.as_str()) && leads_here(stage)).map(|stage| stage.name.as_str())
}

fn unreachable(case: &Case<'_>, index: usize, stage: &Stage) -> Finding {
    let message =
        format!("nobody ever reaches the stage `{}`: it comes after {}, which nobody reaches", stage.name, listed(&stage.after.0));
    let line = case.lines.of("stage", index, "name");
    Finding::warning("unreachable-stage", line, message).mend("let it come after a stage that is reached, or add a move to it")
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a condition says nothing at all, so that it would be true of everybody.
pub(super) fn says_nothing(test: &Test) -> bool {
    matches!(test, Test::Inline(condition) if crate::model::Condition { name: None, label: None, ..(**condition).clone() } == crate::model::Condition::default())
}
