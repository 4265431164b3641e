//! Where a window lies around a date.

use footbridge_definition::value::{Basis, Day, Length, Unit, Window};
use jiff::{ToSpan, civil::Date};

use crate::course::days_between;

/// First and last day, both inside.
pub type Span = (Date, Date);

/// What windows are laid against.
#[derive(Clone, Copy, Debug)]
pub struct Laid {
    /// The day on which a week begins.
    pub week_starts: Day,
    /// The day of enrolment.
    pub enrolled: Date,
    /// The first day of the present stage.
    pub stage: Date,
    /// The last day of the course, or the far future.
    pub end: Date,
}

/// The window around `date`.
pub fn around(window: Window, date: Date, laid: Laid) -> Span {
    match window {
        Window::Program => (laid.enrolled, laid.end),
        Window::Stage => (laid.stage, laid.end),
        Window::Every { length, basis: Basis::Rolling } => (back(date, i64::from(length.about_days()) - 1), date),
        Window::Every { length, basis: Basis::Own } => stepped(length, laid.enrolled, date),
        Window::Every { length: Length { n: 1, unit: Unit::Month }, .. } => (date.first_of_month(), date.last_of_month()),
        Window::Every { length: Length { n: 1, unit: Unit::Year }, .. } => (date.first_of_year(), date.last_of_year()),
        Window::Every { length: length @ Length { unit: Unit::Month | Unit::Year, .. }, .. } => {
            stepped(length, laid.enrolled.first_of_month(), date)
        }
        Window::Every { length: length @ Length { unit: Unit::Week, .. }, .. } => {
            let origin = if length.n == 1 { date } else { laid.enrolled };
            stepped(length, week_of(origin, laid.week_starts), date)
        }
        Window::Every { length, .. } => stepped(length, laid.enrolled, date),
    }
}

/// The first day of the week around a date.
pub fn week_of(date: Date, starts: Day) -> Date {
    let since = date.weekday().since(starts.weekday());
    back(date, i64::from(since))
}

fn back(date: Date, days: i64) -> Date {
    date.checked_sub(days.days()).unwrap_or(Date::MIN)
}

/// The step of `length` from `origin` in which `date` lies.
fn stepped(length: Length, origin: Date, date: Date) -> Span {
    let begin = |k: i64| -> Date {
        let n = i64::from(length.n) * k;
        let moved = match length.unit {
            Unit::Week => origin.checked_add((n * 7).days()),
            Unit::Month => origin.checked_add(n.months()),
            Unit::Year => origin.checked_add((n * 12).months()),
            _ => origin.checked_add(n.days()),
        };
        moved.unwrap_or(Date::MAX)
    };
    let guess = days_between(origin, date).div_euclid(i64::from(length.about_days().max(1)));
    let mut k = guess;
    while begin(k) > date {
        k -= 1;
    }
    while begin(k + 1) <= date {
        k += 1;
    }
    (begin(k), begin(k + 1).yesterday().unwrap_or(Date::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn laid() -> Laid {
        Laid { week_starts: Day::Sun, enrolled: date(2026, 1, 7), stage: date(2026, 2, 1), end: Date::MAX }
    }

    fn window(text: &str, on: Date) -> Span {
        around(text.parse().unwrap(), on, laid())
    }

    #[test]
    fn a_week_begins_on_the_day_the_program_says() {
        assert_eq!(window("week", date(2026, 1, 10)), (date(2026, 1, 4), date(2026, 1, 10)));
        assert_eq!(window("week", date(2026, 1, 11)), (date(2026, 1, 11), date(2026, 1, 17)));
    }

    #[test]
    fn an_own_week_begins_on_the_weekday_of_enrolment() {
        assert_eq!(window("own week", date(2026, 1, 20)), (date(2026, 1, 14), date(2026, 1, 20)));
    }

    #[test]
    fn four_weeks_are_counted_from_the_week_of_enrolment() {
        assert_eq!(window("4 weeks", date(2026, 2, 2)), (date(2026, 2, 1), date(2026, 2, 28)));
    }

    #[test]
    fn a_rolling_window_ends_today() {
        assert_eq!(window("rolling 7 days", date(2026, 3, 10)), (date(2026, 3, 4), date(2026, 3, 10)));
    }

    #[test]
    fn months_of_the_calendar_have_their_own_lengths() {
        assert_eq!(window("month", date(2026, 2, 10)), (date(2026, 2, 1), date(2026, 2, 28)));
    }
}
