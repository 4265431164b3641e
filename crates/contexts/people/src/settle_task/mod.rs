//! Settle a task: done, with an outcome where one is asked for, or waived with a reason.

mod action;
mod page;
#[cfg(test)]
mod tests;

use footbridge_care::ids::{ClientId, TaskId};
use footbridge_kit::{At, Context, Failure, Faults, Fields, Form, Response, see_done};
use footbridge_ledger::Close;
use footbridge_ui::form::Typed;
use maud::Markup;

pub use action::{Settled, settle, settle_later};

use crate::words;

/// A task, and what can be said of it.
pub async fn page(ctx: Context, At(task): At<TaskId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| action::view(reading, task)).await?;
    Ok(page::draw(&ctx, &view, (&Typed::default(), false)))
}

/// Settles it.
pub async fn submit(ctx: Context, At(task): At<TaskId>, form: Form) -> Result<Response, Failure> {
    let close = match parse(&form) {
        Ok(close) => close,
        Err(faults) => {
            let view = ctx.read(move |reading| action::view(reading, task)).await?;
            return Err(Failure::Invalid(page::draw(&ctx, &view, (&form.redraw(&faults), false))));
        }
    };
    let seen = form.version;
    let settled = ctx.once(&form, move |work| settle(work, (task, seen), &close)).await;
    match settled {
        Ok(Settled::Closed(client)) => Ok(see_done(&home(client), "task-settled")),
        Ok(Settled::Stale) => {
            let view = ctx.read(move |reading| action::view(reading, task)).await?;
            Err(Failure::Conflict(page::draw(&ctx, &view, (&form.redraw(&Faults::default()), true))))
        }
        Err(failure) => Err(failure),
    }
}

fn home(client: ClientId) -> String {
    format!("/clients/{client}")
}

/// `close=done` with an outcome that may be left empty, or `close=waived` with a reason.
fn parse(form: &Form) -> Result<Close, Faults> {
    let mut fields = Fields::of(&form.typed);
    let close = match form.typed.get("close") {
        "done" => fields.optional("outcome", 100).map(Close::Done),
        "waived" => fields.text("reason", 1000).map(Close::Waived),
        _ => fields.refuse("close", footbridge_kit::Fault::Rule(words::DONE_OR_WAIVED)),
    };
    fields.finish(|| close)
}
