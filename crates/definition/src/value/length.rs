//! A length of time as people write it: `12 weeks`, `90 days`, `6 months`, `2 h 15 min`.

use std::{fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};

use super::textual;

/// What a [`Length`] counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Minutes of the clock.
    Minute,
    /// Calendar days, open or closed.
    Day,
    /// Days on which the program offers something to this client: closed days are not counted.
    ProgramDay,
    /// Monday to Friday less the site's closed days.
    BusinessDay,
    /// Seven calendar days.
    Week,
    /// Calendar months: the same day of a later month, or its last day where there is none.
    Month,
    /// Twelve months.
    Year,
}

/// So many of a unit. Never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

textual!(
    Length,
    "Length",
    r"^\s*\d+\s*(min|minutes?|h|hours?|days?|program days?|business days?|weeks?|months?|years?)(\s+\d+\s*(min|minutes?))?\s*$",
    "A length of time: `45 min`, `2 h 15 min`, `10 days`, `3 program days`, `5 business days`, `12 weeks`, `6 months`, `1 year`."
);

impl Length {
    /// A length of `n` days.
    pub const fn days(n: u32) -> Self {
        Self { n, unit: Unit::Day }
    }
    /// A length of `n` weeks.
    pub const fn weeks(n: u32) -> Self {
        Self { n, unit: Unit::Week }
    }

    /// The date this long after `date`. Program and business days are counted by `open`, which says whether a date counts.
    pub fn after(self, date: Date, open: impl Fn(Date) -> bool) -> Date {
        let n = i64::from(self.n);
        let moved = match self.unit {
            Unit::Minute => Ok(date),
            Unit::Day => date.checked_add(n.days()),
            Unit::Week => date.checked_add((n * 7).days()),
            Unit::Month => date.checked_add(n.months()),
            Unit::Year => date.checked_add(n.years()),
            Unit::ProgramDay | Unit::BusinessDay => return counted(date, self.n, open),
        };
        moved.unwrap_or(Date::MAX)
    }

    /// About how many days this is: a month counts 30, a year 365, a working day 7/5 of a day. For sums and orderings, never for dates.
    pub fn about_days(self) -> u32 {
        match self.unit {
            Unit::Minute => self.n / 1440,
            Unit::Day => self.n,
            Unit::ProgramDay | Unit::BusinessDay => self.n.saturating_mul(7).div_ceil(5),
            Unit::Week => self.n.saturating_mul(7),
            Unit::Month => self.n.saturating_mul(30),
            Unit::Year => self.n.saturating_mul(365),
        }
    }

    /// About how many whole weeks this is, rounded up.
    pub fn about_weeks(self) -> u32 {
        self.about_days().div_ceil(7)
    }
}

/// The date after `n` dates for which `open` holds, looking at most ten years ahead.
fn counted(from: Date, n: u32, open: impl Fn(Date) -> bool) -> Date {
    let mut left = n;
    let mut date = from;
    for _ in 0..3660 {
        if left == 0 {
            break;
        }
        date = date.tomorrow().unwrap_or(Date::MAX);
        if open(date) {
            left -= 1;
        }
    }
    date
}

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || format!("`{text}` is not a length of time; write for example `45 min`, `10 days`, `12 weeks` or `6 months`");
        let text_trimmed = text.trim();
        if text_trimmed.starts_with('-') {
            return Err(format!("`{text}` is negative; a length of time is zero or more"));
        }
        if let Some((hours, minutes)) = hours_and_minutes(text_trimmed) {
            return Ok(Self { n: hours * 60 + minutes, unit: Unit::Minute });
        }
        let digits = text_trimmed.chars().take_while(char::is_ascii_digit).count();
        let (number, unit) = text_trimmed.split_at_checked(digits).ok_or_else(shape)?;
        let n: u32 = number.parse().map_err(|_| shape())?;
        let unit = match unit.trim().trim_end_matches('s') {
            "min" | "minute" => Unit::Minute,
            "day" => Unit::Day,
            "program day" => Unit::ProgramDay,
            "business day" => Unit::BusinessDay,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return Err(shape()),
        };
        if n > 100_000 {
            return Err(format!("`{text}` is longer than a program can be"));
        }
        Ok(Self { n, unit })
    }
}

fn hours_and_minutes(text: &str) -> Option<(u32, u32)> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (hours, rest) = text.split_at_checked(digits)?;
    let rest = rest.trim_start();
    let rest = ["hours", "hour", "h"].iter().find_map(|unit| rest.strip_prefix(unit))?.trim();
    let minutes = match rest {
        "" => 0,
        _ => ["minutes", "minute", "min"].iter().find_map(|unit| rest.strip_suffix(unit))?.trim().parse().ok()?,
    };
    let hours: u32 = hours.parse().ok()?;
    (hours <= 1_000 && minutes <= 60_000).then_some((hours, minutes))
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.unit {
            Unit::Minute => return super::Minutes(self.n).fmt(f),
            Unit::Day => "day",
            Unit::ProgramDay => "program day",
            Unit::BusinessDay => "business day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        write!(f, "{} {word}{}", self.n, if self.n == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_reads_as_people_write_it_and_prints_the_same() {
        for text in ["45 min", "2 h 15 min", "3 h", "10 days", "1 day", "3 program days", "12 weeks", "6 months", "1 year"] {
            assert_eq!(text.parse::<Length>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_negative_length_is_refused_in_words() {
        assert!("-3 weeks".parse::<Length>().unwrap_err().contains("negative"));
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        let length: Length = "1 month".parse().unwrap();
        assert_eq!(length.after(jiff::civil::date(2026, 1, 31), |_| true), jiff::civil::date(2026, 2, 28));
    }
}
