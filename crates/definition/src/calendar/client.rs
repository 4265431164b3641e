//! Sessions at a distance from a client's own dates.

use std::collections::HashMap;

use jiff::civil::Date;

use super::plan::Plan;
use super::session::{Options, PlannedSession};
use crate::finding::Finding;
use crate::model::Definition;
use crate::value::{Anchor, Edge};

/// A client's own dates. What is not known makes no sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchors {
    /// The day of enrolment.
    pub enrolment: Option<Date>,
    /// The end of the whole program.
    pub program_end: Option<Date>,
    /// The stage the client is in.
    pub stage: Option<String>,
    /// First and last day of each stage, as far as known.
    pub stages: HashMap<String, (Option<Date>, Option<Date>)>,
    /// The days of events, by name.
    pub events: HashMap<String, Vec<Date>>,
}

impl Anchors {
    /// The dates of a moment.
    pub fn dates(&self, anchor: &Anchor) -> Vec<Date> {
        let edge_of = |name: Option<&String>, edge: Edge| {
            let (start, end) = name.and_then(|name| self.stages.get(name)).copied().unwrap_or_default();
            if edge == Edge::Start { start } else { end }
        };
        match anchor {
            Anchor::Enrolment => self.enrolment.into_iter().collect(),
            Anchor::ProgramEnd => self.program_end.into_iter().collect(),
            Anchor::Stage { name: Some(name), edge } => edge_of(Some(name), *edge).into_iter().collect(),
            Anchor::Stage { name: None, edge } => edge_of(self.stage.as_ref(), *edge).into_iter().collect(),
            Anchor::Event(name) => self.events.get(name).cloned().unwrap_or_default(),
            Anchor::Date(date) => vec![*date],
        }
    }
}

/// The sessions that only this client's own dates make known (`after = "enrolment"`), in the order in which they start.
///
/// # Errors
/// A zone or a track that is not known.
pub fn sessions_for(
    definition: &Definition,
    anchors: &Anchors,
    (from, until): (Date, Date),
    options: &Options,
) -> Result<Vec<PlannedSession>, Vec<Finding>> {
    let known = |anchor: &Anchor| anchors.dates(anchor);
    let plan = Plan::new(definition, from, until, options)?.for_client(&known);
    Ok(plan.calendar().sessions)
}
