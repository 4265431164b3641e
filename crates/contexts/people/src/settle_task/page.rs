//! The page of one task.

use footbridge_care::line::Unit;
use footbridge_kit::{Context, Version};
use footbridge_ledger::TaskState;
use footbridge_ui::{
    button,
    flash::{Flash, Outcome},
    form::{Field, Form, Typed, error_summary},
    layout::{PageHead, section},
    pairs::Pairs,
    tag::Status,
    words::{because, date, label},
};
use maud::{Markup, html};

use super::action::View;
use crate::words;

pub(super) fn draw(ctx: &Context, view: &View, (typed, stale): (&Typed, bool)) -> Markup {
    let home = format!("/clients/{}", view.task.client_id);
    let head = PageHead::new(view.task.what.as_str()).narrow().crumb(words::CLIENTS, "/clients").crumb(view.names.spoken(), home.clone());
    let head = if stale { head.flash([Flash::new(Outcome::Refused, words::TASK_CHANGED)]) } else { head };
    let forms = (view.task.state.0 == TaskState::Open).then(|| forms(ctx, view, typed));
    ctx.page(
        head,
        html! { (about(view)) @match forms { Some(forms) => (forms), None => (button::row([button::link(words::TO_CLIENT, home)])) } },
    )
}

fn about(view: &View) -> Markup {
    let task = &view.task;
    let status = match task.state.0 {
        TaskState::Open => Status::TaskOpen,
        TaskState::Done => Status::TaskDone,
        TaskState::Waived => Status::TaskWaived,
        TaskState::Withdrawn => Status::TaskWithdrawn,
    };
    let pairs = Pairs::new()
        .pair(words::CLIENT, view.names.spoken())
        .pair(words::STATUS, status)
        .pair(words::WHO, label("role", &task.owner_role))
        .maybe(words::DUE, task.due.map(date))
        .maybe(words::OUTCOME, task.outcome.as_deref());
    html! {
        (pairs)
        @if !task.because.0.is_empty() {
            (section("why", words::WHY, html! { ul { @for reason in &task.because.0 { li { (because(reason, Unit::None)) } } } }))
        }
    }
}

fn forms(ctx: &Context, view: &View, typed: &Typed) -> Markup {
    let hidden = ctx.hidden_at(Version(view.task.row_version));
    let address = format!("/tasks/{}", view.task.id);
    let done = Form::post(address.clone(), hidden)
        .label(words::DONE)
        .carry("close", "done")
        .field(Field::text("outcome", words::OUTCOME).optional().hint(words::OUTCOME_HINT).filled(typed))
        .buttons([button::submit(words::DONE)]);
    let waived = Form::post(address, ctx.hidden_at(Version(view.task.row_version)))
        .label(words::WAIVE)
        .carry("close", "waived")
        .field(Field::area("reason", words::REASON).lines(3).hint(words::REASON_KEPT).filled(typed))
        .buttons([button::secondary(words::WAIVE)]);
    html! {
        @if !typed.errors().is_empty() { (error_summary(typed)) }
        (section("done", words::DONE, done))
        (section("waive", words::NEED_NOT_BE_DONE, waived))
    }
}
