//! Values by themselves: ranges, dates, blocks, zones, the program's length.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Case;
use crate::finding::Finding;
use crate::model::{MoveKind, Offering, Stage, Values};
use crate::value::{Anchor, Closed, Length, Range, Unit};

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, offering) in case.part.offering.iter().enumerate() {
        let path = format!("offering[{index}]");
        found.extend(upside_down(case, &format!("{path}.minutes"), offering.minutes.as_ref(), |minutes| i64::from(minutes.0)));
        found.extend(seats(case, &path, offering));
        found.extend(blocks(case, &path, offering));
    }
    for (index, stage) in case.part.stage.iter().enumerate() {
        let path = format!("stage[{index}].time");
        found.extend(upside_down(case, &path, stage.time.as_ref(), |length| i64::from(length.about_days())));
    }
    amounts(case, &mut found);
    found
}

fn amounts(case: &Case<'_>, found: &mut Vec<Finding>) {
    for (index, obligation) in case.part.obligation.iter().enumerate() {
        let path = format!("obligation[{index}]");
        found.extend(upside_down(case, &format!("{path}.amount"), obligation.amount.as_ref(), |amount| i64::from(*amount)));
        for (step, one) in obligation.steps.iter().enumerate() {
            found.extend(upside_down(case, &format!("{path}.steps[{step}].amount"), Some(&one.amount), |amount| i64::from(*amount)));
        }
        if obligation.kinds.is_empty() && obligation.counter.is_none() {
            let message = format!("the obligation `{}` says neither what to `do` nor which `counter` measures it", obligation.name);
            found.push(
                Finding::error("obligation-says-nothing", case.lines.of("obligation", index, "name"), message)
                    .mend("add `do = [\"…\"]` or `counter = \"…\"`"),
            );
        }
    }
    for (index, kind) in case.part.kind.iter().enumerate() {
        if let Some(Values::Scale(scale)) = &kind.values
            && scale.min > scale.max
        {
            let line = case.lines.of("kind", index, "values");
            found.push(turned(line, "values", (scale.min, scale.max)));
        }
    }
}

/// A range whose bounds are the wrong way round.
pub(super) fn upside_down<T: Clone>(case: &Case<'_>, path: &str, range: Option<&Range<T>>, figure: impl Fn(&T) -> i64) -> Option<Finding> {
    let range = range?;
    let bounds: Vec<i64> = [&range.min, &range.usual, &range.max].into_iter().flatten().map(figure).collect();
    let pair = bounds.windows(2).find_map(|pair| match pair {
        [low, high] if low > high => Some((*low, *high)),
        _ => None,
    })?;
    Some(turned(case.lines.at(path), path, pair))
}

fn turned(line: usize, path: &str, (low, high): (i64, i64)) -> Finding {
    let message = format!("`{path}` runs from {low} to {high}: its bounds must rise, min ≤ usual ≤ max");
    Finding::error("range-upside-down", line, message).figures(low, high, "value").mend("exchange them")
}

fn seats(case: &Case<'_>, path: &str, offering: &Offering) -> Option<Finding> {
    let seats = offering.seats.as_ref()?;
    let range = Range { min: seats.min, usual: seats.usual, max: seats.max, strength: None, open: None, exact: false };
    upside_down(case, &format!("{path}.seats"), Some(&range), |seats| i64::from(*seats))
}

fn blocks(case: &Case<'_>, path: &str, offering: &Offering) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, block) in offering.blocks.iter().enumerate() {
        let path = format!("{path}.blocks[{index}]");
        found.extend(upside_down(case, &format!("{path}.minutes"), block.minutes.as_ref(), |minutes| i64::from(minutes.0)));
        if block.minutes.is_none() {
            let message = format!("a block of `{}` does not say how long it is", offering.name);
            found.push(
                Finding::note("block-without-minutes", case.lines.at(&path), message).mend("add `minutes`, as a range where it varies"),
            );
        }
    }
    if let (Some(said), Some(sum)) = (offering.minutes.as_ref().and_then(Range::typical), offering.gross_minutes())
        && !offering.blocks.is_empty()
        && said.0 != sum
    {
        let parts: Vec<String> =
            offering.blocks.iter().filter_map(|block| block.minutes.as_ref()?.typical()).map(|minutes| minutes.0.to_string()).collect();
        let message = format!(
            "the blocks of `{}` make {} = {sum} minutes, and `minutes` says {}; the blocks hold",
            offering.name,
            parts.join(" + "),
            said.0
        );
        found.push(
            Finding::warning("blocks-differ", case.lines.at(&format!("{path}.minutes")), message)
                .figures(i64::from(sum), i64::from(said.0), "minutes")
                .mend("remove `minutes`, or mend the blocks"),
        );
    }
    found
}

/// The program's own dates, its zone and its closed days.
pub(super) fn program(case: &Case<'_>) -> Vec<Finding> {
    let program = &case.part.program;
    let mut found = zone(case, "program.zone", program.zone.as_deref());
    found.extend(dates(case, "program.until", (program.holds_from, program.until)));
    found.extend(closed(case, "program.closed", &program.closed));
    found
}

/// An end before its beginning.
pub(super) fn dates(case: &Case<'_>, path: &str, (from, until): (Option<Date>, Option<Date>)) -> Option<Finding> {
    let (from, until) = (from?, until?);
    (from > until).then(|| {
        let message = format!("`{path}` is {until}, before it begins on {from}");
        Finding::error("dates-upside-down", case.lines.at(path), message).mend("exchange them")
    })
}

/// The zone: a known one, and there where a clock is read.
pub(super) fn zone(case: &Case<'_>, path: &str, zone: Option<&str>) -> Vec<Finding> {
    let line = case.lines.at(path);
    let readable = |name: &str| TimeZone::get(name).is_ok();
    match zone {
        Some(zone) if !readable(zone) && readable("America/New_York") => {
            let message = format!("`{zone}` is not a time zone");
            vec![Finding::error("unknown-zone", line, message).mend("write an IANA name such as `America/New_York`")]
        }
        None if case.whole.offering.iter().any(|one| one.when.iter().any(|when| !when.at.is_empty())) => {
            let message = "sessions have times of day, and no time zone says whose";
            vec![Finding::warning("no-zone", line, message).mend("add `zone = \"America/New_York\"`, here or in the site's timetable")]
        }
        _ => Vec::new(),
    }
}

/// Closed days that say no day, or end before they begin.
pub(super) fn closed(case: &Case<'_>, path: &str, days: &[Closed]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let path = format!("{path}[{index}]");
        found.extend(dates(case, &path, (day.from, day.until)));
        let yearly = day.month.is_some_and(|month| (1..=12).contains(&month))
            && (day.day_of_month.is_some() || (day.nth.is_some() && day.day.is_some()));
        if day.on.is_none() && !(day.from.is_some() && day.until.is_some()) && !yearly {
            let message = format!("the closed day `{}` says no day", day.name);
            found.push(
                Finding::error("closed-unsaid", case.lines.at(&path), message)
                    .mend("say `on`, `from` and `until`, or `month` with `day_of_month` or with `nth` and `day`"),
            );
        }
    }
    found
}

/// How long the program is, from its stages; and whether an ending waits for longer than that.
pub(super) fn lengths(case: &Case<'_>) -> Vec<Finding> {
    let row: Vec<&Stage> = case.part.stage.iter().filter(|stage| !stage.aside && stage.beside.is_empty()).collect();
    let times: Vec<&Range<Length>> = row.iter().filter_map(|stage| stage.time.as_ref()).collect();
    if row.is_empty() || times.len() != row.len() || case.part.stage.iter().any(|stage| stage.after.len() > 1) {
        return Vec::new();
    }
    let Some(usual) = sum(times.iter().map(|time| time.typical())) else { return Vec::new() };
    let line = case.lines.of("stage", 0, "time");
    let mut found = Vec::new();
    let parts: Vec<String> = times.iter().filter_map(|time| time.typical()).map(|time| time.to_string()).collect();
    if row.len() > 1 {
        let message = format!("{} stages one after another: {} = {usual}", row.len(), parts.join(" + "));
        found.push(Finding::note("program-length", line, message));
    }
    let Some(most) = sum(times.iter().map(|time| time.max.or(time.usual).or(time.min))) else { return found };
    found.extend(too_late(case, most));
    found
}

/// An ending that waits for longer since enrolment than the stages last together.
fn too_late(case: &Case<'_>, most: Length) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, one) in case.part.moves.iter().enumerate().filter(|(_, one)| one.kind == MoveKind::Out) {
        let waits = super::schedule::waits(case.whole, one.only_if.as_ref());
        for (anchor, elapsed) in waits {
            if anchor == Anchor::Enrolment && elapsed.about_days() > most.about_days() {
                let message = format!("`{}` waits for {elapsed} since enrolment, and the stages last {most} together", one.name);
                found.push(
                    Finding::warning("length-differs", case.lines.of("move", index, "if"), message)
                        .figures(i64::from(elapsed.about_days()), i64::from(most.about_days()), "days")
                        .mend("mend the stages' times, or the wait"),
                );
            }
        }
    }
    found
}

/// The sum of lengths: in their own unit where they share one, in days where not.
fn sum(lengths: impl Iterator<Item = Option<Length>>) -> Option<Length> {
    let lengths: Vec<Length> = lengths.collect::<Option<_>>()?;
    let first = lengths.first()?.unit;
    if lengths.iter().all(|length| length.unit == first) {
        return Some(Length { n: lengths.iter().fold(0, |sum, length| sum.saturating_add(length.n)), unit: first });
    }
    Some(Length { n: lengths.iter().fold(0, |sum, length| sum.saturating_add(length.about_days())), unit: Unit::Day })
}
