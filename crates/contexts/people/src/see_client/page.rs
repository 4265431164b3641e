//! The page: standing first, then what there is to do, then the rest.

use footbridge_kit::TimelineEntry;
use footbridge_ledger::compute::at;
use footbridge_ui::{
    button,
    empty::Empty,
    form::Hidden,
    icon::Icon,
    layout::{PageHead, section},
    timeline::Timeline,
    words::{count, date},
};
use jiff::{Timestamp, civil::Date};
use maud::{Markup, html};

use super::{
    courses,
    queries::{ENTRIES, View},
};
use crate::{lines, words};

pub(super) fn head(view: &View) -> PageHead {
    let head = PageHead::new(view.names.spoken()).crumb(words::CLIENTS, "/clients").lede(to_do(view));
    let program = view.courses.first().map(|course| course.definition.program.name.clone());
    let head = program.into_iter().fold(head, PageHead::kicker);
    let running = view.courses.iter().find(|course| course.ended_on.is_none());
    let record = running
        .filter(|_| view.may.record)
        .map(|course| button::link(words::RECORD, format!("/enrolments/{}/record", course.id)).icon(Icon::Plus));
    let week = button::link(words::WEEK, format!("/clients/{}/week", view.client)).icon(Icon::Calendar);
    let enrol = button::link(words::ENROL, format!("/clients/{}/enrol", view.client)).icon(Icon::Plus);
    let name = button::link(words::RENAME, format!("/clients/{}/name", view.client)).weight(button::Weight::Quiet).icon(Icon::Pencil);
    let buttons = [
        record,
        Some(week).filter(|_| running.is_some()),
        Some(enrol).filter(|_| view.may.enrol && view.in_care),
        Some(name).filter(|_| view.may.edit),
    ];
    head.actions(button::row(buttons.into_iter().flatten()))
}

/// The first line: what there is to do here.
fn to_do(view: &View) -> String {
    let running = || view.courses.iter().filter(|course| course.ended_on.is_none());
    if running().next().is_none() {
        return if view.in_care { words::NOT_ENROLLED_YET } else { words::NOT_IN_CARE }.to_owned();
    }
    let pressing = running().filter_map(|course| course.standing.as_ref()).flat_map(|standing| &standing.lines);
    let pressing = pressing.filter(|line| lines::is_pressing(line.state)).count();
    let tasks: usize = running().map(|course| course.tasks.len()).sum();
    let said = |n: usize, noun: &str| (n > 0).then(|| count(noun, i64::try_from(n).unwrap_or(i64::MAX)));
    match (pressing, said(tasks, "task")) {
        (0, None) => words::NOTHING_TO_DO.to_owned(),
        (0, Some(tasks)) => words::are_open(&tasks),
        (lines, tasks) => words::need_a_look(lines, tasks.as_deref()),
    }
}

pub(super) fn draw(view: &View, hidden: &Hidden) -> Markup {
    let (running, ended): (Vec<_>, Vec<_>) = view.courses.iter().partition(|course| course.ended_on.is_none());
    html! {
        @for course in &running { (courses::running(view, course, hidden)) }
        @for panel in &view.panels { (panel) }
        @if !ended.is_empty() { (courses::ended(view, &ended)) }
        (section("timeline", words::TIMELINE, timeline(view)))
    }
}

fn timeline(view: &View) -> Markup {
    if view.timeline.is_empty() {
        return html! { (Empty::new(words::NOTHING_YET).icon(Icon::Note)) };
    }
    let mut days: Vec<(Date, Vec<&TimelineEntry>)> = Vec::new();
    for entry in &view.timeline {
        let day = at(entry.at, &view.zone).date();
        match days.last_mut() {
            Some((last, entries)) if *last == day => entries.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    let drawn = days
        .iter()
        .fold(Timeline::new(), |timeline, (day, entries)| timeline.drawn(date(*day), entries.iter().map(|entry| entry.body.clone())));
    html! { (drawn) (older(view)) }
}

fn older(view: &View) -> Markup {
    let full = i64::try_from(view.timeline.len()).is_ok_and(|n| n >= ENTRIES);
    let last: Option<Timestamp> = view.timeline.last().map(|entry| entry.at).filter(|_| full);
    let here = format!("/clients/{}", view.client);
    let newest = (!view.newest).then(|| button::link(words::NEWEST, format!("{here}#timeline")));
    let earlier = last.map(|last| button::link(words::EARLIER, format!("{here}?before={}#timeline", last.as_microsecond())));
    html! { @if newest.is_some() || earlier.is_some() { (button::row(newest.into_iter().chain(earlier))) } }
}
