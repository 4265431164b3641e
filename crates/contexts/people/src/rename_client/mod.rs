//! Rename a client: their full name and what they want to be called. Sealed anew under their own key; the search finds the new name at once.

mod action;
#[cfg(test)]
mod tests;

use footbridge_care::ids::ClientId;
use footbridge_kit::{At, Context, Failure, Faults, Fields, Form, Response, see_done};
use footbridge_policy::EditClient;
use footbridge_ui::{
    button,
    conflict::Conflict,
    form::{Field, Form as Drawing, Typed},
    layout::PageHead,
};
use maud::{Markup, html};

pub use action::rename;

use crate::{Names, words};
use action::{NameView, Renamed};

/// The form.
pub(crate) async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| action::view(reading, client, EditClient)).await?;
    Ok(draw(&ctx, &view, &Typed::default()))
}

/// Renames.
pub(crate) async fn submit(ctx: Context, At(client): At<ClientId>, form: Form) -> Result<Response, Failure> {
    let names = match parse(&form) {
        Ok(names) => names,
        Err(faults) => {
            let view = ctx.read(move |reading| action::view(reading, client, EditClient)).await?;
            return Err(Failure::Invalid(draw(&ctx, &view, &form.redraw(&faults))));
        }
    };
    let (new, seen) = (names.clone(), form.version);
    match ctx.once(&form, move |work| rename(work, (client, seen), &new)).await? {
        Renamed::Done => Ok(see_done(&format!("/clients/{client}"), "renamed")),
        Renamed::Stale => {
            let view = ctx.read(move |reading| action::view(reading, client, EditClient)).await?;
            Err(Failure::Conflict(both(&ctx, &view, &names)))
        }
    }
}

fn parse(form: &Form) -> Result<Names, Faults> {
    let mut fields = Fields::of(&form.typed);
    let name = fields.text("name", 200);
    let preferred = fields.optional("preferred", 100);
    fields.finish(|| Some(Names { name: name?, preferred: preferred? }))
}

fn head(view: &NameView) -> PageHead {
    PageHead::new(words::RENAME).narrow().crumb(words::CLIENTS, "/clients").crumb(view.names.spoken(), format!("/clients/{}", view.client))
}

fn draw(ctx: &Context, view: &NameView, typed: &Typed) -> Markup {
    let form = Drawing::post(format!("/clients/{}/name", view.client), ctx.hidden_at(view.version))
        .errors(typed)
        .field(Field::text("name", words::FULL_NAME).value(&view.names.name).filled(typed))
        .field(
            Field::text("preferred", words::PREFERRED_NAME)
                .optional()
                .hint(words::PREFERRED_HINT)
                .value(view.names.preferred.clone().unwrap_or_default())
                .filled(typed),
        )
        .buttons([button::submit(words::SAVE), button::link(words::CANCEL, format!("/clients/{}", view.client))]);
    ctx.page(head(view), html! { (form) })
}

/// What is saved and what was written, to choose from.
fn both(ctx: &Context, view: &NameView, yours: &Names) -> Markup {
    let home = format!("/clients/{}", view.client);
    let preferred = |names: &Names| names.preferred.clone().unwrap_or_default();
    let (theirs, own) = (preferred(&view.names), preferred(yours));
    let conflict = Conflict::new(words::THE_NAME, words::SOMEBODY_ELSE, format!("{home}/name"), ctx.hidden_at(view.version))
        .differs(("name", words::FULL_NAME), (&view.names.name, &view.names.name), (&yours.name, &yours.name))
        .differs(("preferred", words::PREFERRED_NAME), (&theirs, &theirs), (&own, &own))
        .discard(home);
    ctx.page(head(view), html! { (conflict) })
}
