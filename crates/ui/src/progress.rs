//! A bar: how far, how far it will get, and where it should get. The numbers always stand beside it in words.

use maud::{Markup, Render, html};

use crate::tag::Tone;

/// A bar against a target. Decorative unless it gets a label.
#[derive(Debug, Clone)]
pub struct Bar {
    value: i64,
    target: i64,
    projected: Option<i64>,
    tone: Tone,
    label: Option<String>,
}

impl Bar {
    /// A value against its target, in the same unit.
    pub fn new(value: i64, target: i64) -> Self {
        Self { value, target, projected: None, tone: Tone::Calm, label: None }
    }

    /// Where it ends if everything scheduled takes place.
    pub fn projected(mut self, projected: i64) -> Self {
        self.projected = Some(projected);
        self
    }

    /// How it feels.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// What it says to those who do not see it, where nothing beside it does.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    fn full(&self) -> i64 {
        self.target.max(self.value).max(self.projected.unwrap_or(0)).max(1)
    }
}

/// A share of a whole as an SVG length: "75.00%", never outside 0 to 100.
pub(crate) fn share(part: i64, whole: i64) -> String {
    // Drawing only: the precision of f64 is far below a pixel.
    let ratio = part as f64 / whole.max(1) as f64;
    format!("{:.2}%", (ratio * 100.0).clamp(0.0, 100.0))
}

impl Render for Bar {
    fn render(&self) -> Markup {
        let full = self.full();
        let role = self.label.as_ref().map(|_| "img");
        let hidden = self.label.is_none().then_some("true");
        html! {
            svg class={ "bar " (self.tone.class()) } width="100%" height="10" role=[role] aria-label=[&self.label] aria-hidden=[hidden] focusable="false" {
                rect.bar-track width="100%" height="10" rx="5" {}
                @if let Some(projected) = self.projected { rect.bar-projected width=(share(projected, full)) height="10" rx="5" {} }
                @if self.value > 0 { rect.bar-value width=(share(self.value, full)) height="10" rx="5" {} }
                @if self.target > 0 && self.target < full { line.bar-target x1=(share(self.target, full)) x2=(share(self.target, full)) y1="0" y2="10" {} }
            }
        }
    }
}
