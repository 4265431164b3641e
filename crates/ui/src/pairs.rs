//! Pairs: a definition list of what is known.

use maud::{Markup, Render, html};

/// Terms with their values.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    pairs: Vec<(String, Markup)>,
}

impl Pairs {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more pair.
    pub fn pair(mut self, term: impl Into<String>, value: impl Render) -> Self {
        self.pairs.push((term.into(), value.render()));
        self
    }

    /// One more pair, if there is a value.
    pub fn maybe(self, term: impl Into<String>, value: Option<impl Render>) -> Self {
        match value {
            Some(value) => self.pair(term, value),
            None => self,
        }
    }
}

impl Render for Pairs {
    fn render(&self) -> Markup {
        html! { dl.pairs { @for (term, value) in &self.pairs { div { dt { (term) } dd { (value) } } } } }
    }
}
