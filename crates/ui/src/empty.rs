//! An empty state says what is so, and what to do next.

use maud::{Markup, Render, html};

use crate::{button, icon::Icon};

/// What stands where there is nothing to list.
#[derive(Debug, Clone)]
pub struct Empty {
    title: String,
    hint: Option<String>,
    icon: Icon,
    action: Option<(String, String)>,
}

impl Empty {
    /// What is so, in one short sentence.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), hint: None, icon: Icon::Check, action: None }
    }

    /// What that means, or when it changes.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Another icon than the tick.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }

    /// What to do next.
    pub fn action(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.action = Some((label.into(), href.into()));
        self
    }
}

impl Render for Empty {
    fn render(&self) -> Markup {
        html! {
            div.empty {
                span.empty-icon { (self.icon) }
                p.empty-title { (self.title) }
                @if let Some(hint) = &self.hint { p.empty-hint { (hint) } }
                @if let Some((label, href)) = &self.action { (button::link(label, href)) }
            }
        }
    }
}
