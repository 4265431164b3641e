//! Pictures where looking beats reading. Each is an SVG with a title and a description, and its numbers as a table below.
//! Colours come from classes, sizes from attributes; nothing is styled inline.

mod census;
mod dose;
mod phases;
mod series;

pub use census::Census;
pub use dose::DoseBars;
pub use phases::{Phase, Phases};
pub use series::{Series, spark};

use maud::{Markup, html};

use crate::{disclosure, table::Table, words::t};

/// A picture with its caption and, one tap away, its numbers.
fn figure(title: &str, picture: Markup, numbers: Table) -> Markup {
    html! {
        figure.chart {
            figcaption { (title) }
            (picture)
            (disclosure::details(t("chart-numbers"), html! { (numbers.quiet_caption()) }))
        }
    }
}

/// The title and description by which an SVG is read out; ids are made from the chart's own id.
fn described(id: &str, title: &str, description: &str) -> Markup {
    html! { title id={ (id) "-title" } { (title) } desc id={ (id) "-desc" } { (description) } }
}

fn labelled_by(id: &str) -> String {
    format!("{id}-title {id}-desc")
}
