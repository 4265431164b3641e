//! The sessions of a week that a client of a track can choose from.

use std::collections::BTreeSet;

use super::needs::{amount, kinds, window};
use super::spots::Spot;
use crate::model::{AmountUnit, Family, Offering, Who};
use crate::value::{Day, Range, When, Window};

/// The most copies of one session that has no day of its own.
const COPIES: u32 = 14;
/// The most sessions that are looked at; more than any clinic offers one client in a week.
pub(crate) const MOST: usize = 60;

/// Alternate weeks are laid out over at most so many.
const LONGEST_CYCLE: u32 = 24;

/// One session of a week.
#[derive(Clone, Debug)]
pub(crate) struct Slot<'a> {
    /// What it is an instance of.
    pub offering: &'a Offering,
    /// Its day, where it has one.
    pub day: Option<Day>,
    /// Its first and last minute of the day, where it has a time.
    pub clock: Option<(u32, u32)>,
    /// For one client at a time.
    pub individual: bool,
    /// By arrangement: it can always be had.
    pub arranged: bool,
    /// More than the least that is offered: a site may give fewer.
    pub beyond: bool,
    /// Only in some weeks: which, of how many.
    cycle: (u32, u32),
}

impl Slot<'_> {
    /// `Thursday 09:00`, or the offering's name.
    pub fn said(&self) -> String {
        match (self.day, self.clock) {
            (Some(day), Some((start, _))) => format!("{} {:02}:{:02}", day.name(), start / 60, start % 60),
            (Some(day), None) => day.name().into(),
            (None, _) => self.offering.name.clone(),
        }
    }

    /// Whether nobody can attend both.
    pub fn clashes(&self, other: &Self) -> bool {
        match (self.clock, other.clock) {
            (Some((start, end)), Some((other_start, other_end))) => self.day == other.day && start < other_end && other_start < end,
            _ => false,
        }
    }

    /// Whether both are copies of one session without a day.
    pub fn is_twin(&self, other: &Self) -> bool {
        self.day.is_none() && other.day.is_none() && self.offering.name == other.offering.name
    }
}

/// Least and most minutes of a range; the least is nought where only a most is said.
pub(crate) fn bounds(range: &Range<crate::value::Minutes>) -> Option<(u32, u32)> {
    let high = range.max.or(range.usual).or(range.min)?.0;
    let low = range.min.or(range.usual).map_or(0, |low| low.0);
    Some((low.min(high), high))
}

/// Minutes that a session earns towards some kinds, breaks left out: least and most. `None` where it does not say how long it is.
/// No kinds at all means every kind.
pub(crate) fn earns(offering: &Offering, counts: impl Fn(&str) -> bool) -> Option<(u32, u32)> {
    let own = offering.kind.as_deref();
    let whole = own.is_some_and(&counts);
    if offering.blocks.is_empty() {
        return if whole { offering.minutes.as_ref().and_then(bounds) } else { Some((0, 0)) };
    }
    let counted = offering.blocks.iter().filter(|block| !block.is_break && (whole || block.kind.as_deref().or(own).is_some_and(&counts)));
    counted
        .map(|block| block.minutes.as_ref().and_then(bounds))
        .try_fold((0u32, 0u32), |sum, block| block.map(|(low, high)| (sum.0.saturating_add(low), sum.1.saturating_add(high))))
}

/// Whether a session or any part of it is of such a kind.
pub(crate) fn is_of(offering: &Offering, counts: impl Fn(&str) -> bool) -> bool {
    offering.kind.as_deref().into_iter().chain(offering.blocks.iter().filter_map(|block| block.kind.as_deref())).any(counts)
}

/// The least number that both go into.
fn common_multiple(a: u32, b: u32) -> u32 {
    (1..=b.min(LONGEST_CYCLE))
        .map(|times| a.saturating_mul(times))
        .find(|multiple| multiple.checked_rem(b) == Some(0))
        .unwrap_or(a)
        .min(LONGEST_CYCLE)
}

/// A week's sessions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Week<'a> {
    /// In the order of the definition.
    pub slots: Vec<Slot<'a>>,
    /// There were more than can be looked at.
    pub cut: bool,
}

impl<'a> Week<'a> {
    /// The week with the fewest minutes of the cycle that alternate weeks make.
    pub fn leanest(spot: &'a Spot<'_>) -> Self {
        let (single, groups): (Vec<_>, Vec<_>) =
            spot.held.offering.iter().filter(|one| is_session(spot, one)).partition(|one| one.is_individual());
        let mut slots: Vec<Slot<'a>> = groups.into_iter().flat_map(|offering| slots_of(spot, offering)).collect();
        slots.extend(one_to_one(spot, &single));
        let weeks = slots.iter().map(|slot| slot.cycle.1.max(1)).fold(1, common_multiple).min(LONGEST_CYCLE);
        let of_week = |week: u32| {
            let held = || slots.iter().filter(move |slot| week % slot.cycle.1.max(1) == slot.cycle.0);
            Week { slots: held().take(MOST).cloned().collect(), cut: held().count() > MOST }
        };
        let total = |week: &Week<'_>| {
            week.slots.iter().filter_map(|slot| earns(slot.offering, |_| true)).map(|(_, high)| u64::from(high)).sum::<u64>()
        };
        (0..weeks).map(of_week).min_by_key(|week| (total(week), week.slots.len())).unwrap_or_default()
    }
}

/// Sessions and contacts with the client; a session for a relative alone earns the client nothing.
fn is_session(spot: &Spot<'_>, offering: &Offering) -> bool {
    let family = |name: &str| {
        spot.held
            .kind_named(name)
            .is_none_or(|kind| matches!(kind.family, Family::Session | Family::Contact | Family::Meeting | Family::Work))
    };
    !offering.with.iter().any(|with| with.starts_with("only:")) && (offering.kind.is_none() || is_of(offering, family))
}

fn slots_of<'a>(spot: &Spot<'_>, offering: &'a Offering) -> Vec<Slot<'a>> {
    if offering.when.is_empty() || offering.when.iter().any(|when| when.arranged) {
        // a site or a person arranges as many as are owed
        let copies = owed(spot, offering).unwrap_or(1);
        return (0..copies.min(COPIES)).map(|_| Slot { arranged: true, ..floating(offering) }).collect();
    }
    offering.when.iter().flat_map(|when| weekly(offering, when)).collect()
}

/// Sessions for one client at a time: of all the times and rooms a client has as many as are owed of that kind, one where nothing
/// says how many.
fn one_to_one<'a>(spot: &Spot<'_>, offerings: &[&'a Offering]) -> Vec<Slot<'a>> {
    let kinds: BTreeSet<Option<&str>> = offerings.iter().map(|one| one.kind.as_deref()).collect();
    let mut found = Vec::new();
    for kind in kinds {
        let of_kind = || offerings.iter().copied().filter(|one| one.kind.as_deref() == kind);
        let Some(offering) = of_kind().find(|one| earns(one, |_| true).is_some()).or_else(|| of_kind().next()) else { continue };
        let unsaid = u32::from(!of_kind().all(|one| one.optional));
        let copies = owed(spot, offering).unwrap_or(unsaid).min(COPIES);
        found.extend((0..copies).map(|_| Slot { arranged: true, ..floating(offering) }));
    }
    found
}

/// How often a week this kind of session is owed, at the least.
fn owed(spot: &Spot<'_>, offering: &Offering) -> Option<u32> {
    let weekly = spot
        .held
        .obligation
        .iter()
        .filter(|one| one.who == Who::Client && window(one).is_some_and(Window::is_week) && one.unit != AmountUnit::Minutes);
    let of_kind = weekly.filter(|one| is_of(offering, |kind| kinds(one, None).contains(&kind)));
    of_kind.filter_map(|one| amount(one)?.least()).max()
}

fn floating(offering: &Offering) -> Slot<'_> {
    Slot { offering, day: None, clock: None, individual: offering.is_individual(), arranged: false, beyond: false, cycle: (0, 1) }
}

fn weekly<'a>(offering: &'a Offering, when: &When) -> Vec<Slot<'a>> {
    if !when.days.is_empty() && when.nth.is_empty() {
        return on_days(offering, when);
    }
    let most = when.times.as_ref().and_then(|times| times.max.or(times.usual).or(times.min)).unwrap_or(0);
    let copies = match when.per {
        Some(per) if per.is_week() => most,
        Some(per) if per.is_day() => most.saturating_mul(7),
        Some(Window::Every { length, .. }) => most / length.about_weeks().max(1),
        _ => 0,
    };
    let least = when.times.as_ref().and_then(crate::value::Range::least).unwrap_or(0);
    let sure = if copies == most { least } else { copies };
    (0..copies.min(COPIES)).map(|copy| Slot { beyond: copy >= sure, ..floating(offering) }).collect()
}

fn on_days<'a>(offering: &'a Offering, when: &When) -> Vec<Slot<'a>> {
    let weeks = when.every.map_or(1, |every| every.about_weeks().max(1));
    // which week of the cycle it is in, counted from a Monday long past; without a date it is the first
    let phase = when.from.map_or(0, |from| {
        u32::try_from(from.duration_since(jiff::civil::date(2000, 1, 3)).as_hours().div_euclid(168)).unwrap_or(0) % weeks
    });
    let length = offering.gross_minutes().unwrap_or(0);
    let mut found = Vec::new();
    for day in &when.days {
        let slot = Slot { day: Some(*day), cycle: (phase, weeks), ..floating(offering) };
        if when.at.is_empty() {
            found.push(slot.clone());
        }
        found.extend(when.at.iter().map(|at| Slot { clock: Some((at.minute(), at.minute().saturating_add(length))), ..slot.clone() }));
    }
    found
}
