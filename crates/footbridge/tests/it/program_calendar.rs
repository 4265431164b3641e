//! `program calendar`: the sessions that a definition asks for.

use serde_json::Value;

use crate::running::{PROGRAMS, footbridge};

fn sessions(args: &[&str]) -> Vec<Value> {
    let args: Vec<&str> = ["program", "calendar"].iter().chain(args).chain(&["--format", "json"]).copied().collect();
    footbridge(&args).with_code(0).json()["sessions"].as_array().unwrap().clone()
}

#[test]
fn every_session_has_the_fields_of_the_contract_and_an_offset() {
    for session in sessions(&["blue-heart-iop", "--from", "2026-03-02", "--weeks", "3"]) {
        for time in [&session["start"], &session["end"]] {
            let text = time.as_str().unwrap();
            assert!(text.parse::<jiff::Timestamp>().is_ok() && (text.ends_with("-05:00") || text.ends_with("-04:00")), "{text}");
        }
        assert!(session.get("track").is_some() && session["minutes"].is_u64(), "{session}");
        for block in session["blocks"].as_array().unwrap() {
            assert!(block["kind"].is_string() && block["minutes"].is_u64() && block.get("topic").is_some(), "{block}");
        }
    }
}

#[test]
fn a_nine_o_clock_group_stays_at_nine_when_the_clocks_change() {
    let across = sessions(&["blue-heart-iop", "--from", "2026-03-02", "--weeks", "2", "--track", "morning"]);
    let starts: Vec<&str> = across.iter().map(|session| session["start"].as_str().unwrap()).collect();
    assert!(starts.iter().any(|start| start.ends_with("-05:00")) && starts.iter().any(|start| start.ends_with("-04:00")), "{starts:?}");
    assert!(across.iter().all(|session| session["start"].as_str().unwrap().contains("T09:00:00")), "{starts:?}");
    assert!(across.iter().all(|session| session["minutes"] == 135), "minutes are those of the clock on the wall");
}

#[test]
fn a_track_leaves_the_others_out() {
    let evening = sessions(&["blue-heart-iop", "--from", "2026-03-02", "--weeks", "1", "--track", "evening"]);
    assert_eq!(evening.len(), 3);
    assert!(evening.iter().all(|session| session["track"] == "evening"));
}

#[test]
fn an_unknown_track_is_an_error_that_names_it() {
    let asked =
        footbridge(&["program", "calendar", "blue-heart-iop", "--from", "2026-03-02", "--weeks", "1", "--track", "evning"]).with_code(1);
    assert!(asked.err.contains("evning"), "{}", asked.err);
}

#[test]
fn where_a_source_gives_no_timetable_the_example_gives_one() {
    let with_sessions = PROGRAMS.into_iter().filter(|id| *id != "blue-heart-homes"); // a home asks for presence, and holds no sessions
    for id in with_sessions {
        let timetable = format!("programs/timetables/{id}-example.toml");
        let laid_out = sessions(&[id, "--from", "2026-03-02", "--weeks", "4", "--timetable", &timetable]);
        assert!(!laid_out.is_empty(), "{id}");
    }
}

#[test]
fn as_ics_it_is_a_calendar_with_the_sites_zone() {
    let answer =
        footbridge(&["program", "calendar", "blue-heart-iop", "--from", "2026-03-02", "--weeks", "2", "--format", "ics"]).with_code(0);
    assert!(answer.out.starts_with("BEGIN:VCALENDAR\r\n") && answer.out.trim_end().ends_with("END:VCALENDAR"));
    assert!(answer.out.contains("TZID=America/New_York"));
    assert!(answer.out.lines().all(|line| line.len() <= 76), "lines are folded");
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let ask =
        || footbridge(&["program", "calendar", "roots-iop", "--from", "2026-10-05", "--weeks", "8", "--format", "json"]).with_code(0).out;
    assert_eq!(ask(), ask());
}
