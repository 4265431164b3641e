//! When cohorts are in a stage: offerings of a stage that people enter together take place only while a cohort is in it.

use jiff::civil::Date;

use super::closed::shift;
use crate::model::{Definition, Offering, Stage, StageEntry};
use crate::value::{Anchor, Edge, Length};

/// A cohort's stretch in a stage: its first day, and the day after its last where the stage says how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub from: Date,
    pub until: Option<Date>,
    /// The day on which the next stage begins.
    pub next: Option<Date>,
}

/// Which cohorts there are.
#[derive(Clone, Copy)]
pub(super) struct Cohorts<'a> {
    pub definition: &'a Definition,
    /// Only this one.
    pub only: Option<Date>,
    /// None that starts on this day or later.
    pub until: Date,
}

impl Cohorts<'_> {
    /// The stretches in which an offering takes place, merged and in order; `None` where it is always given.
    pub fn of_offering(&self, offering: &Offering) -> Option<Vec<Stretch>> {
        let by_track = offering.track.iter().map(|name| self.of_track(name)).collect::<Option<Vec<_>>>();
        let by_track = by_track.filter(|all| !all.is_empty()).map(|all| merged(all.concat()));
        let given = |stage: &&Stage| !stage.aside && crate::resolve::admits(&offering.stages, Some(&stage.name));
        let stages = self.definition.stage.iter().filter(given);
        let by_stage = stages.map(|stage| self.of_stage(stage, 0)).collect::<Option<Vec<_>>>();
        by_track.or_else(|| by_stage.filter(|all| !all.is_empty()).map(|all| merged(all.concat())))
    }

    /// The dates of a moment that cohorts share.
    pub fn dates(&self, anchor: &Anchor, offering: &Offering) -> Vec<Date> {
        let edge_of = |edge: Edge, stretch: &Stretch| match edge {
            Edge::Start => Some(stretch.from),
            Edge::End => stretch.next.map(|next| shift(next, -1)),
        };
        let stretches = |name: &str| self.definition.stage_named(name).and_then(|stage| self.of_stage(stage, 0)).unwrap_or_default();
        match anchor {
            Anchor::Date(date) => vec![*date],
            Anchor::Stage { name: Some(name), edge } => stretches(name).iter().filter_map(|one| edge_of(*edge, one)).collect(),
            Anchor::Stage { name: None, edge } => {
                offering.stages.iter().flat_map(|name| stretches(name)).filter_map(|one| edge_of(*edge, &one)).collect()
            }
            Anchor::Enrolment => self.entry().iter().map(|one| one.from).collect(),
            Anchor::ProgramEnd | Anchor::Event(_) => Vec::new(),
        }
    }

    /// The cohorts of the stage in which clients begin.
    fn entry(&self) -> Vec<Stretch> {
        let begins = |stage: &&Stage| !stage.aside && stage.after.is_empty() && stage.beside.is_empty();
        let first = self.definition.stage.iter().find(begins);
        first.and_then(|stage| self.of_stage(stage, 0)).unwrap_or_default()
    }

    fn of_track(&self, name: &str) -> Option<Vec<Stretch>> {
        let track = self.definition.track_named(name)?;
        let starts = self.starts(track.entry.as_ref()?)?;
        Some(starts.into_iter().map(|from| Stretch { from, until: None, next: None }).collect())
    }

    fn of_stage(&self, stage: &Stage, depth: usize) -> Option<Vec<Stretch>> {
        let starts = match stage.entry.as_ref().and_then(|entry| self.starts(entry)) {
            Some(starts) => starts,
            None => self.starts_after_others(stage, depth)?,
        };
        let most = stage.time.as_ref().and_then(|time| time.max.or(time.usual).or(time.min));
        let usual = stage.time.as_ref().and_then(|time| time.typical());
        let after = |from: Date, length: Option<Length>| length.map(|length| length.after(from, |_| true));
        Some(starts.into_iter().map(|from| Stretch { from, until: after(from, most), next: after(from, usual) }).collect())
    }

    /// Cohorts go on together to the stage after.
    fn starts_after_others(&self, stage: &Stage, depth: usize) -> Option<Vec<Date>> {
        if depth > self.definition.stage.len() || stage.after.is_empty() {
            return None;
        }
        let before = stage.after.iter().map(|name| self.definition.stage_named(name).and_then(|one| self.of_stage(one, depth + 1)));
        let before: Vec<Stretch> = before.collect::<Option<Vec<_>>>()?.concat();
        before.iter().map(|one| one.next).collect()
    }

    fn starts(&self, entry: &StageEntry) -> Option<Vec<Date>> {
        let first = *entry.cohorts.first()?;
        let mut starts = entry.cohorts.clone();
        if let Some(every) = entry.every.filter(|every| every.n > 0) {
            let nth = |n: u32| Length { n: every.n.saturating_mul(n), unit: every.unit }.after(first, |_| true);
            starts.extend((1..20_000).map(nth).take_while(|date| *date > first && *date < self.until));
        }
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|start| self.only.is_none_or(|only| only == *start) && *start < self.until);
        Some(starts)
    }
}

/// Overlapping stretches made one, in order.
fn merged(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut found: Vec<Stretch> = Vec::new();
    for one in stretches {
        match found.last_mut() {
            Some(last) if last.until.is_none_or(|until| one.from <= until) => {
                last.until = last.until.zip(one.until).map(|(a, b)| a.max(b));
            }
            _ => found.push(one),
        }
    }
    found
}

/// Whether a date lies in one of these stretches, which are in order and do not overlap.
pub(super) fn covers(stretches: &[Stretch], date: Date) -> bool {
    let after = stretches.partition_point(|one| one.from <= date);
    let last = after.checked_sub(1).and_then(|at| stretches.get(at));
    last.is_some_and(|one| one.until.is_none_or(|until| date < until))
}
