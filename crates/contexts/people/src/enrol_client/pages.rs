//! The page.

use footbridge_care::ids::ClientId;
use footbridge_kit::{At, Context, Failure, Fault, Faults, Form, Response, see_done};
use footbridge_ui::{form::Typed, layout::PageHead};
use maud::Markup;

use super::{
    EnrolError, enrol,
    form::{self, Chosen},
    queries::{self, View},
};
use crate::words;

async fn look(ctx: &Context, client: ClientId, typed: &footbridge_kit::Typed) -> Result<View, Failure> {
    let (program, credit_of) = (typed.get("program").to_owned(), typed.get("credit_of").parse().ok());
    ctx.read(move |reading| queries::view(reading, client, (&program, credit_of))).await
}

/// The form, for the program, track and day in the address.
pub async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    let view = look(&ctx, client, ctx.query()).await?;
    let chosen = Chosen::of(&view, ctx.query());
    Ok(draw(&ctx, &view, (&chosen, &Typed::default())))
}

/// Enrols.
pub async fn submit(ctx: Context, At(client): At<ClientId>, form: Form) -> Result<Response, Failure> {
    let view = look(&ctx, client, &form.typed).await?;
    let new = match form::parse(&form, &view) {
        Ok(new) => new,
        Err(faults) => return Err(again(&ctx, &view, (&form, &faults))),
    };
    let done = ctx.once(&form, move |work| {
        let enrolment = enrol(work, &new)?;
        work.settle(&[enrolment])?;
        Ok::<_, EnrolError>(enrolment)
    });
    match done.await {
        Ok(_) => Ok(see_done(&format!("/clients/{client}"), "enrolled")),
        Err(EnrolError::Already) => Err(again(&ctx, &view, (&form, &Faults::one("program", Fault::Rule(words::ENROLLED_ALREADY))))),
        Err(EnrolError::NoTrack) => Err(again(&ctx, &view, (&form, &Faults::one("track", Fault::NotAChoice)))),
        Err(error) => Err(error.into()),
    }
}

fn again(ctx: &Context, view: &View, (form, faults): (&Form, &Faults)) -> Failure {
    let chosen = Chosen::of(view, &form.typed);
    Failure::Invalid(draw(ctx, view, (&chosen, &form.redraw(faults))))
}

fn draw(ctx: &Context, view: &View, (chosen, typed): (&Chosen, &Typed)) -> Markup {
    let home = format!("/clients/{}", view.client);
    let head = PageHead::new(words::ENROL).lede(words::ENROL_LEDE).crumb(words::CLIENTS, "/clients").crumb(view.names.spoken(), home);
    ctx.page(head, form::draw(view, chosen, (typed, ctx.hidden())))
}
