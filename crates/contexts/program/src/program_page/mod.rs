//! The pages of the programs: the list, and one definition drawn.

mod draw;
mod list;
mod view;

use footbridge_kit::{At, Context, Failure};
use maud::Markup;

pub(crate) use draw::{drawn, finding};
pub(crate) use view::{Drawn, findings_of, load_drawn};

/// `GET /programs`
pub async fn index(ctx: Context) -> Result<Markup, Failure> {
    let view = ctx.read(list::load).await?;
    Ok(list::draw(&ctx, &view))
}

/// `GET /programs/{program}`
pub async fn show(ctx: Context, At(program): At<String>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| view::load(reading, &program)).await?;
    Ok(draw::page(&ctx, &view))
}
