//! Change who is on a client's care team: the panel of their page, and the form.

mod action;
mod page;
mod queries;
#[cfg(test)]
mod tests;

use footbridge_care::ids::{ClientId, StaffId};
use footbridge_kit::{At, Context, Failure, Fault, Faults, Fields, Form, Response, see_done};
use footbridge_ui::form::Typed;
use maud::Markup;

pub use action::leave_care_team;
pub(crate) use page::panel;

use crate::{CareTeam, join_care_team};
use footbridge_kit::reach;

/// The team, and who could join it.
pub(crate) async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, client)).await?;
    Ok(page::draw(&ctx, &view, &Typed::default()))
}

/// Puts somebody on it.
pub(crate) async fn join(ctx: Context, At(client): At<ClientId>, form: Form) -> Result<Response, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, client)).await?;
    let who = match parse(&form, &view) {
        Ok(who) => who,
        Err(faults) => return Err(Failure::Invalid(page::draw(&ctx, &view, &form.redraw(&faults)))),
    };
    ctx.once(&form, move |work| {
        let subject = reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
        join_care_team(work, subject, who)
    })
    .await?;
    Ok(see_done(&format!("/clients/{client}/team"), "team-changed"))
}

/// Takes somebody off it.
pub(crate) async fn leave(ctx: Context, At((client, staff)): At<(ClientId, StaffId)>, form: Form) -> Result<Response, Failure> {
    ctx.once(&form, move |work| leave_care_team(work, client, staff)).await?;
    Ok(see_done(&format!("/clients/{client}/team"), "team-changed"))
}

fn parse(form: &Form, view: &queries::View) -> Result<(StaffId, CareTeam), Faults> {
    let mut fields = Fields::of(&form.typed);
    let staff = fields.parse::<StaffId>("staff", Fault::NotAChoice);
    if staff.is_some_and(|staff| !view.colleagues.iter().any(|(id, _)| *id == staff)) {
        fields.refuse::<()>("staff", Fault::NotAChoice);
    }
    let capacity = if fields.ticked("primary") { CareTeam::Primary } else { CareTeam::Member };
    fields.finish(|| Some((staff?, capacity)))
}
