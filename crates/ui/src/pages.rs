//! Pages of a long list.

use maud::{Markup, Render, html};

use crate::{
    icon::Icon,
    words::{t, t_args},
};

/// Where we are in a long list.
#[derive(Debug, Clone)]
pub struct Pages {
    at: u32,
    last: u32,
    before: Option<String>,
    after: Option<String>,
}

impl Pages {
    /// Page `at` of `last`, both from 1; `href` makes the address of a page.
    pub fn new(at: u32, last: u32, href: impl Fn(u32) -> String) -> Self {
        Self { at, last, before: (at > 1).then(|| href(at.saturating_sub(1))), after: (at < last).then(|| href(at.saturating_add(1))) }
    }
}

impl Render for Pages {
    fn render(&self) -> Markup {
        if self.last <= 1 {
            return html! {};
        }
        html! {
            nav.pages aria-label=(t("pages")) {
                @if let Some(href) = &self.before { a.button href=(href) rel="prev" { (Icon::Back) (t("pages-before")) } }
                span.num { (t_args("pages-at", &[("at", self.at.into()), ("last", self.last.into())])) }
                @if let Some(href) = &self.after { a.button href=(href) rel="next" { (t("pages-after")) (Icon::Next) } }
            }
        }
    }
}
