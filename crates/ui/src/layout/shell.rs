//! The parts of the frame around a page.

use maud::{Markup, html};

use super::{NavItem, PageHead, Viewer};
use crate::{icon::Icon, words::t};

pub(super) fn header(head: &PageHead) -> Markup {
    html! {
        header.masthead {
            a.brand href="/" { (mark()) span { (t("app-name")) } }
            @if let Some(site) = &head.site { span.masthead-site { (site) } }
            @if let Some((action, asked)) = &head.search { (search_box(action, asked)) }
            @if let Some(viewer) = &head.viewer { (viewer_menu(viewer)) }
        }
    }
}

/// The mark: a bridge over water.
pub(super) fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false" {
            path.mark-deck d="M1 15C8 9 24 9 31 15" {}
            path.mark-rail d="M1 10C8 4 24 4 31 10M6 7v6M12 5.3v5.4M20 5.3v5.4M26 7v6" {}
            path.mark-water d="M3 20.5q3.250-2.2 6.5 0t6.5 0 6.5 0 6.5 0" {}
        }
    }
}

fn search_box(action: &str, asked: &str) -> Markup {
    html! {
        search.search {
            form action=(action) method="get" role="search" data-suggest=(action) {
                label.sr-only for="client-search" { (t("search-label")) }
                (Icon::Search)
                input id="client-search" type="search" name="q" value=(asked) placeholder=(t("search-label")) autocomplete="off"
                    aria-keyshortcuts="/" data-shortcut="/" title=(t("search-shortcut"));
                kbd.search-key aria-hidden="true" { "/" }
                button.sr-only type="submit" { (t("search-submit")) }
                div.search-results aria-live="polite" {}
            }
        }
    }
}

fn viewer_menu(viewer: &Viewer) -> Markup {
    html! {
        details.viewer {
            summary { (Icon::Person) span.viewer-name { span.sr-only { (t("signed-in-as")) " " } (viewer.name) } span.viewer-role { (viewer.role) } }
            div.viewer-menu {
                p.viewer-who { (viewer.name) br; span.quiet { (viewer.role) } }
                @for (label, href) in &viewer.links { a href=(href) { (label) } }
                form method="post" action=(viewer.sign_out) {
                    input type="hidden" name="csrf" value=(viewer.csrf);
                    button.button.button-quiet type="submit" { (t("sign-out")) }
                }
            }
        }
    }
}

pub(super) fn navigation(items: &[NavItem]) -> Markup {
    html! {
        @if !items.is_empty() {
            nav.nav aria-label=(t("nav-main")) {
                ul role="list" {
                    @for item in items {
                        li { a href=(item.href) aria-current=[item.current.then_some("page")] {
                            (item.label)
                            @if let Some(count) = item.count { span.nav-count { (count) } }
                        } }
                    }
                }
            }
        }
    }
}

pub(super) fn crumbs(steps: &[(String, String)]) -> Markup {
    html! {
        @if !steps.is_empty() {
            nav.crumbs aria-label=(t("nav-breadcrumbs")) {
                ol role="list" { @for (label, href) in steps { li { a href=(href) { (label) } (Icon::Next) } } }
            }
        }
    }
}

pub(super) fn heading(head: &PageHead) -> Markup {
    html! {
        div.heading {
            div {
                @if let Some(kicker) = &head.kicker { p.kicker { (kicker) } }
                h1 { (head.title) }
                @if let Some(lede) = &head.lede { p.lede { (lede) } }
            }
            @if let Some(actions) = &head.actions { div.heading-actions { (actions) } }
        }
    }
}

pub(super) fn footer() -> Markup {
    html! { footer.footer { p { (t("footer-note")) } } }
}
