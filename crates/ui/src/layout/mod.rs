//! The page shell: skip link, landmarks, the way around, and the first line that says what there is to do.

mod head;
mod shell;

pub use head::{NavItem, PageHead, Viewer};

use maud::{DOCTYPE, Markup, Render, html};

use crate::{
    assets,
    words::{t, t_args},
};
use shell::{crumbs, footer, header, heading, mark, navigation};

/// A page for somebody signed in.
pub fn page(head: PageHead, body: Markup) -> Markup {
    let main = html! {
        main.main.main-narrow[head.narrow] id="main" tabindex="-1" {
            (crumbs(&head.breadcrumbs))
            div.flashes id="flashes" data-offline=(t("offline")) { @for flash in &head.flash { (flash) } }
            (heading(&head))
            (body)
        }
    };
    document(&head, html! { (header(&head)) (navigation(&head.nav)) (main) (footer()) })
}

/// A page for somebody signed out: sign-in, errors, a page for print or for a client. No navigation, no search.
pub fn plain(head: PageHead, body: Markup) -> Markup {
    let inside = html! {
        header.masthead { a.brand href="/" { (mark()) span { (t("app-name")) } } }
        main.main.main-plain id="main" tabindex="-1" {
            @for flash in &head.flash { (flash) }
            (heading(&head))
            (body)
        }
    };
    document(&head, inside)
}

fn document(head: &PageHead, inside: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(t("lang")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="same-origin";
                @if let Some(seconds) = head.refresh_seconds { meta http-equiv="refresh" content=(seconds); }
                title { (t_args("page-title", &[("title", head.title.as_str().into()), ("app", t("app-name").into())])) }
                link rel="icon" type="image/svg+xml" href=(assets::url("icon.svg"));
                link rel="stylesheet" href=(assets::url("app.css"));
                @for script in assets::SCRIPTS { script src=(assets::url(script)) defer {} }
            }
            body {
                a.skip href="#main" { (t("skip-to-content")) }
                @if head.demo { aside.demo aria-label=(t("demo-label")) { (t("demo-banner")) } }
                (inside)
            }
        }
    }
}

/// A part of a page under a second-level heading, with an id one can link to.
pub fn section(id: &str, title: impl Into<String>, body: impl Render) -> Markup {
    html! { section.section id=(id) { h2 { (title.into()) } (body) } }
}

/// Two columns where there is room: what matters, and what stands beside it.
pub fn beside(main: Markup, aside: Markup) -> Markup {
    html! { div.beside { div.beside-main { (main) } div.beside-aside { (aside) } } }
}
