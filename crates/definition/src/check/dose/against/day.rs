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

/// A day's worth that somebody asks for: who, how much, and what each session counts.
pub(in crate::check::dose) struct Daily<'a> {
    /// The rule set or the obligation.
    pub name: &'a str,
    /// Minutes.
    pub asked: u32,
    /// What a session of the week counts; `None` where its length is not said.
    pub counts: &'a dyn Fn(usize) -> Option<(u32, u32)>,
}

/// The days on which groups are held; a session without a day has one of its own.
fn days(study: &Study<'_>, daily: &Daily<'_>) -> Vec<OneDay> {
    let mut found: Vec<(Option<Day>, OneDay)> = Vec::new();
    let groups = study.week.slots.iter().enumerate().filter(|(index, slot)| is_group(study, *index) && !slot.offering.optional);
    for (index, slot) in groups {
        let Some((low, high)) = (daily.counts)(index).filter(|(_, high)| *high > 0) else { continue };
        let gross = slot.offering.gross_minutes().unwrap_or(high);
        match found.iter_mut().find(|(day, _)| day.is_some() && *day == slot.day) {
            // a second session on the same day adds to it, unless it is an alternative at the same time
            Some((_, day)) if !study.week.slots.iter().take(index).any(|other| other.clashes(slot)) => day.add(low, high, gross),
            Some(_) => {}
            None => {
                let name = slot.day.map_or_else(|| format!("a day of `{}`", slot.offering.name), |day| day.name().into());
                found.push((slot.day, OneDay { name, low, high, gross }));
            }
        }
    }
    found.into_iter().map(|(_, day)| day).collect()
}

impl OneDay {
    const fn add(&mut self, low: u32, high: u32, gross: u32) {
        self.low = self.low.saturating_add(low);
        self.high = self.high.saturating_add(high);
        self.gross = self.gross.saturating_add(gross);
    }
}

/// A rule about a day.
pub(super) fn of_rule(study: &Study<'_>, set: &RuleSet, rule: &Rule) -> Option<Finding> {
    minutes_a_day(study, &Daily { name: &set.id, asked: floor(rule), counts: &|index| counted(study, rule, index) })
}

/// Whether a day earns enough: none, only at its longest, or only with its breaks.
pub(in crate::check::dose) fn minutes_a_day(study: &Study<'_>, daily: &Daily<'_>) -> Option<Finding> {
    let (days, asked) = (days(study, daily), daily.asked);
    let (best, worst) = (days.iter().max_by_key(|day| day.high)?, days.iter().min_by_key(|day| day.low)?);
    let of_asked = format!("the {} that `{}` asks a day", minutes(asked), daily.name);
    let (code, value, message) = if best.high < asked && best.gross >= asked {
        let (gross, breaks) = (minutes(best.gross), best.gross - best.high);
        let message = format!(
            "a day is {gross} from start to end, and {breaks} of them are breaks, which do not count: {} of {of_asked}",
            minutes(best.high)
        );
        ("breaks-not-counted", best.high, message)
    } else if best.high < asked {
        (
            "day-short",
            best.high,
            format!("a day earns {} at most, under {of_asked}{}", minutes(best.high), with_individual(study, daily, best.high)),
        )
    } else if worst.low < asked {
        let low = match worst.low {
            0 => format!("at most {} and no least is said: any break puts it", minutes(worst.high)),
            low if low == worst.high => minutes(low),
            low => format!("{} to {}: at its shortest", minutes(low), minutes(worst.high)),
        };
        ("day-least-short", worst.low, format!("{} earns {low} under {of_asked}", worst.name))
    } else {
        return None;
    };
    let mend = match value {
        0 => "say how long the breaks are".into(),
        _ => format!("a further block of {} min a day, or read these days against another rule", asked - value),
    };
    let finding = Finding::warning(code, study.line(), message).rule(daily.name).figures(i64::from(value), i64::from(asked), "minutes");
    Some(study.about(finding.mend(mend)))
}

/// What an individual session on the same day would make of it.
fn with_individual(study: &Study<'_>, daily: &Daily<'_>, day: u32) -> String {
    let others = (0..study.week.slots.len()).filter(|index| !is_group(study, *index));
    match others.filter_map(|index| (daily.counts)(index)).map(|(_, high)| high).max() {
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
