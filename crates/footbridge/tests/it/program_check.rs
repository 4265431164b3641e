//! `program check`: its document, its exit codes, and what it must find by itself.

use serde_json::Value;

use crate::running::{PROGRAMS, footbridge, program};

fn findings(document: &Value) -> Vec<&Value> {
    document["files"].as_array().unwrap().iter().flat_map(|file| file["findings"].as_array().unwrap()).collect()
}

#[test]
fn every_finding_has_the_fields_of_the_contract() {
    let files: Vec<String> = PROGRAMS.iter().map(|id| program(id)).collect();
    let args: Vec<&str> = ["program", "check", "--format", "json"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let answer = footbridge(&args).with_code(0);
    let document = answer.json();
    assert_eq!(document["files"].as_array().unwrap().len(), PROGRAMS.len());
    for finding in findings(&document) {
        assert!(["error", "warning", "note"].contains(&finding["severity"].as_str().unwrap()), "{finding}");
        assert!(finding["code"].is_string() && finding["message"].is_string(), "{finding}");
        assert!(finding["line"].as_u64().unwrap() > 0, "{finding}");
        for field in ["rule", "track", "phase", "value", "limit", "unit"] {
            assert!(finding.get(field).is_some(), "{field} is missing: {finding}");
        }
    }
    assert_eq!(answer.err, "", "nothing but the answer is said");
}

#[test]
fn the_evening_of_blue_heart_is_a_session_short_and_the_morning_has_nothing_to_spare() {
    let document = footbridge(&["program", "check", &program("blue-heart-iop"), "--format", "json"]).with_code(0).json();
    let found = findings(&document);
    let with = |track: &str, value: u64, limit: u64| {
        found.iter().find(|f| f["track"] == track && f["value"] == value && f["limit"] == limit).copied().cloned()
    };
    let evening = with("evening", 405, 540).expect("the evening offers 405 of 540 minutes");
    assert_eq!(evening["severity"], "warning");
    let mend = evening["mend"].as_str().unwrap();
    assert!(mend.contains("Thursday") && mend.contains("Sunday"), "{mend}");
    let morning = with("morning", 540, 540).expect("the morning has exactly 540");
    assert!(morning["message"].as_str().unwrap().contains("spare"), "{morning}");
    let day = found.iter().find(|f| f["rule"] == "h0015" && f["value"] == 135 && f["limit"] == 180);
    assert!(day.is_some(), "a day of 135 minutes is under H0015's 180");
}

#[test]
fn rule_sets_can_be_chosen() {
    let with = |rules: &str| {
        let answer = footbridge(&["program", "check", &program("blue-heart-iop"), "--format", "json", "--rules", rules]).with_code(0);
        let document = answer.json();
        findings(&document).iter().filter_map(|f| f["rule"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(with("h0015").iter().any(|rule| rule == "h0015"));
    assert!(with("medicare-iop").iter().all(|rule| rule != "h0015"));
    let unknown = footbridge(&["program", "check", &program("blue-heart-iop"), "--rules", "h0051"]).with_code(2);
    assert!(unknown.err.contains("h0015"), "the known ones are named: {}", unknown.err);
}

#[test]
fn a_timetable_is_checked_against_the_shipped_program_it_names() {
    let timetable = "programs/timetables/blue-heart-iop-example.toml";
    let alone = footbridge(&["program", "check", timetable]).with_code(0);
    assert!(alone.out.lines().all(|line| line.starts_with(timetable)), "{}", alone.out);
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let check = || footbridge(&["program", "check", &program("integrated-iop"), "--format", "json"]).with_code(0).out;
    assert_eq!(check(), check());
}

#[test]
fn the_schema_is_a_json_schema_that_knows_the_concepts() {
    let schema = footbridge(&["program", "schema"]).with_code(0).json();
    assert!(schema["$schema"].is_string());
    let text = schema.to_string();
    for concept in
        ["program", "kind", "stage", "track", "offering", "curriculum", "obligation", "counter", "condition", "response", "move", "ledger"]
    {
        assert!(text.contains(&format!("\"{concept}\"")) || text.to_lowercase().contains(concept), "{concept}");
    }
}
