//! The frame around a page: the way around for this person, their name, the search, and what the last act did.

use axum::response::{IntoResponse, Redirect, Response};
use footbridge_policy::{Role, table};
use footbridge_ui::{
    button,
    flash::Flash,
    layout::{self, NavItem, PageHead, Viewer},
    words::{label, look_up},
};
use maud::{Markup, html};

use crate::{Context, next_path, words};

impl Context {
    /// A page of theirs.
    pub fn page(&self, head: PageHead, body: Markup) -> Markup {
        let head = head.nav(self.nav()).viewer(self.viewer()).demo(self.kit().settings().demo).flash(self.done());
        let head = match self.kit().parts().search {
            Some((path, right)) if table::has(self.actor(), right) => head.search(path, self.query().get("q")),
            _ => head,
        };
        layout::page(head, body)
    }

    fn nav(&self) -> Vec<NavItem> {
        let may = |right| table::has(self.actor(), right);
        let items = self.kit().parts().nav.iter().filter(|item| item.right.is_none_or(may));
        items
            .map(|item| {
                let shown = NavItem::new(item.label, item.path);
                if is_under(self.path(), item.path) { shown.current() } else { shown }
            })
            .collect()
    }

    fn viewer(&self) -> Viewer {
        let role = Role::ALL.into_iter().find(|role| self.actor().holds(*role));
        let role = role.map(|role| label("role", role.code())).unwrap_or_default();
        Viewer::new(&self.who().person.name, role, self.csrf()).link(words::MY_SIGN_INS, "/sign-ins")
    }

    /// What the last act did, if the address says so and there are words for it.
    fn done(&self) -> Option<Flash> {
        let code = self.query().get("done");
        let plain = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        plain.then(|| look_up(&format!("done-{code}"), &[])).flatten().map(Flash::done)
    }
}

fn is_under(path: &str, item: &str) -> bool {
    path == item || (item != "/" && path.strip_prefix(item).is_some_and(|rest| rest.starts_with('/')))
}

/// On to a page of ours after an act.
pub fn see_other(path: &str) -> Response {
    Redirect::to(next_path::local(path)).into_response()
}

/// On to a page of ours, which says what was done: the words are `done-CODE` of the locale.
pub fn see_done(path: &str, code: &str) -> Response {
    let (path, part) = path.split_once('#').unwrap_or((path, ""));
    let joint = if path.contains('?') { '&' } else { '?' };
    let anchor = if part.is_empty() { String::new() } else { format!("#{part}") };
    see_other(&format!("{path}{joint}done={}{anchor}", next_path::escape(code)))
}

/// A page that only says something. The same for everybody, to the byte.
pub(crate) fn notice(notice: &words::Notice) -> Markup {
    let head = PageHead::new(notice.title).lede(notice.text).narrow();
    layout::plain(head, html! { (button::row([button::link(words::HOME, "/")])) })
}
