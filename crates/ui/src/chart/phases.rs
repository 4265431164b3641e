//! The phases of a program as a line with its taper: as long as the phase, as high as its dose.

use maud::{Markup, Render, html};

use super::{described, labelled_by};
use crate::{
    progress::share,
    words::{t, t_args},
};

/// The drawing is so many pixels high, the highest dose so many.
const HEIGHT: i64 = 96;
const ROOM: i64 = 80;

/// One phase, or stage.
#[derive(Debug, Clone)]
pub struct Phase {
    name: String,
    weeks: i64,
    length: String,
    from: i64,
    to: i64,
    dose: String,
    href: Option<String>,
    current: bool,
}

impl Phase {
    /// Its name, its length in weeks as drawn (the expected one), and in words: "12 weeks", "8 to 12 weeks".
    pub fn new(name: impl Into<String>, weeks: i64, length: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            weeks: weeks.max(1),
            length: length.into(),
            from: 0,
            to: 0,
            dose: String::new(),
            href: None,
            current: false,
        }
    }

    /// Its dose at the start and at the end, in any one unit for all phases, and in words: "4 groups a week".
    pub fn dose(mut self, (from, to): (i64, i64), dose: impl Into<String>) -> Self {
        self.from = from;
        self.to = to;
        self.dose = dose.into();
        self
    }

    /// Where its part of the definition is.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The phase this client is in.
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }
}

/// Phases one after another.
#[derive(Debug, Clone)]
pub struct Phases {
    id: String,
    title: String,
    phases: Vec<Phase>,
    at_week: Option<i64>,
}

impl Phases {
    /// An id of its own on the page, what is shown, and the phases in order.
    pub fn new(id: impl Into<String>, title: impl Into<String>, phases: impl IntoIterator<Item = Phase>) -> Self {
        Self { id: id.into(), title: title.into(), phases: phases.into_iter().collect(), at_week: None }
    }

    /// Marks the week somebody is in, from 1.
    pub fn at_week(mut self, week: i64) -> Self {
        self.at_week = Some(week);
        self
    }

    fn weeks(&self) -> i64 {
        self.phases.iter().map(|phase| phase.weeks).sum::<i64>().max(1)
    }

    fn top(&self, dose: i64) -> i64 {
        let most = self.phases.iter().flat_map(|phase| [phase.from, phase.to]).max().unwrap_or(0).max(1);
        HEIGHT - (dose.max(0).saturating_mul(ROOM) / most).max(6)
    }

    fn shape(&self, at: usize, phase: &Phase, starts: i64) -> Markup {
        let weeks = self.weeks();
        let points = format!("0,{HEIGHT} 0,{} 100,{} 100,{HEIGHT}", self.top(phase.from), self.top(phase.to));
        let middle = starts.saturating_mul(2).saturating_add(phase.weeks);
        html! {
            svg x=(share(starts, weeks)) width=(share(phase.weeks, weeks)) height=(HEIGHT) viewBox={ "0 0 100 " (HEIGHT) } preserveAspectRatio="none" {
                polygon class=(if phase.current { "phase phase-current" } else { "phase" }) points=(points) {}
            }
            @if starts > 0 { line.phase-gap x1=(share(starts, weeks)) x2=(share(starts, weeks)) y1="0" y2=(HEIGHT) {} }
            text class=(if phase.current { "phase-number phase-number-current" } else { "phase-number" }) x=(share(middle, weeks.saturating_mul(2))) y=(HEIGHT - 8) text-anchor="middle" { (at + 1) }
        }
    }

    fn picture(&self) -> Markup {
        let starts = self.phases.iter().scan(0_i64, |week, phase| {
            let start = *week;
            *week += phase.weeks;
            Some(start)
        });
        html! {
            svg.phases width="100%" height=(HEIGHT) role="img" aria-labelledby=(labelled_by(&self.id)) {
                (described(&self.id, &self.title, &self.said()))
                @for ((at, phase), start) in self.phases.iter().enumerate().zip(starts) { (self.shape(at, phase, start)) }
                @if let Some(week) = self.at_week {
                    @let x = share(week.saturating_mul(2) - 1, self.weeks().saturating_mul(2));
                    line.phase-now x1=(x) x2=(x) y1="0" y2=(HEIGHT) {}
                }
            }
        }
    }

    fn said(&self) -> String {
        self.phases.iter().map(|phase| format!("{}: {}, {}", phase.name, phase.length, phase.dose)).collect::<Vec<_>>().join("; ")
    }
}

impl Render for Phases {
    fn render(&self) -> Markup {
        html! {
            figure.chart {
                figcaption { (self.title) @if let Some(week) = self.at_week { " " span.quiet { (t_args("phases-week", &[("week", week.into())])) } } }
                (self.picture())
                ol.phase-list role="list" {
                    @for (at, phase) in self.phases.iter().enumerate() {
                        li {
                            span.phase-mark aria-hidden="true" { (at + 1) }
                            div {
                                p.phase-name { @match &phase.href { Some(href) => a href=(href) { (phase.name) }, None => (phase.name) }
                                    @if phase.current { " " span.phase-here { (t("phases-here")) } } }
                                p.quiet.small { (phase.length) @if !phase.dose.is_empty() { " · " (phase.dose) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
