//! Sign out: the sign-in ends at once, on every tab.

use axum::{
    http::header,
    response::{IntoResponse, Redirect},
};
use footbridge_kit::{Context, Failure, Response, audit, session};

/// Ends this browser's sign-in and takes its cookie away.
pub async fn submit(ctx: Context) -> Result<Response, Failure> {
    let row = ctx.who().row.clone();
    ctx.write(move |work| {
        session::end(work, row.staff_id, row.id)?;
        work.note_bare(audit::Bare { kind: audit::Kind::Write, action: "sign_out", object: ("sign_in", row.id.to_string()), says: None })?;
        Ok::<_, Failure>(())
    })
    .await?;
    let mut response = Redirect::to("/sign-in").into_response();
    if let Some(cookie) = ctx.kit().settings().cookie.clear() {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
