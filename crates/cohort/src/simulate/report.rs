//! What a simulation found. Field names are a contract for scripts; text is in [`super::text`].

use footbridge_care::course::days_between;
use serde::Serialize;

use super::count::{Count, WeekCount};
use super::survive::{Stayed, curve, median, middle, share_at};
use super::Options;
use crate::assumption::Assumption;
use crate::cohort::Cohort;
use crate::happening::Reason;
use crate::life::Phase;
use crate::luck::{number, shift};
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

/// A share to four places; none of nothing.
pub(super) fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| rounded(number(part) / number(of), 4))
}

fn rounded(value: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    (value * scale).round() / scale
}

struct Ended {
    reason: Option<Reason>,
    days: i64,
}

/// How each enrolled client's treatment ended, or how long it has lasted.
fn ends(cohort: &Cohort, options: &Options) -> Vec<Ended> {
    let until = shift(options.start, i64::from(options.weeks) * 7);
    let one = |index| {
        let life = cohort.life(index)?;
        let enrolled = life.course.enrolled?;
        let (reason, date) = match (life.treated_on, life.phase) {
            (Some(date), _) => (Some(Reason::Completed), date),
            (None, Phase::Left(date, reason)) => (Some(reason), date),
            (None, _) => (None, until),
        };
        Some(Ended { reason, days: days_between(enrolled, date) })
    };
    (0..cohort.people()).filter_map(one).collect()
}

pub(super) fn report(cohort: &Cohort, count: &Count, options: &Options) -> Report {
    let ends = ends(cohort, options);
    let over: Vec<&Ended> = ends.iter().filter(|end| end.reason.is_some()).collect();
    let of = |reason: Reason| over.iter().filter(move |end| end.reason == Some(reason)).map(|end| end.days).collect::<Vec<i64>>();
    let part = |reason: Reason| share(of(reason).len(), over.len()).unwrap_or(0.0);
    let stays: Vec<Stayed> = ends.iter().map(|end| Stayed { days: end.days, ended: end.reason.is_some() }).collect();
    let curve = curve(&stays);
    let sum = |of: fn(&WeekCount) -> usize| count.weeks.iter().map(of).sum::<usize>();
    let came = |name: &str| count.attendance.get(name).copied().unwrap_or(0);
    let attendance = Attendance {
        present: came("present"),
        late: came("late"),
        left_early: came("left_early"),
        excused: came("excused"),
        absent: came("absent"),
    };
    let there = attendance.present + attendance.late + attendance.left_early;
    Report {
        program: cohort.definition().program.id.clone(),
        clients: options.clients,
        weeks: options.weeks,
        seed: options.seed,
        start: options.start.to_string(),
        assumptions: options.assumptions.list(),
        placed: cohort.placed().to_vec(),
        discharge_mix: Mix {
            completed: part(Reason::Completed),
            transferred: part(Reason::Transferred),
            dropped_out: part(Reason::DroppedOut),
            ended_by_program: part(Reason::EndedByProgram),
            other: part(Reason::Other),
        },
        ended: over.len(),
        still_in_care: ends.len() - over.len(),
        median_stay_days: middle(&over.iter().map(|end| end.days).collect::<Vec<i64>>()),
        median_stay_days_with_those_still_there: median(&curve),
        median_stay_by_reason: Reason::ALL
            .map(|reason| Stay { reason, clients: of(reason).len(), median_days: middle(&of(reason)) })
            .to_vec(),
        retention: (1..=options.weeks.min(52)).map(|week| Retention { week, share: rounded(share_at(&curve, i64::from(week) * 7), 4) }).collect(),
        hours_met_share: share(sum(|week| week.met), sum(|week| week.judged)),
        attendance_rate: share(there, there + attendance.absent + attendance.excused),
        attendance_rate_without_excused: share(there, there + attendance.absent),
        attendance,
        group_size: group_size(count),
        make_ups: MakeUps { offered: count.offered.len(), accepted: count.accepted, attended: count.made_up },
        tests: tests(count),
        patterns: patterns(cohort),
        intake: Intake { inquiries: count.inquiries, assessed: count.assessed, enrolled: count.enrolled, not_coming: count.not_coming },
        moves: count.moves.iter().map(|(stage, entered)| Move { stage: stage.clone(), entered: *entered }).collect(),
        holds: count.holds,
        sessions_cancelled: count.cancelled,
        staff_hours: staff_hours(count, options),
        topics: topics(cohort, count),
        tasks: count.tasks_by.iter().map(|((rule, role), opened)| Task { rule: rule.clone(), role: role.clone(), opened: *opened }).collect(),
        weeks_detail: weeks(count, options),
    }
}

fn group_size(count: &Count) -> Option<GroupSize> {
    let sizes: Vec<usize> = count.weeks.iter().flat_map(|week| week.sizes.iter().copied()).collect();
    Some(GroupSize { min: *sizes.iter().min()?, median: middle(&sizes)?, max: *sizes.iter().max()? })
}

fn tests(count: &Count) -> Tests {
    let of = |name: &str| count.tests.get(name).copied().unwrap_or(0);
    let ordered = count.tests.values().sum();
    let missed = of("missed");
    Tests {
        ordered,
        negative: of("negative"),
        positive: of("positive"),
        expected: of("expected"),
        missed,
        positive_share: share(of("positive"), ordered - missed),
        missed_share: share(missed, ordered),
        self_reports: count.self_reports,
    }
}

fn patterns(cohort: &Cohort) -> Vec<PatternShare> {
    let enrolled: Vec<Pattern> =
        (0..cohort.people()).filter_map(|who| cohort.life(who)).filter(|life| life.course.enrolled.is_some()).map(|l| l.pattern).collect();
    let of = |pattern| enrolled.iter().filter(|one| **one == pattern).count();
    let all = [Pattern::Negative, Pattern::Positive, Pattern::Missed, Pattern::Turning];
    all.into_iter().map(|pattern| PatternShare { pattern, share: share(of(pattern), enrolled.len()).unwrap_or(0.0) }).collect()
}

fn staff_hours(count: &Count, options: &Options) -> Vec<Role> {
    let hours = |minutes: u64| f64::from(u32::try_from(minutes).unwrap_or(u32::MAX)) / 60.0;
    let role = |(role, minutes): (&String, &super::staff::Minutes)| Role {
        role: role.clone(),
        with_clients: rounded(hours(minutes.with_clients), 1),
        documentation: rounded(hours(minutes.writing), 1),
        per_week: rounded(hours(minutes.with_clients + minutes.writing) / f64::from(options.weeks.max(1)), 1),
    };
    count.staff.0.iter().map(role).collect()
}

fn topics(cohort: &Cohort, count: &Count) -> Vec<TopicCoverage> {
    let own = cohort.definition().curriculum.iter().filter(|curriculum| curriculum.who.is_none());
    let all = own.flat_map(|curriculum| curriculum.topics.iter().filter(|topic| !topic.optional).map(|topic| (&curriculum.name, &topic.name)));
    let topic = |(curriculum, topic): (&String, &String)| {
        let weeks = count.met_in.get(&(curriculum.clone(), topic.clone())).map_or(&[][..], Vec::as_slice);
        let (curriculum, topic) = (curriculum.clone(), topic.clone());
        TopicCoverage { curriculum, topic, met_share: share(weeks.len(), count.enrolled).unwrap_or(0.0), median_week: middle(weeks) }
    };
    all.map(topic).collect()
}

fn weeks(count: &Count, options: &Options) -> Vec<Week> {
    let week = |(at, week): (usize, &WeekCount)| {
        let minutes = usize::try_from(week.minutes).unwrap_or(0);
        Week {
            week: u32::try_from(at + 1).unwrap_or(u32::MAX),
            start: shift(options.start, i64::try_from(at * 7).unwrap_or(0)).to_string(),
            active: week.active,
            arrivals: week.arrivals,
            discharges: week.discharges,
            hours_met_share: share(week.met, week.judged),
            at_risk: week.at_risk,
            mean_minutes: share(minutes, week.active).map(|mean| rounded(mean, 1)),
            median_group_size: middle(&week.sizes),
            sessions_held: week.sessions,
        }
    };
    count.weeks.iter().enumerate().map(week).collect()
}
