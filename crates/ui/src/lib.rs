//! footbridge-ui: the design system. Plain values in, markup out; no clock, no storage, no request, and no decisions.
//!
//! A page *arranges* components and has no style of its own. Every component is a small struct built by chained methods and
//! spliced into [`maud::html!`] with parentheses; whatever a component says by itself comes from [`words`]. Whether a client
//! is at risk is decided in `care`; this crate only knows how "at risk" looks ([`tag::Status`]).
//!
//! ```
//! use footbridge_ui::{button, card::Card, form::{Field, Form, Hidden, Typed}, layout::{NavItem, PageHead, Viewer, page}, tag::Status};
//! use maud::{Markup, html};
//!
//! fn new_client(typed: &Typed, hidden: Hidden, viewer: Viewer) -> Markup {
//!     let head = PageHead::new("Log a call")
//!         .lede("Three people wait for a call back.")
//!         .nav([NavItem::new("Today", "/"), NavItem::new("Clients", "/clients").current()])
//!         .viewer(viewer);
//!     let form = Form::post("/calls", hidden)
//!         .errors(typed)
//!         .field(Field::text("name", "Name").filled(typed).hint("As they say it themselves."))
//!         .field(Field::date("called", "Called on").filled(typed))
//!         .buttons([button::submit("Save the call")]);
//!     page(head, html! { (form) (Card::new("Waiting").item(html! { "J. R. " (Status::Due) })) })
//! }
//! ```
//!
//! **Forms** always carry a request id, the version they were drawn from and a token ([`form::Hidden`]); [`form::Typed`] keeps
//! what was typed and the errors, and every field takes both with `.filled(&typed)`.
//! **Scripts** only enhance: everything works without them. There is no inline script or style anywhere, so the pages live
//! under `script-src 'self'; style-src 'self'`; drawings use presentation attributes.
//! **To add a component**: a module here, a css file in `assets/css` named in [`assets`], its words in `locales/en.ftl`, its
//! every state in [`gallery`]. The gallery is what the tests and axe look at.

pub mod assets;
pub mod button;
pub mod card;
pub mod chart;
pub mod confirm;
pub mod conflict;
pub mod disclosure;
pub mod editor;
pub mod empty;
pub mod findings;
pub mod flash;
pub mod form;
pub mod gallery;
pub mod icon;
pub mod layout;
pub mod pages;
pub mod pairs;
pub mod print;
pub mod progress;
pub mod roster;
pub mod search;
pub mod standing;
pub mod table;
pub mod tag;
pub mod timeline;
pub mod week;
pub mod words;

pub use maud::{Markup, PreEscaped, Render, html};

/// The text of every source file of this crate, for tests that read it.
#[cfg(test)]
pub(crate) fn sources() -> Vec<String> {
    sources_in(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))
}

/// The text of every file in a folder and the folders in it.
#[cfg(test)]
pub(crate) fn sources_in(folder: &str) -> Vec<String> {
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut texts = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use crate::{
        button,
        card::Card,
        form::{Field, Form, Hidden, Typed},
        layout::{NavItem, PageHead, Viewer, page},
        tag::Status,
    };
    use maud::{Markup, html};

    /// The example of the front page, as it stands there.
    fn new_client(typed: &Typed, hidden: Hidden, viewer: Viewer) -> Markup {
        let head = PageHead::new("Log a call")
            .lede("Three people wait for a call back.")
            .nav([NavItem::new("Today", "/"), NavItem::new("Clients", "/clients").current()])
            .viewer(viewer);
        let form = Form::post("/calls", hidden)
            .errors(typed)
            .field(Field::text("name", "Name").filled(typed).hint("As they say it themselves."))
            .field(Field::date("called", "Called on").filled(typed))
            .buttons([button::submit("Save the call")]);
        page(head, html! { (form) (Card::new("Waiting").item(html! { "J. R. " (Status::Due) })) })
    }

    #[test]
    fn a_refused_form_keeps_what_was_typed_and_links_to_what_is_wrong() {
        let typed = Typed::new([("name", "Jo"), ("called", "2026-11-31")]).with_error("called", "November has 30 days");
        let html = new_client(&typed, Hidden::new("token", "request"), Viewer::new("Dana", "Counselor", "token")).into_string();
        for part in [
            "value=\"Jo\"",
            "value=\"2026-11-31\"",
            "href=\"#f-called\"",
            "id=\"f-called\"",
            "aria-invalid=\"true\"",
            "name=\"request_id\" value=\"request\"",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn a_page_has_its_landmarks_and_one_first_heading() {
        let html = new_client(&Typed::default(), Hidden::default(), Viewer::new("Dana", "Counselor", "token")).into_string();
        for part in ["<main", "<nav", "<header", "<footer", "href=\"#main\"", "aria-current=\"page\"", "action=\"/sign-out\""] {
            assert!(html.contains(part), "{part}");
        }
        assert_eq!(html.matches("<h1").count(), 1);
    }

    #[test]
    fn a_password_is_never_drawn_again() {
        let typed = Typed::new([("secret", "hunter2")]);
        let html = maud::Render::render(&Field::password("secret", "Password").filled(&typed)).into_string();
        assert!(!html.contains("hunter2"));
    }
}
