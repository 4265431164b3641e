//! Flash: what the last action did, said once at the top of the next page.

use maud::{Markup, Render, html};

use crate::{icon::Icon, tag::Tone, words::t};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// Something to know.
    Note,
    /// Done, but somebody should look.
    Warning,
    /// Not done.
    Refused,
}

impl Outcome {
    fn look(self) -> (String, Tone, Icon) {
        match self {
            Self::Done => (t("flash-done"), Tone::Good, Icon::Check),
            Self::Note => (t("flash-note"), Tone::Calm, Icon::Info),
            Self::Warning => (t("flash-warning"), Tone::Caution, Icon::Alert),
            Self::Refused => (t("flash-error"), Tone::Serious, Icon::Barred),
        }
    }
}

/// One message.
#[derive(Debug, Clone)]
pub struct Flash {
    outcome: Outcome,
    text: String,
    undo: Option<(String, String)>,
}

impl Flash {
    /// A message about what happened.
    pub fn new(outcome: Outcome, text: impl Into<String>) -> Self {
        Self { outcome, text: text.into(), undo: None }
    }

    /// Something is done.
    pub fn done(text: impl Into<String>) -> Self {
        Self::new(Outcome::Done, text)
    }

    /// Where to go from here, or to mend it.
    pub fn link(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.undo = Some((label.into(), href.into()));
        self
    }
}

impl Render for Flash {
    fn render(&self) -> Markup {
        let (word, tone, icon) = self.outcome.look();
        let role = if self.outcome == Outcome::Refused { "alert" } else { "status" };
        html! {
            div class={ "flash " (tone.class()) } role=(role) {
                (icon)
                p {
                    strong { (word) ": " } (self.text)
                    @if let Some((label, href)) = &self.undo { " " a href=(href) { (label) } }
                }
            }
        }
    }
}
