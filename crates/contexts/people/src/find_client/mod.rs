//! Find a client: the list of those in care, and the search from anywhere.
//!
//! The search is a `GET` with what was typed in the address, so that it works without scripts and the way back leads to it. What was
//! typed may be a name: requests are logged by route and never by address, pages carry `Referrer-Policy: same-origin` and are not
//! kept by caches, and no link of ours ever holds a name.

mod page;
mod queries;
#[cfg(test)]
mod tests;

use footbridge_kit::{Context, Extension, Failure};
use footbridge_ui::search;
use maud::Markup;

use crate::names::NameIndex;

pub(crate) use queries::within_reach;

/// The list of clients in care; with `?q=` who answers to a name, and with `?part=results` only those, for the box at the top.
pub async fn page(ctx: Context, Extension(index): Extension<NameIndex>) -> Result<Markup, Failure> {
    let asked = ctx.query().get("q").trim().to_owned();
    if ctx.query().get("part") == "results" {
        let hits = ctx.read(move |reading| queries::search(reading, &index, (&asked, queries::SUGGESTED))).await?;
        return Ok(search::results(&page::hits(&hits)));
    }
    if !asked.is_empty() {
        let hits = ctx.read(move |reading| queries::search(reading, &index, (&asked, queries::FOUND))).await?;
        return Ok(ctx.page(page::found_head(&hits), search::results(&page::hits(&hits))));
    }
    let filter = queries::Filter::of(ctx.query());
    let list = ctx.read(move |reading| queries::list(reading, &index, &filter)).await?;
    let may_admit = footbridge_policy::table::has(ctx.actor(), footbridge_policy::Key::EnrolClient);
    Ok(ctx.page(page::list_head(&list, may_admit), page::list(&list)))
}
