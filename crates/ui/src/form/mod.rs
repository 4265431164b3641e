//! Forms: fields, choices, the hidden values every form carries, and the summary of errors that links to its fields.

mod choice;
mod field;
mod typed;

pub use choice::{Choice, Choices};
pub use field::Field;
pub use typed::Typed;

use maud::{Markup, Render, html};

use crate::{
    button::{self, Button},
    icon::Icon,
    words::{t, t_args},
};

/// What every form that changes something carries: the token against forgery, the request id that makes a double tap one act,
/// and the version it was drawn from. Submitted as `csrf`, `request_id` and `version`.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    /// The session's token.
    pub csrf: String,
    /// The identifier of this form as drawn.
    pub request_id: String,
    /// The version of what is shown, if a conflict is possible.
    pub version: Option<String>,
}

impl Hidden {
    /// Token and request id, without a version.
    pub fn new(csrf: impl Into<String>, request_id: impl Into<String>) -> Self {
        Self { csrf: csrf.into(), request_id: request_id.into(), version: None }
    }

    /// The version the form was drawn from.
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }
}

impl Render for Hidden {
    fn render(&self) -> Markup {
        html! {
            input type="hidden" name="csrf" value=(self.csrf);
            input type="hidden" name="request_id" value=(self.request_id);
            @if let Some(version) = &self.version { input type="hidden" name="version" value=(version); }
        }
    }
}

/// A form. `POST` forms submit once even when tapped twice.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    id: Option<String>,
    label: Option<String>,
    hidden: Option<Hidden>,
    carried: Vec<(String, String)>,
    summary: Option<Markup>,
    parts: Vec<Markup>,
    buttons: Vec<Button>,
    draft: Option<String>,
    swaps: bool,
    inline: bool,
}

impl Form {
    fn new(action: impl Into<String>, hidden: Option<Hidden>) -> Self {
        Self {
            action: action.into(),
            id: None,
            label: None,
            hidden,
            carried: Vec::new(),
            summary: None,
            parts: Vec::new(),
            buttons: Vec::new(),
            draft: None,
            swaps: false,
            inline: false,
        }
    }

    /// A form that changes something.
    pub fn post(action: impl Into<String>, hidden: Hidden) -> Self {
        Self::new(action, Some(hidden))
    }

    /// A form that asks: a search, a filter, a choice of week.
    pub fn get(action: impl Into<String>) -> Self {
        Self::new(action, None)
    }

    /// An id, for buttons that stand outside.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What the form is for, where several stand on one page.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// One more hidden value.
    pub fn carry(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.carried.push((name.into(), value.into()));
        self
    }

    /// The summary of what was wrong with what was typed; nothing if nothing was.
    pub fn errors(mut self, typed: &Typed) -> Self {
        self.summary = (!typed.errors().is_empty()).then(|| error_summary(typed));
        self
    }

    /// One more field.
    pub fn field(mut self, field: impl Render) -> Self {
        self.parts.push(field.render());
        self
    }

    /// Anything else between the fields.
    pub fn body(mut self, body: Markup) -> Self {
        self.parts.push(body);
        self
    }

    /// The buttons at its end.
    pub fn buttons(mut self, buttons: impl IntoIterator<Item = Button>) -> Self {
        self.buttons = buttons.into_iter().collect();
        self
    }

    /// Keeps what is typed in this tab under `key` until it is sent, also when the session ends or the network drops.
    pub fn keeps_draft(mut self, key: impl Into<String>) -> Self {
        self.draft = Some(key.into());
        self
    }

    /// With scripts on, sending it replaces the page's content in place, keeping focus and scroll.
    pub fn in_place(mut self) -> Self {
        self.swaps = true;
        self
    }

    /// Fields and buttons in one line where there is room: filters, a single date.
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    fn content(&self) -> Markup {
        html! {
            @if let Some(hidden) = &self.hidden { (hidden) }
            @for (name, value) in &self.carried { input type="hidden" name=(name) value=(value); }
            @if let Some(summary) = &self.summary { (summary) }
            @for part in &self.parts { (part) }
            @if !self.buttons.is_empty() { (button::row(self.buttons.clone())) }
        }
    }
}

impl Render for Form {
    fn render(&self) -> Markup {
        let method = if self.hidden.is_some() { "post" } else { "get" };
        let class = if self.inline { "form form-inline" } else { "form" };
        html! {
            form class=(class) method=(method) action=(self.action) id=[&self.id] aria-label=[&self.label] novalidate
                data-once[self.hidden.is_some()] data-draft=[&self.draft] data-draft-restored=[self.draft.as_ref().map(|_| t("draft-restored"))] data-draft-discard=[self.draft.as_ref().map(|_| t("draft-discard"))] data-swap[self.swaps] { (self.content()) }
        }
    }
}

/// Everything that needs a look, each linked to its field, and the assurance that nothing typed is lost.
pub fn error_summary(typed: &Typed) -> Markup {
    let n = i64::try_from(typed.errors().len()).unwrap_or(i64::MAX);
    html! {
        div.errors role="alert" tabindex="-1" id="errors" {
            h2 { (Icon::Alert) (t_args("errors-title", &[("n", n.into())])) }
            ul { @for (name, message) in typed.errors() { li { a href={ "#" (field_id(name)) } { (message) } } } }
            p { (t("errors-kept")) }
        }
    }
}

/// Fields that belong together under one heading.
pub fn group(legend: impl Into<String>, fields: Markup) -> Markup {
    html! { fieldset.field-group { legend { (legend.into()) } (fields) } }
}

/// Fields side by side where there is room: from and to, hours and minutes.
pub fn side_by_side(fields: Markup) -> Markup {
    html! { div.fields-row { (fields) } }
}

/// The id of the field of that name, as the error summary links to it.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}

/// Label marks, hint and error around a field; shared by every kind of field.
fn error_line(id: &str, error: &str) -> Markup {
    html! { p.field-error id={ (id) "-error" } { (Icon::Alert) span.sr-only { (t("error-prefix")) " " } (error) } }
}

fn hint_line(id: &str, hint: &str) -> Markup {
    html! { p.field-hint id={ (id) "-hint" } { (hint) } }
}

fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let parts: Vec<String> =
        [(hint, "hint"), (error, "error")].iter().filter(|(is, _)| *is).map(|(_, part)| format!("{id}-{part}")).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
