//! What standing says: lines with a state, a value, a target and reasons; proposals for people; offers to make up.

use footbridge_definition::model::Sensitivity;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{EnrolmentId, FactId, SessionId};

/// How it stands with one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Done.
    Met,
    /// Will be done if what is scheduled takes place.
    OnCourse,
    /// Will not be done by what is scheduled; it can still be mended.
    AtRisk,
    /// Wanted now.
    Due,
    /// Wanted before now.
    Late,
    /// Can no longer be done in its time.
    Missed,
    /// Not asked at present.
    NotApplicable,
}

impl State {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OnCourse => "on_course",
            Self::AtRisk => "at_risk",
            Self::Due => "due",
            Self::Late => "late",
            Self::Missed => "missed",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Met, Self::OnCourse, Self::AtRisk, Self::Due, Self::Late, Self::Missed, Self::NotApplicable]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// What a line's figures are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "units name themselves")]
pub enum Unit {
    Minutes,
    Times,
    Days,
    Weeks,
    Topics,
    Percent,
    Cents,
    Points,
    None,
}

impl Unit {
    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Times => "times",
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Topics => "topics",
            Self::Percent => "percent",
            Self::Cents => "cents",
            Self::Points => "points",
            Self::None => "",
        }
    }
}

/// Why a line says what it says: the rule, the fact, and a code with arguments that `ui` puts into words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule: the name of an obligation, condition, counter or rule set.
    pub rule: String,
    /// The fact.
    pub fact: Option<FactId>,
    /// What about it: `attended`, `missed`, `still-scheduled`, `closed-day`, `brought`, `needs`.
    pub code: String,
    /// Arguments of the words: names and figures, never a person's name.
    pub args: Vec<(String, String)>,
    /// Who may learn of it.
    pub sensitivity: Sensitivity,
}

impl Reason {
    /// A reason with a code.
    pub fn new(rule: impl Into<String>, code: &str) -> Self {
        Self { rule: rule.into(), fact: None, code: code.into(), args: Vec::new(), sensitivity: Sensitivity::Presence }
    }
    /// From this fact.
    pub fn fact(mut self, fact: FactId) -> Self {
        self.fact = Some(fact);
        self
    }
    /// With an argument.
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.into(), value.to_string()));
        self
    }
    /// To be told only to those who may know this.
    pub fn sensitive(mut self, sensitivity: Sensitivity) -> Self {
        self.sensitivity = sensitivity;
        self
    }
}

/// One line of standing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What it is about: `owed:hours`, `attendance`, `coverage:education`, `stage`, `exit:sober-30`, `rule:asam-2.1-adult.week`.
    pub code: String,
    /// What people call it.
    pub label: String,
    /// How it stands.
    pub state: State,
    /// The value now.
    pub value: i64,
    /// What is wanted.
    pub target: Option<i64>,
    /// The value at the window's end, by what is still scheduled.
    pub projected: Option<i64>,
    /// The unit of the three.
    pub unit: Unit,
    /// The first and last day of the window judged.
    pub window: Option<(Date, Date)>,
    /// By when it is wanted.
    pub due: Option<Date>,
    /// Why.
    pub because: Vec<Reason>,
    /// Who may learn of it.
    pub sensitivity: Sensitivity,
}

/// A task that standing proposes: opened once for its key, and done, waived or withdrawn by people and by corrections.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The rule: the name of a response or obligation, with the task's place in it.
    pub rule: String,
    /// The occasion: a fact, a window, a stage. With `rule` it is the task's key.
    pub occasion: String,
    /// Who does it.
    pub role: String,
    /// What, in the definition's words.
    pub what: String,
    /// By when.
    pub due: Option<Date>,
    /// Who takes it when it is overdue.
    pub escalates_to: Option<String>,
    /// Why.
    pub because: Vec<Reason>,
    /// Who may learn of it.
    pub sensitivity: Sensitivity,
}

/// A session that would mend what is short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MakeUp {
    /// The session.
    pub session: SessionId,
    /// Its offering's label.
    pub label: String,
    /// Its track, where it has one.
    pub track: Option<String>,
    /// Its date.
    pub date: Date,
    /// Its start in minutes since midnight.
    pub starts: u32,
    /// Minutes it would earn.
    pub minutes: u32,
    /// Topics of it that the client still needs.
    pub topics: Vec<String>,
    /// Whether this session alone closes every gap of that week.
    pub closes: bool,
    /// Whether somebody has to give leave, because the client's track is locked.
    #[serde(default)]
    pub needs_leave: bool,
}

/// Standing: one client's course, at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// Whose course.
    pub enrolment: EnrolmentId,
    /// Of which program.
    pub program: String,
    /// The date at the site.
    pub on: Date,
    /// The stage.
    pub stage: Option<String>,
    /// The track.
    pub track: Option<String>,
    /// Week of the program, from 1.
    pub week: u32,
    /// Whether the client is aside.
    pub aside: bool,
    /// Whether the course has ended.
    pub ended: bool,
    /// The day on which the client completes the program if they stay the usual time.
    pub expected_end: Option<Date>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The tasks it proposes.
    pub proposals: Vec<Proposal>,
    /// Sessions that would mend a short week.
    pub make_ups: Vec<MakeUp>,
    /// The last day for which this holds if nothing new is recorded.
    pub valid_on: Date,
}

impl Standing {
    /// The line of that code.
    pub fn line(&self, code: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.code == code)
    }
}
