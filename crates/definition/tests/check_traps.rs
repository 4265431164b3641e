//! The traps inside the published programs: checking finds each by itself, with its arithmetic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod published;

use footbridge_definition::finding::{Finding, Severity};
use published::{checked, checked_against};

fn one<'a>(found: &'a [Finding], code: &str, track: Option<&str>, rule: Option<&str>) -> &'a Finding {
    let fits = |finding: &&Finding| {
        finding.code == code && finding.track.as_deref() == track && (rule.is_none() || finding.rule.as_deref() == rule)
    };
    found.iter().find(fits).unwrap_or_else(|| panic!("no `{code}` on {track:?} by {rule:?} in {found:#?}"))
}

fn figures(finding: &Finding) -> (i64, i64, &str) {
    (finding.value.unwrap(), finding.limit.unwrap(), finding.unit.unwrap())
}

#[test]
fn blue_hearts_evening_offers_405_of_540_minutes_and_needs_one_thursday_or_sunday_morning() {
    let found = checked("blue-heart-iop");
    let week = one(&found, "week-short", Some("evening"), Some("asam-2.1-adult"));
    assert_eq!(figures(week), (405, 540, "minutes"));
    assert!(week.message.contains("3 × 135 = 405"), "{}", week.message);
    let mend = week.mend.as_deref().unwrap();
    assert!(mend.contains("one of morning's sessions each week: Thursday 09:00 or Sunday 09:00"), "{mend}");
    assert!(!mend.contains("Monday"), "{mend}");
    let groups = one(&found, "dose-short", Some("evening"), Some("groups"));
    assert_eq!(figures(groups), (3, 4, "times"));
}

#[test]
fn blue_hearts_morning_has_exactly_540_minutes_and_one_session_to_spare() {
    let found = checked("blue-heart-iop");
    let week = one(&found, "week-no-slack", Some("morning"), Some("asam-2.1-adult"));
    assert_eq!(figures(week), (540, 540, "minutes"));
    for said in ["4 × 135 = 540", "One missed session leaves 405", "5 × 135 = 675", "one session is spare", "individual"] {
        assert!(week.message.contains(said), "{said}: {}", week.message);
    }
    assert!(!found.iter().any(|finding| finding.code == "week-short" && finding.track.as_deref() == Some("morning")));
}

#[test]
fn a_day_of_135_minutes_is_under_the_180_of_h0015() {
    for id in ["blue-heart-iop", "blue-heart-virtual-iop"] {
        let found = checked(id);
        assert_eq!(figures(one(&found, "day-short", None, Some("h0015"))), (135, 180, "minutes"));
    }
}

#[test]
fn three_formats_of_twelve_weeks_make_thirty_six_and_their_reviews_and_entries_are_counted() {
    let found = checked("blue-heart-iop");
    assert!(one(&found, "program-length", None, None).message.contains("12 weeks + 12 weeks + 12 weeks = 36 weeks"));
    assert_eq!(figures(one(&found, "review-burden", None, None)), (51, 36, "times"));
    let volume = &one(&found, "record-volume", None, None).message;
    assert!(volume.contains("36 weeks × 4 sessions × 2 blocks (288) + 36 × 1 one to one (36)"), "{volume}");
}

#[test]
fn hours_written_as_a_decimal_are_noticed_and_at_their_shortest_fall_under_nine_hours() {
    let found = checked("blue-heart-virtual-iop");
    assert_eq!(figures(one(&found, "decimal-hours", None, None)), (129, 135, "minutes"));
    let week = one(&found, "week-least-short", None, Some("asam-2.1-adult"));
    assert_eq!(figures(week), (516, 540, "minutes"));
}

#[test]
fn three_to_five_days_of_three_to_four_hours_run_over_twelve_hours_and_reach_the_next_level() {
    let found = checked("integrated-iop");
    assert_eq!(figures(one(&found, "dose-over", None, Some("hours"))), (1200, 720, "minutes"));
    let next = one(&found, "next-level", None, Some("asam-2.1-adult"));
    assert_eq!(figures(next), (1200, 1200, "minutes"));
    assert!(next.message.contains("5 × 240 = 1200"), "{}", next.message);
}

#[test]
fn two_days_of_two_hours_are_four_hours_a_week_and_under_nine() {
    let found = checked("php-step-down-iop");
    let week = one(&found, "week-least-short", None, Some("asam-2.1-adult"));
    assert_eq!(figures(week), (240, 540, "minutes"));
    assert_eq!(figures(one(&found, "days-least-short", None, Some("h0015"))), (2, 3, "days"));
}

#[test]
fn nine_hours_on_three_to_five_days_are_read_as_a_week_and_what_misreading_them_would_make_is_said() {
    let found = checked("sana-lake-iop");
    let spread = &one(&found, "week-spread", None, Some("hours")).message;
    assert!(
        spread.contains("540 / 5 = 108 to 540 / 3 = 180 min a day") && spread.contains("1620 min (27 h) to 2700 min (45 h)"),
        "{spread}"
    );
}

#[test]
fn a_taper_across_nine_hours_is_a_step_that_must_be_said_and_breaks_do_not_count() {
    let found = checked("roots-iop");
    let step = one(&found, "level-crossed", None, Some("asam-2.1-adult"));
    assert_eq!(figures(step), (180, 540, "minutes"));
    let day = one(&found, "day-least-short", None, Some("h0015"));
    assert!(day.message.contains("any break"), "{}", day.message);
}

#[test]
fn contradictions_of_published_programs_are_warnings_and_never_errors() {
    for id in published::PROGRAMS {
        let errors: Vec<Finding> = checked(id).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
    }
}

#[test]
fn rule_sets_asked_for_take_the_place_of_the_programs_own() {
    let found = checked_against("blue-heart-iop", &["medicare"]);
    assert!(found.iter().any(|finding| finding.rule.as_deref() == Some("medicare-iop")));
    assert!(!found.iter().any(|finding| matches!(finding.rule.as_deref(), Some("asam-2.1-adult" | "h0015"))));
}

#[test]
fn findings_come_in_the_order_of_their_lines_and_the_same_each_time() {
    for id in published::PROGRAMS {
        let found = checked(id);
        assert!(found.windows(2).all(|pair| (pair[0].line, pair[0].severity) <= (pair[1].line, pair[1].severity)), "{id}");
        assert_eq!(found, checked(id));
    }
}

#[test]
fn the_json_report_has_the_fields_that_scripts_rely_on() {
    let found = checked("blue-heart-iop");
    let report = footbridge_definition::check::report_json([("blue-heart-iop.toml", found.as_slice())]);
    let file = &report["files"][0];
    assert_eq!(file["file"], "blue-heart-iop.toml");
    let week = file["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "week-short").unwrap();
    for field in ["severity", "code", "line", "message", "rule", "track", "phase", "value", "limit", "unit"] {
        assert!(week.get(field).is_some(), "{field}");
    }
    assert_eq!((&week["severity"], &week["value"], &week["track"]), (&"warning".into(), &405.into(), &"evening".into()));
}
