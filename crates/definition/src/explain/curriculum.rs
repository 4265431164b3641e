//! What is taught.

use super::Section;
use super::when::{day, length};
use super::wording::{Wording, and, sentence};
use crate::model::{Curriculum, Order, StepsBy, Topic};

/// The curricula, with their topics.
pub(super) fn taught(say: &Wording<'_>) -> Section {
    let all = say.definition().map(|all| all.curriculum.as_slice()).unwrap_or_default();
    let mut section = Section::of("What is taught", Vec::new());
    section.parts = all.iter().map(one).collect();
    section
}

fn one(curriculum: &Curriculum) -> Section {
    let label = curriculum.label.clone().unwrap_or_else(|| super::words(&curriculum.name));
    if curriculum.topics.is_empty() {
        return Section::of(label, vec!["Its topics are not named.".into()]);
    }
    let mut said = vec![sentence(&format!("{} topics: {}", curriculum.topics.len(), and(&curriculum.topics, topic)))];
    said.push(sentence(order(curriculum)));
    said.extend(curriculum.step.map(|step| sentence(&format!("each topic lasts {}", length(step)))));
    said.extend(curriculum.starts.map(|starts| sentence(&format!("the first topic came on {}", day(starts)))));
    said.extend(curriculum.needs.map(|needs| sentence(&format!("a client needs {needs} of them"))));
    said.extend(curriculum.who.as_ref().map(|who| sentence(&format!("it is for {}", who.replace(['-', '_'], " ")))));
    Section::of(label, said)
}

fn topic(topic: &Topic) -> String {
    let mut notes = Vec::new();
    notes.extend(topic.sessions.filter(|n| *n > 1).map(|n| format!("{n} sessions")));
    if topic.optional {
        notes.push("not required".into());
    }
    if !topic.after.is_empty() {
        notes.push(format!("after {}", and(&topic.after, |name| super::words(name))));
    }
    if notes.is_empty() { topic.label().to_owned() } else { format!("{} ({})", topic.label(), notes.join(", ")) }
}

fn order(curriculum: &Curriculum) -> &'static str {
    match (curriculum.order, curriculum.steps_by) {
        (Order::Chosen, _) => "who leads chooses the topic on the day; what most of those present still need is proposed",
        (Order::Ordered, StepsBy::Calendar) => "they come once, first to last, by the calendar",
        (Order::Ordered, StepsBy::Client) => "each client goes through them once, first to last",
        (Order::Rotating, StepsBy::Calendar) => "they come round and round by the calendar, and clients may enter anywhere",
        (Order::Rotating, StepsBy::Client) => "each client goes round them",
        (Order::Circular, _) => "they come round and round, and each client goes once through the whole circle from where they entered",
    }
}
