//! A score or an attendance over time: a small line with its bands, its last value in words, and the numbers as a table.

use maud::{Markup, Render, html};

use super::{described, figure, labelled_by};
use crate::{
    table::{Column, Row, Table},
    tag::Tone,
    words::{amount, t, t_args},
};

const WIDTH: i64 = 1000;
const HEIGHT: i64 = 100;

/// Values in order of time; a gap where nothing was measured.
#[derive(Debug, Clone)]
pub struct Series {
    id: String,
    title: String,
    unit: String,
    points: Vec<(String, Option<i64>)>,
    bands: Vec<(String, (i64, i64), Tone)>,
    range: Option<(i64, i64)>,
}

impl Series {
    /// An id of its own on the page, what is shown, and the unit's code (`minutes`, `percent`, `points`, …).
    pub fn new(id: impl Into<String>, title: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), unit: unit.into(), points: Vec::new(), bands: Vec::new(), range: None }
    }

    /// One more value, with when it was measured.
    pub fn point(mut self, when: impl Into<String>, value: impl Into<Option<i64>>) -> Self {
        self.points.push((when.into(), value.into()));
        self
    }

    /// A band of values that means something: "moderate", 10 to 14.
    pub fn band(mut self, label: impl Into<String>, (from, to): (i64, i64), tone: Tone) -> Self {
        self.bands.push((label.into(), (from, to), tone));
        self
    }

    /// The lowest and highest value the measure can have.
    pub fn range(mut self, low: i64, high: i64) -> Self {
        self.range = Some((low, high));
        self
    }

    fn ends(&self) -> (i64, i64) {
        let values = || self.points.iter().filter_map(|(_, value)| *value);
        let (low, high) = self.range.unwrap_or((values().min().unwrap_or(0).min(0), values().max().unwrap_or(0)));
        (low, high.max(low.saturating_add(1)))
    }

    fn x(&self, at: usize) -> i64 {
        let steps = i64::try_from(self.points.len().saturating_sub(1)).unwrap_or(1).max(1);
        i64::try_from(at).unwrap_or(0) * WIDTH / steps
    }

    fn y(&self, value: i64) -> i64 {
        let (low, high) = self.ends();
        HEIGHT - (value.clamp(low, high) - low).saturating_mul(HEIGHT) / (high - low)
    }

    /// The line, lifted wherever a value is missing.
    fn path(&self) -> String {
        let mut drawing = false;
        let mut path = String::new();
        for (at, (_, value)) in self.points.iter().enumerate() {
            let Some(value) = value else {
                drawing = false;
                continue;
            };
            path.push_str(&format!("{}{} {}", if drawing { "L" } else { "M" }, self.x(at), self.y(*value)));
            drawing = true;
        }
        path
    }

    fn dots(&self) -> Markup {
        html! {
            @for (at, (_, value)) in self.points.iter().enumerate() {
                @if let Some(value) = value { path.series-dot d={ "M" (self.x(at)) " " (self.y(*value)) "h0.01" } {} }
            }
        }
    }

    fn picture(&self) -> Markup {
        html! {
            svg.series width="100%" height="96" viewBox={ "-12 -10 " (WIDTH + 24) " " (HEIGHT + 20) } preserveAspectRatio="none" role="img" aria-labelledby=(labelled_by(&self.id)) {
                (described(&self.id, &self.title, &self.said()))
                @for (_, (from, to), tone) in &self.bands {
                    rect class={ "series-band " (tone.class()) } x="-12" width=(WIDTH + 24) y=(self.y(*to)) height=((self.y(*from) - self.y(*to)).max(0)) {}
                }
                line.series-base x1="-12" x2=(WIDTH + 12) y1=(HEIGHT) y2=(HEIGHT) {}
                path.series-line d=(self.path()) {}
                (self.dots())
            }
        }
    }

    fn key(&self) -> Markup {
        html! {
            @if !self.bands.is_empty() {
                ul.series-key role="list" {
                    @for (label, (from, to), tone) in &self.bands { li { span class={ "series-swatch " (tone.class()) } aria-hidden="true" {} (label) " " span.num { (from) "–" (to) } } }
                }
            }
        }
    }

    fn last(&self) -> Option<(&str, i64)> {
        self.points.iter().rev().find_map(|(when, value)| value.map(|value| (when.as_str(), value)))
    }

    fn said(&self) -> String {
        match self.last() {
            Some((when, value)) => t_args("series-last", &[("value", amount(value, &self.unit).into()), ("when", when.into())]),
            None => t("series-none"),
        }
    }

    fn band_of(&self, value: i64) -> Option<&str> {
        self.bands.iter().find(|(_, (from, to), _)| (*from..=*to).contains(&value)).map(|(label, ..)| label.as_str())
    }

    fn numbers(&self) -> Table {
        let banded = !self.bands.is_empty();
        let row = |(when, value): &(String, Option<i64>)| {
            let shown = value.map_or_else(|| t("series-missing"), |value| amount(value, &self.unit));
            let mut cells = vec![html! { (when) }, html! { (shown) }];
            if banded {
                let label = value.and_then(|value| self.band_of(value)).unwrap_or_default();
                cells.push(html! { (label) });
            }
            Row::new(cells)
        };
        let mut columns = vec![Column::text(t("series-when")), Column::number(t("series-value"))];
        if banded {
            columns.push(Column::text(t("series-band")));
        }
        Table::new(&self.title, columns).rows(self.points.iter().map(row))
    }
}

impl Render for Series {
    fn render(&self) -> Markup {
        let (low, high) = self.ends();
        let first = self.points.first().map_or("", |(when, _)| when);
        let last = self.points.last().map_or("", |(when, _)| when);
        if self.last().is_none() {
            return html! { figure.chart { figcaption { (self.title) } p.series-said { (self.said()) } } };
        }
        let picture = html! {
            p.series-said { (self.said()) }
            div.series-frame {
                div.series-ends aria-hidden="true" { span { (amount(high, &self.unit)) } span { (amount(low, &self.unit)) } }
                (self.picture())
            }
            div.series-dates aria-hidden="true" { span { (first) } span { (last) } }
            (self.key())
        };
        figure(&self.title, picture, self.numbers())
    }
}

/// A line of a few values for a row of a table: decorative, beside the number it belongs to.
pub fn spark(values: &[i64]) -> Markup {
    let (low, high) = (values.iter().min().copied().unwrap_or(0), values.iter().max().copied().unwrap_or(1));
    let steps = i64::try_from(values.len().saturating_sub(1)).unwrap_or(1).max(1);
    let height = |value: i64| 18 - (value - low).saturating_mul(16) / (high - low).max(1);
    let points: Vec<String> = values.iter().zip(0_i64..).map(|(value, at)| format!("{},{}", 2 + at * 76 / steps, height(*value))).collect();
    html! { svg.spark viewBox="0 0 80 20" width="80" height="20" aria-hidden="true" focusable="false" { polyline points=(points.join(" ")) {} } }
}
