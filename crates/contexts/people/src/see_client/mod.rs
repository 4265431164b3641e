//! See a client: where they stand, what there is to do, and what happened.

mod courses;
mod facts;
mod page;
mod queries;
#[cfg(test)]
mod tests;

use footbridge_care::ids::ClientId;
use footbridge_kit::{At, Context, Failure};
use jiff::Timestamp;
use maud::Markup;

pub(crate) use facts::{full, timeline, told, when};

/// The page.
pub async fn page(ctx: Context, At(client): At<ClientId>) -> Result<Markup, Failure> {
    let before = ctx.query().get("before").parse().ok().and_then(|micros| Timestamp::from_microsecond(micros).ok());
    let before = before.unwrap_or(Timestamp::MAX);
    let view = ctx.read(move |reading| queries::client(reading, client, before)).await?;
    Ok(ctx.page(page::head(&view), page::draw(&view, &ctx.hidden())))
}
