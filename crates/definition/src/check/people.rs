//! People decide and people act: who is asked, and who may not be.

use std::collections::BTreeSet;

use super::{Case, graph};
use crate::finding::Finding;
use crate::model::{Condition, Response, ResponseStep, Score, TaskSpec, Test, Who};

/// Roles that every clinic has without a program saying so.
const COMMON: [&str; 17] = [
    "client",
    "counselor",
    "therapist",
    "case-manager",
    "nurse",
    "physician",
    "prescriber",
    "peer",
    "director",
    "supervisor",
    "intake",
    "biller",
    "front-desk",
    "resident-manager",
    "peer-advocate",
    "program-coordinator",
    "testing",
];

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let known = roles(case);
    for (index, response) in case.part.response.iter().enumerate() {
        found.extend(cause(case, index, response));
        found.extend(ruled_out(case, index, response));
        tasks(case, &format!("response[{index}]"), (&response.tasks, &response.steps), &known, &mut found);
    }
    found.extend(deciders(case));
    found.extend(conditions(case));
    found
}

/// Roles that the program names outside of its tasks.
fn roles<'a>(case: &Case<'a>) -> BTreeSet<&'a str> {
    let part = case.whole;
    let staff = part.offering.iter().flat_map(|one| one.staff.iter().chain(one.blocks.iter().flat_map(|block| block.staff.iter())));
    let mut known: BTreeSet<&str> = staff.filter_map(|need| need.role.as_deref()).chain(COMMON).collect();
    known.extend(part.moves.iter().flat_map(|one| one.decided_by.iter()).map(String::as_str));
    for obligation in &part.obligation {
        known.extend(obligation.owner.as_deref());
        known.extend(obligation.leave.iter().flat_map(|leave| leave.by.iter()).map(String::as_str));
        if let Who::Role(role) = &obligation.who {
            known.insert(role);
        }
    }
    known
}

fn cause(case: &Case<'_>, index: usize, response: &Response) -> Option<Finding> {
    let line = case.lines.of("response", index, "name");
    if response.on.is_empty() && response.when.is_none() {
        let message = format!("the response `{}` says neither `on` nor `when`, so nothing calls for it", response.name);
        return Some(
            Finding::error("response-without-cause", line, message)
                .mend("name the event `on` which, or the condition `when`, it is called for"),
        );
    }
    let asks = !response.tasks.is_empty() || !response.steps.is_empty() || response.proposes.is_some() || response.gives.is_some();
    (!asks).then(|| {
        let message = format!("the response `{}` asks nobody for anything", response.name);
        Finding::warning("response-asks-nothing", line, message).mend("give it `tasks`, or say what it `proposes` or `gives`")
    })
}

fn ruled_out(case: &Case<'_>, index: usize, response: &Response) -> Option<Finding> {
    let proposed = response.proposes.as_ref()?;
    let one = case.whole.moves.iter().find(|one| one.name == *proposed && one.allowed == Some(false))?;
    let ruled = case.line("move", &one.name, "allowed");
    let message = format!("`{}` proposes the move `{proposed}`, which line {ruled} rules out", response.name);
    Some(
        Finding::warning("proposes-ruled-out", case.lines.of("response", index, "proposes"), message)
            .mend("propose another move, or allow this one"),
    )
}

fn tasks(case: &Case<'_>, path: &str, (specs, steps): (&[TaskSpec], &[ResponseStep]), known: &BTreeSet<&str>, found: &mut Vec<Finding>) {
    for (index, task) in specs.iter().enumerate() {
        let path = format!("{path}.tasks[{index}]");
        for (field, role) in [("role", Some(&task.role)), ("escalates_to", task.escalates_to.as_ref())] {
            let Some(role) = role.filter(|role| !known.contains(role.as_str())) else { continue };
            found.extend(role_finding(case.lines.at(&format!("{path}.{field}")), role, known));
        }
    }
    for (index, step) in steps.iter().enumerate() {
        tasks(case, &format!("{path}.steps[{index}]"), (&step.tasks, &step.then), known, found);
    }
}

/// A role that is empty, or nearly one that is known. Any other is the program's own.
fn role_finding(line: usize, role: &str, known: &BTreeSet<&str>) -> Option<Finding> {
    if role.is_empty() {
        return Some(Finding::error("task-without-role", line, "a task names no role, so nobody does it").mend("add `role = \"…\"`"));
    }
    let near = known.iter().find(|other| strsim::jaro_winkler(role, other) > 0.9)?;
    let message = format!("the role `{role}` has a task, and appears nowhere else in the program");
    Some(Finding::note("role-not-staffed", line, message).mend(format!("did you mean `{near}`?")))
}

fn deciders(case: &Case<'_>) -> Vec<Finding> {
    let moves = case.part.moves.iter().enumerate();
    let open = moves.filter(|(_, one)| one.allowed != Some(false) && one.decided_by.is_empty());
    let finding = |(index, one): (usize, &crate::model::Move)| {
        let message = format!("nobody decides the move `{}`: a person must, no rule moves anybody", one.name);
        Finding::warning("nobody-decides", case.lines.of("move", index, "name"), message).mend("add `decided_by = [\"…\"]`")
    };
    open.map(finding).collect()
}

fn conditions(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, condition) in case.part.condition.iter().enumerate() {
        let line = case.lines.of("condition", index, "name");
        let name = condition.name.as_deref().unwrap_or_default();
        if graph::says_nothing(&Test::Inline(Box::new(condition.clone()))) {
            let message = format!("the condition `{name}` says nothing, so it would be true of everybody");
            found.push(Finding::error("condition-says-nothing", line, message).mend("say what must be true"));
        } else if unbounded(condition) {
            let message = format!("the condition `{name}` compares an amount with nothing");
            found.push(Finding::error("condition-without-bound", line, message).mend("add `at_least` or `at_most`"));
        }
    }
    found
}

fn unbounded(condition: &Condition) -> bool {
    let amount = condition.counter.is_some() || condition.balance.is_some();
    let compared = |score: &Score| {
        [score.at_least, score.at_most, score.fell_by, score.rose_by].iter().any(Option::is_some) || score.fell_by_percent.is_some()
    };
    amount && condition.at_least.is_none() && condition.at_most.is_none() || condition.score.as_ref().is_some_and(|score| !compared(score))
}
