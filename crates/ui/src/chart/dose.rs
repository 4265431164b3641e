//! Doses as bars against the lines that rule sets draw: what a track offers beside what is asked.

use maud::{Markup, Render, html};

use super::{described, figure, labelled_by};
use crate::{
    progress::share,
    table::{Column, Row, Table},
    tag::Status,
    words::{amount, t},
};

#[derive(Debug, Clone)]
struct Bar {
    label: String,
    value: i64,
    status: Option<Status>,
}

/// Bars in one unit, and the rules across them.
#[derive(Debug, Clone)]
pub struct DoseBars {
    id: String,
    title: String,
    unit: String,
    bars: Vec<Bar>,
    rules: Vec<(String, i64)>,
}

impl DoseBars {
    /// An id of its own on the page, what is shown, and the unit's code (`minutes`, `days`, …).
    pub fn new(id: impl Into<String>, title: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), unit: unit.into(), bars: Vec::new(), rules: Vec::new() }
    }

    /// One bar: what it is, how much, and how that stands.
    pub fn bar(mut self, label: impl Into<String>, value: i64, status: Option<Status>) -> Self {
        self.bars.push(Bar { label: label.into(), value, status });
        self
    }

    /// One rule: its name and the amount it asks for.
    pub fn rule(mut self, label: impl Into<String>, value: i64) -> Self {
        self.rules.push((label.into(), value));
        self
    }

    fn full(&self) -> i64 {
        let values = self.bars.iter().map(|bar| bar.value).chain(self.rules.iter().map(|(_, value)| *value));
        // A little air beyond the longest.
        values.max().unwrap_or(0).max(1).saturating_mul(21) / 20 + 1
    }

    fn said(&self, bar: &Bar) -> String {
        format!("{}: {}", bar.label, amount(bar.value, &self.unit))
    }

    fn rows(&self) -> Markup {
        let full = self.full();
        html! {
            @for (at, bar) in self.bars.iter().enumerate() {
                @let id = format!("{}-{at}", self.id);
                @let tone = bar.status.map_or("tone-calm", |status| status.tone().class());
                div.dose-row {
                    span.dose-label { (bar.label) }
                    svg class={ "dose " (tone) } width="100%" height="28" role="img" aria-labelledby=(labelled_by(&id)) {
                        (described(&id, &self.said(bar), &self.rules_said()))
                        rect.dose-track width="100%" y="4" height="20" rx="3" {}
                        rect.dose-bar width=(share(bar.value, full)) y="4" height="20" rx="3" {}
                        @for (_, value) in &self.rules { line.dose-rule x1=(share(*value, full)) x2=(share(*value, full)) y1="0" y2="28" {} }
                    }
                    span.dose-value.num { (amount(bar.value, &self.unit)) @if let Some(status) = bar.status { " " (status) } }
                }
            }
        }
    }

    fn rules_said(&self) -> String {
        self.rules.iter().map(|(label, value)| format!("{label}: {}", amount(*value, &self.unit))).collect::<Vec<_>>().join("; ")
    }

    fn key(&self) -> Markup {
        html! {
            @if !self.rules.is_empty() {
                ul.dose-key role="list" {
                    @for (label, value) in &self.rules { li { span.dose-key-line aria-hidden="true" {} (label) " " span.num { (amount(*value, &self.unit)) } } }
                }
            }
        }
    }

    fn numbers(&self) -> Table {
        let rules = self
            .rules
            .iter()
            .map(|(label, value)| Row::new([html! { (label) }, html! { (amount(*value, &self.unit)) }, html! { (t("dose-rule")) }]));
        let bars = self.bars.iter().map(|bar| {
            let status = bar.status.map_or_else(|| html! { (t("dose-offered")) }, |status| status.render());
            Row::new([html! { (bar.label) }, html! { (amount(bar.value, &self.unit)) }, status])
        });
        Table::new(&self.title, [Column::text(t("dose-what")), Column::number(t("dose-amount")), Column::text(t("dose-stands"))])
            .rows(bars)
            .rows(rules)
    }
}

impl Render for DoseBars {
    fn render(&self) -> Markup {
        figure(&self.title, html! { (self.rows()) (self.key()) }, self.numbers())
    }
}
