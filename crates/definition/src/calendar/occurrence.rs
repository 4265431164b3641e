//! One variant's sessions as dates and clock times, with what closed days do to them.

use std::collections::HashSet;

use jiff::civil::Date;

use super::closed::{ClosedDays, shift};
use super::cohort::{Stretch, covers};
use super::rhythm::{self, Ground};
use super::session::Moved;
use super::variant::Variant;
use crate::model::ClosedDay;
use crate::value::{ClockTime, When};

/// The furthest that a closed day moves a session, in days; a longer closure cancels it.
pub(super) const FURTHEST: i32 = 14;

/// What becomes of an occurrence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    Held,
    Moved(Moved),
    Cancelled(String),
}

/// One time that an offering is given.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    pub slot: String,
    pub slot_date: Date,
    pub date: Date,
    pub clock: ClockTime,
    pub fate: Fate,
}

/// What a variant's occurrences are laid against.
pub(super) struct Bed<'a> {
    pub ground: Ground<'a>,
    pub closed: &'a ClosedDays,
    pub closed_day: ClosedDay,
    pub cohorts: Option<Vec<Stretch>>,
    /// Minutes from start to end.
    pub gross: u32,
    /// Slots that another form of the offering has already.
    pub taken: &'a HashSet<String>,
}

/// The slot of an offering at a place of its rhythm and a time.
pub(super) fn slot(variant: &Variant, place: &str, clock: ClockTime, taken: &HashSet<String>) -> String {
    let slot = format!("{}@{place}-{clock}", variant.offering.name);
    match &variant.mark {
        Some(mark) if taken.contains(&slot) => format!("{slot}/{mark}"),
        _ => slot,
    }
}

/// Every slot that a variant can have.
pub(super) fn slots<'a>(variant: &'a Variant, taken: &'a HashSet<String>) -> impl Iterator<Item = String> + 'a {
    let named = move |when: &'a When| {
        let places = rhythm::places(when);
        when.at.iter().flat_map(move |clock| places.clone().into_iter().map(move |place| slot(variant, &place, *clock, taken)))
    };
    variant.offering.when.iter().flat_map(named)
}

/// The occurrences that take place, or would have, from `from` until the day before `until`. `whens` says which count.
pub(super) fn occurrences(variant: &Variant, (from, until): (Date, Date), bed: &Bed<'_>, whens: &dyn Fn(&When) -> bool) -> Vec<Occurrence> {
    let wide = (shift(from, -FURTHEST), shift(until, FURTHEST));
    let mut all = Vec::new();
    for when in variant.offering.when.iter().filter(|when| whens(when)) {
        for (date, place) in rhythm::dates(when, wide.0, wide.1, &bed.ground) {
            let given = bed.cohorts.as_ref().is_none_or(|cohorts| covers(cohorts, date));
            let clocks = when.at.iter().filter(|_| given);
            all.extend(clocks.map(|clock| on(date, *clock, slot(variant, &place, *clock, bed.taken))));
        }
    }
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert((one.slot.clone(), one.slot_date)));
    all.sort_by_key(|one| (one.slot_date, one.clock));
    close(&mut all, bed);
    all.retain(|one| (from..until).contains(&one.date));
    all
}

fn on(date: Date, clock: ClockTime, slot: String) -> Occurrence {
    Occurrence { slot, slot_date: date, date, clock, fate: Fate::Held }
}

/// Applies closed days: who stays keeps the place; who moves takes a free one or is cancelled.
fn close(all: &mut [Occurrence], bed: &Bed<'_>) {
    if bed.closed_day == ClosedDay::Keep {
        return;
    }
    let mut places = Places::default();
    for one in all.iter().filter(|one| bed.closed.is_open(one.date)) {
        places.take(one.date, one.clock, bed.gross);
    }
    for one in all.iter_mut() {
        let Some(name) = bed.closed.name(one.date).map(str::to_owned) else { continue };
        match target(one.date, bed).filter(|date| places.is_free(*date, one.clock, bed.gross)) {
            Some(date) => {
                places.take(date, one.clock, bed.gross);
                one.fate = Fate::Moved(Moved { from: one.date, because: name });
                one.date = date;
            }
            None => one.fate = Fate::Cancelled(name),
        }
    }
}

/// The open day to which a closed one moves a session.
fn target(date: Date, bed: &Bed<'_>) -> Option<Date> {
    let step = match bed.closed_day {
        ClosedDay::Next => 1,
        ClosedDay::Before => -1,
        ClosedDay::Cancel | ClosedDay::Keep => return None,
    };
    (1..=FURTHEST).map(|n| shift(date, n * step)).find(|date| bed.closed.is_open(*date))
}

/// Which minutes of which days an offering has already.
#[derive(Default)]
struct Places(std::collections::HashMap<Date, Vec<(u32, u32)>>);

impl Places {
    fn take(&mut self, date: Date, clock: ClockTime, gross: u32) {
        self.0.entry(date).or_default().push((clock.minute(), clock.minute() + gross));
    }

    fn is_free(&self, date: Date, clock: ClockTime, gross: u32) -> bool {
        let (start, end) = (clock.minute(), clock.minute() + gross);
        self.0.get(&date).is_none_or(|taken| taken.iter().all(|(from, until)| end <= *from || *until <= start))
    }
}
