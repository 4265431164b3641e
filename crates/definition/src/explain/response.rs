//! What people are asked to do when something happens.

use super::Section;
use super::when::{length, window};
use super::wording::{Wording, a_role, capital, lower, or, ordinal, sentence, words};
use crate::model::{Response, ResponseStep, TaskSpec};

/// The responses.
pub(super) fn what_happens(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.response.as_slice()).unwrap_or_default();
    let mut section = Section::of("What happens then", Vec::new());
    section.parts = all.iter().map(|one| one_response(say, one)).collect();
    section
}

fn one_response(say: &Wording<'_>, one: &Response) -> Section {
    let title = one.label.clone().unwrap_or_else(|| words(&one.name));
    let mut said = vec![sentence(&occasion(say, one))];
    said.extend(one.tasks.iter().map(task));
    said.extend(one.proposes.as_ref().map(|name| sentence(&format!("“{}” is put before a person, who decides", say.move_name(name)))));
    said.extend(one.gives.as_ref().map(|entry| {
        let (ledger, what) = entry.split_once('.').unwrap_or((entry.as_str(), ""));
        sentence(&format!("“{}” is booked: {}", say.ledger_name(ledger), lower(&words(what))))
    }));
    steps(&one.steps, "then", &mut said);
    Section::of(title, said)
}

fn occasion(say: &Wording<'_>, one: &Response) -> String {
    let mut when: Vec<String> = Vec::new();
    if !one.on.is_empty() {
        when.push(format!("when there is {}", or(&one.on, |name| say.event(name))));
    }
    when.extend(one.when.as_ref().map(|test| format!("when {}", say.condition(test))));
    let mut said = when.join(" or ");
    if let Some(nth) = one.nth {
        let after = if one.and_after { " and every time after" } else { "" };
        said += &format!(", the {} time{after}", ordinal(nth));
    }
    if let Some(per) = one.per {
        said += &format!(" {}", window(per));
    }
    said + &say.where_it_holds(&one.stages, &one.track, one.only_for.as_ref())
}

fn task(task: &TaskSpec) -> String {
    let due = task.due.map_or(String::new(), |due| format!(", within {}", length(due)));
    let late = task.escalates_to.as_ref().map_or(String::new(), |role| format!("; when it is late, it goes to {}", a_role(role)));
    sentence(&format!("{} is asked: {}{due}{late}", a_role(&task.role), lower(task.what.trim_end_matches('.'))))
}

fn steps(steps: &[ResponseStep], word: &str, said: &mut Vec<String>) {
    for step in steps {
        let lead = match &step.outcome {
            Some(outcome) => format!("{word}, if the outcome is “{}”", lower(&words(outcome))),
            None => word.to_owned(),
        };
        let tasks = step.tasks.iter().map(|one| format!("{}: {}", capital(&lead), task(one)));
        said.extend(tasks);
        self::steps(&step.then, "after that", said);
    }
}
