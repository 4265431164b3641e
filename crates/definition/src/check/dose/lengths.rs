//! Lengths of sessions that are written in a way that misleads.

use super::minutes;
use crate::check::Case;
use crate::finding::Finding;
use crate::model::Offering;

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    case.part.offering.iter().filter_map(|offering| decimal(case, offering)).collect()
}

/// `2.15 hours` read once as a decimal (129 minutes) and once as hours and minutes (135).
fn decimal(case: &Case<'_>, offering: &Offering) -> Option<Finding> {
    let range = offering.minutes.as_ref().filter(|range| !range.exact)?;
    let (low, high) = (range.min?.0, range.max?.0);
    let (hours, rest) = (high / 60, high % 60);
    // h.mm hours as a decimal, in minutes, rounded down
    let as_decimal = hours * 60 + rest * 60 / 100;
    if rest == 0 || low != as_decimal || low == high {
        return None;
    }
    let times = offering.when.iter().filter_map(|when| when.times.as_ref()?.typical()).max().unwrap_or(1);
    let message = format!(
        "`{}` runs from {low} to {high} min: {hours}.{rest:02} hours as a decimal is {low} min, and {hours} h {rest} min is {high}. {times} a week make {} or {}",
        offering.name,
        minutes(times.saturating_mul(low)),
        minutes(times.saturating_mul(high))
    );
    let line = case.line("offering", &offering.name, "minutes");
    Some(
        Finding::warning("decimal-hours", line, message)
            .figures(i64::from(low), i64::from(high), "minutes")
            .mend(format!("find out which is meant, and write whole minutes: `minutes = {high}`")),
    )
}
