//! A text with line numbers and the findings beside it. The text area is as high as its text, so numbers and lines stay side
//! by side without a script; with one they follow the typing, and the findings are asked for again.

use maud::{Markup, Render, html};

use crate::{
    findings::{Finding, list},
    form::field_id,
    tag::Status,
    words::t,
};

/// The pane. Place it in a [`crate::form::Form`] with `.body(html! { (editor) })`.
#[derive(Debug, Clone)]
pub struct Editor {
    name: String,
    label: String,
    text: String,
    findings: Vec<Finding>,
    check: Option<String>,
}

impl Editor {
    /// The field's name, its label and its text.
    pub fn new(name: impl Into<String>, label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), text: text.into(), findings: Vec::new(), check: None }
    }

    /// What is to be said about the text.
    pub fn findings(mut self, findings: impl IntoIterator<Item = Finding>) -> Self {
        self.findings.extend(findings);
        self
    }

    /// Where the form's values are posted as the text changes; it answers with [`list`].
    pub fn checks_at(mut self, url: impl Into<String>) -> Self {
        self.check = Some(url.into());
        self
    }

    fn lines(&self) -> usize {
        self.text.split('\n').count()
    }

    fn mark(&self, line: usize) -> Option<&'static str> {
        let marks: Vec<Status> = self
            .findings
            .iter()
            .filter_map(Finding::mark)
            .filter(|(at, _)| usize::try_from(*at) == Ok(line))
            .map(|(_, severity)| severity)
            .collect();
        [(Status::Error, "has-error"), (Status::Warning, "has-warning"), (Status::Note, "has-note")]
            .into_iter()
            .find(|(severity, _)| marks.contains(severity))
            .map(|(_, class)| class)
    }

    fn text_pane(&self) -> Markup {
        let id = field_id(&self.name);
        html! {
            label for=(id) { (self.label) }
            div.editor data-editor data-check=[&self.check] data-findings="findings" {
                ol.editor-gutter role="presentation" aria-hidden="true" { @for line in 1..=self.lines() { li id={ "L" (line) } class=[self.mark(line)] {} } }
                textarea.editor-text id=(id) name=(self.name) rows=(self.lines() + 1) wrap="off" spellcheck="false" autocapitalize="off" autocomplete="off" { "\n" (self.text) }
            }
        }
    }
}

impl Render for Editor {
    fn render(&self) -> Markup {
        html! {
            div.editor-pane {
                div.editor-side { (self.text_pane()) }
                section.editor-findings aria-labelledby="findings-title" {
                    h2 id="findings-title" { (t("findings")) }
                    div id="findings" aria-live="polite" { (list(&self.findings)) }
                }
            }
        }
    }
}
