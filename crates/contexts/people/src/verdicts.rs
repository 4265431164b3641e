//! What conditions say of a client, drawn: each single condition with its value, its target and whether it holds.

use footbridge_care::standing::{moves::Way, verdict::Verdict};
use footbridge_ui::{
    tag::{Status, Tag},
    words::{amount, of, readable},
};
use maud::{Markup, html};

use crate::words;

/// A titled list of the single conditions.
pub(crate) fn draw(title: &str, verdict: &Verdict) -> Markup {
    html! {
        section.section {
            h2 { (title) }
            ul.card-list role="list" { @for leaf in verdict.leaves() { li { (line(leaf)) } } }
        }
    }
}

fn line(leaf: &Verdict) -> Markup {
    let tag = if leaf.holds { Tag::from(Status::Met) } else { Tag::from(Status::Due).saying(words::NOT_YET) };
    footbridge_ui::card::line(html! { (said(&leaf.label)) }, figure(leaf), html! { (tag) })
}

/// The value against its target, where there is one to tell.
fn figure(leaf: &Verdict) -> String {
    let unit = leaf.unit.name();
    match leaf.target {
        Some(target) if !unit.is_empty() => of(&amount(leaf.value, unit), &amount(target, unit)),
        _ => String::new(),
    }
}

fn said(label: &str) -> String {
    if label.contains(' ') { label.to_owned() } else { readable(label) }
}

/// A move in a line: whether its condition holds, what is missing, and who decides.
pub(crate) fn hint(way: &Way) -> String {
    let missing: Vec<String> =
        way.says.iter().flat_map(|says| says.leaves()).filter(|leaf| !leaf.holds).map(|leaf| said(&leaf.label)).collect();
    let condition = match (&way.says, missing.is_empty()) {
        (None, _) => String::new(),
        (Some(_), true) => words::CONDITION_HOLDS.to_owned(),
        (Some(_), false) => words::missing(&missing.join(", ")),
    };
    let deciders: Vec<String> = way.decided_by.iter().map(|role| readable(role).to_lowercase()).collect();
    let decided = if deciders.is_empty() { String::new() } else { words::decided_by(&deciders.join(", ")) };
    [condition, decided].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
