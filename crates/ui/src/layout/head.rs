//! Everything about a page that is not its body.

use maud::{Markup, html};

use crate::flash::Flash;

/// One place in the main navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) current: bool,
    pub(super) count: Option<u32>,
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
    pub(super) name: String,
    pub(super) role: String,
    pub(super) sign_out: String,
    pub(super) csrf: String,
    pub(super) links: Vec<(String, String)>,
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
    pub(super) title: String,
    pub(super) kicker: Option<String>,
    pub(super) lede: Option<Markup>,
    pub(super) actions: Option<Markup>,
    pub(super) nav: Vec<NavItem>,
    pub(super) viewer: Option<Viewer>,
    pub(super) site: Option<String>,
    pub(super) search: Option<(String, String)>,
    pub(super) breadcrumbs: Vec<(String, String)>,
    pub(super) flash: Vec<Flash>,
    pub(super) demo: bool,
    pub(super) refresh_seconds: Option<u32>,
    pub(super) narrow: bool,
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
