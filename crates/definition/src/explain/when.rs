//! Rhythms, lengths and moments in words.

use jiff::civil::Date;

use super::wording::{Wording, and, list, ordinal};
use crate::value::{Anchor, Basis, Bounds, Day, Edge, Length, Range, Unit, When, Window};

/// A length in words.
pub fn length(length: Length) -> String {
    match length {
        Length { n, unit: Unit::ProgramDay } => format!("{n} day{} of the program", plural(n)),
        Length { n, unit: Unit::BusinessDay } => format!("{n} working day{}", plural(n)),
        length => length.to_string(),
    }
}

pub(super) const fn plural(n: u32) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// A date in words.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A window in words: `a week`, `in any 7 days`, `over the whole program`.
pub fn window(window: Window) -> String {
    let Window::Every { length, basis } = window else {
        return if window == Window::Stage { "in the stage" } else { "over the whole program" }.into();
    };
    let whole = length.to_string();
    let one = whole.strip_prefix("1 ");
    match (basis, one) {
        (Basis::Calendar, Some(unit)) => format!("a {unit}"),
        (Basis::Calendar, None) => format!("in each {whole}"),
        (Basis::Own, one) => format!("in each {} counted from enrolment", one.unwrap_or(&whole)),
        (Basis::Rolling, one) => format!("in any {}", one.unwrap_or(&whole)),
    }
}

/// A moment in words: `enrolment`, `the end of “Phase 1”`.
pub fn moment(anchor: &Anchor) -> String {
    Wording::default().moment(anchor)
}

impl Wording<'_> {
    /// A moment in words: `enrolment`, `the end of “Phase 1”`.
    pub fn moment(&self, anchor: &Anchor) -> String {
        let edge_of = |edge: Edge| if edge == Edge::Start { "start" } else { "end" };
        match anchor {
            Anchor::Enrolment => "enrolment".into(),
            Anchor::ProgramEnd => "the end of the program".into(),
            Anchor::Stage { name: None, edge } => format!("the {} of the stage", edge_of(*edge)),
            Anchor::Stage { name: Some(name), edge } => format!("the {} of “{}”", edge_of(*edge), self.stage(name)),
            Anchor::Event(name) => format!("“{}”", self.event(name)),
            Anchor::Date(date) => day(*date),
        }
    }

    /// A *when* in words: `on Mondays and Wednesdays at 09:00`, `3 to 5 times a week`, `30 days after enrolment`.
    pub fn when(&self, when: &When) -> String {
        let mut said = self.rhythm(when);
        if !when.at.is_empty() {
            said += &format!(" at {}", and(&when.at, ToString::to_string));
        }
        if let Some(from) = when.from {
            said += &format!(", from {}", day(from));
        }
        if let Some(until) = when.until {
            said += &format!(", until {}", day(until));
        }
        said.trim().to_owned()
    }

    fn rhythm(&self, when: &When) -> String {
        match when {
            When { arranged: true, .. } => "by arrangement".into(),
            When { random: Some(bounds), per, .. } => random(bounds, *per),
            When { times: Some(times), per, .. } => within_window(how_often(times), *per),
            _ if !when.on.is_empty() => format!("on {}", and(&when.on, |date| day(*date))),
            _ if !when.nth.is_empty() || when.day_of_month.is_some() => monthly(when),
            _ if !when.days.is_empty() => weekly(when),
            When { after: Some(anchor), .. } => self.anchored(when, anchor),
            When { every, .. } => every.map_or_else(String::new, |every| format!("every {}", bare(every))),
        }
    }

    fn anchored(&self, when: &When, anchor: &Anchor) -> String {
        let from = self.moment(anchor);
        let first = match (when.offset, when.before, anchor) {
            (Some(offset), ..) => format!("{} after {from}", length(offset)),
            (None, Some(before), _) => format!("{} before {from}", length(before)),
            (None, None, Anchor::Date(_)) => format!("on {from}"),
            (None, None, Anchor::Event(_)) => format!("after {from}"),
            (None, None, _) => format!("at {from}"),
        };
        match when.every {
            Some(every) => format!("{first}, and again every {}", bare(every)),
            None => first,
        }
    }
}

/// An amount and its window: `3 to 5 times a week, usually 4`.
pub(super) fn within_window(amount: String, per: Option<Window>) -> String {
    match amount.split_once(", usually ") {
        Some((bounds, usual)) => format!("{bounds}{}, usually {usual}", in_window(per)),
        None => amount + &in_window(per),
    }
}

fn in_window(per: Option<Window>) -> String {
    per.map_or_else(String::new, |per| format!(" {}", window(per)))
}

/// How often a counter starts again: `afresh each week`.
pub(super) fn afresh(counted: Window) -> String {
    match counted {
        Window::Every { length, basis: Basis::Calendar } => format!("counted afresh each {}", bare(length)),
        Window::Every { length, basis: Basis::Own } => format!("counted afresh each {} from enrolment on", bare(length)),
        other => window(other),
    }
}

/// A range of whole numbers in words: `4 days`, `3 to 5 days, usually 4`, `at least 3 days`.
pub(super) fn range(range: &Range<u32>, say: &dyn Fn(u32) -> String) -> String {
    bounds(range.min.map(say), range.usual.map(say), range.max.map(say))
}

/// Bounds in words; a unit that they share is said once.
fn bounds(min: Option<String>, usual: Option<String>, max: Option<String>) -> String {
    let said = match (&min, &max) {
        (Some(min), Some(max)) if min == max => return max.clone(),
        (Some(min), Some(max)) => format!("{} to {max}", shared_unit(min, max)),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return usual.map_or_else(|| "as much as is agreed".into(), |usual| format!("usually {usual}")),
    };
    let other = max.or(min).unwrap_or_default();
    usual.map_or(said.clone(), |usual| format!("{said}, usually {}", shared_unit(&usual, &other)))
}

/// `once`, `twice`, `3 times`.
pub(super) fn times(n: u32) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

/// A range of how often: `3 to 5 times`.
pub(super) fn how_often(of: &Range<u32>) -> String {
    let one = |n: Option<u32>| n.map(times);
    match (of.min, of.max) {
        (Some(min), Some(max)) if min != max => range(of, &|n| format!("{n} times")),
        _ => bounds(one(of.min), one(of.usual), one(of.max)),
    }
}

/// A *when* in words: `on Mondays and Wednesdays at 09:00`, `3 to 5 times a week`, `30 days after enrolment`.
pub fn when(when: &When) -> String {
    Wording::default().when(when)
}

fn random(bounds: &Bounds, per: Option<Window>) -> String {
    let often = match (bounds.min, bounds.max) {
        (min, max) if min == max => times(max),
        (0, max) => format!("at most {}", times(max)),
        (min, max) => format!("{min} to {max} times"),
    };
    format!("at random, {often}{}", in_window(per))
}

/// `week` for one week, `2 weeks` for more.
pub(super) fn bare(every: Length) -> String {
    let whole = length(every);
    whole.strip_prefix("1 ").unwrap_or(&whole).to_owned()
}

fn weekly(when: &When) -> String {
    let days =
        if when.days.len() == 7 { "every day".to_owned() } else { format!("on {}", and(&when.days, |day| format!("{}s", day.name()))) };
    match when.every {
        Some(Length { n: 2, unit: Unit::Week }) => format!("every other week {days}"),
        Some(Length { n, unit: Unit::Week }) if n > 2 => format!("every {} week {days}", ordinal(n)),
        _ => days,
    }
}

fn monthly(when: &When) -> String {
    let of = match when.every {
        Some(Length { n, unit: Unit::Month }) if n > 1 => format!("every {} month", ordinal(n)),
        Some(Length { unit: Unit::Year, .. }) => "the month, once a year".into(),
        _ => "the month".into(),
    };
    match when.day_of_month {
        Some(31) => format!("on the last day of {of}"),
        Some(day) => format!("on the {} of {of}", ordinal(u32::from(day))),
        None => {
            let nth: Vec<String> = when.nth.iter().map(|nth| place(*nth)).collect();
            format!("on the {} {} of {of}", list(&nth, "and"), and(&when.days, |day: &Day| day.name().to_owned()))
        }
    }
}

fn place(nth: i8) -> String {
    match nth {
        -1 => "last".into(),
        1.. => ordinal(u32::from(nth.unsigned_abs())),
        _ => format!("{} last", ordinal(u32::from(nth.unsigned_abs()))),
    }
}

/// A length range in words: `12 weeks`, `8 to 12 weeks, usually 10`.
pub(super) fn how_long<T: std::fmt::Display>(of: &Range<T>) -> String {
    let say = |bound: &Option<T>| bound.as_ref().map(ToString::to_string);
    bounds(say(&of.min), say(&of.usual), say(&of.max))
}

/// `8 weeks` before `12 weeks` is `8`.
fn shared_unit<'a>(min: &'a str, max: &str) -> &'a str {
    match (min.split_once(' '), max.split_once(' ')) {
        (Some((n, a)), Some((_, b))) if a.trim_end_matches('s') == b.trim_end_matches('s') && !b.contains(' ') => n,
        _ => min,
    }
}
