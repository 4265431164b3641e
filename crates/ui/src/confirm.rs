//! Before something with consequences: who is affected and how, then the question, then the way back.

use maud::{Markup, Render, html};

use crate::{
    button,
    form::{Form, Hidden},
    icon::Icon,
    tag::Tag,
    words::{count, t},
};

/// One person or thing that is affected.
#[derive(Debug, Clone)]
pub struct Affected {
    who: String,
    href: Option<String>,
    how: String,
    tag: Option<Tag>,
}

impl Affected {
    /// Who, and what changes for them.
    pub fn new(who: impl Into<String>, how: impl Into<String>) -> Self {
        Self { who: who.into(), href: None, how: how.into(), tag: None }
    }

    /// Their page.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// How they stand afterwards.
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tag = Some(tag.into());
        self
    }
}

/// The panel.
#[derive(Debug, Clone)]
pub struct Confirm {
    question: String,
    says: Option<String>,
    affected: Vec<Affected>,
    form: Form,
    label: String,
    cancel: String,
    serious: bool,
}

impl Confirm {
    /// The question, what the confirming button says, where it is sent, and where "no" leads.
    pub fn new(question: impl Into<String>, label: impl Into<String>, action: impl Into<String>, hidden: Hidden) -> Self {
        Self {
            question: question.into(),
            says: None,
            affected: Vec::new(),
            form: Form::post(action, hidden),
            label: label.into(),
            cancel: "/".to_owned(),
            serious: false,
        }
    }

    /// What happens, in a sentence.
    pub fn says(mut self, what: impl Into<String>) -> Self {
        self.says = Some(what.into());
        self
    }

    /// Who is affected.
    pub fn affects(mut self, affected: impl IntoIterator<Item = Affected>) -> Self {
        self.affected.extend(affected);
        self
    }

    /// A hidden value that the confirmed action needs.
    pub fn carry(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.form = self.form.carry(name, value);
        self
    }

    /// A field of the confirmation: a reason.
    pub fn field(mut self, field: impl Render) -> Self {
        self.form = self.form.field(field);
        self
    }

    /// Where "no" leads.
    pub fn cancel(mut self, href: impl Into<String>) -> Self {
        self.cancel = href.into();
        self
    }

    /// Draws the button as one with consequences.
    pub fn serious(mut self) -> Self {
        self.serious = true;
        self
    }

    fn list(&self) -> Markup {
        let n = i64::try_from(self.affected.len()).unwrap_or(i64::MAX);
        html! {
            h3 { (t("confirm-affected")) " " span.quiet { (count("person", n)) } }
            ul.affected role="list" {
                @for one in &self.affected {
                    li {
                        div { strong { @match &one.href { Some(href) => a href=(href) { (one.who) }, None => (one.who) } } " " span { (one.how) } }
                        @if let Some(tag) = &one.tag { (tag) }
                    }
                }
            }
        }
    }
}

impl Render for Confirm {
    fn render(&self) -> Markup {
        let yes = if self.serious { button::serious(&self.label) } else { button::submit(&self.label) };
        html! {
            section.confirm {
                h2 { (Icon::Alert) (self.question) }
                @if let Some(what) = &self.says { p { (what) } }
                @if self.affected.is_empty() { p.quiet { (t("confirm-nobody")) } } @else { (self.list()) }
                (self.form.clone().buttons([yes, button::link(t("confirm-no"), &self.cancel)]))
            }
        }
    }
}
