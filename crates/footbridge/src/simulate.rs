use footbridge_cohort::Assumptions;
use footbridge_cohort::simulate::{Options, simulate};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::{Date, date};

use crate::cli::{Format, Simulate};
use crate::files;
use crate::stop::{Stop, answer, answer_json};

/// The first day of every simulated cohort, a Monday: the same seed gives the same bytes on whatever day it is run.
const START: Date = date(2026, 1, 5);

/// `footbridge simulate`
pub fn run(args: &Simulate) -> Result<(), Stop> {
    let definition = files::laid_out(&args.program, args.timetable.as_deref(), true)?;
    let options = Options { clients: args.clients, weeks: args.weeks, seed: args.seed, start: START, assumptions: Assumptions::default() };
    let bar = ProgressBar::new(u64::from(args.weeks) * 7);
    bar.set_style(ProgressStyle::with_template("day {pos} of {len} {wide_bar}").unwrap_or_else(|_| ProgressStyle::default_bar()));
    let report = simulate(&definition, &options, &mut |done, _| bar.set_position(u64::from(done)));
    bar.finish_and_clear();
    let report = report.map_err(|found| Stop::Input(files::lines(&args.program, &found)))?;
    match args.format {
        Format::Text => answer(&report.text()),
        Format::Json => answer_json(&report),
    }
}
