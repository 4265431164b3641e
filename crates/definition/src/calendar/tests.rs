use jiff::civil::{Date, date};

use super::*;
use crate::read::read_program;

const HEAD: &str = "[program]\nid = \"p\"\nname = \"P\"\nzone = \"America/New_York\"\n";

fn definition(text: &str) -> Definition {
    read_program(format!("{HEAD}{text}").as_bytes()).unwrap().0
}

fn group(when: &str) -> String {
    format!("\n[[offering]]\nname = \"group\"\nminutes = 60\nwhen = {when}\n")
}

fn made(text: &str, from: Date, until: Date) -> Calendar {
    calendar(&definition(text), from, until, &Options::default()).unwrap()
}

fn dates_of(text: &str, from: Date, until: Date) -> Vec<String> {
    made(text, from, until).sessions.iter().map(|one| one.date.to_string()).collect()
}

const NOVEMBER: (Date, Date) = (date(2026, 11, 1), date(2026, 12, 1));

fn november(text: &str) -> Vec<i8> {
    made(text, NOVEMBER.0, NOVEMBER.1).sessions.iter().map(|one| one.date.day()).collect()
}

#[test]
fn a_weekly_group_is_on_its_days_at_its_times() {
    let made = made(&group("{ days = [\"mon\", \"wed\"], at = [\"09:00\", \"17:00\"] }"), date(2026, 11, 2), date(2026, 11, 9));
    let starts: Vec<String> = made.sessions.iter().map(|one| one.start.strftime("%a %H:%M %:z").to_string()).collect();
    assert_eq!(starts, ["Mon 09:00 -05:00", "Mon 17:00 -05:00", "Wed 09:00 -05:00", "Wed 17:00 -05:00"]);
    assert_eq!(made.sessions[1].slot, "group@mon-17:00");
}

#[test]
fn every_second_week_counts_from_its_first_date() {
    assert_eq!(november(&group("{ days = [\"tue\"], at = \"10:00\", every = \"2 weeks\", from = 2026-10-27 }")), [10, 24]);
}

#[test]
fn the_first_and_third_tuesday_and_the_last_friday_are_found() {
    let when = "[{ days = [\"tue\"], nth = [1, 3], at = \"10:00\" }, { days = [\"fri\"], nth = -1, at = \"10:00\" }]";
    assert_eq!(november(&group(when)), [3, 17, 27]);
}

#[test]
fn the_thirty_first_is_the_last_day_of_a_shorter_month() {
    assert_eq!(november(&group("{ day_of_month = 31, at = \"10:00\" }")), [30]);
}

#[test]
fn dates_are_kept_and_a_stream_starts_and_stops() {
    assert_eq!(november(&group("{ on = [2026-11-05, 2026-12-05], at = \"10:00\" }")), [5]);
    assert_eq!(november(&group("{ days = [\"mon\"], at = \"10:00\", from = 2026-11-08, until = 2026-11-23 }")), [9, 16, 23]);
    assert_eq!(november(&group("{ every = \"10 days\", from = 2026-11-04, at = \"10:00\" }")), [4, 14, 24]);
    assert_eq!(november(&group("{ after = \"2026-10-30\", offset = \"1 week\", every = \"2 weeks\", at = \"10:00\" }")), [6, 20]);
}

const THANKSGIVING: &str = "[[program.closed]]\nname = \"Thanksgiving\"\nmonth = 11\nnth = 4\nday = \"thu\"\n";

fn closing(closed_day: &str) -> Calendar {
    let text = format!("closed_day = \"{closed_day}\"\n{THANKSGIVING}{}", group("{ days = [\"thu\"], at = \"09:00\" }"));
    made(&text, date(2026, 11, 23), date(2026, 11, 30))
}

#[test]
fn a_closed_day_cancels_keeps_or_moves_a_session() {
    assert_eq!(closing("cancel").cancelled[0].because, "Thanksgiving");
    assert!(closing("cancel").sessions.is_empty());
    assert_eq!(closing("keep").sessions[0].date, date(2026, 11, 26));
    assert_eq!(closing("next").sessions[0].date, date(2026, 11, 27));
    assert_eq!(closing("before").sessions[0].date, date(2026, 11, 25));
}

#[test]
fn a_moved_session_keeps_its_slot_and_the_date_it_stands_on() {
    let moved = &closing("next").sessions[0];
    assert_eq!((moved.slot.as_str(), moved.slot_date), ("group@thu-09:00", date(2026, 11, 26)));
    assert_eq!(moved.moved.as_ref().map(|moved| moved.because.as_str()), Some("Thanksgiving"));
    assert_eq!(moved.start.strftime("%H:%M").to_string(), "09:00");
}

#[test]
fn a_session_that_would_move_onto_its_own_is_cancelled_instead() {
    let text = format!("closed_day = \"next\"\n{THANKSGIVING}{}", group("{ days = [\"thu\", \"fri\"], at = \"09:00\" }"));
    let made = made(&text, date(2026, 11, 23), date(2026, 11, 30));
    assert_eq!((made.sessions.len(), made.cancelled.len()), (1, 1));
}

#[test]
fn a_session_over_a_change_of_the_clock_starts_on_the_wall_clock_and_lasts_its_minutes() {
    let text = group("{ days = [\"sun\"], at = \"01:00\" }").replace("60", "135");
    let made = made(&text, date(2026, 3, 8), date(2026, 3, 9));
    let one = &made.sessions[0];
    assert_eq!(one.start.to_string(), "2026-03-08T01:00:00-05:00[America/New_York]");
    assert_eq!(one.end.to_string(), "2026-03-08T04:15:00-04:00[America/New_York]");
    assert_eq!(one.minutes, 135);
}

#[test]
fn a_time_that_the_clock_leaves_out_is_the_hour_after() {
    let made = made(&group("{ days = [\"sun\"], at = \"02:30\" }"), date(2026, 3, 8), date(2026, 3, 9));
    assert_eq!(made.sessions[0].start.strftime("%H:%M %:z").to_string(), "03:30 -04:00");
}

const TRACKS: &str = r#"
[[track]]
name = "morning"
[[track]]
name = "evening"
set = { "offering.group.when" = { days = ["mon"], at = "17:00" } }
[[offering]]
name = "group"
kind = "session"
blocks = [{ kind = "education", minutes = 90 }, { minutes = 15, break = true }, { kind = "reflection", minutes = 45 }]
when = { days = ["mon"], at = "09:00" }
[[offering]]
name = "family"
minutes = 60
when = { days = ["sat"], at = "10:00" }
[[offering]]
name = "individual"
minutes = 50
seats = { max = 1 }
when = { arranged = true }
"#;

#[test]
fn a_track_may_set_its_own_times() {
    let made = made(TRACKS, date(2026, 11, 2), date(2026, 11, 9));
    let told: Vec<(String, Vec<String>)> = made.sessions.iter().map(|one| (one.slot.clone(), one.tracks.clone())).collect();
    let of = |slot: &str, tracks: &[&str]| (slot.to_owned(), tracks.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
    assert_eq!(told, [of("group@mon-09:00", &["morning"]), of("group@mon-17:00", &["evening"]), of("family@sat-10:00", &[])]);
}

#[test]
fn one_track_has_its_own_sessions_and_those_for_everybody() {
    let options = Options { track: Some("evening".into()), ..Options::default() };
    let made = sessions(&definition(TRACKS), date(2026, 11, 2), date(2026, 11, 9), &options).unwrap();
    let slots: Vec<&str> = made.iter().map(|one| one.slot.as_str()).collect();
    assert_eq!(slots, ["group@mon-17:00", "family@sat-10:00"]);
}

#[test]
fn json_gives_a_session_once_for_each_track_with_minutes_net_of_breaks() {
    let json = made(TRACKS, date(2026, 11, 2), date(2026, 11, 9)).json();
    let sessions = json["sessions"].as_array().unwrap();
    let tracks: Vec<&str> = sessions.iter().map(|one| one["track"].as_str().unwrap()).collect();
    assert_eq!(tracks, ["morning", "evening", "morning", "evening"]);
    assert_eq!((&sessions[0]["start"], &sessions[0]["end"]), (&"2026-11-02T09:00:00-05:00".into(), &"2026-11-02T11:30:00-05:00".into()));
    assert_eq!(sessions[0]["minutes"], 135);
    assert_eq!(sessions[0]["blocks"][1]["kind"], "break");
    assert_eq!(json["undated"][0]["offering"], "individual");
}

#[test]
fn a_program_without_tracks_has_no_track_in_its_json() {
    let json = made(&group("{ days = [\"mon\"], at = \"09:00\" }"), date(2026, 11, 2), date(2026, 11, 9)).json();
    assert!(json["sessions"][0]["track"].is_null());
    assert_eq!((&json["program"], &json["zone"]), (&"p".into(), &"America/New_York".into()));
}

#[test]
fn what_makes_no_sessions_is_told_with_its_reason() {
    let whens = [
        ("{ times = 3, per = \"week\" }", Why::SoOften),
        ("{ days = [\"mon\"] }", Why::NoClock),
        ("{ after = \"enrolment\", offset = \"30 days\", at = \"10:00\" }", Why::PerClient),
        ("{ arranged = true }", Why::Arranged),
        ("{ random = { max = 2 }, per = \"week\" }", Why::AtRandom),
    ];
    for (when, why) in whens {
        let made = made(&group(when), NOVEMBER.0, NOVEMBER.1);
        assert!(made.sessions.is_empty());
        assert_eq!(made.undated.iter().map(|one| one.why).collect::<Vec<_>>(), [why], "{when}");
    }
}

#[test]
fn what_is_counted_from_enrolment_is_dated_for_a_client() {
    let text = group(
        "[{ after = \"enrolment\", offset = \"30 days\", every = \"30 days\", at = \"10:00\" }, { days = [\"mon\"], at = \"09:00\" }]",
    );
    let anchors = Anchors { enrolment: Some(date(2026, 9, 1)), ..Anchors::default() };
    let found = sessions_for(&definition(&text), &anchors, (date(2026, 9, 1), date(2026, 12, 1)), &Options::default()).unwrap();
    let dates: Vec<String> = found.iter().map(|one| one.date.to_string()).collect();
    assert_eq!(dates, ["2026-10-01", "2026-10-31", "2026-11-30"]);
}

const COHORTS: &str = r#"
[[stage]]
name = "class"
time = "2 weeks"
entry = { cohorts = [2026-11-02], every = "4 weeks" }
[[stage]]
name = "alumni"
after = "class"
[[curriculum]]
name = "course"
order = "ordered"
starts = 2026-11-02
topics = ["One", "Two", "Three"]
[[offering]]
name = "lesson"
in = "class"
minutes = 60
curriculum = "course"
when = { days = ["mon"], at = "09:00" }
[[offering]]
name = "graduation"
in = "class"
minutes = 60
when = { after = "stage.end", at = "12:00" }
"#;

#[test]
fn a_cohort_has_its_sessions_while_it_is_in_the_stage() {
    let found = made(COHORTS, date(2026, 11, 1), date(2027, 1, 1));
    let told: Vec<String> = found.sessions.iter().map(|one| format!("{} {}", one.offering, one.date)).collect();
    assert_eq!(
        told,
        [
            "lesson 2026-11-02",
            "lesson 2026-11-09",
            "graduation 2026-11-15",
            "lesson 2026-11-30",
            "lesson 2026-12-07",
            "graduation 2026-12-13",
            "lesson 2026-12-28",
        ]
    );
    let one = Options { cohort: Some(date(2026, 11, 30)), ..Options::default() };
    assert_eq!(sessions(&definition(COHORTS), date(2026, 11, 1), date(2027, 1, 1), &one).unwrap().len(), 3);
}

fn topics(curriculum: &str, from: Date) -> Vec<String> {
    let text = format!(
        "[[curriculum]]\nname = \"c\"\ntopics = [\"A\", {{ name = \"b\", sessions = 2 }}, \"C\"]\n{curriculum}\n{}curriculum = \"c\"\n",
        group("{ days = [\"mon\", \"wed\"], at = \"09:00\" }")
    );
    let made = made(&text, from, date(2026, 12, 1));
    made.sessions.iter().map(|one| one.blocks[0].topic.as_ref().map_or("-".into(), |topic| topic.name.clone())).collect()
}

#[test]
fn a_rotating_curriculum_steps_with_each_session_from_its_start() {
    let all = topics("order = \"rotating\"\nstarts = 2026-11-02", date(2026, 11, 2));
    assert_eq!(all[..6], ["a", "b", "b", "c", "a", "b"]);
    assert_eq!(topics("order = \"rotating\"\nstarts = 2026-11-02", date(2026, 11, 9))[..2], ["b", "c"]);
    assert_eq!(topics("order = \"ordered\"\nstarts = 2026-11-02", date(2026, 11, 2))[3..6], ["c", "-", "-"]);
}

#[test]
fn a_topic_may_last_a_week_and_a_chosen_one_is_left_open() {
    assert_eq!(topics("order = \"rotating\"\nstep = \"1 week\"\nstarts = 2026-11-02", date(2026, 11, 2))[..4], ["a", "a", "b", "b"]);
    assert_eq!(topics("", date(2026, 11, 30)), ["-"]);
    assert_eq!(topics("order = \"rotating\"\nsteps_by = \"client\"\nstarts = 2026-11-02", date(2026, 11, 30)), ["-"]);
}

#[test]
fn a_zone_and_a_track_that_are_not_known_are_errors() {
    let definition = definition(&group("{ days = [\"mon\"], at = \"09:00\" }"));
    let zone = Options { zone: Some("America/Gotham".into()), ..Options::default() };
    assert_eq!(calendar(&definition, NOVEMBER.0, NOVEMBER.1, &zone).unwrap_err()[0].code, "unknown-zone");
    let track = Options { track: Some("dawn".into()), ..Options::default() };
    assert_eq!(calendar(&definition, NOVEMBER.0, NOVEMBER.1, &track).unwrap_err()[0].code, "unknown-track");
}

#[test]
fn the_same_time_in_another_stage_has_a_slot_of_its_own() {
    let text = format!(
        "[[stage]]\nname = \"one\"\n[[stage]]\nname = \"two\"\nafter = \"one\"\nset = {{ \"offering.group.minutes\" = 30 }}\n{}",
        group("{ days = [\"mon\"], at = \"09:00\" }")
    );
    let made = made(&text, date(2026, 11, 2), date(2026, 11, 9));
    let told: Vec<(&str, u32)> = made.sessions.iter().map(|one| (one.slot.as_str(), one.minutes)).collect();
    assert_eq!(told, [("group@mon-09:00", 60), ("group@mon-09:00/two", 30)]);
}

#[test]
fn the_text_is_a_table_by_weeks_that_says_what_is_closed() {
    let text = format!("{THANKSGIVING}{}{TRACKS}", group("{ days = [\"thu\"], at = \"09:00\" }").replace("\"group\"", "\"workshop\""));
    insta::assert_snapshot!(made(&text, date(2026, 11, 23), date(2026, 11, 30)).text());
}

#[test]
fn months_begin_again_after_a_year() {
    assert_eq!(
        dates_of(
            &group("{ day_of_month = 1, every = \"6 months\", from = 2026-01-01, at = \"09:00\" }"),
            date(2026, 1, 1),
            date(2027, 3, 1)
        ),
        ["2026-01-01", "2026-07-01", "2027-01-01"]
    );
}
