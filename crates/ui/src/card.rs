//! Cards: the parts of Today, each with its count, its list and the way on.

use maud::{Markup, Render, html};

use crate::{empty::Empty, icon::Icon, tag::Tone};

/// A titled part of a screen.
#[derive(Debug, Clone)]
pub struct Card {
    title: String,
    id: Option<String>,
    count: Option<(String, String)>,
    tone: Tone,
    items: Vec<Markup>,
    body: Option<Markup>,
    empty: Option<Empty>,
    more: Option<(String, String)>,
    wide: bool,
}

impl Card {
    /// A card under a heading of the second level.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            id: None,
            count: None,
            tone: Tone::Quiet,
            items: Vec::new(),
            body: None,
            empty: None,
            more: None,
            wide: false,
        }
    }

    /// An id to link to.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The number that matters, and what it counts: `("3", "groups")`.
    pub fn count(mut self, number: impl Into<String>, of_what: impl Into<String>) -> Self {
        self.count = Some((number.into(), of_what.into()));
        self
    }

    /// How the number feels. Say it in words too.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// One more line of the list.
    pub fn item(mut self, item: Markup) -> Self {
        self.items.push(item);
        self
    }

    /// More lines of the list.
    pub fn items(mut self, items: impl IntoIterator<Item = Markup>) -> Self {
        self.items.extend(items);
        self
    }

    /// Something other than a list, below it.
    pub fn body(mut self, body: Markup) -> Self {
        self.body = Some(body);
        self
    }

    /// What stands here when there are no items.
    pub fn empty(mut self, empty: Empty) -> Self {
        self.empty = Some(empty);
        self
    }

    /// The way to all of it.
    pub fn more(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.more = Some((label.into(), href.into()));
        self
    }

    /// Takes the whole width of a [`grid`].
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    fn head(&self) -> Markup {
        html! {
            header.card-head {
                h2 { (self.title) }
                @if let Some((number, of_what)) = &self.count {
                    p class={ "card-count " (self.tone.class()) } { span.card-number { (number) } " " (of_what) }
                }
            }
        }
    }

    fn content(&self) -> Markup {
        html! {
            @if !self.items.is_empty() { ul.card-list role="list" { @for item in &self.items { li { (item) } } } }
            @if let Some(body) = &self.body { div.card-body { (body) } }
            @if self.items.is_empty() && self.body.is_none() { @if let Some(empty) = &self.empty { (empty) } }
        }
    }
}

impl Render for Card {
    fn render(&self) -> Markup {
        let class = if self.wide { "card card-wide" } else { "card" };
        html! {
            section class=(class) id=[&self.id] {
                (self.head())
                (self.content())
                @if let Some((label, href)) = &self.more { p.card-more { a href=(href) { (label) (Icon::Next) } } }
            }
        }
    }
}

/// Cards side by side where there is room.
pub fn grid(cards: impl IntoIterator<Item = Card>) -> Markup {
    html! { div.cards { @for card in cards { (card) } } }
}

/// One line of a card: what leads, what explains it, and what stands at the end (a tag, a number).
pub fn line(lead: Markup, detail: impl Into<String>, end: Markup) -> Markup {
    let detail = detail.into();
    html! {
        div.card-line {
            div { div.card-lead { (lead) } @if !detail.is_empty() { div.card-detail { (detail) } } }
            div.card-end { (end) }
        }
    }
}
