//! The census: how many clients stand where, by track and week of program. The picture is the table itself, shaded.

use maud::{Markup, Render, html};

use crate::words::t;

/// Counts by row and column.
#[derive(Debug, Clone)]
pub struct Census {
    caption: String,
    of_rows: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<i64>, Option<String>)>,
}

impl Census {
    /// What is counted; what the rows are ("Track"); the columns ("Weeks 1–4").
    pub fn new(caption: impl Into<String>, of_rows: impl Into<String>, columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { caption: caption.into(), of_rows: of_rows.into(), columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// One row: its name, one count for each column, and where its name leads.
    pub fn row(mut self, name: impl Into<String>, counts: impl IntoIterator<Item = i64>, href: Option<String>) -> Self {
        self.rows.push((name.into(), counts.into_iter().collect(), href));
        self
    }

    fn most(&self) -> i64 {
        self.rows.iter().flat_map(|(_, counts, _)| counts).copied().max().unwrap_or(0)
    }

    fn totals(&self) -> Vec<i64> {
        let column = |at: usize| self.rows.iter().filter_map(|(_, counts, _)| counts.get(at)).sum();
        (0..self.columns.len()).map(column).collect()
    }

    fn cell(&self, count: i64, most: i64) -> Markup {
        let shade = if count <= 0 { 0 } else { (count * 4).div_euclid(most.max(1)).clamp(0, 4) + 1 };
        html! { td class=(if shade == 0 { "heat".to_owned() } else { format!("heat heat-{shade}") }) { @if count == 0 { span.heat-none { "0" } } @else { (count) } } }
    }

    fn body(&self) -> Markup {
        let most = self.most();
        html! {
            tbody {
                @for (name, counts, href) in &self.rows {
                    tr {
                        th scope="row" { @match href { Some(href) => a href=(href) { (name) }, None => (name) } }
                        @for count in counts.iter().take(self.columns.len()) { (self.cell(*count, most)) }
                        td.heat-total { (counts.iter().sum::<i64>()) }
                    }
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        let totals = self.totals();
        html! {
            tfoot { tr { th scope="row" { (t("total")) } @for total in &totals { td { (total) } } td.heat-total { (totals.iter().sum::<i64>()) } } }
        }
    }
}

impl Render for Census {
    fn render(&self) -> Markup {
        html! {
            figure.chart {
                figcaption { (self.caption) }
                div.census-frame role="region" aria-label=(self.caption) tabindex="0" {
                    table.census {
                        caption.sr-only { (self.caption) }
                        thead { tr { th scope="col" { (self.of_rows) } @for column in &self.columns { th scope="col" { (column) } } th scope="col" { (t("total")) } } }
                        (self.body())
                        (self.foot())
                    }
                }
            }
        }
    }
}
