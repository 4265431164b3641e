//! The page of a draft.

use footbridge_definition::{finding::Severity, model::AmountUnit, value::Day};
use footbridge_kit::Context;
use footbridge_ui::{
    button,
    confirm::Confirm,
    conflict::Conflict,
    disclosure,
    editor::Editor,
    flash::Flash,
    form::{Choice, Choices, Field, Form, Typed, group, side_by_side},
    layout::{PageHead, section},
    table::{Column, Row, Table},
    tag::Status,
    words::{date_short, time},
};
use maud::{Markup, Render, html};

use super::{
    usual::{self, Item, Kind},
    view::DraftView,
};
use crate::{
    plan_sessions::{Change, Difference, Fate},
    program_page::{drawn, finding},
    publish_version::Published,
    words,
};

/// What the page says besides the draft.
#[derive(Debug, Default)]
pub struct Said {
    /// What the last act did or was refused for.
    pub flash: Option<Flash>,
    /// The text as typed, where it was not saved.
    pub source: Option<String>,
    /// The forms as typed, where they were not saved.
    pub usual: Typed,
}

/// The page.
pub fn draw(ctx: &Context, view: &DraftView, said: Said) -> Markup {
    let errors = view.drawn.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let head = head(view, words::DRAFT).lede(words::draft_lede(errors)).flash(said.flash);
    let body = html! {
        @if view.may_publish { (publish(view, errors)) }
        (section("usual", words::USUAL, forms(ctx, view, &said.usual)))
        (section("text", words::TEXT, editor(ctx, view, said.source)))
        (disclosure::details(words::AS_DRAWN, drawn(&view.drawn)))
    };
    ctx.page(head, body)
}

fn head(view: &DraftView, title: &str) -> PageHead {
    let name = match view.drawn.merged.program.name.as_str() {
        "" => view.program.as_str(),
        name => name,
    };
    PageHead::new(format!("{name}: {title}")).crumb(words::PROGRAMS, "/programs").crumb(name, format!("/programs/{}", view.program))
}

fn path(view: &DraftView) -> String {
    format!("/drafts/{}", view.id)
}

fn publish(view: &DraftView, errors: usize) -> Markup {
    if errors > 0 {
        return html! { p.quiet { (Status::Error) " " (words::MEND_FIRST) } };
    }
    button::row([button::link(words::SHOW_WHAT_CHANGES, format!("{}/publish", path(view)))])
}

fn editor(ctx: &Context, view: &DraftView, typed: Option<String>) -> Form {
    let source = typed.unwrap_or_else(|| view.source.clone());
    let editor = Editor::new("source", words::DEFINITION, source)
        .findings(view.drawn.findings.iter().map(finding))
        .checks_at(format!("{}/check", path(view)));
    Form::post(path(view), ctx.hidden_at(view.version))
        .label(words::TEXT)
        .keeps_draft(format!("draft-{}", view.id))
        .body(html! { (editor) })
        .buttons([button::secondary(words::SAVE_DRAFT)])
}

fn forms(ctx: &Context, view: &DraftView, typed: &Typed) -> Markup {
    let items = usual::items(&view.source);
    if items.is_empty() {
        return html! { p.quiet { (words::NO_FORMS) } };
    }
    let form = Form::post(format!("{}/usual", path(view)), ctx.hidden_at(view.version)).label(words::USUAL).errors(typed);
    let parts = [
        (words::PHASES, parts(&items, typed, |kind| kind == Kind::Time)),
        (words::DAYS_TIMES_SEATS, parts(&items, typed, |kind| matches!(kind, Kind::Days | Kind::At | Kind::Seats))),
        (words::DOSES_OWED, parts(&items, typed, |kind| matches!(kind, Kind::Amount(_)))),
        (words::TOPICS, parts(&items, typed, |kind| kind == Kind::Topics)),
    ];
    let form = parts
        .into_iter()
        .filter(|(_, markup)| !markup.is_empty())
        .fold(form, |form, (legend, markup)| form.body(disclosure::details(legend, html! { @for one in markup { (one) } })));
    form.buttons([button::secondary(words::WRITE_INTO_TEXT)]).render()
}

/// The fields of some kinds, those of one thing side by side under its name.
fn parts(items: &[Item], typed: &Typed, wanted: impl Fn(Kind) -> bool) -> Vec<Markup> {
    let chosen: Vec<&Item> = items.iter().filter(|item| wanted(item.kind)).collect();
    let mut parts = Vec::new();
    for things in chosen.chunk_by(|a, b| thing(a) == thing(b)) {
        let of = things.first().map(|item| item.of.clone()).unwrap_or_default();
        let fields = html! { @for item in things { (field(item, typed)) } };
        parts.push(group(of, side_by_side(fields)));
    }
    parts
}

fn thing(item: &Item) -> Option<&str> {
    item.field.rsplit_once('-').map(|(thing, _)| thing)
}

fn field(item: &Item, typed: &Typed) -> Markup {
    let name = &item.field;
    match item.kind {
        Kind::Days => {
            let code = |day: Day| day.name().chars().take(3).collect::<String>();
            let choices = Day::ALL.into_iter().map(|day| Choice::new(code(day).to_lowercase(), code(day)));
            let days = Choices::checkboxes(name, words::DAYS).side_by_side().options(choices);
            usual::days(item).iter().fold(days, |days, day| days.chosen(day)).filled(typed).render()
        }
        Kind::At => Field::time(name, words::STARTS).value(&item.value).filled(typed).render(),
        Kind::Seats => Field::number(name, words::SEATS).value(&item.value).optional().filled(typed).render(),
        Kind::Amount(unit) => Field::number(name, words::HOW_MUCH).value(&item.value).unit(unit_word(unit)).filled(typed).render(),
        Kind::Time => Field::text(name, words::LENGTH).value(&item.value).filled(typed).render(),
        Kind::Topics => Field::area(name, words::TOPICS_BY_LINE).value(&item.value).lines(8).filled(typed).render(),
    }
}

const fn unit_word(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Minutes => words::MIN,
        AmountUnit::Days => "days",
        AmountUnit::Weeks => "weeks",
        AmountUnit::Topics => "topics",
        AmountUnit::Percent => "percent",
        AmountUnit::Cents => "cents",
        AmountUnit::Points => "points",
        AmountUnit::Times => "times",
    }
}

/// Before publishing: what changes in the weeks to come, and the question.
pub fn confirm(ctx: &Context, view: &DraftView, published: &Published) -> Markup {
    let confirm =
        Confirm::new(words::publish(&published.name), words::PUBLISH_IT, format!("{}/publish", path(view)), ctx.hidden_at(view.version))
            .says(words::CLIENTS_STAY)
            .cancel(path(view));
    let body = html! {
        (confirm)
        @for (_, difference) in &published.replanned { (section("difference", words::WHAT_CHANGES, differences(difference))) }
    };
    ctx.page(head(view, words::PUBLISH), body)
}

fn differences(difference: &Difference) -> Markup {
    let row = |change: &Change| {
        let shown = |at: Option<jiff::civil::Time>| at.map(time).unwrap_or_default();
        Row::new([
            html! { (date_short(change.date)) },
            html! { (change.label) },
            html! { (fate(change.fate)) },
            html! { (shown(change.was)) },
            html! { (shown(change.now)) },
        ])
    };
    let columns = [
        Column::text(words::DATE),
        Column::text(words::SESSION),
        Column::text(words::CHANGE),
        Column::text(words::WAS),
        Column::text(words::WILL_BE),
    ];
    html! {
        p { (words::replans(difference.count(Fate::Added), difference.count(Fate::Changed), difference.count(Fate::Removed), difference.same)) }
        (Table::new(words::WHAT_CHANGES, columns).quiet_caption().rows(difference.changes.iter().take(60).map(row)))
        @if difference.changes.len() > 60 { p.quiet { (words::and_more(difference.changes.len() - 60)) } }
    }
}

const fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "New",
        Fate::Changed => "Changes",
        Fate::Removed => "Goes",
        Fate::Kept => "Stays as it is: a hand was laid on it",
        Fate::Closed => "Closed day",
        Fate::WithoutRoom => "Its room is taken: none",
        Fate::WithoutFacilitator => "Nobody leads it yet",
    }
}

/// Somebody saved the draft meanwhile: both texts, one choice.
pub fn conflict(ctx: &Context, view: &DraftView, mine: &str) -> Markup {
    let panel = Conflict::new(words::DRAFT, words::SOMEBODY, path(view), ctx.hidden_at(view.version))
        .differs(("source", words::DEFINITION), (&view.source, &excerpt(&view.source, mine)), (mine, &excerpt(mine, &view.source)))
        .discard(path(view));
    ctx.page(head(view, words::DRAFT), panel.render())
}

/// The lines of one text that the other has not.
fn excerpt(text: &str, other: &str) -> String {
    let theirs: std::collections::HashSet<&str> = other.lines().collect();
    let own: Vec<&str> = text.lines().filter(|line| !theirs.contains(line)).take(12).collect();
    if own.is_empty() { words::NOTHING_MORE.to_owned() } else { own.join("\n") }
}
