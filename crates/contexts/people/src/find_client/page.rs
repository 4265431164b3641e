//! The pages.

use footbridge_care::line::{Line, Standing};
use footbridge_ui::{
    button,
    empty::Empty,
    form::{Choice, Choices, Form},
    icon::Icon,
    layout::PageHead,
    pages::Pages,
    search::Hit,
    standing,
    table::{Column, Row, Table},
    tag::{Status, Tag},
    words::count,
};
use maud::{Markup, html};

use super::queries::{Found, InCare, List, PAGE, Running};
use crate::{lines, words};

pub(super) fn hits(found: &[Found]) -> Vec<Hit> {
    found.iter().map(|one| Hit::new(&one.name, &one.detail, format!("/clients/{}", one.client))).collect()
}

pub(super) fn found_head(found: &[Found]) -> PageHead {
    let n = i64::try_from(found.len()).unwrap_or(i64::MAX);
    PageHead::new(words::SEARCH).crumb(words::CLIENTS, "/clients").lede(words::found(n))
}

pub(super) fn list_head(list: &List, may_admit: bool) -> PageHead {
    let n = i64::try_from(list.all).unwrap_or(i64::MAX);
    let head = PageHead::new(words::CLIENTS).lede(words::in_care(&count("client", n)));
    let admit = button::link(words::ADMIT, "/clients/new").icon(Icon::Plus);
    if may_admit { head.actions(html! { (admit) }) } else { head }
}

pub(super) fn list(list: &List) -> Markup {
    let columns = [Column::text(words::CLIENT), Column::text(words::PROGRAM), Column::text(words::TRACK), Column::text(words::THIS_WEEK)];
    let table = Table::new(words::CLIENTS, columns).quiet_caption().rows(list.rows.iter().map(row)).empty(none(list));
    let last = u32::try_from(list.all.div_ceil(PAGE)).unwrap_or(1);
    let (program, track) = (list.filter.program.clone(), list.filter.track.clone());
    let address = |page: u32| format!("/clients?program={program}&track={track}&page={page}");
    let pages = Pages::new(u32::try_from(list.filter.page).unwrap_or(1), last, address);
    html! { @if !list.programs.is_empty() { (narrow(list)) } (table) (pages) }
}

fn none(list: &List) -> Empty {
    if list.filter.program.is_empty() && list.filter.track.is_empty() {
        Empty::new(words::NOBODY_IN_CARE).hint(words::NOBODY_IN_CARE_HINT).icon(Icon::Person)
    } else {
        Empty::new(words::NOBODY_THERE).action(words::SHOW_ALL, "/clients").icon(Icon::Person)
    }
}

fn narrow(list: &List) -> Markup {
    let select = |name: &str, label: &str, of: (&[(String, String)], &str)| {
        let choices = of.0.iter().map(|(name, label)| Choice::new(name, label));
        Choices::select(name, label).options([Choice::new("", words::ANY)]).options(choices).chosen(of.1)
    };
    let form = Form::get("/clients")
        .label(words::NARROW)
        .inline()
        .field(select("program", words::PROGRAM, (&list.programs, &list.filter.program)))
        .field(select("track", words::TRACK, (&list.tracks, &list.filter.track)))
        .buttons([button::secondary(words::SHOW)]);
    html! { (form) }
}

fn row(one: &InCare) -> Row {
    let name = html! { a href=(format!("/clients/{}", one.client)) { (one.name) } };
    let each = |draw: fn(&Running) -> Markup| html! { @for course in &one.courses { div { (draw(course)) } } };
    let program = |course: &Running| html! { (course.program.as_deref().unwrap_or("–")) };
    let track = |course: &Running| html! { (course.track.as_deref().unwrap_or("–")) };
    Row::new([name, each(program), each(track), each(week)])
}

/// How the week stands in one tag: aside, not enrolled, or the hours line.
fn week(one: &Running) -> Markup {
    match (one.status.as_deref(), &one.standing) {
        (None, _) => html! { (Tag::from(Status::Waiting).saying(words::NOT_ENROLLED)) },
        (Some("aside"), _) => html! { (Status::OnHold) },
        (_, Some(standing)) => hours(standing).map_or_else(|| html! { "–" }, |line| standing::brief(&standing::drawn(line, |_| None))),
        _ => html! { "–" },
    }
}

fn hours(standing: &Standing) -> Option<&Line> {
    lines::hours(&standing.lines)
}
