//! Fields one chooses in: a select, radios, checkboxes.

use maud::{Markup, Render, html};

use super::{Typed, described_by, error_line, field_id, hint_line};
use crate::words::t;

/// One thing to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
    group: Option<String>,
}

impl Choice {
    /// What it submits and what it says.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, group: None }
    }

    /// What it submits.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What it says.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// A line of help below it (radios and checkboxes).
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The group it stands under (selects).
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Select,
    Radios,
    Checkboxes,
}

/// A choice among several.
#[derive(Debug, Clone)]
pub struct Choices {
    kind: Kind,
    name: String,
    id: String,
    label: String,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    side_by_side: bool,
}

impl Choices {
    fn new(kind: Kind, name: impl Into<String>, label: impl Into<String>) -> Self {
        let name = name.into();
        let id = field_id(&name);
        Self {
            kind,
            name,
            id,
            label: label.into(),
            choices: Vec::new(),
            chosen: Vec::new(),
            hint: None,
            error: None,
            optional: false,
            side_by_side: false,
        }
    }

    /// One of many, in a list that opens.
    pub fn select(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Select, name, label)
    }

    /// One of a few, all in sight.
    pub fn radios(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Radios, name, label)
    }

    /// Any of a few.
    pub fn checkboxes(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self::new(Kind::Checkboxes, name, label)
    }

    /// What there is to choose.
    pub fn options(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// What is chosen (again for checkboxes).
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen.push(value.into());
        self
    }

    /// Choice and error from what was typed before, where it was.
    pub fn filled(mut self, typed: &Typed) -> Self {
        let chosen: Vec<String> = typed.values(&self.name).map(str::to_owned).collect();
        if !chosen.is_empty() || !typed.pairs().is_empty() && self.kind == Kind::Checkboxes {
            self.chosen = chosen;
        }
        self.error = typed.error(&self.name).map(str::to_owned);
        self
    }

    /// Help that is always shown.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with the choice.
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = Some(error.into());
        self
    }

    /// May be left open; says so.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Another id, where the same name stands twice on a page.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Radios or checkboxes in one line where there is room: the days of a week.
    pub fn side_by_side(mut self) -> Self {
        self.side_by_side = true;
        self
    }

    fn is_chosen(&self, choice: &Choice) -> bool {
        self.chosen.contains(&choice.value)
    }

    fn described(&self) -> Option<String> {
        described_by(&self.id, self.hint.is_some(), self.error.is_some())
    }

    fn about(&self) -> Markup {
        html! {
            @if let Some(hint) = &self.hint { (hint_line(&self.id, hint)) }
            @if let Some(error) = &self.error { (error_line(&self.id, error)) }
        }
    }

    fn title(&self) -> Markup {
        html! { (self.label) @if self.optional { span.field-optional { " (" (t("optional")) ")" } } }
    }

    fn option(&self, choice: &Choice) -> Markup {
        html! { option value=(choice.value) selected[self.is_chosen(choice)] { (choice.label) } }
    }

    fn list(&self) -> Markup {
        let mut groups: Vec<&String> = self.choices.iter().filter_map(|choice| choice.group.as_ref()).collect();
        groups.dedup();
        html! {
            @if self.chosen.is_empty() || self.optional { option value="" { (t("choose-one")) } }
            @for choice in self.choices.iter().filter(|choice| choice.group.is_none()) { (self.option(choice)) }
            @for group in groups {
                optgroup label=(group) {
                    @for choice in self.choices.iter().filter(|choice| choice.group.as_ref() == Some(group)) { (self.option(choice)) }
                }
            }
        }
    }

    fn select_field(&self) -> Markup {
        html! {
            label for=(self.id) { (self.title()) }
            (self.about())
            select.input id=(self.id) name=(self.name) aria-describedby=[self.described()] aria-invalid=[self.error.as_ref().map(|_| "true")] { (self.list()) }
        }
    }

    fn box_field(&self, at: usize, choice: &Choice) -> Markup {
        let id = if at == 0 { self.id.clone() } else { format!("{}-{at}", self.id) };
        let kind = if self.kind == Kind::Radios { "radio" } else { "checkbox" };
        let hint_id = format!("{id}-about");
        html! {
            div.choice {
                input type=(kind) id=(id) name=(self.name) value=(choice.value) checked[self.is_chosen(choice)]
                    aria-describedby=[choice.hint.as_ref().map(|_| &hint_id)];
                label for=(id) { (choice.label) }
                @if let Some(hint) = &choice.hint { p.field-hint id=(hint_id) { (hint) } }
            }
        }
    }

    fn boxes(&self) -> Markup {
        let class = if self.side_by_side { "choices choices-row" } else { "choices" };
        html! {
            fieldset aria-describedby=[self.described()] {
                legend { (self.title()) }
                (self.about())
                div class=(class) { @for (at, choice) in self.choices.iter().enumerate() { (self.box_field(at, choice)) } }
            }
        }
    }
}

impl Render for Choices {
    fn render(&self) -> Markup {
        let class = if self.error.is_some() { "field field-wrong" } else { "field" };
        html! {
            div class=(class) {
                @if self.kind == Kind::Select { (self.select_field()) } @else { (self.boxes()) }
            }
        }
    }
}
