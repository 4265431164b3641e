use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClosedDay, Test};
use crate::value::{Closed, Day, Many};

/// What happens to a target in a window that the client is only partly enrolled for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Partial {
    /// The target shrinks with the days, rounded up.
    #[default]
    ProRata,
    /// Nothing is owed.
    Waive,
    /// The whole target is owed.
    Full,
}

/// The program itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Program {
    /// Short name used in commands and links: lower-case letters, digits and hyphens.
    #[schemars(required, regex(pattern = r"^[a-z0-9][a-z0-9-]*$"))]
    pub id: String,
    /// What people call it.
    #[schemars(required)]
    pub name: String,
    /// One or two sentences about it, for the people who read the definition.
    pub about: Option<String>,
    /// The version of this definition, as the site counts them: `2026.1`.
    pub version: Option<String>,
    /// The first day this version holds.
    pub holds_from: Option<Date>,
    /// The last day this version holds.
    pub until: Option<Date>,
    /// The sites that run it; any site where none is named.
    pub sites: Many<String>,
    /// The IANA time zone of its clock times: `America/New_York`. A site's timetable may set its own.
    pub zone: Option<String>,
    /// The currency of its amounts of money, by its three letters. `USD` where not said.
    pub currency: Option<String>,
    /// The level of care it delivers, as the field names it: `2.1`, `2.5`, `1.5`, `recovery residence`.
    pub level_of_care: Option<String>,
    /// The day on which its week begins. Monday where not said.
    pub week_starts: Option<Day>,
    /// What a closed day does to its sessions, where an offering does not say.
    pub closed_day: Option<ClosedDay>,
    /// Days closed wherever it runs; a site adds its own.
    pub closed: Vec<Closed>,
    /// What the first and the last partial window ask, where an obligation does not say.
    pub partial: Option<Partial>,
    /// Who may enter: a condition that people look at; it admits and refuses nobody by itself.
    pub entry_if: Option<Test>,
    /// Programs that this one comes after (a step down from, or aftercare of).
    pub follows: Many<String>,
    /// Programs that a client may be enrolled in at the same time (a home, say).
    pub beside: Many<String>,
    /// Rule sets of payers and levels of care to read it against: `asam-2.1-adult`, `h0015`, `medicare-iop`.
    pub rules: Many<String>,
    /// Values that a site or a client's plan must still choose: `"offering.group.when"`.
    pub open_values: Many<String>,
    /// Where the definition was taken from.
    pub source: Option<String>,
}
