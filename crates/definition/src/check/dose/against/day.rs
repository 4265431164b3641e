//! Minutes a day and days a week against a rule.

use super::super::needs::days_of;
use super::super::{Study, days as count_of_days, minutes, own};
use super::{counted, floor, is_group};
use crate::finding::Finding;
use crate::rules::{Rule, RuleSet};
use crate::value::Day;

/// One day of a client: what it earns at its shortest and its longest, and how long it is with breaks.
struct OneDay {
    name: String,
    low: u32,
    high: u32,
    gross: u32,
}

/// The days on which groups are held; a session without a day has one of its own.
fn days(study: &Study<'_>, rule: &Rule) -> Vec<OneDay> {
    let mut found: Vec<(Option<Day>, OneDay)> = Vec::new();
    for (index, slot) in study.week.slots.iter().enumerate().filter(|(index, slot)| is_group(study, *index) && !slot.offering.optional) {
        let Some((low, high)) = counted(study, rule, index).filter(|(_, high)| *high > 0) else { continue };
        let gross = slot.offering.gross_minutes().unwrap_or(high);
        match found.iter_mut().find(|(day, _)| day.is_some() && *day == slot.day) {
            // a second session on the same day adds to it, unless it is an alternative at the same time
            Some((_, day)) if !study.week.slots.iter().take(index).any(|other| other.clashes(slot)) => {
                (day.low, day.high, day.gross) =
                    (day.low.saturating_add(low), day.high.saturating_add(high), day.gross.saturating_add(gross));
            }
            Some(_) => {}
            None => {
                let name = slot.day.map_or_else(|| format!("a day of `{}`", slot.offering.name), |day| day.name().into());
                found.push((slot.day, OneDay { name, low, high, gross }));
            }
        }
    }
    found.into_iter().map(|(_, day)| day).collect()
}

/// Whether a day earns enough: none, only at its longest, or only with its breaks.
pub(super) fn minutes_a_day(study: &Study<'_>, set: &RuleSet, rule: &Rule) -> Vec<Finding> {
    let (days, asked) = (days(study, rule), floor(rule));
    let (Some(best), Some(worst)) = (days.iter().max_by_key(|day| day.high), days.iter().min_by_key(|day| day.low)) else {
        return Vec::new();
    };
    let finding = |code, value: u32, message: String, lacking: u32| {
        let finding = Finding::warning(code, study.line(), message).rule(&set.id).figures(i64::from(value), i64::from(asked), "minutes");
        let mend = if value == 0 {
            "say how long the breaks are".into()
        } else {
            format!("a further block of {lacking} min a day, or bill these days by another rule")
        };
        vec![study.about(finding.mend(mend))]
    };
    if best.high < asked && best.gross >= asked {
        let breaks = best.gross - best.high;
        let message = format!(
            "a day is {} from start to end, and {breaks} of them are breaks, which do not count: {} of the {} that `{}` asks a day",
            minutes(best.gross),
            minutes(best.high),
            minutes(asked),
            set.id
        );
        return finding("breaks-not-counted", best.high, message, asked - best.high);
    }
    if best.high < asked {
        let message = format!(
            "a day earns {} at most, under the {} that `{}` asks a day{}",
            minutes(best.high),
            minutes(asked),
            set.id,
            with_individual(study, rule, best.high)
        );
        return finding("day-short", best.high, message, asked - best.high);
    }
    if worst.low < asked {
        let low = if worst.low == 0 {
            format!("at most {} and no least is said: any break puts it", minutes(worst.high))
        } else {
            format!("{} to {}: at its shortest", minutes(worst.low), minutes(worst.high))
        };
        let message = format!("{} earns {low} under the {} that `{}` asks a day", worst.name, minutes(asked), set.id);
        return finding("day-least-short", worst.low, message, asked - worst.low);
    }
    Vec::new()
}

/// What an individual session on the same day would make of it.
fn with_individual(study: &Study<'_>, rule: &Rule, day: u32) -> String {
    let others = (0..study.week.slots.len()).filter(|index| !is_group(study, *index));
    match others.filter_map(|index| counted(study, rule, index)).map(|(_, high)| high).max() {
        Some(longest) if longest > 0 => {
            format!("; {} on a day with an individual session of {longest}", minutes(day.saturating_add(longest)))
        }
        _ => String::new(),
    }
}

/// Whether a client comes on enough days.
pub(super) fn days_a_week(study: &Study<'_>, set: &RuleSet, rule: &Rule) -> Option<Finding> {
    let asked = floor(rule);
    let group = |index: &usize| is_group(study, *index) && counted(study, rule, *index).is_none_or(|(_, high)| high > 0);
    let slots: Vec<usize> = (0..study.week.slots.len()).filter(group).collect();
    let on = |indices: &mut dyn Iterator<Item = usize>| days_of(indices.filter_map(|index| study.week.slots.get(index)));
    let offered = on(&mut slots.iter().copied());
    let needs = own::expected(study);
    let least = own::cheapest(study, &needs, |_| 1).map(|choice| on(&mut slots.iter().copied().filter(|index| choice.has(*index))))?;
    let (code, value, message) = match (offered, least) {
        (0, _) => return None,
        (offered, _) if offered < asked => ("days-short", offered, format!("there are sessions on {} a week", count_of_days(offered))),
        (_, least) if least < asked => ("days-least-short", least, format!("the least that is asked is {} a week", count_of_days(least))),
        _ => return None,
    };
    let message = format!("{message}, under the {asked} that `{}` asks", set.id);
    let finding = Finding::warning(code, study.line(), message).rule(&set.id).figures(i64::from(value), i64::from(asked), "days");
    Some(study.about(finding.mend(format!("ask for {asked} days"))))
}
