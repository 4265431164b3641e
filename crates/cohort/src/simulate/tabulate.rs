//! From counts to the report.

use footbridge_care::course::days_between;

use super::Options;
use super::count::{Count, WeekCount};
use super::report::{
    Attendance, GroupSize, Intake, MakeUps, Mix, Move, PatternShare, Report, Retention, Role, Stay, Task, Tests, TopicCoverage, Week,
};
use super::survive::{Stayed, curve, median, middle, share_at};
use crate::cohort::Cohort;
use crate::happening::Reason;
use crate::life::Phase;
use crate::luck::{number, shift};
use crate::person::Pattern;

/// A share to four places; none of nothing.
fn share(part: usize, of: usize) -> Option<f64> {
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
    let stays: Vec<Stayed> = ends.iter().map(|end| Stayed { days: end.days, ended: end.reason.is_some() }).collect();
    let curve = curve(&stays);
    let sum = |of: fn(&WeekCount) -> usize| count.weeks.iter().map(of).sum::<usize>();
    let attendance = attendance(count);
    let there = attendance.present + attendance.late + attendance.left_early;
    Report {
        program: cohort.definition().program.id.clone(),
        clients: options.clients,
        weeks: options.weeks,
        seed: options.seed,
        start: options.start.to_string(),
        assumptions: options.assumptions.list(),
        placed: cohort.placed().to_vec(),
        discharge_mix: mix(&over),
        ended: over.len(),
        still_in_care: ends.len() - over.len(),
        median_stay_days: middle(&over.iter().map(|end| end.days).collect::<Vec<i64>>()),
        median_stay_days_with_those_still_there: median(&curve),
        median_stay_by_reason: Reason::ALL.map(|reason| stay(&over, reason)).to_vec(),
        retention: retention(&curve, options),
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
        tasks: count
            .tasks_by
            .iter()
            .map(|((rule, role), opened)| Task { rule: rule.clone(), role: role.clone(), opened: *opened })
            .collect(),
        weeks_detail: weeks(count, options),
    }
}

fn of(over: &[&Ended], reason: Reason) -> Vec<i64> {
    over.iter().filter(|end| end.reason == Some(reason)).map(|end| end.days).collect()
}

fn mix(over: &[&Ended]) -> Mix {
    let part = |reason: Reason| share(of(over, reason).len(), over.len()).unwrap_or(0.0);
    Mix {
        completed: part(Reason::Completed),
        transferred: part(Reason::Transferred),
        dropped_out: part(Reason::DroppedOut),
        ended_by_program: part(Reason::EndedByProgram),
        other: part(Reason::Other),
    }
}

fn stay(over: &[&Ended], reason: Reason) -> Stay {
    let days = of(over, reason);
    Stay { reason, clients: days.len(), median_days: middle(&days) }
}

fn retention(curve: &[(i64, f64)], options: &Options) -> Vec<Retention> {
    let after = |week: u32| Retention { week, share: rounded(share_at(curve, i64::from(week) * 7), 4) };
    (1..=options.weeks.min(52)).map(after).collect()
}

fn attendance(count: &Count) -> Attendance {
    let came = |name: &str| count.attendance.get(name).copied().unwrap_or(0);
    Attendance {
        present: came("present"),
        late: came("late"),
        left_early: came("left_early"),
        excused: came("excused"),
        absent: came("absent"),
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
    let all =
        own.flat_map(|curriculum| curriculum.topics.iter().filter(|topic| !topic.optional).map(|topic| (&curriculum.name, &topic.name)));
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
