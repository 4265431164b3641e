//! What a cohort is, seen from outside.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use footbridge_cohort::{Assumptions, Cohort, Day, Happening, Index, Options, Pattern, Plan, Reason, Report, SessionKey, What, simulate};
use footbridge_definition::model::Definition;
use footbridge_definition::{calendar, read, resolve};
use jiff::civil::{Date, date};

const START: Date = date(2026, 1, 5);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn program(path: &Path) -> Definition {
    read::read_program(&std::fs::read(path).unwrap()).unwrap_or_else(|errors| panic!("{}: {errors:?}", path.display())).0
}

/// A shipped program with its example timetable.
fn shipped(name: &str) -> Definition {
    let definition = program(&root().join(format!("programs/{name}.toml")));
    let timetable = std::fs::read(root().join(format!("programs/timetables/{name}-example.toml"))).unwrap();
    resolve::merge(&definition, &read::read_timetable(&timetable).unwrap().0).unwrap()
}

fn generic() -> Definition {
    program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generic-iop.toml"))
}

fn files(folder: &str) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    paths
}

fn options(clients: u32, weeks: u32, seed: u64) -> Options {
    Options { clients, weeks, seed, start: START, assumptions: Assumptions::default() }
}

fn run(definition: &Definition, options: &Options) -> Report {
    simulate(definition, options, &mut |_, _| {}).unwrap()
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

fn days(definition: &Definition, clients: u32, weeks: u32) -> Vec<Day> {
    Cohort::new(definition, &Assumptions::default(), Plan { seed: 7, clients, weeks, start: START }).unwrap().collect()
}

fn happenings(days: &[Day]) -> impl Iterator<Item = &Happening> {
    days.iter().flat_map(|day| &day.happenings)
}

/// Enough people of the generic program that shares are steady.
static MANY: LazyLock<Report> = LazyLock::new(|| run(&generic(), &options(1600, 84, 11)));

fn near(value: f64, wanted: f64, by: f64) {
    assert!((value - wanted).abs() <= by, "{value} is more than {by} from {wanted}");
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let definition = shipped("blue-heart-iop");
    let (first, again) = (run(&definition, &options(20, 10, 3)), run(&definition, &options(20, 10, 3)));
    assert_eq!(json(&first), json(&again));
    assert_eq!(first.text(), again.text());
    assert_ne!(json(&first), json(&run(&definition, &options(20, 10, 4))));
}

#[test]
fn people_leave_a_generic_program_for_the_reasons_that_national_figures_have() {
    let mix = &MANY.discharge_mix;
    for (share, wanted) in
        [(mix.completed, 0.377), (mix.transferred, 0.179), (mix.dropped_out, 0.232), (mix.ended_by_program, 0.140), (mix.other, 0.072)]
    {
        near(share, wanted, 0.05);
    }
    near(mix.completed + mix.transferred + mix.dropped_out + mix.ended_by_program + mix.other, 1.0, 0.001);
}

#[test]
fn half_have_left_a_generic_program_after_about_six_weeks_and_who_drops_out_does_so_in_half_the_time_of_who_completes() {
    let median = MANY.median_stay_days_with_those_still_there.unwrap();
    assert!((35..=50).contains(&median), "{median}");
    let of = |reason: Reason| MANY.median_stay_by_reason.iter().find(|stay| stay.reason == reason).unwrap().median_days.unwrap();
    let (dropped, completed) = (of(Reason::DroppedOut), of(Reason::Completed));
    assert!((45..=65).contains(&completed), "{completed}");
    assert!((completed * 2 / 5..=completed * 3 / 5).contains(&dropped), "{dropped} of {completed}");
}

#[test]
fn attendance_and_tests_lie_where_published_figures_lie() {
    let rate = MANY.attendance_rate.unwrap();
    assert!((0.60..=0.85).contains(&rate), "{rate}");
    let missed = MANY.tests.missed_share.unwrap();
    assert!((0.10..=0.30).contains(&missed), "{missed}");
    for (pattern, wanted) in [(Pattern::Negative, 0.34), (Pattern::Positive, 0.21), (Pattern::Missed, 0.26), (Pattern::Turning, 0.19)] {
        let share = MANY.patterns.iter().find(|one| one.pattern == pattern).unwrap().share;
        near(share, wanted, 0.04);
    }
}

#[test]
fn calls_become_first_days_as_in_one_agency_that_counted_them() {
    let intake = &MANY.intake;
    let called = intake.inquiries as f64;
    near(intake.assessed as f64 / called, 0.55, 0.06);
    near(intake.enrolled as f64 / called, 0.37, 0.05);
}

#[test]
fn who_could_stay_longer_in_a_stricter_program_completes_it_less_often() {
    let mut strict = generic();
    strict.stage[0].exit = serde_json::from_str(r#"{ "counter": "sober", "at_least": 60 }"#).unwrap();
    strict.counter.push(
        serde_json::from_str(r#"{ "name": "sober", "unit": "days", "run": { "resets": ["positive-test", "return-to-use"] } }"#).unwrap(),
    );
    let (open, strict) = (run(&generic(), &options(300, 52, 5)), run(&strict, &options(300, 52, 5)));
    assert!(strict.discharge_mix.completed < open.discharge_mix.completed - 0.05, "the exit that the program writes decides");
}

#[test]
fn the_week_is_judged_by_the_real_rules() {
    let definition = shipped("blue-heart-iop");
    let always = Assumptions {
        attendance: 0.999_999,
        attendance_spread: 0.0,
        attendance_first_session: 1.0,
        attendance_fading: 1.0,
        sessions_cancelled: 0.0,
        make_up_accepted: 0.0,
        hold: 0.0,
        ..Assumptions::default()
    };
    let plan = Plan { seed: 2, clients: 30, weeks: 12, start: START };
    let mut met: HashMap<Option<String>, Vec<bool>> = HashMap::new();
    for day in Cohort::new(&definition, &always, plan).unwrap() {
        for review in day.reviews.into_iter().filter(|review| !review.standing.ended) {
            let closed = review.week_before.as_ref().is_some_and(|past| definition.program.closed.iter().any(|c| c.covers(past.span.0)));
            let whole = review.week_before.filter(|past| past.target == Some(4) && !closed);
            met.entry(review.standing.track).or_default().extend(whole.map(|past| past.met));
        }
    }
    let of = |track: &str| &met[&Some(track.to_owned())];
    assert!(of("evening").iter().all(|met| !met), "three evenings are never four groups");
    let morning = of("morning");
    assert!(morning.iter().filter(|met| **met).count() * 10 > morning.len() * 9, "four mornings are: {morning:?}");
}

#[test]
fn short_weeks_are_offered_a_make_up_and_some_of_them_are_mended() {
    let report = run(&shipped("blue-heart-iop"), &options(40, 16, 5));
    let made = &report.make_ups;
    assert!(made.offered > made.accepted && made.accepted >= made.attended && made.attended > 0, "{made:?}");
}

#[test]
fn each_of_the_eight_programs_is_lived_through_with_its_example_timetable() {
    for path in files("programs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let report = run(&shipped(&name), &options(30, 20, 9));
        assert_eq!((report.program.as_str(), report.intake.enrolled), (name.as_str(), 30));
        assert!(report.ended > 0 && report.still_in_care > 0, "{name}");
        let sessions: usize = report.weeks_detail.iter().map(|week| week.sessions_held).sum();
        assert!(sessions > 0 || name == "blue-heart-homes", "{name} held no session");
        assert!(report.retention.windows(2).all(|pair| pair[0].share >= pair[1].share), "{name}");
        assert_eq!(report.placed, Vec::<String>::new(), "{name} has a timetable");
    }
}

#[test]
fn programs_of_other_shapes_are_lived_through_without_a_timetable() {
    for path in files("crates/definition/tests/real-programs").into_iter().chain(files("programs/examples")) {
        let report = run(&program(&path), &options(15, 10, 1));
        assert_eq!(report.intake.enrolled, 15, "{}", path.display());
    }
}

#[test]
fn a_program_of_nine_months_is_completed_by_few() {
    let report = run(&shipped("blue-heart-iop"), &options(120, 60, 2));
    assert!(report.discharge_mix.completed < 0.25, "{:?}", report.discharge_mix);
}

#[test]
fn nobody_is_seen_before_their_first_day_or_after_their_last() {
    let days = days(&shipped("integrated-iop"), 40, 16);
    let mut there: HashSet<Index> = HashSet::new();
    let mut gone: HashSet<Index> = HashSet::new();
    for happening in happenings(&days) {
        match (&happening.what, happening.client) {
            (What::Enrol(_), Some(client)) => assert!(there.insert(client) && !gone.contains(&client)),
            (What::Discharge { .. }, Some(client)) => assert!(there.remove(&client) && gone.insert(client)),
            (What::Session(held), _) => assert!(held.marks.iter().all(|mark| there.contains(&mark.client))),
            (What::Inquire(_) | What::Admit | What::NotComing { .. }, _) => {}
            (what, Some(client)) => assert!(there.contains(&client), "{what:?}"),
            (What::Cancel { .. }, None) => {}
            (what, None) => panic!("{what:?} is nobody's"),
        }
    }
}

#[test]
fn a_day_is_told_in_the_order_in_which_it_happens_and_each_session_once() {
    let days = days(&shipped("roots-iop"), 30, 12);
    let mut held: HashSet<&SessionKey> = HashSet::new();
    for day in &days {
        assert!(day.happenings.windows(2).all(|pair| pair[0].minute <= pair[1].minute));
        assert!(day.happenings.iter().all(|happening| happening.date == day.date && happening.minute < 1440));
    }
    for happening in happenings(&days) {
        if let What::Session(session) = &happening.what {
            assert!(held.insert(&session.session), "held twice");
            let clients: HashSet<Index> = session.marks.iter().map(|mark| mark.client).collect();
            assert_eq!(clients.len(), session.marks.len(), "nobody is on a roster twice");
        }
    }
}

#[test]
fn individual_sessions_are_booked_before_they_are_held_one_client_at_a_time() {
    let days = days(&shipped("blue-heart-iop"), 30, 12);
    let mut booked: HashSet<(Index, &SessionKey)> = HashSet::new();
    let mut individual = 0;
    for happening in happenings(&days) {
        match (&happening.what, happening.client) {
            (What::VisitPlanned { session, .. }, Some(client)) => assert!(booked.insert((client, session)), "booked twice"),
            (What::Session(held), _) if held.session.slot.starts_with("individual") => {
                individual += 1;
                assert_eq!(held.marks.len(), 1);
                assert!(booked.contains(&(held.marks[0].client, &held.session)));
            }
            _ => {}
        }
    }
    assert!(individual > 50, "{individual}");
}

#[test]
fn nobody_is_in_two_sessions_at_a_time() {
    for name in ["blue-heart-iop", "integrated-iop", "blue-heart-bridge"] {
        let definition = shipped(name);
        let planned = calendar::sessions(&definition, START, date(2026, 5, 1), &calendar::Options::default()).unwrap();
        let hours: HashMap<(&str, Date), (u32, u32)> =
            planned.iter().map(|one| ((one.slot.as_str(), one.slot_date), (one.starts, one.ends))).collect();
        let mut busy: HashMap<(Index, Date), Vec<(u32, u32)>> = HashMap::new();
        for happening in happenings(&days(&definition, 40, 12)) {
            let What::Session(held) = &happening.what else { continue };
            let (starts, ends) = hours[&(held.session.slot.as_str(), held.session.slot_date)];
            for mark in &held.marks {
                let day = busy.entry((mark.client, happening.date)).or_default();
                assert!(day.iter().all(|(from, until)| ends <= *from || *until <= starts), "{name}: {} at two places", mark.client);
                day.push((starts, ends));
            }
        }
    }
}

#[test]
fn staff_choose_topics_that_the_roster_still_needs() {
    let report = run(&shipped("blue-heart-iop"), &options(40, 20, 3));
    let late =
        report.topics.iter().filter(|topic| topic.curriculum == "education").filter(|topic| topic.median_week.is_none_or(|week| week > 6));
    assert_eq!(late.count(), 0, "twelve topics at four groups a week take about three weeks");
}

#[test]
fn every_person_is_marked_as_invented() {
    let days = days(&generic(), 60, 8);
    let mut names = HashSet::new();
    for happening in happenings(&days) {
        if let What::Inquire(person) = &happening.what {
            assert!(person.synthetic);
            assert!(names.insert((person.given.clone(), person.family.clone())), "no two have one name");
        }
    }
    assert!(names.len() > 100);
}

#[test]
fn every_assumption_is_named_once_with_its_source() {
    let list = Assumptions::default().list();
    let names: HashSet<&str> = list.iter().map(|one| one.name).collect();
    assert_eq!(names.len(), list.len());
    assert!(list.iter().all(|one| one.source.len() > 8 && !one.unit.is_empty() && ["A", "B", "C", "ours"].contains(&one.confidence)));
    let report = run(&generic(), &options(5, 2, 1));
    assert_eq!(report.assumptions, list);
    assert!(report.text().contains("class_turns_after"));
}

#[test]
fn the_report_has_the_fields_that_scripts_rely_on() {
    let report = serde_json::to_value(run(&generic(), &options(20, 8, 1))).unwrap();
    for field in
        ["program", "clients", "weeks", "seed", "assumptions", "discharge_mix", "median_stay_days", "hours_met_share", "weeks_detail"]
    {
        assert!(report.get(field).is_some(), "{field}");
    }
    let week = &report["weeks_detail"][3];
    for field in [
        "week",
        "start",
        "active",
        "arrivals",
        "discharges",
        "hours_met_share",
        "at_risk",
        "mean_minutes",
        "median_group_size",
        "sessions_held",
    ] {
        assert!(week.get(field).is_some(), "{field}");
    }
    assert_eq!(report["weeks_detail"].as_array().unwrap().len(), 8);
}

#[test]
fn progress_is_told_day_by_day_to_the_end() {
    let mut told = Vec::new();
    simulate(&generic(), &options(5, 3, 1), &mut |done, of| told.push((done, of))).unwrap();
    assert_eq!((told.first(), told.last(), told.len()), (Some(&(1, 21)), Some(&(21, 21)), 21));
}

#[test]
fn nothing_comes_of_no_clients_or_no_weeks() {
    assert_eq!(run(&generic(), &options(0, 4, 1)).median_stay_days, None);
    assert_eq!(run(&generic(), &options(10, 0, 1)).weeks_detail, []);
}
