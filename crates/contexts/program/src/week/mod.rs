//! The week: the calendar of a site, by track, room and facilitator.

mod page;
mod view;

use footbridge_kit::{Context, Failure};
use maud::Markup;

/// `GET /week?site=&day=&track=&room=&staff=&all=`
pub async fn show(ctx: Context) -> Result<Markup, Failure> {
    let asked = view::Asked::of(ctx.query());
    let view = ctx.read(move |reading| view::load(reading, &asked)).await?;
    Ok(page::draw(&ctx, &view))
}
