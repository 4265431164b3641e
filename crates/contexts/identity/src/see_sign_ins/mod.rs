//! See where one is signed in, and end what one does not know.

mod action;
mod page;
#[cfg(test)]
mod tests;

use footbridge_care::ids::SignInId;
use footbridge_kit::{At, Context, Failure, Form, Response, see_other, session};
use footbridge_policy::ManageSignIns;
use maud::Markup;

/// The sign-ins of whoever asks.
pub async fn page(ctx: Context) -> Result<Markup, Failure> {
    let (row, limits) = (ctx.who().row.clone(), ctx.kit().settings().limits);
    let (zone, rows) = ctx
        .read(move |reading| {
            let permit = reading.permit(ManageSignIns, action::mine(reading.actor())?)?;
            let whose = (permit.organization(), permit.object());
            let zone = action::zone(reading)?;
            Ok((zone, session::list(reading.tx, whose, (reading.now(), limits))?))
        })
        .await?;
    Ok(ctx.page(page::head(), page::draw(&rows, (row.id, &zone), &ctx.hidden())))
}

/// Ends one of them.
pub async fn end(ctx: Context, At(sign_in): At<SignInId>, form: Form) -> Result<Response, Failure> {
    ctx.once(&form, move |work| action::end(work, sign_in)).await?;
    Ok(see_other("/sign-ins"))
}

/// Ends all but this one.
pub async fn end_others(ctx: Context, form: Form) -> Result<Response, Failure> {
    let this = ctx.who().row.id;
    let limits = ctx.kit().settings().limits;
    ctx.once(&form, move |work| action::end_others(work, this, limits)).await?;
    Ok(see_other("/sign-ins"))
}
