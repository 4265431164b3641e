//! Days on which a site is closed.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Day;

/// Closed days: one date, a stretch, the same day each year, or the nth weekday of a month each year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Closed {
    /// What the day is called.
    pub name: String,
    /// One date.
    pub on: Option<Date>,
    /// First date of a stretch.
    pub from: Option<Date>,
    /// Last date of the stretch.
    pub until: Option<Date>,
    /// Each year: the month, 1 to 12.
    pub month: Option<i8>,
    /// Each year: the day of that month.
    pub day_of_month: Option<i8>,
    /// Each year: the first (1) to fifth, or last (-1), `day` of that month.
    pub nth: Option<i8>,
    /// The weekday that `nth` counts.
    pub day: Option<Day>,
}

impl Closed {
    /// Whether `date` is one of these days.
    pub fn covers(&self, date: Date) -> bool {
        self.on == Some(date) || self.in_stretch(date) || self.in_year(date)
    }

    fn in_stretch(&self, date: Date) -> bool {
        match (self.from, self.until) {
            (Some(from), Some(until)) => (from..=until).contains(&date),
            _ => false,
        }
    }

    fn in_year(&self, date: Date) -> bool {
        if self.month != Some(date.month()) {
            return false;
        }
        match (self.day_of_month, self.nth, self.day) {
            (Some(day), _, _) => day == date.day(),
            (None, Some(nth), Some(day)) => date.first_of_month().nth_weekday_of_month(nth, day.weekday()).is_ok_and(|found| found == date),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn thanksgiving_is_the_fourth_thursday_of_november() {
        let closed = Closed { month: Some(11), nth: Some(4), day: Some(Day::Thu), ..Closed::default() };
        assert!(closed.covers(date(2026, 11, 26)));
        assert!(!closed.covers(date(2026, 11, 19)));
    }
}
