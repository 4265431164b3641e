//! *When*: one notion everywhere, for what takes place and for what is owed.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Anchor, Day, Length, Many, Range, Window, textual};

/// A time of the wall clock, `09:00`. Daylight saving never moves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub Time);

textual!(ClockTime, "ClockTime", r"^([01]\d|2[0-3]):[0-5]\d$", "A time of the wall clock at the site, 24 hours: `09:00`, `17:15`.");

impl ClockTime {
    /// Minutes since midnight.
    pub fn minute(self) -> u32 {
        u32::from(self.0.hour().unsigned_abs()) * 60 + u32::from(self.0.minute().unsigned_abs())
    }
}

impl FromStr for ClockTime {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || format!("`{text}` is not a time of day; write 24-hour `09:00` or `17:15`");
        let (hour, minute) = text.split_once(':').ok_or_else(shape)?;
        let (hour, minute) = (hour.parse().map_err(|_| shape())?, minute.get(..2).unwrap_or("").parse().map_err(|_| shape())?);
        Time::new(hour, minute, 0, 0).map(Self).map_err(|_| shape())
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

/// How often at least and at most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// At least.
    #[serde(default)]
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// When something takes place or is due. Say one of: `days` (weekly), `nth` or `day_of_month` (monthly), `on` (dates),
/// `times` … `per` (so often in a window), `after` (at a distance from an event), `random` … `per`, or `arranged`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// Weekly, on these days. With `nth`, the days that `nth` counts.
    pub days: Many<Day>,
    /// The wall-clock time it starts. Several: it is given at each.
    pub at: Many<ClockTime>,
    /// Every so many weeks (with `days`) or so long again (with `after`): `2 weeks`, `30 days`.
    pub every: Option<Length>,
    /// Monthly: the first (1) to fifth (5) or last (-1) of `days` in the month.
    pub nth: Many<i8>,
    /// Monthly: on this day of the month; past its end, the last.
    pub day_of_month: Option<u8>,
    /// On these dates.
    #[serde(deserialize_with = "super::many::one_or_more")]
    #[schemars(with = "Many<Date>")]
    pub on: Vec<Date>,
    /// So often in each window `per`: how many times.
    pub times: Option<Range<u32>>,
    /// The window of `times` and `random`.
    pub per: Option<Window>,
    /// At a distance from this moment.
    pub after: Option<Anchor>,
    /// The distance from `after`: nothing where not said.
    pub offset: Option<Length>,
    /// The distance before `after`, for what falls due ahead of a moment.
    pub before: Option<Length>,
    /// At random within these bounds in each window `per`.
    pub random: Option<Bounds>,
    /// By arrangement, case by case.
    pub arranged: bool,
    /// Not before this date. `every` counts weeks from here.
    pub from: Option<Date>,
    /// Not after this date.
    pub until: Option<Date>,
}

impl When {
    /// Whether a calendar can be made of it: it names days or dates. A time may still be missing.
    pub fn is_dated(&self) -> bool {
        !self.days.is_empty() || self.day_of_month.is_some() || !self.on.is_empty()
    }

    /// Whether sessions can be made of it: it names days or dates, and a time.
    pub fn is_timetabled(&self) -> bool {
        self.is_dated() && !self.at.is_empty()
    }
}
