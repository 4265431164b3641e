//! Sign in with a user name or e-mail address and a password, and go on to where one was going.

mod action;
mod form;
mod page;
mod store;
#[cfg(test)]
mod tests;
mod throttle;

use std::time::Duration;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect},
};
use footbridge_kit::{Extension, Failure, Form, Response, Visitor, local};
use maud::Markup;

use crate::{Passwords, words};
use action::{Outcome, Step};

/// The form; whoever is signed in already goes on.
pub async fn page(visitor: Visitor) -> Response {
    let next = local(visitor.query.get("next")).to_owned();
    if visitor.who.is_some() {
        return Redirect::to(&next).into_response();
    }
    page::draw(&visitor, &page::fresh(&next)).into_response()
}

/// Checks who it is, and opens a sign-in.
pub async fn submit(
    visitor: Visitor,
    Extension(passwords): Extension<Passwords>,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Failure> {
    let typed = match form::parse(&form.typed) {
        Ok(typed) => typed,
        Err(faults) => return Ok(refuse(StatusCode::UNPROCESSABLE_ENTITY, page::draw(&visitor, &form.redraw(&faults)))),
    };
    let step = Step::new(&visitor, &typed, &headers)?;
    let (begin, found) = (step.clone(), visitor.kit.clone());
    let account = match found.blocking(move |db| begin.look_up(db)).await? {
        Ok(account) => account,
        Err(wait) => {
            return Ok(refuse(StatusCode::TOO_MANY_REQUESTS, page::draw(&visitor, &page::again(&form, &words::wait(wait.as_secs() + 1)))));
        }
    };
    let right = verify(&visitor, &passwords, (typed.password, account.clone())).await?;
    match visitor.kit.blocking(move |db| step.settle(db, account, right)).await? {
        Outcome::Opened(token) => Ok(welcome(&visitor, &token, local(form.typed.get("next")))),
        Outcome::NotRight => Ok(refuse(StatusCode::UNPROCESSABLE_ENTITY, page::draw(&visitor, &page::again(&form, words::NOT_RIGHT)))),
    }
}

/// On a thread that may wait, a few at a time, outside any transaction.
async fn verify(visitor: &Visitor, passwords: &Passwords, (typed, account): (String, Option<action::Account>)) -> Result<bool, Failure> {
    let turn = tokio::time::timeout(Duration::from_secs(5), passwords.at_once().acquire()).await;
    let _turn = turn.map_err(|_| Failure::Busy)?;
    let passwords = passwords.clone();
    let phc = account.and_then(|account| account.phc);
    visitor.kit.blocking(move |_| Ok::<_, Failure>(passwords.verify(&typed, phc.as_ref()))).await
}

fn welcome(visitor: &Visitor, token: &footbridge_kit::session::Token, next: &str) -> Response {
    let mut response = Redirect::to(next).into_response();
    if let Some(cookie) = visitor.kit.settings().cookie.set(token) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn refuse(status: StatusCode, page: Markup) -> Response {
    (status, page).into_response()
}
