use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::value::Closed;

/// The closed days of a stretch, by date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClosedDays {
    names: BTreeMap<Date, String>,
}

impl ClosedDays {
    /// The closed days from `from` until the day before `until`.
    pub fn between<'a>(closed: impl IntoIterator<Item = &'a Closed>, from: Date, until: Date) -> Self {
        let closed: Vec<&Closed> = closed.into_iter().collect();
        let mut names = BTreeMap::new();
        for date in days(from, until) {
            if let Some(found) = closed.iter().find(|closed| closed.covers(date)) {
                let name = if found.name.is_empty() { "closed".to_owned() } else { found.name.clone() };
                names.insert(date, name);
            }
        }
        Self { names }
    }

    /// What a closed day is called; `None` on an open day.
    pub fn name(&self, date: Date) -> Option<&str> {
        self.names.get(&date).map(String::as_str)
    }

    /// Whether the site is open.
    pub fn is_open(&self, date: Date) -> bool {
        !self.names.contains_key(&date)
    }

    /// Whether it is Monday to Friday and the site is open.
    pub fn is_business_day(&self, date: Date) -> bool {
        self.is_open(date) && !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }
}

/// Every day from `from` until the day before `until`.
pub(super) fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(from), |date| date.tomorrow().ok()).take_while(move |date| *date < until)
}

/// So many days before (negative) or after a date.
pub(super) fn shift(date: Date, by: i32) -> Date {
    date.checked_add(jiff::Span::new().days(by)).unwrap_or(if by < 0 { Date::MIN } else { Date::MAX })
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}
