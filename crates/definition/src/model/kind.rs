use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Test;
use crate::value::{Length, Many};

/// What sort of thing a kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Something scheduled that people attend: a group, an individual session, a class, a workshop.
    Session,
    /// A conversation that is not scheduled attendance: a case-management contact, a call by staff, outreach.
    Contact,
    /// A telephone call owed by the client (a call-in line).
    Call,
    /// A specimen or breath test.
    Test,
    /// A mutual-help or community meeting.
    Meeting,
    /// Homework, practice, service, employment, chores.
    Work,
    /// A score from an instrument or a rating.
    Measure,
    /// A paper signed or handed in.
    Document,
    /// Money paid.
    Payment,
    /// Being somewhere: a curfew, a head count, a night in a home.
    Presence,
    /// Leave from a program or a home.
    Leave,
    /// Something that lasts until it ends: employed, on a medication, on hold.
    Status,
    /// Something that happens once: a return to use, an incident, an admission to hospital.
    Event,
    /// A property of the client: age, substance, payer.
    Attribute,
}

/// Who may learn of facts of this kind; the family's own where not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// That somebody was due and came: house staff may know.
    Presence,
    /// Duties of a house: house staff may know.
    House,
    /// Administrative: papers, payments.
    Administrative,
    /// Clinical.
    Clinical,
    /// Test results.
    Test,
    /// Counseling notes and what is kept apart.
    Apart,
}

/// What an outcome counts as, for attendance rates and obligations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// It was done.
    Yes,
    /// It was missed.
    No,
    /// Neither: it leaves the reckoning.
    Neutral,
}

/// One way that something of a kind can turn out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Outcome {
    /// What people call it.
    pub label: Option<String>,
    /// It is this outcome after so long: a client who comes later than this is `late`; a sample later than this is `missed`.
    pub after: Option<Length>,
    /// It is this outcome only if this is true of the client.
    #[serde(rename = "if")]
    pub only_if: Option<Test>,
    /// The events it raises: `missed-group`, `positive-test`.
    pub raises: Many<String>,
    /// What it counts as. `yes` where not said.
    pub counts: Option<Counts>,
    /// The share of the minutes it earns, in percent: 100 where it counts, 0 where not.
    pub earns: Option<u8>,
    /// Whether what was missed may be made up.
    pub make_up: Option<bool>,
}

/// The values that a measure, attribute or status can take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Values {
    /// A scale.
    Scale(Scale),
    /// A list of words.
    Words(Vec<String>),
}

/// A scale of whole numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest value.
    pub min: i64,
    /// The highest value.
    pub max: i64,
    /// What it is measured in.
    pub unit: Option<String>,
}

/// A kind of fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The name others refer to.
    pub name: String,
    /// What people call it.
    pub label: Option<String>,
    /// What sort of thing it is.
    pub family: Family,
    /// The values it can take (measures, attributes, statuses).
    pub values: Option<Values>,
    /// How it can turn out. Sessions have `present`, `late`, `left_early`, `excused`, `absent` and `cancelled` without saying so.
    #[serde(default)]
    pub outcomes: IndexMap<String, Outcome>,
    /// Who may learn of it.
    pub sensitivity: Option<Sensitivity>,
}

impl Kind {
    /// What people call it.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Who may learn of it.
    pub fn sensitivity(&self) -> Sensitivity {
        self.sensitivity.unwrap_or(match self.family {
            Family::Session => Sensitivity::Presence,
            Family::Presence | Family::Leave | Family::Work => Sensitivity::House,
            Family::Document | Family::Payment => Sensitivity::Administrative,
            Family::Test => Sensitivity::Test,
            _ => Sensitivity::Clinical,
        })
    }
}
