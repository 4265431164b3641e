//! See a client's own week: every session they are expected at, printable, and as a calendar file.
//!
//! The file and the print are for staff. Handing either to the client, or to anybody else, is a disclosure, and the calendar file of an
//! addiction program discloses by its very titles: when the consent gate is there, both go through it.

mod page;
mod queries;
#[cfg(test)]
mod tests;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use footbridge_care::ids::ClientId;
use footbridge_definition::calendar::write_ics;
use footbridge_kit::{At, Context, Failure};
use jiff::civil::Date;
use maud::Markup;

use crate::words;

/// The week of a day, this week's where none is named.
pub async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    let day: Option<Date> = ctx.query().get("from").parse().ok();
    let view = ctx.read(move |reading| queries::week(reading, client, day)).await?;
    Ok(ctx.page(page::head(&view), page::draw(&view, &ctx.who().person.name)))
}

/// Everything that is planned for the client, as a calendar file. Its name and its events name nobody.
pub async fn ics(ctx: Context, At(client): At<ClientId>) -> Result<Response, Failure> {
    let view = ctx.read(move |reading| queries::ahead(reading, client)).await?;
    let text = write_ics(words::WEEK, &queries::events(&view), ctx.now());
    let headers =
        [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"schedule.ics\"")];
    Ok((headers, text).into_response())
}
