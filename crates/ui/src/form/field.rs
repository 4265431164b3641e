//! Fields one types into.

use maud::{Markup, Render, html};

use super::{Typed, described_by, error_line, field_id, hint_line};
use crate::words::t;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Password,
    Email,
    Phone,
    Number,
    Date,
    Time,
    Area,
}

impl Kind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Date => "date",
            Self::Time => "time",
            Self::Text | Self::Number | Self::Area => "text",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        (self == Self::Number).then_some("numeric")
    }

    fn class(self) -> &'static str {
        match self {
            Self::Number => "input input-number",
            Self::Date | Self::Time => "input input-short",
            _ => "input",
        }
    }
}

/// A labelled field with hint and error.
#[derive(Debug, Clone)]
pub struct Field {
    kind: Kind,
    name: String,
    id: String,
    label: String,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    unit: Option<String>,
    optional: bool,
    autocomplete: Option<&'static str>,
    rows: u16,
    autofocus: bool,
}

impl Field {
    fn new(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        let id = field_id(&name);
        Self {
            kind,
            name,
            id,
            label: label.into(),
            value: String::new(),
            hint: None,
            error: None,
            unit: None,
            optional: false,
            autocomplete: None,
            rows: 4,
            autofocus: false,
        }
    }

    /// One line of text.
    pub fn text(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Text, name, label)
    }

    /// A password; its value is never drawn again.
    pub fn password(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Password, name, label)
    }

    /// An e-mail address.
    pub fn email(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Email, name, label)
    }

    /// A telephone number.
    pub fn phone(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Phone, name, label)
    }

    /// A whole number; give its unit with [`Field::unit`].
    pub fn number(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Number, name, label)
    }

    /// A day, `YYYY-MM-DD`.
    pub fn date(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Date, name, label)
    }

    /// A time of day, `HH:MM`.
    pub fn time(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Time, name, label)
    }

    /// Several lines of text.
    pub fn area(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Area, name, label)
    }

    /// The value it starts with.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Value and error from what was typed before, where it was.
    pub fn filled(mut self, typed: &Typed) -> Self {
        if let Some(value) = typed.value(&self.name) {
            self.value = value.to_owned();
        }
        self.error = typed.error(&self.name).map(str::to_owned);
        self
    }

    /// Help that is always shown.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with the value.
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// The unit after a number: "min".
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into());
        self
    }

    /// May be left empty; says so.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What the browser may fill in: `username`, `current-password`.
    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    /// Height of an area in lines.
    pub fn lines(mut self, rows: u16) -> Self {
        self.rows = rows;
        self
    }

    /// Another id, where the same name stands twice on a page.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Has the focus when the page opens: only the one field a screen is for.
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    fn described(&self) -> Option<String> {
        described_by(&self.id, self.hint.is_some(), self.error.is_some())
    }

    fn control(&self) -> Markup {
        let invalid = self.error.as_ref().map(|_| "true");
        if self.kind == Kind::Area {
            return html! {
                textarea.input.input-area id=(self.id) name=(self.name) rows=(self.rows) aria-describedby=[self.described()]
                    aria-invalid=[invalid] autofocus[self.autofocus] { "\n" (self.value) }
            };
        }
        let value = (self.kind != Kind::Password).then_some(&self.value);
        html! {
            input class=(self.kind.class()) type=(self.kind.input_type()) inputmode=[self.kind.input_mode()] id=(self.id) name=(self.name) value=[value]
                autocomplete=(self.autocomplete.unwrap_or("off")) aria-describedby=[self.described()] aria-invalid=[invalid] autofocus[self.autofocus];
        }
    }
}

impl Render for Field {
    fn render(&self) -> Markup {
        let class = if self.error.is_some() { "field field-wrong" } else { "field" };
        html! {
            div class=(class) {
                label for=(self.id) { (self.label) @if self.optional { span.field-optional { " (" (t("optional")) ")" } } }
                @if let Some(hint) = &self.hint { (hint_line(&self.id, hint)) }
                @if let Some(error) = &self.error { (error_line(&self.id, error)) }
                @match &self.unit {
                    Some(unit) => div.input-unit { (self.control()) span { (unit) } },
                    None => (self.control()),
                }
            }
        }
    }
}
