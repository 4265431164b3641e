//! Feasibility: for each track and stage, whether there is any way to attend that meets what is owed and what a rule set asks,
//! with how much slack, and if not what would mend it most cheaply.
//!
//! The week's sessions of a track in a stage are a small set, so every question is answered by exact search over it
//! ([`search`]). A session without a day ("three to five times a week") stands as so many copies on days of their own; a
//! session by arrangement can always be arranged. Alternate weeks are laid out over their cycle, and the leanest week is judged.

mod against;
mod amounts;
mod lengths;
mod mending;
mod needs;
mod own;
mod search;
mod spots;
mod week;

use std::cell::Cell;

pub(super) use against::sets;
pub(super) use needs::{Need, own_needs};
pub(super) use spots::{Spot, spots};
pub(super) use week::Week;

use super::Case;
use crate::finding::Finding;

/// So many branches are looked at for one spot; what is not decided by then is left open, and said to be.
const BUDGET: u32 = 60_000;

/// What is searched for one spot, and the branches that are left to look at.
pub(super) struct Study<'a> {
    pub case: &'a Case<'a>,
    pub spot: &'a Spot<'a>,
    pub week: &'a Week<'a>,
    pub needs: &'a [Need],
    pub budget: &'a Cell<u32>,
}

impl Study<'_> {
    /// A finding about this spot.
    pub fn about(&self, finding: Finding) -> Finding {
        finding.at(self.spot.track, self.spot.phase().as_deref())
    }
    /// The line to show for the spot: its track's, its stage's, or the program's.
    pub fn line(&self) -> usize {
        let stands_here = |track: &&str| self.case.part.track.iter().any(|one| one.name == **track);
        match (self.spot.track.filter(stands_here), self.spot.stage, self.week.slots.first()) {
            (Some(track), _, _) => self.case.line("track", track, "name"),
            (None, _, Some(slot)) => self.case.line("offering", &slot.offering.name, "name"),
            (None, Some(stage), None) => self.case.line("stage", stage, "name"),
            (None, None, None) => self.case.lines.at("program"),
        }
    }
}

/// The least attendance that meets what is expected.
pub(super) fn attendance(case: &Case<'_>, spot: &Spot<'_>, week: &Week<'_>, needs: &[Need]) -> Option<search::Choice> {
    let budget = Cell::new(BUDGET);
    let study = Study { case, spot, week, needs, budget: &budget };
    own::cheapest(&study, &own::expected(&study), |_| 1).filter(|_| budget.get() > 0)
}

pub(super) fn findings(case: &Case<'_>, spots: &[Spot<'_>]) -> Vec<Finding> {
    let (mut found, mut levels) = (Vec::new(), Vec::new());
    for spot in spots {
        let budget = Cell::new(BUDGET);
        let week = Week::leanest(spot);
        let needs = own_needs(case, spot, &week);
        let study = Study { case, spot, week: &week, needs: &needs, budget: &budget };
        let (mut here, asked) = against::findings(&study);
        here.extend(own::findings(&study));
        here.extend(amounts::findings(&study));
        let decided = budget.get() > 0 && !week.cut;
        found.extend(if decided { here } else { vec![cut(&study)] });
        levels.push(if decided { asked } else { Vec::new() });
    }
    found.extend(against::crossings(case, spots, &levels));
    found.extend(lengths::findings(case));
    super::together::together(found, spots)
}

/// What is not decided is not said.
fn cut(study: &Study<'_>) -> Finding {
    let message = format!(
        "a week has {} sessions to choose from, and the search was cut after {BUDGET} branches: doses were not judged here",
        study.week.slots.len()
    );
    let finding =
        Finding::note("search-cut", study.line(), message).figures(study.week.slots.len().try_into().unwrap_or(i64::MAX), 0, "sessions");
    study.about(finding.mend("give each track its own offerings, so that a week has fewer to choose from"))
}

/// `1 day`, `2 days`.
pub(super) fn days(count: u32) -> String {
    if count == 1 { "1 day".into() } else { format!("{count} days") }
}

/// Minutes as people say them: `540 min (9 h)`.
pub(super) fn minutes(amount: u32) -> String {
    match amount {
        0..60 => format!("{amount} min"),
        _ => format!("{amount} min ({})", crate::value::Minutes(amount)),
    }
}
