//! What a simulation found. Field names are a contract for scripts; text is in [`super::text`].

use serde::Serialize;

use crate::assumption::Assumption;
use crate::happening::Reason;
use crate::person::Pattern;

/// What a simulation found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The program's id.
    pub program: String,
    /// Clients who were to enrol.
    pub clients: u32,
    /// Weeks.
    pub weeks: u32,
    /// The seed.
    pub seed: u64,
    /// The first day.
    pub start: String,
    /// Everything that was assumed.
    pub assumptions: Vec<Assumption>,
    /// Offerings that no timetable has, and that were given a time so that the program could be lived.
    pub placed: Vec<String>,
    /// Of those whose treatment has ended: for what reason, as shares.
    pub discharge_mix: Mix,
    /// How many ended.
    pub ended: usize,
    /// How many are still in treatment after the last day.
    pub still_in_care: usize,
    /// Days from enrolment to the end of treatment, of those who ended: the middle one. None where nobody did.
    pub median_stay_days: Option<i64>,
    /// The same, counting those still there as long as they were seen (Kaplan-Meier).
    pub median_stay_days_with_those_still_there: Option<i64>,
    /// The middle stay by reason.
    pub median_stay_by_reason: Vec<Stay>,
    /// The share still in care after each week of their own stay (Kaplan-Meier).
    pub retention: Vec<Retention>,
    /// The share of client-weeks in which the weekly obligation that weighs most was met, by the real rules.
    pub hours_met_share: Option<f64>,
    /// The share of expected attendances at which the client was there.
    pub attendance_rate: Option<f64>,
    /// The same, the excused left out, as programs reckon it.
    pub attendance_rate_without_excused: Option<f64>,
    /// Attendance by outcome.
    pub attendance: Attendance,
    /// People in one room.
    pub group_size: Option<GroupSize>,
    /// Sessions offered to make up a short week.
    pub make_ups: MakeUps,
    /// Tests.
    pub tests: Tests,
    /// The classes of use and tests that clients were drawn from.
    pub patterns: Vec<PatternShare>,
    /// From the first call to the first day.
    pub intake: Intake,
    /// Stages entered.
    pub moves: Vec<Move>,
    /// Holds begun.
    pub holds: usize,
    /// Sessions that the clinic cancelled.
    pub sessions_cancelled: usize,
    /// Hours of staff by role.
    pub staff_hours: Vec<Role>,
    /// Topics: how many clients met them, and when.
    pub topics: Vec<TopicCoverage>,
    /// Tasks that standing proposed, each once.
    pub tasks: Vec<Task>,
    /// Week by week.
    pub weeks_detail: Vec<Week>,
}

/// Shares by reason; they sum to 1 where anybody left.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mix {
    /// Completed the program, or its treatment before aftercare.
    pub completed: f64,
    /// Went on to another level of care or program.
    pub transferred: f64,
    /// Left of their own accord, or lost.
    pub dropped_out: f64,
    /// Discharged by the program.
    pub ended_by_program: f64,
    /// Any other reason.
    pub other: f64,
}

/// The middle stay of those who left for one reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stay {
    /// The reason.
    pub reason: Reason,
    /// How many.
    pub clients: usize,
    /// Days.
    pub median_days: Option<i64>,
}

/// The share still in care.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retention {
    /// After so many weeks of one's own stay.
    pub week: u32,
    /// The share.
    pub share: f64,
}

/// Attendance by outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Throughout.
    pub present: usize,
    /// Late.
    pub late: usize,
    /// Left early.
    pub left_early: usize,
    /// Excused.
    pub excused: usize,
    /// Absent.
    pub absent: usize,
}

/// People in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroupSize {
    /// The smallest group.
    pub min: usize,
    /// The middle one.
    pub median: usize,
    /// The largest.
    pub max: usize,
}

/// Sessions offered to make up a short week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MakeUps {
    /// Client-weeks in which some were offered.
    pub offered: usize,
    /// Accepted.
    pub accepted: usize,
    /// Attended.
    pub attended: usize,
}

/// Tests.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tests {
    /// Ordered.
    pub ordered: usize,
    /// Negative.
    pub negative: usize,
    /// Positive.
    pub positive: usize,
    /// Positive as prescribed.
    pub expected: usize,
    /// Missed or refused.
    pub missed: usize,
    /// Positive, of those given.
    pub positive_share: Option<f64>,
    /// Missed, of those ordered.
    pub missed_share: Option<f64>,
    /// Returns to use that clients told of themselves.
    pub self_reports: usize,
}

/// A class, and its share of those who enrolled.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PatternShare {
    /// The class.
    pub pattern: Pattern,
    /// The share.
    pub share: f64,
}

/// From the first call to the first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Intake {
    /// First calls.
    pub inquiries: usize,
    /// Assessed and admitted to care.
    pub assessed: usize,
    /// Enrolled.
    pub enrolled: usize,
    /// Said, or seemed, not to come.
    pub not_coming: usize,
}

/// A stage entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The stage.
    pub stage: String,
    /// How often.
    pub entered: usize,
}

/// Hours of staff of one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Role {
    /// The role.
    pub role: String,
    /// With clients, over all weeks.
    pub with_clients: f64,
    /// Writing, over all weeks.
    pub documentation: f64,
    /// Both, in a week on average.
    pub per_week: f64,
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicCoverage {
    /// Its curriculum.
    pub curriculum: String,
    /// Its name.
    pub topic: String,
    /// The share of all who enrolled who met it here.
    pub met_share: f64,
    /// The middle week of the program in which they had.
    pub median_week: Option<u32>,
}

/// Tasks of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The rule.
    pub rule: String,
    /// Whose task.
    pub role: String,
    /// How many were opened.
    pub opened: usize,
}

/// One week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Week {
    /// From 1.
    pub week: u32,
    /// Its first day.
    pub start: String,
    /// Enrolled at its end.
    pub active: usize,
    /// Enrolled in it.
    pub arrivals: usize,
    /// Left in it.
    pub discharges: usize,
    /// The share of clients who met the weekly obligation that weighs most.
    pub hours_met_share: Option<f64>,
    /// Clients who, in the middle of the week, would be short by what was still scheduled.
    pub at_risk: usize,
    /// Minutes in sessions, for each client who was there at its end.
    pub mean_minutes: Option<f64>,
    /// The middle size of its groups.
    pub median_group_size: Option<usize>,
    /// Sessions held.
    pub sessions_held: usize,
}
