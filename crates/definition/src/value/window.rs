//! The stretch over which something is counted.

use std::{fmt, str::FromStr};

use super::{Length, Unit, textual};

/// What a window is laid against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The calendar: weeks begin on the program's `week_starts`, months on the first.
    Calendar,
    /// The client's own: counted from their enrolment.
    Own,
    /// The last so many days, ending now.
    Rolling,
}

/// A window: `week`, `own week`, `4 weeks`, `rolling 7 days`, `month`, `stage`, `program`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// A stretch that repeats.
    Every {
        /// How long it is.
        length: Length,
        /// What it is laid against.
        basis: Basis,
    },
    /// The client's stay in the stage.
    Stage,
    /// The client's whole course.
    Program,
}

textual!(
    Window,
    "Window",
    r"^\s*(stage|program|((calendar|own|rolling)\s+)?(\d+\s+)?(days?|weeks?|months?|years?))\s*$",
    "A window of counting: `day`, `week`, `4 weeks`, `month`, `own week` (counted from enrolment), `rolling 7 days`, `stage` or `program`."
);

impl Window {
    /// The calendar week.
    pub const WEEK: Self = Self::Every { length: Length::weeks(1), basis: Basis::Calendar };
    /// The calendar day.
    pub const DAY: Self = Self::Every { length: Length::days(1), basis: Basis::Calendar };

    /// Whether this is one week, by whatever basis.
    pub fn is_week(self) -> bool {
        matches!(self, Self::Every { length: Length { n: 1, unit: Unit::Week } | Length { n: 7, unit: Unit::Day }, .. })
    }
    /// Whether this is one day.
    pub fn is_day(self) -> bool {
        matches!(self, Self::Every { length: Length { n: 1, unit: Unit::Day }, .. })
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || {
            format!(
                "`{text}` is not a window; write for example `day`, `week`, `own week`, `4 weeks`, `rolling 7 days`, `month`, `stage` or `program`"
            )
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let (basis, rest) = match words.as_slice() {
            ["stage"] => return Ok(Self::Stage),
            ["program"] => return Ok(Self::Program),
            ["calendar", rest @ ..] => (Basis::Calendar, rest),
            ["own", rest @ ..] => (Basis::Own, rest),
            ["rolling", rest @ ..] => (Basis::Rolling, rest),
            rest => (Basis::Calendar, rest),
        };
        let length = match rest {
            [unit] => format!("1 {unit}"),
            _ => rest.join(" "),
        };
        let length: Length = length.parse().map_err(|_: String| shape())?;
        match length {
            Length { n: 0, .. } | Length { unit: Unit::Minute | Unit::ProgramDay | Unit::BusinessDay, .. } => Err(shape()),
            _ => Ok(Self::Every { length, basis }),
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, basis) = match self {
            Self::Stage => return f.write_str("stage"),
            Self::Program => return f.write_str("program"),
            Self::Every { length, basis } => (length, basis),
        };
        f.write_str(match basis {
            Basis::Calendar => "",
            Basis::Own => "own ",
            Basis::Rolling => "rolling ",
        })?;
        let text = length.to_string();
        f.write_str(if *basis == Basis::Rolling { &text } else { text.strip_prefix("1 ").unwrap_or(&text) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_reads_and_prints_the_same() {
        for text in ["day", "week", "own week", "4 weeks", "rolling 7 days", "month", "stage", "program"] {
            assert_eq!(text.parse::<Window>().unwrap().to_string(), text);
        }
        assert!("fortnightly".parse::<Window>().is_err());
        assert!("0 weeks".parse::<Window>().is_err());
    }
}
