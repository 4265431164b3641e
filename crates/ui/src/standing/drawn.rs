//! From a line of `care` to a line on a screen: figures with their units, the window or the day it is wanted by, every reason.

use footbridge_care::{
    ids::FactId,
    line::{Line, Reason, State},
};
use maud::{Markup, html};

use super::StandingLine;
use crate::{
    tag::Status,
    words::{because, date, day_span, look_up, t_args},
};

impl From<State> for Status {
    fn from(state: State) -> Self {
        match state {
            State::Met => Self::Met,
            State::OnCourse => Self::OnCourse,
            State::AtRisk => Self::AtRisk,
            State::Due => Self::Due,
            State::Late => Self::Late,
            State::Missed => Self::Missed,
            State::NotApplicable => Self::NotApplicable,
        }
    }
}

/// A line of standing, drawn. `fact` gives the address of the fact behind a reason, where the viewer may open it. Lines must
/// have passed the viewer's policy before they come here.
pub fn drawn(line: &Line, fact: impl Fn(FactId) -> Option<String>) -> StandingLine {
    let unit = line.unit.name();
    let figures = StandingLine::new(called(line), line.state.into());
    let figures = match line.target {
        Some(target) => figures.measured(line.value, target, unit),
        None if line.state == State::NotApplicable => figures,
        None => figures.valued(line.value, unit),
    };
    let ahead = line.projected.filter(|projected| *projected != line.value);
    let figures = ahead.into_iter().fold(figures, |drawn, projected| drawn.projected(projected, unit));
    let placed = when(line).into_iter().fold(figures, StandingLine::when);
    line.because.iter().fold(placed, |drawn, reason| drawn.reason_markup(why(line, reason, &fact)))
}

/// What people call a line: the definition's label, or ours for the lines that every program has.
fn called(line: &Line) -> String {
    look_up(&format!("line-{}", line.code), &[]).unwrap_or_else(|| line.label.clone())
}

fn when(line: &Line) -> Option<String> {
    let due = line.due.map(|due| t_args("standing-due", &[("date", date(due).into())]));
    due.or_else(|| line.window.map(|(first, last)| day_span(first, last)))
}

fn why(line: &Line, reason: &Reason, fact: impl Fn(FactId) -> Option<String>) -> Markup {
    let words = because(reason, line.unit);
    html! {
        @match reason.fact.and_then(fact) { Some(href) => a href=(href) { (words) }, None => (words) }
        " " span.why-rule { (reason.rule) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use footbridge_care::line::Unit;
    use footbridge_definition::model::Sensitivity;
    use maud::Render;

    fn hours() -> Line {
        Line {
            code: "owed:hours".into(),
            label: "Hours".into(),
            state: State::AtRisk,
            value: 405,
            target: Some(540),
            projected: Some(495),
            unit: Unit::Minutes,
            window: "2026-11-23".parse().ok().zip("2026-11-29".parse().ok()),
            due: None,
            because: vec![Reason::new("hours", "counted").fact(FactId::from_parts(1, [0; 10])).arg("gave", 135)],
            sensitivity: Sensitivity::Presence,
        }
    }

    #[test]
    fn a_line_shows_value_target_projection_window_and_reasons() {
        let html = drawn(&hours(), |_| Some("/facts/1".into())).render().into_string();
        for said in [
            "6 h 45 min",
            "of 9 h 00 min",
            "8 h 15 min",
            "Mon, Nov 23 to Sun, Nov 29",
            "At risk",
            "Counted 2 h 15 min.",
            "href=\"/facts/1\"",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
    }

    #[test]
    fn a_line_without_a_target_shows_its_value_alone() {
        let sober = Line { target: None, unit: Unit::Days, value: 34, projected: None, because: vec![], ..hours() };
        let html = drawn(&sober, |_| None).render().into_string();
        assert!(html.contains("34 days") && !html.contains(" of "), "{html}");
    }

    #[test]
    fn every_state_of_care_has_its_status() {
        for code in ["met", "on_course", "at_risk", "due", "late", "missed", "not_applicable"] {
            let state = State::named(code).unwrap();
            assert_eq!(Status::from(state).code(), code);
        }
    }
}
