//! *When*: each says exactly one way; sessions of one track do not overlap.

use super::Case;
use super::values::{dates, upside_down};
use crate::finding::Finding;
use crate::model::{Definition, Offering, Test};
use crate::value::{Anchor, Day, Length, When};

pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, offering) in case.part.offering.iter().enumerate() {
        for (at, when) in offering.when.iter().enumerate() {
            found.extend(one(case, &format!("offering[{index}].when[{at}]"), when));
        }
    }
    for (index, obligation) in case.part.obligation.iter().enumerate() {
        if let Some(when) = &obligation.when {
            found.extend(one(case, &format!("obligation[{index}].when"), when));
        }
    }
    found.extend(overlaps(case));
    found
}

/// The ways in which a *when* says when.
fn ways(when: &When) -> Vec<&'static str> {
    let monthly = !when.nth.is_empty();
    let said = [
        ("days", !when.days.is_empty() && !monthly),
        ("nth", monthly),
        ("day_of_month", when.day_of_month.is_some()),
        ("on", !when.on.is_empty()),
        ("times", when.times.is_some()),
        ("after", when.after.is_some()),
        ("random", when.random.is_some()),
        ("arranged", when.arranged),
    ];
    said.into_iter().filter(|(_, said)| *said).map(|(way, _)| way).collect()
}

fn one(case: &Case<'_>, path: &str, when: &When) -> Vec<Finding> {
    let line = case.lines.at(path);
    let mut found: Vec<Finding> = dates(case, path, (when.from, when.until)).into_iter().collect();
    found.extend(upside_down(case, &format!("{path}.times"), when.times.as_ref(), |times| i64::from(*times)));
    match ways(when).as_slice() {
        [] if when.before.is_none() => {
            let message = format!("`{path}` does not say when");
            found.push(
                Finding::error("when-unsaid", line, message)
                    .mend("say `days`, `nth`, `day_of_month`, `on`, `times` … `per`, `after`, `random` … `per`, or `arranged`"),
            );
        }
        [] | [_] => {}
        ways => {
            let message = format!("`{path}` says when in {} ways: {}", ways.len(), ways.join(", "));
            found.push(Finding::error("when-two-ways", line, message).mend("keep one; an offering may have several `when`"));
        }
    }
    found.extend(missing(path, when).map(|message| Finding::error("when-incomplete", line, message).mend("add what is missing")));
    if let Some(random) = &when.random
        && random.min > random.max
    {
        let message = format!("`{path}.random` runs from {} to {}", random.min, random.max);
        found.push(Finding::error("range-upside-down", line, message).mend("exchange them"));
    }
    found
}

fn missing(path: &str, when: &When) -> Option<String> {
    if !when.nth.is_empty() && when.days.is_empty() {
        return Some(format!("`{path}.nth` counts no weekday: add `days`"));
    }
    if when.nth.iter().any(|nth| !matches!(nth, 1..=5 | -1)) {
        return Some(format!("`{path}.nth` is the first (1) to fifth (5), or the last (-1)"));
    }
    if when.day_of_month.is_some_and(|day| !(1..=31).contains(&day)) {
        return Some(format!("`{path}.day_of_month` is 1 to 31"));
    }
    if when.times.is_some() && when.per.is_none() {
        return Some(format!("`{path}` says how many times, and not in which window: add `per`"));
    }
    (when.random.is_some() && when.per.is_none()).then(|| format!("`{path}` says how often at random, and not in which window: add `per`"))
}

/// A session of the week: its offering, day, and minutes of the day.
struct Placed<'a> {
    offering: &'a Offering,
    day: Day,
    start: u32,
    end: u32,
}

fn placed(offering: &Offering) -> Vec<Placed<'_>> {
    let weekly = offering.when.iter().filter(|when| when.nth.is_empty() && when.every.is_none());
    let mut found = Vec::new();
    for when in weekly {
        for day in &when.days {
            for at in &when.at {
                let start = at.minute();
                let end = start.saturating_add(offering.gross_minutes().unwrap_or(0));
                found.push(Placed { offering, day: *day, start, end });
            }
        }
    }
    found
}

/// Two expected sessions at once, on one track, in one stage.
fn overlaps(case: &Case<'_>) -> Vec<Finding> {
    let expected = case.whole.offering.iter().filter(|one| !one.optional && one.only_for.is_none() && !one.is_individual());
    let sessions: Vec<Placed<'_>> = expected.flat_map(placed).collect();
    let mut found = Vec::new();
    for (index, first) in sessions.iter().enumerate() {
        for second in sessions.iter().skip(index + 1) {
            let at_once = first.day == second.day && first.start < second.end && second.start < first.end;
            if at_once && first.offering.name != second.offering.name && share_clients(first.offering, second.offering) {
                found.push(overlap(case, first, second));
            }
        }
    }
    found
}

fn share_clients(one: &Offering, other: &Offering) -> bool {
    let meet = |a: &[String], b: &[String]| a.is_empty() || b.is_empty() || a.iter().any(|name| b.contains(name));
    // without tracks an offering is one of several that a client may choose from
    (!one.track.is_empty() || !other.track.is_empty()) && meet(&one.track, &other.track) && meet(&one.stages, &other.stages)
}

fn overlap(case: &Case<'_>, first: &Placed<'_>, second: &Placed<'_>) -> Finding {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let message = format!(
        "`{}` ({}–{}) and `{}` ({}–{}) overlap on {}: a client of both misses one",
        first.offering.name,
        clock(first.start),
        clock(first.end),
        second.offering.name,
        clock(second.start),
        clock(second.end),
        first.day.name()
    );
    let track = first.offering.track.first().or(second.offering.track.first()).map(String::as_str);
    Finding::warning("overlap", case.line("offering", &second.offering.name, "when"), message)
        .at(track, None)
        .mend("move one, give them to different tracks, or mark one `optional`")
}

/// The waits that a condition asks for, wherever they stand in it.
pub(super) fn waits(whole: &Definition, test: Option<&Test>) -> Vec<(Anchor, Length)> {
    let mut found = Vec::new();
    if let Some(test) = test {
        gather(whole, test, 0, &mut found);
    }
    found
}

fn gather(whole: &Definition, test: &Test, depth: usize, found: &mut Vec<(Anchor, Length)>) {
    let condition = match test {
        Test::Named(name) => whole.condition_named(name),
        Test::Inline(condition) => Some(&**condition),
    };
    // a condition that rests on itself is an error of its own
    let Some(condition) = condition.filter(|_| depth < 32) else { return };
    if let (Some(anchor), Some(elapsed)) = (&condition.time, condition.elapsed) {
        found.push((anchor.clone(), elapsed));
    }
    for test in &condition.all {
        gather(whole, test, depth + 1, found);
    }
}
