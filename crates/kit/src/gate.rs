//! What stands before every handler: is the request ours, who is it, may they at all, is the form theirs; and after it, was it audited.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use footbridge_db::DbError;
use footbridge_policy::table;

use crate::{
    Failure, Gate, Kit, Rule, Typed, Whose,
    context::SignedIn,
    failure::NotAudited,
    next_path, same_origin,
    session::{self, Token},
};

/// Whether an audit entry was written for this request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Audited(Arc<AtomicBool>);

impl Audited {
    pub(crate) fn mark(&self) {
        self.0.store(true, Ordering::Release);
    }

    fn is_marked(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// Middleware of one route.
pub(crate) async fn pass(State((kit, rule)): State<(Kit, Rule)>, request: Request, next: Next) -> Response {
    let changes = same_origin::is_unsafe(request.method());
    match admit(&kit, rule, request).await {
        Ok((request, audited)) => let_out((rule, changes), &audited, next.run(request).await),
        Err(failure) => failure.into_response(),
    }
}

async fn admit(kit: &Kit, rule: Rule, mut request: Request) -> Result<(Request, Audited), Failure> {
    let changes = same_origin::is_unsafe(request.method());
    if changes && !same_origin::is_ours(request.headers()) {
        return Err(Failure::CrossSite);
    }
    let token = kit.settings().cookie.read(request.headers());
    let signed_in = match token {
        Some(token) => who_is(kit, token).await?,
        None => None,
    };
    authorize(rule, signed_in.as_ref(), &request)?;
    if changes {
        request = take_fields(kit, signed_in.as_ref(), request).await?;
    }
    let audited = Audited::default();
    request.extensions_mut().insert(audited.clone());
    if let Some(signed_in) = signed_in {
        request.extensions_mut().insert(Arc::new(signed_in));
    }
    Ok((request, audited))
}

fn authorize(rule: Rule, signed_in: Option<&SignedIn>, request: &Request) -> Result<(), Failure> {
    match (rule.gate, signed_in) {
        (Gate::Public, _) | (Gate::SignedIn, Some(_)) => Ok(()),
        (_, None) => Err(Failure::SignedOut(next_path::of(request))),
        (Gate::Needs(right), Some(who)) if table::has(&who.person.actor, right) => Ok(()),
        (Gate::Needs(_), Some(_)) => Err(Failure::Hidden),
    }
}

/// Looks the token up and loads who it is, in one view; remembers that it was used, at most once a minute, and does not hold the page up
/// when storage is busy.
async fn who_is(kit: &Kit, token: Token) -> Result<Option<SignedIn>, Failure> {
    let (now, load, keys, hash) = (kit.now(), kit.load_person(), kit.keys().clone(), token.hash());
    let deadline = kit.settings().limits.at(now);
    let found = kit
        .blocking(move |db| {
            let found = db.read(|tx| {
                let Some(row) = session::find(tx, &hash, deadline)? else { return Ok(None) };
                let whose = Whose { organization: row.organization_id, staff: row.staff_id, now };
                Ok::<_, DbError>(load(tx, &keys, whose)?.map(|person| (row, person)))
            })?;
            if let Some((row, _)) = found.as_ref().filter(|(row, _)| row.is_due_a_touch(now)) {
                let _ = db.write(|tx| session::touch(tx, row, now));
            }
            Ok::<_, Failure>(found)
        })
        .await?;
    Ok(found.map(|(row, person)| SignedIn { row, person, token }))
}

/// Reads the body within its limit, checks the form token, and leaves the fields for the handler.
async fn take_fields(kit: &Kit, signed_in: Option<&SignedIn>, request: Request) -> Result<Request, Failure> {
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, kit.settings().body_limit).await.map_err(|_| Failure::TooLarge)?;
    let typed = if is_form(&parts.headers) { Typed::urlencoded(&bytes) } else { Typed::default() };
    if let Some(who) = signed_in
        && !who.token.is_csrf(form_token(&parts.headers, &typed))
    {
        return Err(Failure::ForeignForm);
    }
    parts.extensions.insert(typed);
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn form_token<'a>(headers: &'a HeaderMap, typed: &'a Typed) -> &'a str {
    headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_else(|| typed.get(crate::form::CSRF))
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// An audited answer that shows or changed something leaves only with its entry written.
fn let_out((rule, changes): (Rule, bool), audited: &Audited, response: Response) -> Response {
    let status = response.status();
    let owes = status.is_success() || (changes && status.is_redirection());
    if rule.audited && owes && !audited.is_marked() {
        return Failure::internal(NotAudited).into_response();
    }
    response
}
