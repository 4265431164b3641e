//! Findings of a check: what is wrong or worth knowing, where, and what would mend it.

use maud::{Markup, Render, html};

use crate::{
    empty::Empty,
    tag::Status,
    words::{t, t_args},
};

/// One finding, in words.
#[derive(Debug, Clone)]
pub struct Finding {
    severity: Status,
    message: String,
    line: Option<u32>,
    code: Option<String>,
    arithmetic: Option<String>,
    mend: Option<String>,
}

impl Finding {
    /// How grave ([`Status::Error`], [`Status::Warning`] or [`Status::Note`]) and what.
    pub fn new(severity: Status, message: impl Into<String>) -> Self {
        Self { severity, message: message.into(), line: None, code: None, arithmetic: None, mend: None }
    }

    /// The line of the text it is about, from 1.
    pub fn line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// Its code, for people who look it up.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The arithmetic behind it.
    pub fn arithmetic(mut self, arithmetic: impl Into<String>) -> Self {
        self.arithmetic = Some(arithmetic.into());
        self
    }

    /// What would mend it.
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }

    /// The line and severity, for marks in the editor's gutter.
    pub(crate) fn mark(&self) -> Option<(u32, Status)> {
        self.line.map(|line| (line, self.severity))
    }
}

impl Render for Finding {
    fn render(&self) -> Markup {
        html! {
            div class={ "finding " (self.severity.tone().class()) } {
                p.finding-head {
                    (self.severity)
                    @if let Some(line) = self.line { " " a href={ "#L" (line) } data-line=(line) { (t_args("finding-line", &[("line", line.to_string().into())])) } }
                    @if let Some(code) = &self.code { " " code.quiet { (code) } }
                }
                p { (self.message) }
                @if let Some(arithmetic) = &self.arithmetic { p.finding-arithmetic.num { (arithmetic) } }
                @if let Some(mend) = &self.mend { p { strong { (t("finding-mend")) } " " (mend) } }
            }
        }
    }
}

/// The findings, or that there are none. It is also the fragment that an editor's check answers with.
pub fn list(findings: &[Finding]) -> Markup {
    if findings.is_empty() {
        return Empty::new(t("findings-none")).hint(t("findings-none-hint")).render();
    }
    html! { ul.findings role="list" { @for finding in findings { li { (finding) } } } }
}
