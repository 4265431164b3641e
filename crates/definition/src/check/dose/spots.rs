//! The places at which a client can be: a track, a stage, a step of a taper.

use crate::model::{Definition, Set, Stage};
use crate::resolve;
use crate::value::Length;

/// One of them, with the program as it holds there.
pub(crate) struct Spot<'a> {
    /// The track.
    pub track: Option<&'a str>,
    /// The stage.
    pub stage: Option<&'a str>,
    /// From when in the stage on, where a taper changes what is owed.
    pub from: Option<Length>,
    /// The program as it holds here, with the amounts of this step.
    pub held: Definition,
    /// The whole program, for its neighbours.
    pub whole: &'a Definition,
}

impl Spot<'_> {
    /// The stage, and the step of its taper.
    pub fn phase(&self) -> Option<String> {
        match (self.stage, self.from) {
            (Some(stage), Some(from)) => Some(format!("{stage} from {from}")),
            (Some(stage), None) => Some(stage.to_owned()),
            (None, Some(from)) => Some(format!("from {from}")),
            (None, None) => None,
        }
    }

    /// The stage itself.
    pub fn stage(&self) -> Option<&Stage> {
        self.held.stage_named(self.stage?)
    }

    /// The level of care here.
    pub fn level(&self) -> Option<&str> {
        let own = self.stage().and_then(|stage| stage.level_of_care.as_deref());
        own.or(self.held.program.level_of_care.as_deref())
    }
}

/// Every track in every stage that it has, in the order of stages. Stages aside or beside others are no weeks of their own.
pub(crate) fn spots(whole: &Definition) -> Vec<Spot<'_>> {
    let ordered = resolve::stages_in_order(whole);
    let mut stages: Vec<Option<&str>> =
        ordered.iter().filter(|stage| !stage.aside && stage.beside.is_empty()).map(|stage| Some(stage.name.as_str())).collect();
    if stages.is_empty() {
        stages.push(None);
    }
    let mut found = Vec::new();
    for stage in stages {
        for track in tracks(whole, stage) {
            let held = resolve::effective(whole, stage, track, &Set::default());
            found.extend(steps(&held).into_iter().map(|from| Spot { track, stage, from, held: at_step(&held, from), whole }));
        }
    }
    found
}

/// The tracks that a stage has; one without a name where the program has none.
pub(crate) fn tracks<'a>(whole: &'a Definition, stage: Option<&str>) -> Vec<Option<&'a str>> {
    let here = whole.track.iter().filter(|track| resolve::admits(&track.stages, stage));
    let found: Vec<Option<&str>> = here.map(|track| Some(track.name.as_str())).collect();
    if found.is_empty() { vec![None] } else { found }
}

/// The moments at which something owed changes: the beginning, and each step.
fn steps(held: &Definition) -> Vec<Option<Length>> {
    let mut later: Vec<Length> =
        held.obligation.iter().flat_map(|one| &one.steps).map(|step| step.from).filter(|from| from.n > 0).collect();
    later.sort_by_key(|from| from.about_days());
    later.dedup();
    std::iter::once(None).chain(later.into_iter().map(Some)).collect()
}

/// The program with each obligation's amount as it is from then on.
fn at_step(held: &Definition, from: Option<Length>) -> Definition {
    let mut held = held.clone();
    let days = from.map_or(0, Length::about_days);
    for obligation in &mut held.obligation {
        let begun = obligation.steps.iter().filter(|step| step.from.about_days() <= days).max_by_key(|step| step.from.about_days());
        if let Some(step) = begun.cloned() {
            obligation.amount = Some(step.amount);
            obligation.per = step.per.or(obligation.per);
        }
    }
    held
}
