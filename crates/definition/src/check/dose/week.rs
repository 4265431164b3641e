//! The sessions of a week that a client of a track can choose from.

use super::spots::Spot;
use crate::model::{AmountUnit, Family, Obligation, Offering};
use crate::value::{Day, Range, When, Window};

/// The most copies of one session that has no day of its own.
const COPIES: u32 = 14;
/// The most sessions that are looked at; more than any clinic offers one client in a week.
pub(crate) const MOST: usize = 60;

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

/// A week's sessions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Week<'a> {
    /// In the order of the definition.
    pub slots: Vec<Slot<'a>>,
}

impl<'a> Week<'a> {
    /// The week with the fewest minutes of the cycle that alternate weeks make.
    pub fn leanest(spot: &'a Spot<'_>) -> Self {
        let slots: Vec<Slot<'a>> = spot.held.offering.iter().filter(|one| is_session(spot, one)).flat_map(slots_of).collect();
        let slots = with_appointments(spot, slots);
        let weeks = slots.iter().map(|slot| slot.cycle.1).max().unwrap_or(1).clamp(1, 12);
        let of_week = |week: u32| Week {
            slots: slots.iter().filter(|slot| week % slot.cycle.1.max(1) == slot.cycle.0).take(MOST).cloned().collect(),
        };
        let total = |week: &Week<'_>| {
            week.slots.iter().filter_map(|slot| earns(slot.offering, |_| true)).map(|(_, high)| u64::from(high)).sum::<u64>()
        };
        (0..weeks).map(of_week).min_by_key(|week| (total(week), week.slots.len())).unwrap_or_default()
    }
}

/// A timetable has a time for each client's individual session: one client takes as many of them as are asked, whichever they are.
fn with_appointments<'a>(spot: &Spot<'_>, slots: Vec<Slot<'a>>) -> Vec<Slot<'a>> {
    let (timed, mut kept): (Vec<Slot<'a>>, Vec<Slot<'a>>) = slots.into_iter().partition(|slot| slot.individual && slot.day.is_some());
    let mut kinds: Vec<Option<&str>> = Vec::new();
    for slot in &timed {
        let kind = slot.offering.kind.as_deref();
        if kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        let there = timed.iter().filter(|other| other.offering.kind.as_deref() == kind).count();
        let taken = there.min(asked(spot, kind)).min(COPIES as usize);
        kept.extend((0..taken).map(|_| floating(slot.offering)));
    }
    kept
}

/// How many sessions of a kind a client is asked for in a week; one where nothing is said.
fn asked(spot: &Spot<'_>, kind: Option<&str>) -> usize {
    let of_kind = |one: &&Obligation| one.unit == AmountUnit::Times && one.kinds.iter().any(|name| Some(name.as_str()) == kind);
    let amounts = spot.held.obligation.iter().filter(of_kind).filter_map(|one| one.amount.as_ref());
    let most = amounts.filter_map(|amount| amount.max.or(amount.least())).max();
    most.and_then(|most| usize::try_from(most).ok()).unwrap_or(1).max(1)
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

fn slots_of(offering: &Offering) -> Vec<Slot<'_>> {
    let mut found: Vec<Slot<'_>> = offering.when.iter().flat_map(|when| weekly(offering, when)).collect();
    if offering.when.is_empty() {
        // nothing is said: a site arranges it
        found.push(Slot { arranged: true, ..floating(offering) });
    }
    found
}

fn floating(offering: &Offering) -> Slot<'_> {
    Slot { offering, day: None, clock: None, individual: offering.is_individual(), arranged: false, cycle: (0, 1) }
}

fn weekly<'a>(offering: &'a Offering, when: &When) -> Vec<Slot<'a>> {
    if when.arranged {
        return vec![Slot { arranged: true, ..floating(offering) }];
    }
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
    (0..copies.min(COPIES)).map(|_| floating(offering)).collect()
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
