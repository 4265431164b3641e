//! Buttons and links that look like them: 44 px targets, one primary on a screen.

use maud::{Markup, Render, html};

use crate::icon::Icon;

/// How much a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing this screen is for.
    Primary,
    /// Another thing one may do.
    Secondary,
    /// Something with consequences for a client, always behind a confirmation.
    Serious,
    /// As quiet as a link.
    Quiet,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Serious => "button button-serious",
            Self::Quiet => "button button-quiet",
        }
    }
}

#[derive(Debug, Clone)]
enum Does {
    Submits,
    Goes(String),
}

/// A button that submits its form, or a link drawn as one.
#[derive(Debug, Clone)]
pub struct Button {
    label: String,
    does: Does,
    weight: Weight,
    icon: Option<Icon>,
    name: Option<(String, String)>,
    about: Option<String>,
    shortcut: Option<&'static str>,
    pressed: Option<bool>,
    form: Option<String>,
    form_action: Option<String>,
}

/// A primary button that submits its form.
pub fn submit(label: impl Into<String>) -> Button {
    Button::new(label, Does::Submits, Weight::Primary)
}

/// A secondary button that submits its form.
pub fn secondary(label: impl Into<String>) -> Button {
    Button::new(label, Does::Submits, Weight::Secondary)
}

/// A button with consequences.
pub fn serious(label: impl Into<String>) -> Button {
    Button::new(label, Does::Submits, Weight::Serious)
}

/// A quiet button that submits its form.
pub fn quiet(label: impl Into<String>) -> Button {
    Button::new(label, Does::Submits, Weight::Quiet)
}

/// A link with the size and look of a secondary button.
pub fn link(label: impl Into<String>, href: impl Into<String>) -> Button {
    Button::new(label, Does::Goes(href.into()), Weight::Secondary)
}

impl Button {
    fn new(label: impl Into<String>, does: Does, weight: Weight) -> Self {
        Self {
            label: label.into(),
            does,
            weight,
            icon: None,
            name: None,
            about: None,
            shortcut: None,
            pressed: None,
            form: None,
            form_action: None,
        }
    }

    /// Another weight.
    pub fn weight(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// An icon before the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The name and value it submits.
    pub fn named(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.name = Some((name.into(), value.into()));
        self
    }

    /// Whom or what it is about, for those who cannot see what it stands beside: "Late" about "J. R.".
    pub fn about(mut self, whom: impl Into<String>) -> Self {
        self.about = Some(whom.into());
        self
    }

    /// A key that presses it when no field has the focus; shown as a hint.
    pub fn shortcut(mut self, key: &'static str) -> Self {
        self.shortcut = Some(key);
        self
    }

    /// Whether this choice is the one in force.
    pub fn pressed(mut self, pressed: bool) -> Self {
        self.pressed = Some(pressed);
        self
    }

    /// The id of the form it belongs to, when it stands outside.
    pub fn form(mut self, id: impl Into<String>) -> Self {
        self.form = Some(id.into());
        self
    }

    /// Where it sends its form instead of the form's own address.
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.form_action = Some(action.into());
        self
    }

    fn inside(&self) -> Markup {
        html! {
            @if let Some(icon) = self.icon { (icon) }
            span { (self.label) }
            @if let Some(whom) = &self.about { span.sr-only { ": " (whom) } }
            @if let Some(key) = self.shortcut { kbd.button-key aria-hidden="true" { (key) } }
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let (name, value) = self.name.clone().unzip();
        let pressed = self.pressed.map(|pressed| if pressed { "true" } else { "false" });
        match &self.does {
            Does::Goes(href) => html! {
                a class=(self.weight.class()) href=(href) aria-keyshortcuts=[self.shortcut] data-shortcut=[self.shortcut] { (self.inside()) }
            },
            Does::Submits => html! {
                button type="submit" class=(self.weight.class()) name=[name] value=[value] form=[&self.form] formaction=[&self.form_action]
                    aria-pressed=[pressed] aria-keyshortcuts=[self.shortcut] data-shortcut=[self.shortcut] { (self.inside()) }
            },
        }
    }
}

/// Buttons side by side, wrapping on a phone. The first is the first that Enter presses.
pub fn row(buttons: impl IntoIterator<Item = Button>) -> Markup {
    html! { div.buttons { @for button in buttons { (button) } } }
}
