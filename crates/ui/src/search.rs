//! Results of the search for a client: the same list on a page of its own and under the box as one types.

use maud::{Markup, html};

use crate::{
    tag::Tag,
    words::{t, t_args},
};

/// One person found.
#[derive(Debug, Clone)]
pub struct Hit {
    name: String,
    detail: String,
    href: String,
    tag: Option<Tag>,
}

impl Hit {
    /// Name, what tells them from another of that name, and their page.
    pub fn new(name: impl Into<String>, detail: impl Into<String>, href: impl Into<String>) -> Self {
        Self { name: name.into(), detail: detail.into(), href: href.into(), tag: None }
    }

    /// Their status.
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tag = Some(tag.into());
        self
    }
}

/// The list. It is also the fragment that `?part=results` answers with.
pub fn results(hits: &[Hit]) -> Markup {
    if hits.is_empty() {
        return html! { div.hits-none { p { (t("search-none")) } p.quiet.small { (t("search-none-hint")) } } };
    }
    let n = i64::try_from(hits.len()).unwrap_or(i64::MAX);
    html! {
        p.sr-only { (t_args("search-found", &[("n", n.into())])) }
        ul.hits role="list" {
            @for hit in hits {
                li { a href=(hit.href) {
                    span { span.hits-name { (hit.name) } " " span.quiet.small { (hit.detail) } }
                    @if let Some(tag) = &hit.tag { (tag) }
                } }
            }
        }
    }
}
