//! Moving clients to the newest version of their program: what changes for each is shown, and a person decides.

mod action;
mod page;
mod preview;

use axum::response::Response;
use footbridge_care::ids::EnrolmentId;
use footbridge_kit::{At, Context, Failure, Form, see_done};
use maud::Markup;

pub use action::{MoveTo, move_to_version};

use crate::{ActError, definitions::Refresh};

/// `GET /programs/{program}/clients`
pub async fn show(ctx: Context, At(program): At<String>) -> Result<Markup, Failure> {
    let asked = program.clone();
    let view = preview::load(&ctx, asked).await?;
    Ok(page::draw(&ctx, (&program, &view)))
}

/// `POST /programs/{program}/clients/{enrolment}`
pub async fn submit(ctx: Context, At((program, enrolment)): At<(String, EnrolmentId)>, form: Form) -> Result<Response, Failure> {
    let Ok(version) = form.typed.get("to").parse() else { return Err(Failure::Hidden) };
    let to = MoveTo { enrolment, version, seen: form.version, refresh: Refresh::Now };
    match ctx.once(&form, move |work| move_to_version(work, &to)).await {
        Ok(()) => Ok(see_done(&format!("/programs/{program}/clients"), "client-moved")),
        Err(ActError::Failure(failure)) => Err(failure),
        Err(ActError::Refused(_)) => Err(Failure::conflict()),
    }
}
