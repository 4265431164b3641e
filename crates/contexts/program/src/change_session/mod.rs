//! Changing a session of the week: move it, cancel it, replace who leads it. What follows is shown before it is done.

mod forms;
mod page;
mod preview;
mod view;

use axum::response::{IntoResponse, Response};
use footbridge_care::ids::SessionId;
use footbridge_kit::{At, Context, Failure, Faults, Form, see_done};
use footbridge_ui::{
    flash::{Flash, Outcome},
    form::Typed,
};
use maud::Markup;

use crate::{ActError, Refused, assign_facilitator::assign_facilitator, cancel_session::cancel_session, move_session::move_session};

/// What a page about a change says besides the session.
#[derive(Debug, Default)]
pub struct Said {
    typed: Typed,
    flash: Option<Flash>,
}

/// `GET /sessions/{session}/change`
pub async fn show(ctx: Context, At(session): At<SessionId>) -> Result<Markup, Failure> {
    draw(&ctx, session, Said::default()).await
}

async fn draw(ctx: &Context, session: SessionId, said: Said) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| view::load(reading, session)).await?;
    Ok(page::draw(ctx, &view, said))
}

/// `POST /sessions/{session}/move`: first who is affected, then, confirmed, the move.
pub async fn move_it(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let to = match forms::to(&form, session) {
        Ok(to) => to,
        Err(faults) => return again(&ctx, session, (&form, &faults)).await,
    };
    if !form.typed.has("confirmed") {
        let wanted = to.clone();
        let follows = preview::of(&ctx, (session, Some(to.date)), move |work| move_session(work, &wanted)).await;
        return match follows {
            Ok(follows) => Ok(page::confirm_move(&ctx, &follows, (&to, &form)).into_response()),
            Err(error) => refused(&ctx, session, (&form, error)).await,
        };
    }
    match ctx.once(&form, move |work| move_session(work, &to).map(|_| ())).await {
        Ok(()) => Ok(see_done(&format!("/sessions/{session}"), "session-moved")),
        Err(error) => refused(&ctx, session, (&form, error)).await,
    }
}

/// `POST /sessions/{session}/cancel`: first who is affected, then, confirmed, the cancellation.
pub async fn cancel(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let cancel = match forms::cancel(&form, session) {
        Ok(cancel) => cancel,
        Err(faults) => return again(&ctx, session, (&form, &faults)).await,
    };
    if !form.typed.has("confirmed") {
        let wanted = cancel.clone();
        let follows = preview::of(&ctx, (session, None), move |work| cancel_session(work, &wanted)).await;
        return match follows {
            Ok(follows) => Ok(page::confirm_cancel(&ctx, &follows, (&cancel, &form)).into_response()),
            Err(error) => refused(&ctx, session, (&form, error)).await,
        };
    }
    match ctx.once(&form, move |work| cancel_session(work, &cancel).map(|_| ())).await {
        Ok(()) => Ok(see_done(&format!("/sessions/{session}"), "session-cancelled")),
        Err(error) => refused(&ctx, session, (&form, error)).await,
    }
}

/// `POST /sessions/{session}/facilitator`
pub async fn facilitator(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let assign = match forms::assign(&form, session) {
        Ok(assign) => assign,
        Err(faults) => return again(&ctx, session, (&form, &faults)).await,
    };
    match ctx.once(&form, move |work| assign_facilitator(work, &assign)).await {
        Ok(_) => Ok(see_done(&format!("/sessions/{session}"), "facilitator-assigned")),
        Err(error) => refused(&ctx, session, (&form, error)).await,
    }
}

async fn again(ctx: &Context, session: SessionId, (form, faults): (&Form, &Faults)) -> Result<Response, Failure> {
    let said = Said { typed: form.redraw(faults), flash: None };
    Err(Failure::Invalid(draw(ctx, session, said).await?))
}

/// A refusal is said above the form as typed, on the page as it is now.
async fn refused(ctx: &Context, session: SessionId, (form, error): (&Form, ActError)) -> Result<Response, Failure> {
    let refused = match error {
        ActError::Failure(failure) => return Err(failure),
        ActError::Refused(refused) => refused,
    };
    let said = Said { typed: form.redraw(&Faults::default()), flash: Some(Flash::new(Outcome::Refused, refused.to_string())) };
    let page = draw(ctx, session, said).await?;
    Err(if refused == Refused::Stale { Failure::Conflict(page) } else { Failure::Invalid(page) })
}
