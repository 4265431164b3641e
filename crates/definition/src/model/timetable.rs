use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClosedDay, Offering, Set, Stage, Track};
use crate::value::{Closed, Day, Many};

/// What a site says of itself and of the program it runs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// The id of the program this is a timetable of.
    #[schemars(required)]
    pub program: String,
    /// The site.
    pub site: Option<String>,
    /// What people call this timetable.
    pub name: Option<String>,
    /// A sentence about it: whose it is, and that it is an example where it is one.
    pub about: Option<String>,
    /// The first day it holds.
    pub holds_from: Option<Date>,
    /// The last day it holds.
    pub until: Option<Date>,
    /// The site's IANA time zone.
    pub zone: Option<String>,
    /// The day on which the week begins here.
    pub week_starts: Option<Day>,
    /// Rooms and places.
    pub rooms: Many<String>,
    /// Days on which the site is closed.
    pub closed: Vec<Closed>,
    /// What a closed day does to sessions here, where an offering does not say.
    pub closed_day: Option<ClosedDay>,
    /// Values the site chooses.
    pub set: Set,
}

/// A site's timetable: a second file that names the program and says when, where, and what the program left open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// What it is a timetable of.
    pub timetable: Site,
    /// Stages that the site adds, or whose open values it sets.
    #[serde(default)]
    pub stage: Vec<Stage>,
    /// Tracks that the site offers.
    #[serde(default)]
    pub track: Vec<Track>,
    /// When each offering takes place here. One with a known name, or with `of`, narrows the program's own.
    #[serde(default)]
    pub offering: Vec<Offering>,
}
