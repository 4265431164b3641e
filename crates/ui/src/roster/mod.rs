//! The roster of a group: everyone starts expected, one tap for each exception, one for all the rest.
//!
//! Each row is a form of its own, so that it works without scripts. A button submits `mark=<code>`, beside `minutes` and
//! `reason` where the row has them; Enter in a row's field, and its small button, submit the mark that the row has (late, if
//! none). Marking is one tap with a default (minutes since the start, no reason yet); give `minutes` and `reasons` to the rows
//! that are marked so, for putting right what the tap assumed.

mod mark;
mod row;

pub use mark::Mark;
pub use row::RosterRow;

use maud::{Markup, Render, html};

use crate::{
    button,
    form::Hidden,
    icon::Icon,
    words::{t, t_args},
};

/// A whole roster with its one button for the rest.
#[derive(Debug, Clone)]
pub struct Roster {
    label: String,
    rows: Vec<RosterRow>,
    rest: Option<(String, Hidden, i64)>,
    confirmed: Option<String>,
}

impl Roster {
    /// The roster of what.
    pub fn new(label: impl Into<String>, rows: impl IntoIterator<Item = RosterRow>) -> Self {
        Self { label: label.into(), rows: rows.into_iter().collect(), rest: None, confirmed: None }
    }

    /// The button "the rest are here", for so many still expected; sent to `action` with `mark=rest`.
    pub fn rest(mut self, action: impl Into<String>, hidden: Hidden, expected: i64) -> Self {
        self.rest = Some((action.into(), hidden, expected));
        self
    }

    /// Says who confirmed the roster and when.
    pub fn confirmed(mut self, by_and_when: impl Into<String>) -> Self {
        self.confirmed = Some(by_and_when.into());
        self
    }

    fn rest_bar(&self) -> Markup {
        html! {
            @if let Some((action, hidden, expected)) = &self.rest {
                form.roster-rest method="post" action=(action) data-once data-swap {
                    (hidden)
                    p { (t_args("roster-expected", &[("n", (*expected).into())])) }
                    (button::submit(t_args("roster-rest", &[("n", (*expected).into())])).icon(Icon::Check).named("mark", "rest").shortcut("r"))
                }
            }
        }
    }
}

impl Render for Roster {
    fn render(&self) -> Markup {
        html! {
            section.roster aria-label=(self.label) {
                @if let Some(confirmed) = &self.confirmed { p.roster-confirmed { (Icon::Check) (confirmed) } }
                ul.roster-rows role="list" { @for row in &self.rows { (row) } }
                (self.rest_bar())
                p.roster-keys.no-print { (t("roster-keys")) }
            }
        }
    }
}
