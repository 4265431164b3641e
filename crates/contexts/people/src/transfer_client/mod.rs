//! Transfer a client: out of one program and on to another, here or at another site. The enrolment there follows on its own form, with
//! what was earned here offered as credit.

mod action;
mod page;
mod queries;
#[cfg(test)]
mod tests;

use footbridge_care::ids::{EnrolmentId, SiteId};
use footbridge_kit::{At, Context, Failure, Fault, Faults, Fields, Form, Response, escape, see_done};
use footbridge_ui::form::Typed;
use jiff::civil::Date;
use maud::Markup;

pub use action::transfer;

use crate::{change_course::Refused, words};
use queries::View;

/// Somebody who goes on to another program.
#[derive(Clone, Debug)]
pub struct Transfer {
    /// From this course.
    pub enrolment: EnrolmentId,
    /// Their last day in it.
    pub on: Date,
    /// To this site.
    pub site: SiteId,
    /// By this move of the program they leave.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// The form.
pub(crate) async fn page(ctx: Context, At(enrolment): At<EnrolmentId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, enrolment)).await?;
    Ok(page::draw(&ctx, &view, (&Typed::default(), false)))
}

/// Transfers, and leads on to the enrolment there.
pub(crate) async fn submit(ctx: Context, At(enrolment): At<EnrolmentId>, form: Form) -> Result<Response, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, enrolment)).await?;
    let (new, program) = match parse(&form, &view) {
        Ok(parsed) => parsed,
        Err(faults) => return Err(Failure::Invalid(page::draw(&ctx, &view, (&form.redraw(&faults), false)))),
    };
    let seen = form.version;
    match ctx.once(&form, move |work| action::at_version(work, &new, seen)).await {
        Ok(()) => {
            let next = format!("/clients/{}/enrol?program={}&credit_of={enrolment}", view.course.client, escape(&program));
            Ok(see_done(&next, "transferred"))
        }
        Err(Refused::Failed(failure)) => Err(failure),
        Err(Refused::Unfit(_) | Refused::Stale) => {
            let fresh = ctx.read(move |reading| queries::view(reading, enrolment)).await?;
            Err(Failure::Conflict(page::draw(&ctx, &fresh, (&form.redraw(&Faults::default()), true))))
        }
    }
}

fn parse(form: &Form, view: &View) -> Result<(Transfer, String), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse::<Date>("on", Fault::NotADate);
    let reason = fields.text("reason", 2000);
    let target = fields.text("to", 200).and_then(|to| {
        let known = view.targets.iter().find(|target| target.value() == to);
        known.or_else(|| fields.refuse("to", Fault::NotAChoice))
    });
    if on.is_some_and(|on| on < view.course.starts_on) {
        fields.refuse::<()>("on", Fault::Rule(words::BEFORE_THE_START));
    }
    fields.finish(|| {
        let target = target?;
        let by = view.way_to(&target.program);
        Some((Transfer { enrolment: view.course.enrolment, on: on?, site: target.site.id, by, reason: reason? }, target.program.clone()))
    })
}
