//! Days and times in words. Times come in the site's own zone: convert with `timestamp.to_zoned(zone)` before calling.

use jiff::{
    Zoned,
    civil::{Date, Time, Weekday},
};

use super::{t, t_args};

/// "Monday, Nov 23, 2026".
pub fn date(day: Date) -> String {
    t_args("date-long", &parts(day, weekday(day.weekday())))
}

/// "Mon, Nov 23": where the year is plain from the screen.
pub fn date_short(day: Date) -> String {
    t_args("date-short", &parts(day, weekday_short(day.weekday())))
}

/// "Mon, Nov 23 to Sun, Nov 29".
pub fn day_span(from: Date, to: Date) -> String {
    t_args("date-span", &[("from", date_short(from).into()), ("to", date_short(to).into())])
}

fn parts(day: Date, weekday: String) -> [(&'static str, super::Value<'static>); 4] {
    [
        ("weekday", weekday.into()),
        ("month", month_short(day.month()).into()),
        ("day", day.day().to_string().into()),
        ("year", day.year().to_string().into()),
    ]
}

/// "Monday".
pub fn weekday(day: Weekday) -> String {
    t(&format!("weekday-{}", day.to_monday_one_offset()))
}

/// "Mon".
pub fn weekday_short(day: Weekday) -> String {
    t(&format!("weekday-short-{}", day.to_monday_one_offset()))
}

/// "November", from 1 to 12.
pub fn month(number: i8) -> String {
    t(&format!("month-{number}"))
}

/// "Nov", from 1 to 12.
pub fn month_short(number: i8) -> String {
    t(&format!("month-short-{number}"))
}

/// "9:00 am", "12:15 pm".
pub fn time(at: Time) -> String {
    t_args("time", &[("clock", clock(at).into()), ("half", half(at).into())])
}

/// "9:00–11:15 am", "11:00 am–1:15 pm".
pub fn time_range(from: Time, to: Time) -> String {
    let start = if half(from) == half(to) { clock(from) } else { time(from) };
    t_args("time-range", &[("from", start.into()), ("to", time(to).into())])
}

/// "Mon, Nov 23, 2026, 6:04 pm", in the zone it comes in.
pub fn stamp(at: &Zoned) -> String {
    let day = t_args("date-year", &parts(at.date(), weekday_short(at.date().weekday())));
    t_args("date-time", &[("date", day.into()), ("time", time(at.time()).into())])
}

fn clock(at: Time) -> String {
    let hour = if at.hour() % 12 == 0 { 12 } else { at.hour() % 12 };
    format!("{hour}:{:02}", at.minute())
}

fn half(at: Time) -> String {
    t(if at.hour() < 12 { "time-am" } else { "time-pm" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as day, time as clock_time};

    #[test]
    fn days_are_said_with_their_weekday() {
        assert_eq!(date(day(2026, 11, 23)), "Monday, Nov 23, 2026");
        assert_eq!(date_short(day(2026, 11, 23)), "Mon, Nov 23");
        assert_eq!(day_span(day(2026, 11, 23), day(2026, 11, 29)), "Mon, Nov 23 to Sun, Nov 29");
    }

    #[test]
    fn times_are_said_on_a_twelve_hour_clock() {
        assert_eq!(time(clock_time(0, 5, 0, 0)), "12:05 am");
        assert_eq!(time(clock_time(12, 0, 0, 0)), "12:00 pm");
        assert_eq!(time_range(clock_time(9, 0, 0, 0), clock_time(11, 15, 0, 0)), "9:00–11:15 am");
        assert_eq!(time_range(clock_time(11, 0, 0, 0), clock_time(13, 15, 0, 0)), "11:00 am–1:15 pm");
    }

    #[test]
    fn every_weekday_and_month_has_its_name() {
        assert!((1..=12).all(|n| !month(n).contains("month") && !month_short(n).contains("month")));
        let mut names: Vec<String> = (23..30).map(|n| weekday(day(2026, 11, n).weekday())).collect();
        names.extend((23..30).map(|n| weekday_short(day(2026, 11, n).weekday())));
        assert!(names.iter().all(|name| !name.contains("weekday")), "{names:?}");
    }

    #[test]
    fn a_moment_is_said_in_its_own_zone() {
        let at = day(2026, 11, 23).at(18, 4, 0, 0).in_tz("America/Chicago").unwrap();
        assert_eq!(stamp(&at), "Mon, Nov 23, 2026, 6:04 pm");
    }
}
