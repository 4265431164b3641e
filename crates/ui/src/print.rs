//! The head of a printed page: whose record it is, what it is, when it was printed, and the notice that goes with it.

use maud::{Markup, Render, html};

/// A header that only paper shows.
#[derive(Debug, Clone)]
pub struct PrintHead {
    organization: String,
    about: String,
    printed: String,
    notice: Option<String>,
}

impl PrintHead {
    /// The organization and site, whom or what it is about, and when and by whom it was printed.
    pub fn new(organization: impl Into<String>, about: impl Into<String>, printed: impl Into<String>) -> Self {
        Self { organization: organization.into(), about: about.into(), printed: printed.into(), notice: None }
    }

    /// The notice that must go with it.
    pub fn notice(mut self, notice: impl Into<String>) -> Self {
        self.notice = Some(notice.into());
        self
    }
}

impl Render for PrintHead {
    fn render(&self) -> Markup {
        html! {
            div.print-only.print-head {
                p.print-org { (self.organization) }
                p { (self.about) }
                p.print-when { (self.printed) }
                @if let Some(notice) = &self.notice { p.print-notice { (notice) } }
            }
        }
    }
}
