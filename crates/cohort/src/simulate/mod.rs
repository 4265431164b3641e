//! `simulate`: a cohort run through the real rules, and counted.

mod count;
mod report;
mod staff;
mod survive;
mod tabulate;
mod text;

use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use jiff::civil::Date;

pub use report::{
    Attendance, GroupSize, Intake, MakeUps, Mix, Move, PatternShare, Report, Retention, Role, Stay, Task, Tests, TopicCoverage, Week,
};

use crate::assumption::Assumptions;
use crate::cohort::{Cohort, Plan};
use count::Count;

/// What is to be simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How many people enrol within the weeks.
    pub clients: u32,
    /// For so many weeks.
    pub weeks: u32,
    /// The same seed gives the same report, byte for byte.
    pub seed: u64,
    /// The first day.
    pub start: Date,
    /// What is assumed.
    pub assumptions: Assumptions,
}

/// Runs a cohort through a definition, merged with a site's timetable where there is one. `progress` is told the days done,
/// of how many.
///
/// # Errors
/// A time zone that is not known.
pub fn simulate(definition: &Definition, options: &Options, progress: &mut dyn FnMut(u32, u32)) -> Result<Report, Vec<Finding>> {
    let plan = Plan { seed: options.seed, clients: options.clients, weeks: options.weeks, start: options.start };
    let mut cohort = Cohort::new(definition, &options.assumptions, plan)?;
    let mut count = Count::new(&plan, &options.assumptions);
    let days = options.weeks.saturating_mul(7);
    for done in 1..=days {
        let Some(day) = cohort.next_day() else { break };
        count.day(&cohort, &day);
        progress(done, days);
    }
    for review in cohort.last_reviews() {
        count.review(&cohort, &review);
    }
    Ok(tabulate::report(&cohort, &count, options))
}
