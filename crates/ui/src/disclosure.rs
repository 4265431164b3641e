//! Disclosure: what most people need not see, one tap away. Works without scripts and prints open or closed as it stands.

use maud::{Markup, html};

/// A summary that opens its body.
pub fn details(summary: impl Into<String>, body: Markup) -> Markup {
    html! { details.disclosure { summary { (summary.into()) } div.disclosure-body { (body) } } }
}

/// One that starts open, with an id so that it stays as it is when a page is replaced in place.
pub fn opened(id: &str, summary: impl Into<String>, body: Markup) -> Markup {
    html! { details.disclosure id=(id) open { summary { (summary.into()) } div.disclosure-body { (body) } } }
}
