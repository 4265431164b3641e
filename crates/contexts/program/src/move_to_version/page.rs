//! Who is on an older version, what changes for each, and the button.

use footbridge_care::line::Line;
use footbridge_kit::Context;
use footbridge_ui::{
    button,
    empty::Empty,
    form::Form,
    layout::PageHead,
    table::{Column, Row, Table},
    words::{amount, of},
};
use maud::{Markup, html};

use super::preview::{Changed, Effect, Moves};
use crate::words;

/// The page.
pub fn draw(ctx: &Context, (program, moves): (&str, &Moves)) -> Markup {
    let name = moves.newest.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let head = PageHead::new(words::move_to_newest(&name))
        .lede(words::MOVE_LEDE)
        .crumb(words::PROGRAMS, "/programs")
        .crumb(program, format!("/programs/{program}"));
    let rows = moves.effects.iter().map(|effect| row(ctx, (program, moves), effect));
    let columns =
        [Column::text(words::CLIENT), Column::text(words::VERSION), Column::text(words::CHANGES_FOR_THEM), Column::actions(words::MOVE)];
    let table = Table::new(words::CLIENTS_BEHIND, columns).quiet_caption().rows(rows).empty(Empty::new(words::NOBODY_BEHIND));
    ctx.page(head, html! { (table) })
}

fn row(ctx: &Context, (program, moves): (&str, &Moves), effect: &Effect) -> Row {
    let to = moves.newest.as_ref().map(|(version, _)| version.to_string()).unwrap_or_default();
    let form = Form::post(format!("/programs/{program}/clients/{}", effect.behind.id), ctx.hidden_at(effect.version()))
        .label(&effect.name.shown)
        .carry("to", to)
        .inline()
        .buttons([button::secondary(words::MOVE_ONE).about(&effect.name.shown)]);
    let visible: Vec<&Changed> = effect.changes.iter().filter(|one| may_see(ctx, one)).collect();
    Row::new([
        html! { a href={ "/clients/" (effect.behind.client_id) } { (effect.name.shown) } },
        html! { (effect.behind.version) },
        html! {
            @if visible.is_empty() { span.quiet { (words::NOTHING_CHANGES) } }
            @else { ul role="list" { @for one in visible { li { (said(one)) } } } }
        },
        html! { (form) },
    ])
}

fn may_see(ctx: &Context, one: &Changed) -> bool {
    one.before.iter().chain(one.after.iter()).all(|line| ctx.actor().may_see(line.sensitivity))
}

fn said(one: &Changed) -> String {
    let label = one.after.as_ref().or(one.before.as_ref()).map(|line| line.label.clone()).unwrap_or_default();
    match (&one.before, &one.after) {
        (Some(before), Some(after)) => words::line_changes(&label, &figure(before), &figure(after)),
        (Some(_), None) => words::line_goes(&label),
        (None, Some(after)) => words::line_comes(&label, &figure(after)),
        (None, None) => label,
    }
}

fn figure(line: &Line) -> String {
    let unit = line.unit.name();
    let value = amount(line.projected.unwrap_or(line.value), unit);
    line.target.map_or_else(|| value.clone(), |target| of(&value, &amount(target, unit)))
}
