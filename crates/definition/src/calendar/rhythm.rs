//! The dates of a *when*.

use jiff::civil::Date;

use super::closed::{ClosedDays, days, days_between, shift};
use crate::value::{Anchor, Day, Length, Unit, When};

/// No rhythm is stepped through further than this: daily for more than fifty years.
const MOST_STEPS: i64 = 20_000;

/// What a *when* is laid against.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The day on which the week begins.
    pub week_starts: Day,
    /// Closed days: business and program days leave them out.
    pub closed: &'a ClosedDays,
    /// Where `every` counts from, when the *when* does not say.
    pub counts_from: Option<Date>,
    /// The dates of a moment: none where it is not known, several for cohorts.
    pub anchors: &'a dyn Fn(&Anchor) -> Vec<Date>,
}

/// The dates of a *when* from `from` until the day before `until`, each with the name of its place in the rhythm: `mon`,
/// `2tue`, `last-fri`, `day15`, `date`, `after`. Each date once, in order.
pub fn dates(when: &When, from: Date, until: Date, ground: &Ground<'_>) -> Vec<(Date, String)> {
    let from = when.from.map_or(from, |first| first.max(from));
    let until = when.until.map_or(until, |last| shift(last, 1).min(until));
    if let Some(listed) = listed(when, until, ground) {
        return listed.into_iter().filter(|(date, _)| (from..until).contains(date)).collect();
    }
    days(from, until).filter_map(|date| place(when, date, ground).map(|place| (date, place))).collect()
}

/// Whether `dates` can know any date of it here: false for what waits for a timetable, for chance or for a client.
pub(super) fn is_known(when: &When, ground: &Ground<'_>) -> bool {
    when.is_dated() || counts_alone(when) || when.after.as_ref().is_some_and(|anchor| !(ground.anchors)(anchor).is_empty())
}

/// Every so long from a date, without naming days.
fn counts_alone(when: &When) -> bool {
    !when.is_dated() && when.after.is_none() && when.times.is_none() && when.every.is_some() && when.from.is_some()
}

/// Rhythms that are told as dates one after another.
fn listed(when: &When, until: Date, ground: &Ground<'_>) -> Option<Vec<(Date, String)>> {
    let named = |dates: Vec<Date>, name: &str| {
        let mut dates = dates;
        dates.sort_unstable();
        dates.dedup();
        Some(dates.into_iter().map(|date| (date, name.to_owned())).collect())
    };
    if !when.on.is_empty() {
        return named(when.on.clone(), "date");
    }
    if let (true, Some(first), Some(every)) = (counts_alone(when), when.from, when.every) {
        return named(steps(first, every, until, ground), "every");
    }
    let anchor = when.after.as_ref().filter(|_| !when.is_dated())?;
    let firsts = (ground.anchors)(anchor).into_iter().map(|date| at_distance(when, date, ground));
    let dates = match when.every {
        Some(every) => firsts.flat_map(|first| steps(first, every, until, ground)).collect(),
        None => firsts.collect(),
    };
    named(dates, "after")
}

fn at_distance(when: &When, anchor: Date, ground: &Ground<'_>) -> Date {
    let later = when.offset.map_or(anchor, |offset| offset.after(anchor, |date| counts(offset.unit, date, ground)));
    when.before.map_or(later, |before| earlier(later, before, ground))
}

fn counts(unit: Unit, date: Date, ground: &Ground<'_>) -> bool {
    match unit {
        Unit::BusinessDay => ground.closed.is_business_day(date),
        _ => ground.closed.is_open(date),
    }
}

fn earlier(date: Date, length: Length, ground: &Ground<'_>) -> Date {
    let n = i64::from(length.n);
    let span = match length.unit {
        Unit::Minute => return date,
        Unit::Day => jiff::Span::new().days(n),
        Unit::Week => jiff::Span::new().weeks(n),
        Unit::Month => jiff::Span::new().months(n),
        Unit::Year => jiff::Span::new().years(n),
        Unit::ProgramDay | Unit::BusinessDay => {
            let back = std::iter::successors(date.yesterday().ok(), |date| date.yesterday().ok()).take(3660);
            let mut counted = back.filter(|date| counts(length.unit, *date, ground));
            return length.n.checked_sub(1).and_then(|skip| counted.nth(skip as usize)).unwrap_or(date);
        }
    };
    date.checked_sub(span).unwrap_or(Date::MIN)
}

/// `first`, and again every so long, until the day before `until`. Months are counted from `first`, so that they do not drift.
fn steps(first: Date, every: Length, until: Date, ground: &Ground<'_>) -> Vec<Date> {
    if every.n == 0 || every.unit == Unit::Minute {
        return vec![first];
    }
    let mut last = first;
    let mut found = Vec::new();
    for step in 0..MOST_STEPS {
        let date = match every.unit {
            Unit::ProgramDay | Unit::BusinessDay if step > 0 => every.after(last, |date| counts(every.unit, date, ground)),
            Unit::ProgramDay | Unit::BusinessDay => first,
            _ => multiple(every, step).after(first, |_| true),
        };
        if date >= until {
            break;
        }
        last = date;
        found.push(date);
    }
    found
}

fn multiple(every: Length, times: i64) -> Length {
    let n = u32::try_from(i64::from(every.n).saturating_mul(times)).unwrap_or(u32::MAX);
    Length { n, unit: every.unit }
}

/// The name of a date's place in a weekly or monthly rhythm, if it has one.
fn place(when: &When, date: Date, ground: &Ground<'_>) -> Option<String> {
    let day = Day::from_weekday(date.weekday());
    if !when.nth.is_empty() {
        let nth = when.days.contains(&day).then(|| when.nth.iter().find(|nth| is_nth(date, **nth)))??;
        return in_month_rhythm(when, date, ground).then(|| nth_name(*nth, day));
    }
    if let Some(wanted) = when.day_of_month {
        let wanted = i8::try_from(wanted).unwrap_or(i8::MAX).min(date.days_in_month());
        return (date.day() == wanted && in_month_rhythm(when, date, ground)).then(|| format!("day{}", when.day_of_month.unwrap_or(1)));
    }
    (when.days.contains(&day) && in_week_rhythm(when, date, ground)).then(|| short(day).to_owned())
}

fn is_nth(date: Date, nth: i8) -> bool {
    let from_start = (date.day() - 1) / 7 + 1;
    let from_end = (date.days_in_month() - date.day()) / 7 + 1;
    nth == from_start || nth == -from_end
}

fn nth_name(nth: i8, day: Day) -> String {
    match nth {
        -1 => format!("last-{}", short(day)),
        1.. => format!("{nth}{}", short(day)),
        _ => format!("last{}-{}", -i32::from(nth), short(day)),
    }
}

/// Whether the date's week is one in which it takes place: every n weeks, counted in weeks of the program.
fn in_week_rhythm(when: &When, date: Date, ground: &Ground<'_>) -> bool {
    let n = match when.every {
        Some(Length { n, unit: Unit::Week }) => i64::from(n),
        Some(Length { n, unit: Unit::Day }) => i64::from(n / 7),
        _ => 1,
    };
    let first = week_start(counts_from(when, ground), ground.week_starts);
    n <= 1 || (days_between(first, week_start(date, ground.week_starts)) / 7).rem_euclid(n) == 0
}

fn in_month_rhythm(when: &When, date: Date, ground: &Ground<'_>) -> bool {
    let n = match when.every {
        Some(Length { n, unit: Unit::Month }) => i64::from(n),
        Some(Length { n, unit: Unit::Year }) => i64::from(n) * 12,
        _ => 1,
    };
    let month = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    n <= 1 || (month(date) - month(counts_from(when, ground))).rem_euclid(n) == 0
}

/// Where `every` counts from: the *when*'s own first date, else the definition's, else the first Monday of 2000.
fn counts_from(when: &When, ground: &Ground<'_>) -> Date {
    when.from.or(ground.counts_from).unwrap_or(Date::constant(2000, 1, 3))
}

/// The first day of a date's week.
pub(super) fn week_start(date: Date, starts: Day) -> Date {
    let back = date.weekday().since(starts.weekday());
    shift(date, -i32::from(back))
}

/// The day as slots name it.
pub(super) const fn short(day: Day) -> &'static str {
    match day {
        Day::Mon => "mon",
        Day::Tue => "tue",
        Day::Wed => "wed",
        Day::Thu => "thu",
        Day::Fri => "fri",
        Day::Sat => "sat",
        Day::Sun => "sun",
    }
}

/// Every name that a *when* can give to its places.
pub(super) fn places(when: &When) -> Vec<String> {
    let by_days = |names: &dyn Fn(Day) -> Vec<String>| when.days.iter().flat_map(|day| names(*day)).collect();
    match when {
        _ if !when.on.is_empty() => vec!["date".into()],
        _ if counts_alone(when) => vec!["every".into()],
        _ if !when.is_dated() => vec!["after".into()],
        _ if !when.nth.is_empty() => by_days(&|day| when.nth.iter().map(|nth| nth_name(*nth, day)).collect()),
        _ => match when.day_of_month {
            Some(day) => vec![format!("day{day}")],
            None => by_days(&|day| vec![short(day).to_owned()]),
        },
    }
}
