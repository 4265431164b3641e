//! Standing, as sentences about a small clinic.

use std::collections::HashMap;

use footbridge_care::facts::{BlockCredit, Body, Brought, Fact, Occurrence, SessionRef, Turn};
use footbridge_care::ids::{ClientId, EnrolmentId, FactId, SessionId};
use footbridge_care::line::{Standing, State};
use footbridge_care::programs::Programs;
use footbridge_care::schedule::{Block, Mark, Marks, Session, Status};
use footbridge_care::standing::{EndedTask, Input, standing};
use footbridge_definition::read::read_program;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

const SUNDAY: Date = date(2026, 3, 1);
const MONDAY: Date = date(2026, 3, 2);

struct Clinic {
    programs: Programs,
    sessions: Vec<Session>,
    marks: Marks,
    facts: Vec<Fact>,
    ended: Vec<EndedTask>,
    next: u64,
}

fn id<K>(n: u64) -> footbridge_care::ids::Id<K> {
    footbridge_care::ids::Id::from_parts(n, [7; 10])
}

impl Clinic {
    /// A clinic with sixteen weeks of sessions from the first Monday, and one client on a track.
    fn with_client_on(track: &str) -> Self {
        let (definition, _) = read_program(include_bytes!("clinic.toml")).unwrap();
        let mut clinic = Self {
            programs: Programs::one("1", definition),
            sessions: Vec::new(),
            marks: HashMap::new(),
            facts: Vec::new(),
            ended: Vec::new(),
            next: 1,
        };
        for day in 0..112 {
            let on = MONDAY + day.days();
            let weekday = day % 7;
            if weekday < 4 {
                clinic.schedule("morning", on, 540);
            }
            if weekday < 3 {
                clinic.schedule("evening", on, 1020);
            }
        }
        let turn = Turn::Enrolled { version: "1".into(), track: Some(track.into()), stage: Some("first".into()), slots: vec![] };
        clinic.record(SUNDAY, Body::Course(turn));
        clinic
    }

    fn schedule(&mut self, track: &str, on: Date, starts: u32) {
        self.next += 1;
        let block = |kind: &str, minutes| Block { kind: kind.into(), minutes, is_break: false, topic: None };
        self.sessions.push(Session {
            id: id(self.next),
            offering: format!("{track}-group"),
            slot: format!("{track}-group@{:?}", on.weekday()),
            label: "Group".into(),
            kind: "group".into(),
            tracks: vec![track.into()],
            stages: vec![],
            date: on,
            starts,
            ends: starts + 135,
            blocks: vec![block("education", 90), block("group", 45)],
            optional: false,
            by_roster: false,
            modality: None,
            status: Status::Scheduled,
        });
    }

    fn record(&mut self, on: Date, body: Body) -> FactId {
        self.next += 1;
        let fact = Fact {
            id: id(self.next),
            client: id::<footbridge_care::ids::Client>(1) as ClientId,
            enrolment: id(1),
            occurred_on: on,
            occurred_at: None,
            recorded_at: Timestamp::from_second(i64::try_from(self.next).unwrap()).unwrap(),
            recorded_by: None,
            supersedes: None,
            body,
        };
        self.facts.push(fact);
        id(self.next)
    }

    fn occurs(&mut self, on: Date, kind: &str, outcome: Option<&str>) -> FactId {
        self.record(on, Body::Occurred(Occurrence { kind: kind.into(), outcome: outcome.map(Into::into), ..Occurrence::default() }))
    }

    /// The client attends a session of a track on a day, for so many minutes, or is absent.
    fn attends(&mut self, track: &str, on: Date, minutes: u32) -> FactId {
        let session = self.sessions.iter_mut().find(|s| s.date == on && s.tracks[0] == track).unwrap();
        session.status = Status::Held;
        let session = SessionRef { id: session.id, offering: session.offering.clone(), own_track: true };
        let outcome = if minutes == 0 { "absent" } else { "present" };
        let blocks = vec![
            BlockCredit { kind: "education".into(), minutes: minutes.min(90), topic: None },
            BlockCredit { kind: "group".into(), minutes: minutes.saturating_sub(90), topic: None },
        ];
        self.record(
            on,
            Body::Occurred(Occurrence {
                kind: "group".into(),
                outcome: Some(outcome.into()),
                session: Some(session),
                minutes,
                blocks,
                ..Occurrence::default()
            }),
        )
    }

    fn on(&self, today: Date) -> Standing {
        self.known(today, Timestamp::MAX)
    }

    fn known(&self, today: Date, known_at: Timestamp) -> Standing {
        standing(&Input {
            enrolment: id(1) as EnrolmentId,
            programs: &self.programs,
            rule_sets: &[],
            sessions: &self.sessions,
            marks: &self.marks,
            busy: &[],
            facts: &self.facts,
            ended: &self.ended,
            today,
            minute: 720,
            known_at,
        })
    }
}

fn hours(standing: &Standing) -> (State, i64, Option<i64>, Option<i64>) {
    let line = standing.line("owed:hours").unwrap();
    (line.state, line.value, line.projected, line.target)
}

#[test]
fn a_client_of_the_morning_is_on_course_for_exactly_nine_hours() {
    let clinic = Clinic::with_client_on("morning");
    assert_eq!(hours(&clinic.on(MONDAY)), (State::OnCourse, 0, Some(540), Some(540)));
}

#[test]
fn a_client_of_the_evening_will_be_short_and_is_offered_mornings() {
    let clinic = Clinic::with_client_on("evening");
    let standing = clinic.on(MONDAY);
    assert_eq!(hours(&standing), (State::AtRisk, 0, Some(405), Some(540)));
    assert!(standing.make_ups.iter().all(|offer| offer.track.as_deref() == Some("morning") && offer.closes));
    assert_eq!(standing.make_ups[0].date, MONDAY + 1.day(), "the soonest that is still to come");
}

#[test]
fn a_visit_to_the_other_track_puts_the_week_back_on_course() {
    let mut clinic = Clinic::with_client_on("evening");
    let thursday = clinic.sessions.iter().find(|s| s.date == MONDAY + 3.days()).unwrap().id;
    clinic.marks.insert(thursday, Mark::Added);
    assert_eq!(hours(&clinic.on(MONDAY)).0, State::OnCourse);
}

#[test]
fn minutes_lost_by_coming_late_are_lost_to_the_week() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.attends("morning", MONDAY, 125);
    let standing = clinic.on(MONDAY + 1.day());
    assert_eq!(hours(&standing), (State::AtRisk, 125, Some(530), Some(540)));
}

#[test]
fn a_week_that_can_no_longer_be_mended_is_missed_and_opens_a_task_the_week_after() {
    let mut clinic = Clinic::with_client_on("morning");
    for day in 0..4 {
        clinic.attends("morning", MONDAY + day.days(), 0);
    }
    assert_eq!(hours(&clinic.on(MONDAY + 4.days())).0, State::Missed);
    let next = clinic.on(MONDAY + 7.days());
    let task = next.proposals.iter().find(|p| p.rule == "owed:hours/missed").unwrap();
    assert_eq!((task.role.as_str(), task.occasion.as_str()), ("counselor", "2026-03-01"));
}

#[test]
fn a_first_week_that_is_only_part_of_a_week_asks_its_share() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.facts[0].occurred_on = MONDAY + 2.days();
    let (_, _, _, target) = hours(&clinic.on(MONDAY + 2.days()));
    assert_eq!(target, Some((540 * 4 + 6) / 7), "Wednesday to Saturday is four of seven days, rounded up");
}

#[test]
fn the_third_absence_in_four_weeks_asks_the_counselor_to_call_and_the_first_two_do_not() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.attends("morning", MONDAY, 0);
    clinic.attends("morning", MONDAY + 1.day(), 0);
    let called = |standing: &Standing| standing.proposals.iter().filter(|p| p.rule.starts_with("third-absence")).count();
    assert_eq!(called(&clinic.on(MONDAY + 1.day())), 0);
    clinic.attends("morning", MONDAY + 2.days(), 0);
    assert_eq!(called(&clinic.on(MONDAY + 2.days())), 1);
}

#[test]
fn sober_days_are_counted_from_the_day_after_a_positive_test_and_move_the_expected_end() {
    let mut clinic = Clinic::with_client_on("morning");
    let day = |n: i64| MONDAY + n.days();
    assert_eq!(clinic.on(day(10)).line("run:sober-days").unwrap().value, 11);
    let end = clinic.on(day(80)).expected_end.unwrap();
    assert_eq!(end, day(84 + 28 - 1));
    clinic.occurs(day(80), "urine", Some("positive"));
    let after = clinic.on(day(83));
    assert_eq!(after.line("run:sober-days").unwrap().value, 3);
    assert_eq!(after.line("exit:sober-days").unwrap().state, State::OnCourse);
    assert!(after.expected_end.unwrap() >= day(83 + 27));
    assert!(!after.ended, "a slip discharges nobody");
}

#[test]
fn a_positive_test_asks_for_a_plan_review_once_and_a_step_waits_for_its_outcome() {
    let mut clinic = Clinic::with_client_on("morning");
    let test = clinic.occurs(MONDAY, "urine", Some("positive"));
    let rules = |standing: &Standing| {
        standing.proposals.iter().filter(|p| p.rule.starts_with("positive")).map(|p| p.rule.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&clinic.on(MONDAY)), ["positive/t0"]);
    assert_eq!(rules(&clinic.on(MONDAY + 9.days())), ["positive/t0"], "the key stays the same");
    clinic.ended.push(EndedTask { rule: "positive/t0".into(), occasion: test.to_string(), outcome: "step-up".into() });
    assert_eq!(rules(&clinic.on(MONDAY)), ["positive/t0", "positive/0/t0"]);
}

#[test]
fn absences_in_a_row_are_counted_until_the_client_comes() {
    let mut clinic = Clinic::with_client_on("morning");
    let in_a_row = |clinic: &Clinic, on: Date| clinic.on(on).line("run:missed-in-a-row").unwrap().value;
    clinic.attends("morning", MONDAY, 0);
    clinic.attends("morning", MONDAY + 1.day(), 0);
    assert_eq!(in_a_row(&clinic, MONDAY + 1.day()), 2);
    clinic.attends("morning", MONDAY + 2.days(), 135);
    assert_eq!(in_a_row(&clinic, MONDAY + 2.days()), 0);
}

#[test]
fn weeks_in_a_row_count_the_present_one_once_it_is_full_and_a_return_to_use_ends_them() {
    let mut clinic = Clinic::with_client_on("morning");
    let weeks = |clinic: &Clinic, on: Date| clinic.on(on).line("run:full-weeks").unwrap().value;
    for day in [0, 1, 2, 7, 8] {
        clinic.attends("morning", MONDAY + day.days(), 135);
    }
    assert_eq!(weeks(&clinic, MONDAY + 8.days()), 1, "the second week is not full yet, and breaks nothing");
    clinic.attends("morning", MONDAY + 9.days(), 135);
    assert_eq!(weeks(&clinic, MONDAY + 9.days()), 2);
    clinic.occurs(MONDAY + 10.days(), "return-to-use", None);
    assert_eq!(weeks(&clinic, MONDAY + 10.days()), 0);
}

#[test]
fn what_is_owed_in_a_stage_beside_another_is_owed_while_that_stage_runs() {
    let clinic = Clinic::with_client_on("morning");
    assert!(clinic.on(MONDAY).line("owed:early-call").is_some());
    assert!(clinic.on(MONDAY + 40.days()).line("owed:early-call").is_none());
}

#[test]
fn groups_that_people_drop_in_to_are_due_and_nobody_is_late_for_them() {
    let mut clinic = Clinic::with_client_on("morning");
    let support = |clinic: &Clinic| clinic.on(MONDAY + 2.days()).line("owed:support").unwrap().state;
    assert_eq!(support(&clinic), State::Due);
    clinic.occurs(MONDAY, "support", Some("present"));
    clinic.occurs(MONDAY + 2.days(), "support", Some("present"));
    assert_eq!(support(&clinic), State::Met);
}

#[test]
fn an_individual_session_is_due_until_it_is_held() {
    let mut clinic = Clinic::with_client_on("morning");
    assert_eq!(clinic.on(MONDAY).line("owed:individual").unwrap().state, State::Due);
    clinic.occurs(MONDAY, "individual", Some("present"));
    assert_eq!(clinic.on(MONDAY).line("owed:individual").unwrap().state, State::Met);
}

#[test]
fn a_review_is_due_thirty_days_after_enrolment_and_thirty_after_each() {
    let mut clinic = Clinic::with_client_on("morning");
    let state = |clinic: &Clinic, n: i64| clinic.on(MONDAY + n.days()).line("owed:plan-review").unwrap().state;
    assert_eq!(state(&clinic, 10), State::OnCourse);
    assert_eq!(state(&clinic, 25), State::Due);
    assert_eq!(state(&clinic, 31), State::Late);
    clinic.occurs(MONDAY + 31.days(), "review", None);
    assert_eq!(state(&clinic, 31), State::OnCourse);
    assert_eq!(state(&clinic, 62), State::Late);
}

#[test]
fn who_is_aside_owes_nothing_and_their_clocks_stop() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.record(MONDAY + 7.days(), Body::Course(Turn::Aside { stage: Some("hold".into()), reason: "hospital".into() }));
    let held = clinic.on(MONDAY + 15.days());
    assert!(held.aside);
    assert_eq!(held.line("owed:hours").map(|l| l.state), Some(State::NotApplicable));
    clinic.record(MONDAY + 21.days(), Body::Course(Turn::Back));
    assert_eq!(clinic.on(MONDAY + 21.days()).week, 2, "two weeks aside are not weeks of the program");
}

#[test]
fn credit_brought_forward_counts_for_weeks_topics_and_sober_days() {
    let mut clinic = Clinic::with_client_on("morning");
    let brought = Brought {
        weeks: 3,
        minutes: 900,
        topics: vec!["hepatitis-c".into()],
        sober_since: Some(date(2026, 2, 1)),
        source: "residential".into(),
    };
    clinic.record(MONDAY, Body::Course(Turn::Brought(brought)));
    let standing = clinic.on(MONDAY);
    assert_eq!(standing.week, 4);
    assert_eq!(standing.line("coverage:topics").unwrap().value, 1);
    assert_eq!(standing.line("run:sober-days").unwrap().value, 29);
}

#[test]
fn a_session_that_the_clinic_cancels_is_nobodys_absence() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.sessions.iter_mut().find(|s| s.date == MONDAY && s.starts == 540).unwrap().status = Status::Cancelled;
    let standing = clinic.on(MONDAY + 1.day());
    assert!(standing.line("attendance").is_none());
    assert_eq!(hours(&standing).2, Some(405));
}

#[test]
fn what_was_known_on_a_day_can_be_replayed() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.attends("morning", MONDAY, 135);
    let then = clinic.facts.last().unwrap().recorded_at;
    clinic.attends("morning", MONDAY + 1.day(), 135);
    assert_eq!(hours(&clinic.known(MONDAY + 1.day(), then)).1, 135);
    assert_eq!(hours(&clinic.on(MONDAY + 1.day())).1, 270);
}

#[test]
fn after_discharge_nothing_is_owed_or_proposed() {
    let mut clinic = Clinic::with_client_on("morning");
    clinic.record(MONDAY + 9.days(), Body::Course(Turn::Left { by: "completed".into(), reason: String::new() }));
    let standing = clinic.on(MONDAY + 20.days());
    assert!(standing.ended && standing.lines.is_empty() && standing.proposals.is_empty());
}

/// Standing without the ids of facts, which differ between a right entry and a corrected one.
fn without_ids(mut standing: Standing) -> Standing {
    for line in &mut standing.lines {
        line.because.iter_mut().for_each(|reason| reason.fact = None);
    }
    for proposal in &mut standing.proposals {
        proposal.because.iter_mut().for_each(|reason| reason.fact = None);
    }
    standing
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_corrected_record_stands_as_if_entered_right_the_first_time(
        minutes in proptest::collection::vec((0u32..=135, 0u32..=135, any::<bool>()), 4..16),
        shuffle in any::<u64>(),
    ) {
        let day = |n: usize| MONDAY + i64::try_from(n / 4 * 7 + n % 4).unwrap().days();
        let mut right = Clinic::with_client_on("morning");
        let mut wrong = Clinic::with_client_on("morning");
        for (n, (true_minutes, ..)) in minutes.iter().enumerate() {
            right.attends("morning", day(n), *true_minutes);
        }
        for (n, (true_minutes, first_entered, corrected)) in minutes.iter().enumerate() {
            if *corrected {
                let mistaken = wrong.attends("morning", day(n), *first_entered);
                wrong.attends("morning", day(n), *true_minutes);
                wrong.facts.last_mut().unwrap().supersedes = Some(mistaken);
            } else {
                wrong.attends("morning", day(n), *true_minutes);
            }
        }
        // Entered late and out of order.
        let len = wrong.facts.len() as u64;
        wrong.facts.sort_by_key(|fact| fact.id.uuid().as_u128().wrapping_mul(u128::from(shuffle | 1)) % u128::from(len * 31 + 1));
        for n in 0..minutes.len() {
            // Tasks are keyed by the fact that called for them; a correction keeps the tasks of the fact it corrects out of this comparison.
            let (mut a, mut b) = (without_ids(right.on(day(n))), without_ids(wrong.on(day(n))));
            a.proposals.retain(|p| p.rule.starts_with("owed:"));
            b.proposals.retain(|p| p.rule.starts_with("owed:"));
            prop_assert_eq!(a, b);
        }
    }
}

#[test]
fn sessions_are_told_apart_by_their_ids() {
    let clinic = Clinic::with_client_on("morning");
    let ids: std::collections::HashSet<SessionId> = clinic.sessions.iter().map(|s| s.id).collect();
    assert_eq!(ids.len(), clinic.sessions.len());
}
