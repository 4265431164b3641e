//! The courses of a client as cards of their page.

use footbridge_care::{
    ids::EnrolmentId,
    line::{Line, MakeUp, Standing, State},
};
use footbridge_ledger::StoredTask;
use footbridge_ui::{
    button::{self, Button},
    card,
    empty::Empty,
    form::Hidden,
    icon::Icon,
    layout::section,
    standing,
    tag::{Status, Tag},
    words::{because, count, date_short, minutes, time},
};
use maud::{Markup, html};

use super::queries::{Course, View};
use crate::{change_course, labels, lines, words};

/// A course that runs: what it is in a line, where the client stands in it, what there is to do, and the turns it can take.
pub(super) fn running(view: &View, course: &Course, hidden: &Hidden) -> Markup {
    let id = format!("course-{}", course.id.short());
    let body = html! {
        (about(course))
        (stands(view, course, hidden))
        (tasks(view, course, hidden))
        (actions(view, course))
    };
    section(&id, course.definition.program.name.as_str(), body)
}

fn about(course: &Course) -> Markup {
    let standing = course.standing.as_ref();
    let stage = standing.and_then(|standing| standing.stage.as_deref()).map(|name| labels::stage(&course.definition, name));
    let week = standing.filter(|_| course.starts_on <= course.today).map(|standing| words::week_of(standing.week));
    let starts = (course.starts_on > course.today).then(|| words::starts_on(course.starts_on));
    let track = course.track.as_deref().map(|name| labels::track(&course.definition, name));
    let end = standing.and_then(|standing| standing.expected_end).map(words::expected_end);
    let said: Vec<String> = [stage, track, starts.or(week), end].into_iter().flatten().collect();
    html! { p { @if course.status == "aside" { (Status::OnHold) " " } (said.join(" · ")) } }
}

fn actions(view: &View, course: &Course) -> Markup {
    let at = |part: &str| format!("/enrolments/{}/{part}", course.id);
    let aside = course.status == "aside";
    let button = |may: bool, label: &str, part: &str| may.then(|| button::link(label, at(part)));
    let may = view.may;
    let more: Vec<Button> = [
        button(may.record, words::RECORD, "record"),
        button(may.change_track && !course.definition.track.is_empty(), words::CHANGE_TRACK, "track"),
        button(may.change_track, words::OWN_WEEK, "slots"),
        button(may.change_track && !course.definition.stage.is_empty(), words::MOVE_STAGE, "stage"),
        button(may.hold && !aside, words::HOLD, "hold"),
        button(may.hold && aside, words::COMES_BACK, "back"),
        button(may.discharge && may.enrol, words::TRANSFER, "transfer"),
        button(may.discharge, words::DISCHARGE, "discharge"),
    ]
    .into_iter()
    .flatten()
    .collect();
    html! {
        @if !more.is_empty() { (footbridge_ui::disclosure::details(words::CHANGE_COURSE, button::row(more))) }
    }
}

/// Where they stand: what presses first, with its reasons and what would mend it; what is met or not asked, one tap away.
fn stands(view: &View, course: &Course, hidden: &Hidden) -> Markup {
    let Some(standing) = &course.standing else { return html! {} };
    let mut sorted = standing.lines.clone();
    lines::pressing_first(&mut sorted);
    let (asked, rest): (Vec<Line>, Vec<Line>) =
        sorted.into_iter().partition(|line| !matches!(line.state, State::Met | State::NotApplicable));
    let rest_said = words::met_or_not_asked(&count("line", i64::try_from(rest.len()).unwrap_or(i64::MAX)));
    let drawn = |lines: Vec<Line>| {
        standing::list(lines.iter().map(|line| with_mends((course.id, view.may.visit), (line, standing), hidden)).collect::<Vec<_>>())
    };
    html! {
        @if standing.lines.is_empty() { (Empty::new(words::STANDS_NOWHERE).icon(Icon::Calendar)) }
        @if !asked.is_empty() { (drawn(asked)) }
        @if !rest.is_empty() { (footbridge_ui::disclosure::details(rest_said, drawn(rest))) }
    }
}

fn with_mends((enrolment, may): (EnrolmentId, bool), (line, standing): (&Line, &Standing), hidden: &Hidden) -> standing::StandingLine {
    let drawn = standing::drawn(line, |fact| Some(format!("/enrolments/{enrolment}/facts/{fact}")));
    let offers = standing.make_ups.iter().filter(|_| lines::is_mended(line, &standing.lines));
    offers.fold(drawn, |drawn, offer| drawn.mend(mend(enrolment, offer, may.then_some(hidden))))
}

/// A session that would mend it, with the button that puts the client on its roster for whoever may.
fn mend(enrolment: EnrolmentId, offer: &MakeUp, hidden: Option<&Hidden>) -> Markup {
    let when = format!("{}, {}", date_short(offer.date), time(change_course::clock(offer.starts)));
    let tag = offer.closes.then(|| Tag::new(words::CLOSES_THE_GAP, footbridge_ui::tag::Tone::Good, Icon::Check));
    html! {
        a href=(format!("/sessions/{}", offer.session)) { (when) " · " (offer.label) }
        " " (words::adds(&minutes(offer.minutes.into())))
        @if let Some(tag) = tag { " " (tag) }
        @if offer.needs_leave { " " (Tag::word(words::NEEDS_LEAVE)) }
        @if let Some(hidden) = hidden {
            (footbridge_ui::form::Form::post(format!("/sessions/{}/visitors", offer.session), hidden.clone())
                .inline()
                .carry("enrolment", enrolment.to_string())
                .buttons([button::secondary(words::BOOK_VISIT).about(when.as_str())]))
        }
    }
}

fn tasks(view: &View, course: &Course, hidden: &Hidden) -> Markup {
    if course.tasks.is_empty() {
        return html! {};
    }
    html! {
        h3 { (words::TASKS) }
        ul.card-list role="list" { @for task in &course.tasks { li { (task_line(view, (course, task), hidden)) } } }
    }
}

fn task_line(view: &View, (course, task): (&Course, &StoredTask), hidden: &Hidden) -> Markup {
    let overdue = task.due.is_some_and(|due| due < course.today);
    let tag = if overdue { Status::TaskOverdue } else { Status::TaskOpen };
    let window = task.occasion.parse().ok().map(words::for_window);
    let due = task.due.map(words::due_on);
    let who = footbridge_ui::words::label("role", &task.owner_role);
    let why = task.because.0.first().map(|reason| because(reason, footbridge_care::line::Unit::None));
    let detail = [Some(who), window, due, why].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        (card::line(html! { (task.what) }, detail, html! { (tag) }))
        @if view.may.settle { (settle(task, hidden)) }
    }
}

/// Done in one tap; anything else on a page of its own.
fn settle(task: &StoredTask, hidden: &Hidden) -> Markup {
    let address = format!("/tasks/{}", task.id);
    let form = footbridge_ui::form::Form::post(address.clone(), hidden.clone().version(task.row_version.to_string())).inline();
    let done = button::secondary(words::DONE).named("close", "done").about(&task.what);
    let other = button::link(words::WAIVE_OR_OUTCOME, address).weight(button::Weight::Quiet).about(&task.what);
    html! { (form.buttons([done, other])) }
}

/// The courses that ended.
pub(super) fn ended(view: &View, courses: &[&Course]) -> Markup {
    let line = |course: &Course| {
        let span = words::from_until(course.starts_on, course.ended_on);
        let again =
            view.may.enrol.then(|| button::link(words::IN_AGAIN, format!("/enrolments/{}/again", course.id)).weight(button::Weight::Quiet));
        html! {
            (card::line(html! { (course.definition.program.name) }, span, html! { (Status::Ended) }))
            @if let Some(again) = again { (button::row([again])) }
        }
    };
    section("ended", words::ENDED_COURSES, html! { ul.card-list role="list" { @for course in courses { li { (line(course)) } } } })
}
