//! Today: the first page, composed from the cards that contexts registered.

use footbridge_policy::Role;
use footbridge_ui::{empty::Empty, layout::PageHead};
use maud::{Markup, html};

use crate::{Context, Failure, Module, NavItem, Reading, Routes, TodayCard, signed_in, words};

/// The module that owns `/`.
pub fn module() -> Module {
    let nav = NavItem { order: 0, label: words::TODAY, path: "/", right: None };
    Module::new(Routes::new().get("/", signed_in(), page)).nav(nav)
}

async fn page(ctx: Context) -> Result<Markup, Failure> {
    let cards = ctx.read(|reading| reading.today_cards()).await?;
    let body = html! {
        div.cards { @for card in &cards { (card) } }
        @if cards.is_empty() { (Empty::new(words::NOTHING_TODAY)) }
    };
    Ok(ctx.page(PageHead::new(words::TODAY), body))
}

impl Reading<'_, '_> {
    /// The cards of Today that this person gets, those for their role first.
    ///
    /// # Errors
    /// What a card returns.
    pub fn today_cards(&mut self) -> Result<Vec<Markup>, Failure> {
        let Some(parts) = self.parts() else {
            return Ok(Vec::new());
        };
        let actor = self.actor().clone();
        let mine = |card: &&TodayCard| !card.first_for.iter().any(|role: &Role| actor.holds(*role));
        let mut cards: Vec<&TodayCard> = parts.today.iter().collect();
        cards.sort_by_key(|card| (mine(card), card.order));
        let mut drawn = Vec::new();
        for card in cards {
            drawn.extend(card.draw(self)?);
        }
        Ok(drawn)
    }
}
