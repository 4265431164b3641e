//! Rhythms, lengths and moments in words.

use jiff::civil::Date;

use super::wording::{and, list, lower, ordinal, words};
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

/// A moment in words: `enrolment`, `the end of the stage “Phase 1”`.
pub fn moment(anchor: &Anchor) -> String {
    let edge_of = |edge: Edge| if edge == Edge::Start { "start" } else { "end" };
    match anchor {
        Anchor::Enrolment => "enrolment".into(),
        Anchor::ProgramEnd => "the end of the program".into(),
        Anchor::Stage { name: None, edge } => format!("the {} of the stage", edge_of(*edge)),
        Anchor::Stage { name: Some(name), edge } => format!("the {} of “{}”", edge_of(*edge), words(name)),
        Anchor::Event(name) => format!("“{}”", lower(&words(&name.replace('.', ": ")))),
        Anchor::Date(date) => day(*date),
    }
}

/// A range of whole numbers in words: `4`, `3 to 5, usually 4`, `at least 3`.
pub(super) fn range(range: &Range<u32>, say: &dyn Fn(u32) -> String) -> String {
    let bounds = match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => return say(max),
        (Some(min), Some(max)) => format!("{} to {}", say(min), say(max)),
        (Some(min), None) => format!("at least {}", say(min)),
        (None, Some(max)) => format!("at most {}", say(max)),
        (None, None) => return range.usual.map_or_else(|| "some".into(), |usual| format!("usually {}", say(usual))),
    };
    match range.usual {
        Some(usual) => format!("{bounds}, usually {}", say(usual)),
        None => bounds,
    }
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
    match (of.min, of.max) {
        (Some(min), Some(max)) if min == max => times(max),
        _ => format!("{} times", range(of, &|n| n.to_string())),
    }
}

/// A *when* in words: `on Mondays and Wednesdays at 09:00`, `3 to 5 times a week`, `30 days after enrolment`.
pub fn when(when: &When) -> String {
    let mut said = rhythm(when);
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

fn rhythm(when: &When) -> String {
    if when.arranged {
        return "by arrangement".into();
    }
    if let Some(bounds) = &when.random {
        return random(bounds, when.per);
    }
    if let Some(times) = &when.times {
        return format!("{}{}", how_often(times), when.per.map_or(String::new(), |per| format!(" {}", window(per))));
    }
    if !when.on.is_empty() {
        return format!("on {}", and(&when.on, |date| day(*date)));
    }
    if !when.nth.is_empty() || when.day_of_month.is_some() {
        return monthly(when);
    }
    if !when.days.is_empty() {
        return weekly(when);
    }
    match &when.after {
        Some(anchor) => anchored(when, anchor),
        None => when.every.map_or_else(String::new, |every| format!("every {}", bare(every))),
    }
}

fn random(bounds: &Bounds, per: Option<Window>) -> String {
    let often = match (bounds.min, bounds.max) {
        (min, max) if min == max => times(max),
        (0, max) => format!("at most {}", times(max)),
        (min, max) => format!("{min} to {max} times"),
    };
    format!("at random, {often}{}", per.map_or(String::new(), |per| format!(" {}", window(per))))
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

fn anchored(when: &When, anchor: &Anchor) -> String {
    let from = moment(anchor);
    let first = match (when.offset, when.before) {
        (Some(offset), _) => format!("{} after {from}", length(offset)),
        (None, Some(before)) => format!("{} before {from}", length(before)),
        (None, None) => format!("on {from}"),
    };
    let first = first.replace("on enrolment", "at enrolment").replace("on the ", "at the ").replace("on “", "after “");
    match when.every {
        Some(every) => format!("{first}, and again every {}", bare(every)),
        None => first,
    }
}

/// A length range in words: `12 weeks`, `8 to 12 weeks, usually 10`.
pub(super) fn how_long<T: std::fmt::Display + Clone>(of: &Range<T>) -> String {
    let say = |bound: &Option<T>| bound.as_ref().map(ToString::to_string);
    match (say(&of.min), say(&of.max), say(&of.usual)) {
        (Some(min), Some(max), _) if min == max => max,
        (Some(min), Some(max), usual) => format!("{} to {max}{}", shared_unit(&min, &max), usually(usual)),
        (Some(min), None, usual) => format!("at least {min}{}", usually(usual)),
        (None, Some(max), usual) => format!("at most {max}{}", usually(usual)),
        (None, None, Some(usual)) => format!("usually {usual}"),
        (None, None, None) => "not said".into(),
    }
}

fn usually(usual: Option<String>) -> String {
    usual.map_or(String::new(), |usual| format!(", usually {usual}"))
}

/// `8 weeks` before `12 weeks` is `8`.
fn shared_unit<'a>(min: &'a str, max: &str) -> &'a str {
    match (min.split_once(' '), max.split_once(' ')) {
        (Some((n, a)), Some((_, b))) if a == b && !b.contains(' ') => n,
        _ => min,
    }
}
