//! The page of a group: who is on its roster, who came, what it teaches; and the forms that change these.

mod forms;
mod page;
mod topics;
mod view;

use axum::response::Response;
use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{At, Context, Failure, Form, see_done, see_other};
use footbridge_ui::flash::{Flash, Outcome};
use maud::Markup;

pub use view::{Attendee, Lately, SessionView, lately, load};

use crate::{
    ActError, Refused,
    choose_topic::choose_topic,
    confirm_roster::{Confirm, confirm_roster},
    definitions::Refresh,
    join_roster::{join_roster, leave_roster},
    mark_attendance::mark_in_row,
};

/// `GET /sessions/{session}`
pub async fn show(ctx: Context, At(session): At<SessionId>) -> Result<Markup, Failure> {
    draw(&ctx, session, None).await
}

async fn draw(ctx: &Context, session: SessionId, flash: Option<Flash>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| view::load(reading, session)).await?;
    Ok(page::draw(ctx, &view, flash))
}

/// `POST /sessions/{session}/marks/{enrolment}`
pub async fn mark(ctx: Context, At((session, enrolment)): At<(SessionId, EnrolmentId)>, form: Form) -> Result<Response, Failure> {
    let Some(mark) = forms::mark(&form, (session, enrolment)) else { return not_understood(&ctx, session).await };
    let done = ctx.once(&form, move |work| mark_in_row(work, &mark)).await;
    back(&ctx, session, done.map(|()| row(session, enrolment))).await
}

/// `POST /sessions/{session}/confirm`
pub async fn confirm(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let done = ctx.once(&form, move |work| confirm_roster(work, Confirm { session, refresh: Refresh::Now })).await;
    match done {
        Ok(()) => Ok(see_done(&path(session), "roster-confirmed")),
        // Two who say it at the same moment mean the same.
        Err(ActError::Refused(Refused::Confirmed)) => Ok(see_other(&path(session))),
        refused => back(&ctx, session, refused.map(|()| path(session))).await,
    }
}

/// `POST /sessions/{session}/visitors`
pub async fn join(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let Some(join) = forms::join(&form, session) else { return not_understood(&ctx, session).await };
    let enrolment = join.enrolment;
    let done = ctx.once(&form, move |work| join_roster(work, &join)).await;
    back(&ctx, session, done.map(|()| row(session, enrolment))).await
}

/// `POST /sessions/{session}/off/{enrolment}`
pub async fn leave(ctx: Context, At((session, enrolment)): At<(SessionId, EnrolmentId)>, form: Form) -> Result<Response, Failure> {
    let Some(leave) = forms::leave(&form, (session, enrolment)) else { return not_understood(&ctx, session).await };
    let done = ctx.once(&form, move |work| leave_roster(work, &leave)).await;
    back(&ctx, session, done.map(|()| path(session))).await
}

/// `POST /sessions/{session}/topic`
pub async fn topic(ctx: Context, At(session): At<SessionId>, form: Form) -> Result<Response, Failure> {
    let Some(choose) = forms::topic(&form, session) else { return not_understood(&ctx, session).await };
    let done = ctx.once(&form, move |work| choose_topic(work, &choose)).await;
    back(&ctx, session, done.map(|()| format!("{}#topics", path(session)))).await
}

fn path(session: SessionId) -> String {
    format!("/sessions/{session}")
}

fn row(session: SessionId, enrolment: EnrolmentId) -> String {
    format!("{}#{}", path(session), page::row_id(enrolment))
}

/// On to where the act leads; a refusal is said at the top of the page as it is now, so that both can be seen.
async fn back(ctx: &Context, session: SessionId, done: Result<String, ActError>) -> Result<Response, Failure> {
    match done {
        Ok(next) => Ok(see_other(&next)),
        Err(ActError::Failure(failure)) => Err(failure),
        Err(ActError::Refused(refused)) => {
            let page = draw(ctx, session, Some(Flash::new(Outcome::Refused, refused.to_string()))).await?;
            Err(if refused == Refused::Stale { Failure::Conflict(page) } else { Failure::Invalid(page) })
        }
    }
}

async fn not_understood(ctx: &Context, session: SessionId) -> Result<Response, Failure> {
    let flash = Flash::new(Outcome::Refused, crate::words::NOT_UNDERSTOOD);
    Err(Failure::Invalid(draw(ctx, session, Some(flash)).await?))
}
