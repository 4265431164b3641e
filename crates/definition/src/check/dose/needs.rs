//! What a week must give: the obligations of a client, as counts over the week's sessions.

use super::search::Choice;
use super::spots::Spot;
use super::week::{Slot, Week, earns, is_of};
use crate::check::Case;
use crate::model::{AmountUnit, Counter, Modality, Obligation, Offering, Only, Relation, Rounding, Who};
use crate::value::{Range, Strength, Window};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Times,
    Minutes,
    Days,
}

impl Count {
    /// In words, for a figure.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Times => "times",
            Self::Minutes => "minutes",
            Self::Days => "days",
        }
    }

    fn of(unit: AmountUnit) -> Option<Self> {
        match unit {
            AmountUnit::Times => Some(Self::Times),
            AmountUnit::Minutes => Some(Self::Minutes),
            AmountUnit::Days => Some(Self::Days),
            _ => None,
        }
    }
}

/// One thing that a week must give.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    /// The obligation's name.
    pub name: String,
    /// Its line.
    pub line: usize,
    /// What is counted.
    pub count: Count,
    /// At least.
    pub min: u32,
    /// At most, where it says so; an exact amount caps nothing.
    pub max: Option<u32>,
    /// What it asks at the top.
    pub top: Option<u32>,
    /// How firmly.
    pub strength: Strength,
    /// Owed by everybody, not only by those of whom something is true.
    pub general: bool,
    /// At least so many days from one to the next.
    pub gap: u32,
    /// What each session gives, least and most; `None` where its length is not said.
    pub gives: Vec<Option<(u32, u32)>>,
}

impl Need {
    /// The most that a session gives.
    pub fn high(&self, index: usize) -> u32 {
        self.gives.get(index).copied().flatten().map_or(0, |(_, high)| high)
    }
    /// The least that a session gives.
    pub fn low(&self, index: usize) -> u32 {
        self.gives.get(index).copied().flatten().map_or(0, |(low, _)| low)
    }
    /// Whether the session counts for it at all.
    pub fn matches(&self, index: usize) -> bool {
        !matches!(self.gives.get(index), None | Some(Some((_, 0))))
    }
    /// Whether a session that would count does not say how long it is.
    pub fn is_open(&self) -> bool {
        self.gives.iter().any(Option::is_none)
    }
    /// Whether it binds: rules and expectations do, advice does not.
    pub fn binds(&self) -> bool {
        self.general && self.strength != Strength::Advice && !self.is_open()
    }

    /// What a choice gives, each session at its shortest and at its longest.
    pub fn given(&self, week: &Week<'_>, choice: Choice) -> (u32, u32) {
        let chosen = || (0..week.slots.len()).filter(|index| choice.has(*index) && self.matches(*index));
        if self.count == Count::Days {
            let days = days_of(chosen().filter_map(|index| week.slots.get(index)));
            return (days, days);
        }
        chosen().fold((0, 0), |sum, index| (sum.0.saturating_add(self.low(index)), sum.1.saturating_add(self.high(index))))
    }

    /// Whether a choice can meet it.
    pub fn is_met(&self, week: &Week<'_>, choice: Choice) -> bool {
        let (low, high) = self.given(week, choice);
        high >= self.min && self.max.is_none_or(|max| low <= max) && self.keeps_gap(week, choice)
    }

    fn keeps_gap(&self, week: &Week<'_>, choice: Choice) -> bool {
        if self.gap == 0 {
            return true;
        }
        let chosen = week.slots.iter().enumerate().filter(|(index, _)| choice.has(*index) && self.matches(*index));
        let mut days: Vec<u32> = chosen.filter_map(|(_, slot)| slot.day).map(|day| day as u32).collect();
        days.sort_unstable();
        let again = days.first().map(|first| first + 7);
        let later = days.iter().copied().skip(1).chain(again);
        days.len() < 2 || days.iter().zip(later).all(|(day, next)| next - day >= self.gap)
    }
}

/// On how many days these sessions lie; one without a day has a day of its own, as long as the week has days.
pub(crate) fn days_of<'a>(slots: impl Iterator<Item = &'a Slot<'a>>) -> u32 {
    let (mut days, mut floating) = (0u8, 0u32);
    for slot in slots {
        match slot.day {
            Some(day) => days |= 1 << (day as u8),
            None => floating += 1,
        }
    }
    (days.count_ones() + floating).min(7)
}

/// What the program asks of a client in a week here. What no session here can give is not in it.
pub(crate) fn own_needs(case: &Case<'_>, spot: &Spot<'_>, week: &Week<'_>) -> Vec<Need> {
    let owed = spot.held.obligation.iter().filter(|one| one.who == Who::Client && window(one).is_some_and(Window::is_week));
    owed.filter_map(|one| need(case, spot, week, one)).filter(|need| need.gives.iter().any(|gives| *gives != Some((0, 0)))).collect()
}

/// The window in which it is owed.
pub(crate) fn window(one: &Obligation) -> Option<Window> {
    one.per.or_else(|| one.when.as_ref().and_then(|when| when.per))
}

/// How much is owed.
pub(crate) fn amount(one: &Obligation) -> Option<Range<u32>> {
    one.amount.clone().or_else(|| one.when.as_ref().and_then(|when| when.times.clone()))
}

pub(crate) fn need(case: &Case<'_>, spot: &Spot<'_>, week: &Week<'_>, one: &Obligation) -> Option<Need> {
    let counter = one.counter.as_ref().and_then(|name| spot.held.counter_named(name)).filter(|counter| counter.run.is_none());
    if one.counter.is_some() && counter.is_none() {
        return None;
    }
    let count = Count::of(counter.map_or(one.unit, |counter| counter.unit))?;
    let amount = amount(one)?;
    Some(Need {
        name: one.name.clone(),
        line: case.line("obligation", &one.name, "name"),
        count,
        min: amount.least().unwrap_or(0),
        max: if amount.exact { None } else { amount.max },
        top: amount.max,
        strength: amount.strength.or(one.strength).unwrap_or_default(),
        general: one.only_for.is_none(),
        gap: one.gap.map_or(0, crate::value::Length::about_days),
        gives: week.slots.iter().map(|slot| gives(slot, one, counter, count)).collect(),
    })
}

/// The kinds that count, without the outcomes they may be named with.
pub(crate) fn kinds<'a>(one: &'a Obligation, counter: Option<&'a Counter>) -> Vec<&'a str> {
    let names = one.kinds.iter().chain(counter.iter().flat_map(|counter| counter.counts.iter()));
    names.map(|name| name.split_once('.').map_or(name.as_str(), |(kind, _)| kind)).collect()
}

fn gives(slot: &Slot<'_>, one: &Obligation, counter: Option<&Counter>, count: Count) -> Option<(u32, u32)> {
    let kinds = kinds(one, counter);
    let counts = |kind: &str| kinds.contains(&kind);
    let fits = [one.only.as_ref(), counter.and_then(|counter| counter.only.as_ref())].into_iter().flatten().all(|only| is_like(slot, only));
    if !is_of(slot.offering, counts) || !fits || !within(slot, one.between) || !there(slot.offering, one.place.as_deref()) {
        return Some((0, 0));
    }
    let sure = u32::from(joined_so(slot.offering, one) && counter.is_none_or(|counter| is_surely(slot.offering, counter.only.as_ref())));
    if count != Count::Minutes {
        // a day that counts only from so many minutes on: judged session by session
        let full = counter.and_then(|counter| counter.each).is_none_or(|each| {
            each.unit != AmountUnit::Minutes || earns(slot.offering, counts).is_none_or(|(_, high)| high >= each.at_least)
        });
        return Some(if full { (sure, 1) } else { (0, 0) });
    }
    let weight = counter.and_then(|counter| counter.weights.get(slot.offering.kind.as_deref()?)).copied().unwrap_or(100);
    let credit = |minutes: u32| rounded(minutes.saturating_mul(weight) / 100, counter);
    earns(slot.offering, counts).map(|(low, high)| (credit(low) * sure, credit(high)))
}

/// Credit as a counter rounds each item.
fn rounded(minutes: u32, counter: Option<&Counter>) -> u32 {
    let Some(round) = counter.and_then(|counter| counter.round.as_ref()).filter(|round| round.to > 0) else { return minutes };
    let up = match round.how {
        Rounding::Down => 0,
        Rounding::Nearest => round.to / 2,
        Rounding::Up => round.to - 1,
    };
    minutes.saturating_add(up) / round.to * round.to
}

/// Whether a session is like these, as far as a timetable tells.
fn is_like(slot: &Slot<'_>, only: &Only) -> bool {
    let offering = slot.offering;
    let named = only.offering.is_empty() || only.offering.iter().any(|name| *name == offering.name || offering.of.as_ref() == Some(name));
    let placed = only.place.is_empty() || only.place.iter().any(|place| there(offering, Some(place)));
    let long = only.min_minutes.is_none_or(|least| earns(offering, |_| true).is_none_or(|(_, high)| high >= least.0));
    let elsewhere = matches!(only.relation, Some(Relation::OtherTrack | Relation::MakeUp));
    named
        && placed
        && long
        && !elsewhere
        && within(slot, only.between)
        && (only.modality.is_empty() || ways(offering).any(|way| only.modality.iter().any(|asked| asked == way)))
}

/// The ways in which a session may be joined; in person where it does not say.
fn ways(offering: &Offering) -> impl Iterator<Item = &'static str> {
    let word = |modality: &Modality| match modality {
        Modality::InPerson => "in_person",
        Modality::Video => "video",
        Modality::Phone => "phone",
        Modality::Hybrid => "hybrid",
    };
    let unsaid = offering.modality.is_empty().then_some("in_person");
    offering.modality.iter().map(word).chain(unsaid).collect::<Vec<_>>().into_iter()
}

/// Whether whoever comes has joined in the way asked; where a client may choose the way, it is not sure.
fn is_surely(offering: &Offering, only: Option<&Only>) -> bool {
    only.is_none_or(|only| only.modality.is_empty() || ways(offering).all(|way| only.modality.iter().any(|asked| asked == way)))
}

fn joined_so(offering: &Offering, one: &Obligation) -> bool {
    is_surely(offering, one.only.as_ref())
}

fn there(offering: &Offering, place: Option<&str>) -> bool {
    match (offering.place.as_deref(), place) {
        (Some(own), Some(asked)) => own == asked,
        _ => true,
    }
}

fn within(slot: &Slot<'_>, between: Option<[crate::value::ClockTime; 2]>) -> bool {
    let (Some((start, end)), Some([from, until])) = (slot.clock, between) else { return true };
    let (from, until) = (from.minute(), until.minute());
    if from < until { start >= from && end <= until } else { start >= from || end <= until }
}
