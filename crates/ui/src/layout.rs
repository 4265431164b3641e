//! The page shell: skip link, landmarks, the way around, and the first line that says what there is to do.

use maud::{DOCTYPE, Markup, Render, html};

use crate::{
    assets,
    flash::Flash,
    icon::Icon,
    words::{t, t_args},
};

/// One place in the main navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    label: String,
    href: String,
    current: bool,
    count: Option<u32>,
}

impl NavItem {
    /// A place and its address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), current: false, count: None }
    }

    /// Where we are.
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }

    /// How many things wait there.
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }
}

/// Who is signed in, as the shell shows them.
#[derive(Debug, Clone)]
pub struct Viewer {
    name: String,
    role: String,
    sign_out: String,
    csrf: String,
    links: Vec<(String, String)>,
}

impl Viewer {
    /// Name, role in words, and the token for the sign-out form (posted to `/sign-out`).
    pub fn new(name: impl Into<String>, role: impl Into<String>, csrf: impl Into<String>) -> Self {
        Self { name: name.into(), role: role.into(), sign_out: "/sign-out".to_owned(), csrf: csrf.into(), links: Vec::new() }
    }

    /// Another address for signing out.
    pub fn sign_out(mut self, action: impl Into<String>) -> Self {
        self.sign_out = action.into();
        self
    }

    /// One more line of their menu: own profile, another site.
    pub fn link(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.links.push((label.into(), href.into()));
        self
    }
}

/// Everything about a page that is not its body.
#[derive(Debug, Clone, Default)]
pub struct PageHead {
    title: String,
    kicker: Option<String>,
    lede: Option<Markup>,
    actions: Option<Markup>,
    nav: Vec<NavItem>,
    viewer: Option<Viewer>,
    site: Option<String>,
    search: Option<(String, String)>,
    breadcrumbs: Vec<(String, String)>,
    flash: Vec<Flash>,
    demo: bool,
    refresh_seconds: Option<u32>,
    narrow: bool,
}

impl PageHead {
    /// The title: the page's only first-level heading and the name of its tab. Never a client's full name on a shared screen
    /// unless the page is that client's.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A small line above the title: the track, the day.
    pub fn kicker(mut self, kicker: impl Into<String>) -> Self {
        self.kicker = Some(kicker.into());
        self
    }

    /// The first line: what there is to do here.
    pub fn lede(mut self, lede: impl Into<String>) -> Self {
        let lede = lede.into();
        self.lede = Some(html! { (lede) });
        self
    }

    /// The first line with tags or links in it.
    pub fn lede_markup(mut self, lede: Markup) -> Self {
        self.lede = Some(lede);
        self
    }

    /// Buttons beside the title.
    pub fn actions(mut self, actions: Markup) -> Self {
        self.actions = Some(actions);
        self
    }

    /// The places this viewer may go.
    pub fn nav(mut self, items: impl IntoIterator<Item = NavItem>) -> Self {
        self.nav = items.into_iter().collect();
        self
    }

    /// Who is signed in.
    pub fn viewer(mut self, viewer: Viewer) -> Self {
        self.viewer = Some(viewer);
        self
    }

    /// The site whose zone and calendar are shown.
    pub fn site(mut self, site: impl Into<String>) -> Self {
        self.site = Some(site.into());
        self
    }

    /// The search for a client: where it asks (`GET ?q=`), and what was asked.
    pub fn search(mut self, action: impl Into<String>, asked: impl Into<String>) -> Self {
        self.search = Some((action.into(), asked.into()));
        self
    }

    /// One more step of the way here: label and address, from the top.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.breadcrumbs.push((label.into(), href.into()));
        self
    }

    /// What the last action did.
    pub fn flash(mut self, flash: impl IntoIterator<Item = Flash>) -> Self {
        self.flash.extend(flash);
        self
    }

    /// Says on every page that the data are synthetic.
    pub fn demo(mut self, demo: bool) -> Self {
        self.demo = demo;
        self
    }

    /// Reloads by itself after so many seconds (boards on a wall; never a page with a form).
    pub fn refresh(mut self, seconds: u32) -> Self {
        self.refresh_seconds = Some(seconds);
        self
    }

    /// A column as wide as a form needs, for pages that are one form or one text.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }
}

/// A page for somebody signed in.
pub fn page(head: PageHead, body: Markup) -> Markup {
    let main = html! {
        main.main.main-narrow[head.narrow] id="main" tabindex="-1" {
            (crumbs(&head.breadcrumbs))
            div.flashes id="flashes" { @for flash in &head.flash { (flash) } }
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
        html lang="en" {
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

fn header(head: &PageHead) -> Markup {
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
fn mark() -> Markup {
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

fn navigation(items: &[NavItem]) -> Markup {
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

fn crumbs(steps: &[(String, String)]) -> Markup {
    html! {
        @if !steps.is_empty() {
            nav.crumbs aria-label=(t("nav-breadcrumbs")) {
                ol role="list" { @for (label, href) in steps { li { a href=(href) { (label) } (Icon::Next) } } }
            }
        }
    }
}

fn heading(head: &PageHead) -> Markup {
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

fn footer() -> Markup {
    html! { footer.footer { p { (t("footer-note")) } } }
}

/// A part of a page under a second-level heading, with an id one can link to.
pub fn section(id: &str, title: impl Into<String>, body: impl Render) -> Markup {
    html! { section.section id=(id) { h2 { (title.into()) } (body) } }
}

/// Two columns where there is room: what matters, and what stands beside it.
pub fn beside(main: Markup, aside: Markup) -> Markup {
    html! { div.beside { div.beside-main { (main) } div.beside-aside { (aside) } } }
}
