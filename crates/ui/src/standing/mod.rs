//! Standing: a line says what is asked, how far it is, where it will end, and, one tap away, why.

mod drawn;

pub use drawn::drawn;

use maud::{Markup, Render, html};

use crate::{
    progress::Bar,
    tag::{Status, Tag},
    words::{self, t, t_args},
};

/// One line of standing, already in words.
#[derive(Debug, Clone)]
pub struct StandingLine {
    label: String,
    status: Status,
    value: Option<String>,
    target: Option<String>,
    projected: Option<String>,
    when: Option<String>,
    bar: Option<Bar>,
    reasons: Vec<Markup>,
    mends: Vec<Markup>,
    id: Option<String>,
}

impl StandingLine {
    /// What is asked, and how it stands.
    pub fn new(label: impl Into<String>, status: Status) -> Self {
        Self {
            label: label.into(),
            status,
            value: None,
            target: None,
            projected: None,
            when: None,
            bar: None,
            reasons: Vec::new(),
            mends: Vec::new(),
            id: None,
        }
    }

    /// A line measured in a unit (`minutes`, `days`, `sessions`, …): value against target, with its bar.
    pub fn measured(mut self, value: i64, target: i64, unit: &str) -> Self {
        self.value = Some(words::amount(value, unit));
        self.target = Some(words::amount(target, unit));
        self.bar = Some(Bar::new(value, target).tone(self.status.tone()));
        self
    }

    /// Where it ends if everything scheduled takes place, in the same unit.
    pub fn projected(mut self, projected: i64, unit: &str) -> Self {
        self.projected = Some(words::amount(projected, unit));
        self.bar = self.bar.map(|bar| bar.projected(projected));
        self
    }

    /// A value in a unit with nothing to reach: sober days.
    pub fn valued(mut self, value: i64, unit: &str) -> Self {
        self.value = Some(words::amount(value, unit));
        self
    }

    /// The window it is judged in, or the day it is wanted by, in words.
    pub fn when(mut self, when: impl Into<String>) -> Self {
        self.when = Some(when.into());
        self
    }

    /// A value in words, where there is no number: "signed on Mon, Nov 2".
    pub fn saying(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// One reason: the rule or the fact behind the line.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        self.reasons.push(html! { (reason) });
        self
    }

    /// One reason with links in it.
    pub fn reason_markup(mut self, reason: Markup) -> Self {
        self.reasons.push(reason);
        self
    }

    /// Something that would mend it: a make-up offer, a signature.
    pub fn mend(mut self, mend: Markup) -> Self {
        self.mends.push(mend);
        self
    }

    /// An id to link to.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The value against its target in words: "6 h 45 min of 9 h 00 min".
    pub fn figure(&self) -> Option<String> {
        match (&self.value, &self.target) {
            (Some(value), Some(target)) => Some(words::of(value, target)),
            (Some(value), None) => Some(value.clone()),
            _ => None,
        }
    }

    fn numbers(&self) -> Markup {
        html! {
            @if let Some(value) = &self.value {
                p.standing-figure.standing-saying[self.target.is_none()] {
                    strong.num { (value) }
                    @if let Some(target) = &self.target { " " span.num { (t_args("standing-of", &[("target", target.as_str().into())])) } }
                }
            }
            @if let Some(bar) = &self.bar { (bar) }
            @if let Some(projected) = &self.projected {
                p.standing-projected { (t_args("standing-projected", &[("value", projected.as_str().into())])) }
            }
        }
    }

    fn why(&self) -> Markup {
        html! {
            @if !self.reasons.is_empty() {
                details.why {
                    summary { (t("standing-why")) span.sr-only { ": " (self.label) } }
                    ul { @for reason in &self.reasons { li { (reason) } } }
                }
            }
        }
    }
}

impl Render for StandingLine {
    fn render(&self) -> Markup {
        html! {
            div class={ "standing " (self.status.tone().class()) } id=[&self.id] {
                div.standing-head { h3 { (self.label) } (self.status) }
                @if let Some(when) = &self.when { p.standing-when { (when) } }
                (self.numbers())
                @if !self.mends.is_empty() {
                    div.standing-mends { p { (t("standing-mends")) } ul { @for mend in &self.mends { li { (mend) } } } }
                }
                (self.why())
            }
        }
    }
}

/// The lines of a client, most pressing first as the caller orders them.
pub fn list(lines: impl IntoIterator<Item = StandingLine>) -> Markup {
    html! { ul.standings role="list" { @for line in lines { li { (line) } } } }
}

/// One line in a row of a table or roster: tag and figure, nothing else.
pub fn brief(line: &StandingLine) -> Markup {
    let tag = Tag::from(line.status);
    html! { span.standing-brief { (tag) @if let Some(figure) = line.figure() { " " span.num { (figure) } } } }
}
