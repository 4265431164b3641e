//! Tasks that standing proposes: answers to events and conditions, and what was missed. People do them, or say why not.

use footbridge_definition::model::{Obligation, Response, ResponseStep, Sensitivity, TaskSpec, Who};
use footbridge_definition::value::{Strength, Window};
use jiff::civil::Date;

use super::{
    owed, verdict,
    view::{Seen, View},
};
use crate::line::{Line, Proposal, Reason, State};

/// A missed window is put before people for so many windows; what is older is history.
const KEPT: u32 = 8;

/// Everything proposed.
pub fn proposals(view: &View<'_>, lines: &[Line]) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = view.def.response.iter().flat_map(|response| by_response(view, response)).collect();
    for obligation in view.def.obligation.iter().filter(|o| owed::strength(o) == Strength::Rule) {
        found.extend(by_obligation(view, obligation, lines));
    }
    found
}

fn by_response(view: &View<'_>, response: &Response) -> Vec<Proposal> {
    if !verdict::applies(view, response.only_for.as_ref()) {
        return Vec::new();
    }
    let mut found: Vec<Proposal> = Vec::new();
    let calls: Vec<&Seen<'_>> = view.seen.iter().filter(|seen| calls_for(view, response, seen)).collect();
    for (index, seen) in calls.iter().enumerate() {
        let earlier = calls.iter().take(index);
        let nth = match response.per {
            None => index + 1,
            Some(window) => earlier.filter(|other| same_window(view, window, other, seen)).count() + 1,
        };
        if is_nth(response, nth) {
            let reason = Reason::new(&response.name, "called-for").fact(seen.fact.id).sensitive(view.sensitivity(&seen.it.kind));
            found.extend(opened(view, response, &Occasion { key: seen.fact.id.to_string(), on: seen.fact.occurred_on, reason }));
        }
    }
    found.extend(by_condition(view, response));
    found
}

fn same_window(view: &View<'_>, window: Window, a: &Seen<'_>, b: &Seen<'_>) -> bool {
    let (first, last) = view.window(window, b.fact.occurred_on);
    (first..=last).contains(&a.fact.occurred_on)
}

fn is_nth(response: &Response, nth: usize) -> bool {
    let Some(wanted) = response.nth.and_then(|n| usize::try_from(n).ok()) else { return true };
    nth == wanted || response.and_after && nth > wanted
}

fn calls_for(view: &View<'_>, response: &Response, seen: &Seen<'_>) -> bool {
    let stand = view.course.on(seen.fact.occurred_on);
    let named = |list: &[String], name: Option<&String>| list.is_empty() || name.is_some_and(|name| list.contains(name));
    response.on.iter().any(|event| view.raises(seen, event))
        && view.is_in(&response.stages, seen.fact.occurred_on)
        && named(&response.track, stand.track.as_ref())
}

/// A condition calls once in each window, or once in each stage where no window is named.
fn by_condition(view: &View<'_>, response: &Response) -> Vec<Proposal> {
    let Some(test) = &response.when else { return Vec::new() };
    let verdict = verdict::verdict(view, test);
    if !verdict.holds {
        return Vec::new();
    }
    let key = match response.per {
        Some(window) => view.window(window, view.input.today).0.to_string(),
        None => format!("stage:{}", view.stand.stage.as_deref().unwrap_or("-")),
    };
    let reason = verdict.because.first().cloned().unwrap_or_else(|| Reason::new(&response.name, "condition"));
    opened(view, response, &Occasion { key, on: view.input.today, reason })
}

struct Occasion {
    key: String,
    on: Date,
    reason: Reason,
}

fn opened(view: &View<'_>, response: &Response, occasion: &Occasion) -> Vec<Proposal> {
    let mut found = tasks(response, &response.name, &response.tasks, occasion);
    if let Some(proposed) = &response.proposes {
        let moved = view.def.moves.iter().find(|m| m.name == *proposed);
        let role = moved.and_then(|m| m.decided_by.iter().find(|role| *role != "client")).map_or("director", String::as_str);
        let what = moved.map_or(proposed.as_str(), |m| m.label()).to_owned();
        let spec = TaskSpec { role: role.into(), what, ..TaskSpec::default() };
        found.push(task(response, &format!("{}/move:{proposed}", response.name), &spec, occasion));
    }
    follow(view, response, &response.name, &response.steps, occasion, &mut found);
    found
}

fn follow(view: &View<'_>, response: &Response, path: &str, steps: &[ResponseStep], occasion: &Occasion, found: &mut Vec<Proposal>) {
    let outcomes: Vec<&str> = view
        .input
        .ended
        .iter()
        .filter(|task| task.occasion == occasion.key && parent(&task.rule) == path)
        .map(|task| task.outcome.as_str())
        .collect();
    for (index, step) in steps.iter().enumerate() {
        let reached = !outcomes.is_empty() && step.outcome.as_deref().is_none_or(|wanted| outcomes.contains(&wanted));
        if reached {
            let path = format!("{path}/{index}");
            found.extend(tasks(response, &path, &step.tasks, occasion));
            follow(view, response, &path, &step.then, occasion, found);
        }
    }
}

/// `reply/0/t1` belongs to `reply/0`.
fn parent(rule: &str) -> &str {
    rule.rsplit_once('/').map_or(rule, |(parent, _)| parent)
}

fn tasks(response: &Response, path: &str, specs: &[TaskSpec], occasion: &Occasion) -> Vec<Proposal> {
    specs.iter().enumerate().map(|(index, spec)| task(response, &format!("{path}/t{index}"), spec, occasion)).collect()
}

fn task(_: &Response, rule: &str, spec: &TaskSpec, occasion: &Occasion) -> Proposal {
    Proposal {
        rule: rule.to_owned(),
        occasion: occasion.key.clone(),
        role: spec.role.clone(),
        what: spec.what.clone(),
        due: spec.due.map(|due| due.after(occasion.on, |_| true)),
        escalates_to: spec.escalates_to.clone(),
        because: vec![occasion.reason.clone()],
        sensitivity: occasion.reason.sensitivity,
    }
}

/// What was missed in the last window, is late, or will be short: a task for who looks after it.
fn by_obligation(view: &View<'_>, obligation: &Obligation, lines: &[Line]) -> Vec<Proposal> {
    if !verdict::applies(view, obligation.only_for.as_ref()) {
        return Vec::new();
    }
    let code = format!("owed:{}", obligation.name);
    let line = lines.iter().find(|line| line.code == code);
    let mut found = Vec::new();
    for past in owed::history(view, obligation, KEPT).into_iter().filter(|past| !past.met) {
        let reason = Reason::new(&obligation.name, "short").arg("value", past.value).arg("target", past.target.unwrap_or(0));
        found.push(about(obligation, "missed", &past.span.0.to_string(), line, reason));
    }
    if let Some(line) = line {
        let reason = |code: &str| Reason::new(&obligation.name, code).arg("value", line.value).arg("target", line.target.unwrap_or(0));
        match (line.state, line.window, line.due) {
            (State::AtRisk, Some((first, _)), _) => {
                found.push(about(obligation, "at-risk", &first.to_string(), Some(line), reason("will-be-short")))
            }
            (State::Late, _, Some(due)) => found.push(about(obligation, "late", &due.to_string(), Some(line), reason("late"))),
            _ => {}
        }
    }
    found
}

fn about(obligation: &Obligation, what: &str, occasion: &str, line: Option<&Line>, reason: Reason) -> Proposal {
    let by_who = match &obligation.who {
        Who::Role(role) => role.clone(),
        _ => "counselor".to_owned(),
    };
    Proposal {
        rule: format!("owed:{}/{what}", obligation.name),
        occasion: occasion.to_owned(),
        role: obligation.owner.clone().unwrap_or(by_who),
        what: obligation.label().to_owned(),
        due: line.and_then(|line| line.due),
        escalates_to: None,
        because: vec![reason],
        sensitivity: line.map_or(Sensitivity::Clinical, |line| line.sensitivity),
    }
}
