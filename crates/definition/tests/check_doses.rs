//! Doses: what a week can give, at the least and at the most, in small programs of every shape.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use footbridge_definition::check::{Input, check};
use footbridge_definition::finding::Finding;
use footbridge_definition::read::read_program;
use footbridge_definition::rules::RuleBook;

const KINDS: &str = "[[kind]]\nname = \"group\"\nfamily = \"session\"\n[[kind]]\nname = \"individual\"\nfamily = \"session\"\n";

fn findings(head: &str, text: &str) -> Vec<Finding> {
    let text = format!("[program]\nid = \"p\"\nname = \"P\"\n{head}\n{KINDS}{text}");
    let (definition, lines) = read_program(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    check(&Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None })
}

fn codes(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|finding| finding.code).collect()
}

fn of<'a>(found: &'a [Finding], code: &str) -> &'a Finding {
    found.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("no {code} in {found:#?}"))
}

fn group(name: &str, days: &str, minutes: u32, rest: &str) -> String {
    format!("[[offering]]\nname = \"{name}\"\nkind = \"group\"\nminutes = {minutes}\nwhen = {{ days = {days}{rest} }}\n")
}

fn owed(name: &str, unit: &str, amount: &str, rest: &str) -> String {
    format!("[[obligation]]\nname = \"{name}\"\ndo = \"group\"\nunit = \"{unit}\"\namount = {amount}\nper = \"week\"\n{rest}")
}

#[test]
fn of_alternate_weeks_the_leaner_is_judged() {
    let text = group("weekly", "[\"mon\", \"tue\"]", 90, "")
        + &group("fortnightly", "\"thu\"", 90, ", every = \"2 weeks\"")
        + &owed("groups", "times", "3", "");
    let found = findings("", &text);
    assert_eq!((of(&found, "dose-short").value, of(&found, "dose-short").limit), (Some(2), Some(3)));
}

#[test]
fn two_alternate_sessions_in_opposite_weeks_make_one_every_week() {
    let even = group("even", "\"thu\"", 90, ", every = \"2 weeks\", from = \"2026-01-01\"");
    let odd = group("odd", "\"thu\"", 90, ", every = \"2 weeks\", from = \"2026-01-08\"");
    let found = findings("", &(even + &odd + &owed("groups", "times", "1", "")));
    assert!(!codes(&found).contains(&"dose-short"), "{found:#?}");
}

#[test]
fn sessions_at_the_same_time_count_once() {
    let text =
        group("a", "\"mon\"", 90, ", at = \"09:00\"") + &group("b", "\"mon\"", 90, ", at = \"10:00\"") + &owed("groups", "times", "2", "");
    let found = findings("zone = \"America/New_York\"", &text);
    assert_eq!(of(&found, "dose-short").value, Some(1));
}

#[test]
fn a_gap_of_two_days_cannot_be_kept_by_neighbouring_days() {
    let text = group("day", "[\"mon\", \"tue\", \"wed\"]", 90, "") + &owed("groups", "times", "3", "gap = \"2 days\"\n");
    let found = findings("", &text);
    assert_eq!(of(&found, "dose-short").value, Some(2));
}

#[test]
fn of_many_rooms_and_times_for_one_client_a_week_has_as_many_as_are_owed() {
    let rooms = "[[offering]]\nname = \"rooms\"\nkind = \"individual\"\nminutes = 50\nseats = { max = 1 }\nwhen = { days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"], at = [\"11:30\", \"12:30\"] }\n";
    let weekly = "[[obligation]]\nname = \"individual\"\ndo = \"individual\"\namount = 1\nper = \"week\"\n";
    let text = group("evening", "[\"mon\", \"tue\", \"wed\"]", 135, "") + rooms + weekly;
    let found = findings("zone = \"America/New_York\"\nrules = \"asam-2.1-adult\"", &text);
    let week = of(&found, "week-short");
    assert_eq!(week.value, Some(405 + 50));
    assert!(
        week.message.contains("3 × 135 = 405 min") && week.message.contains("455 min (7 h 35 min) with individual sessions"),
        "{}",
        week.message
    );
}

#[test]
fn what_is_optional_is_not_expected_and_counts_towards_what_can_be_had() {
    let optional = "[[offering]]\nname = \"yoga\"\nkind = \"group\"\nminutes = 60\nwhen = { days = \"fri\" }\noptional = true\n";
    let text = group("day", "[\"mon\", \"tue\", \"wed\"]", 170, "") + optional;
    let found = findings("rules = \"asam-2.1-adult\"", &text);
    assert_eq!(of(&found, "week-least-short").value, Some(510));
    assert!(!codes(&found).contains(&"week-short"));
}

#[test]
fn what_only_some_clients_owe_does_not_clash_with_what_all_owe() {
    let text = group("day", "[\"mon\", \"tue\"]", 90, "")
        + &owed("few", "times", "{ min = 1, max = 1 }", "for = { goals = \"all\" }\n")
        + &owed("all", "times", "{ min = 2 }", "");
    assert!(!codes(&findings("", &text)).contains(&"doses-clash"));
}

#[test]
fn obligations_that_exclude_each_other_are_named_and_the_innocent_are_not() {
    let text = group("day", "[\"mon\", \"tue\", \"wed\"]", 120, "")
        + &owed("hours", "minutes", "{ min = 360 }", "")
        + &owed("days", "days", "{ min = 1, max = 2 }", "")
        + &owed("some", "times", "{ min = 1 }", "");
    let found = findings("", &text);
    let clash = &of(&found, "doses-clash").message;
    assert!(clash.contains("`hours`") && clash.contains("`days`") && !clash.contains("`some`"), "{clash}");
}

#[test]
fn minutes_owed_each_day_are_judged_by_the_day() {
    let daily = "[[obligation]]\nname = \"three-hours\"\ndo = \"group\"\nunit = \"minutes\"\namount = { min = 180 }\nper = \"day\"\n";
    let found = findings("", &(group("day", "[\"mon\", \"tue\"]", 135, "") + daily));
    assert_eq!((of(&found, "day-short").value, of(&found, "day-short").rule.as_deref()), (Some(135), Some("three-hours")));
}

#[test]
fn a_taper_in_a_stage_of_its_own_level_is_a_step_that_is_said() {
    let stages = "[[stage]]\nname = \"iop\"\n[[stage]]\nname = \"outpatient\"\nafter = \"iop\"\nlevel_of_care = \"1.5\"\n";
    let text = stages.to_owned()
        + &group("day", "[\"mon\", \"tue\", \"wed\"]", 180, "")
        + &owed("more", "times", "3", "in = \"iop\"\n")
        + &owed("fewer", "times", "1", "in = \"outpatient\"\n");
    let found = findings("level_of_care = \"2.1\"\nrules = \"asam-2.1-adult\"", &text);
    assert!(!codes(&found).contains(&"level-crossed"), "{found:#?}");
    assert_eq!(of(&found, "other-level").phase.as_deref(), Some("outpatient"));
}

#[test]
fn adolescents_are_read_against_six_hours_and_adults_against_nine() {
    let text = group("day", "[\"mon\", \"tue\", \"wed\"]", 130, "");
    let found = findings("rules = [\"asam-2.1-adolescent\", \"asam-2.1-adult\"]", &text);
    assert_eq!(of(&found, "week-fits").rule.as_deref(), Some("asam-2.1-adolescent"));
    assert_eq!(of(&found, "week-short").rule.as_deref(), Some("asam-2.1-adult"));
}

#[test]
fn a_rule_that_did_not_hold_yet_is_not_read_against_an_older_version() {
    let text = group("day", "\"mon\"", 90, "");
    let old = findings("rules = \"medicare-iop\"\nholds_from = \"2020-01-01\"\nuntil = \"2023-12-31\"", &text);
    assert!(!codes(&old).contains(&"week-short"), "{old:#?}");
    let new = findings("rules = \"medicare-iop\"\nholds_from = \"2020-01-01\"", &text);
    assert!(codes(&new).contains(&"week-short"));
}

#[test]
fn three_to_five_times_a_week_are_three_at_the_least() {
    let text = "[[offering]]\nname = \"day\"\nkind = \"group\"\nminutes = 170\nwhen = { times = { min = 3, max = 5 }, per = \"week\" }\n";
    let found = findings("rules = \"asam-2.1-adult\"", text);
    assert_eq!(of(&found, "week-least-short").value, Some(510));
}

#[test]
fn a_neighbouring_tracks_session_on_a_free_day_is_the_cheapest_mend() {
    let tracks = "[[track]]\nname = \"am\"\n[[track]]\nname = \"pm\"\n";
    let am = "[[offering]]\nname = \"am\"\nkind = \"group\"\ntrack = \"am\"\nminutes = 180\nwhen = { days = [\"mon\", \"tue\", \"fri\"], at = \"09:00\" }\n";
    let pm = "[[offering]]\nname = \"pm\"\nkind = \"group\"\ntrack = \"pm\"\nminutes = 180\nwhen = { days = [\"mon\", \"tue\"], at = \"17:00\" }\n";
    let found = findings("zone = \"America/New_York\"\nrules = \"asam-2.1-adult\"", &format!("{tracks}{am}{pm}"));
    let week = of(&found, "week-short");
    assert_eq!((week.track.as_deref(), week.value), (Some("pm"), Some(360)));
    assert!(week.mend.as_deref().unwrap().starts_with("one of am's sessions each week: Friday 09:00"), "{week:?}");
}

#[test]
fn coverage_is_followed_from_every_week_in_which_a_client_may_start() {
    let taught = "[[offering]]\nname = \"day\"\nkind = \"group\"\ncurriculum = \"c\"\nwhen = { days = [\"mon\", \"tue\", \"wed\"] }\n[[stage]]\nname = \"iop\"\ntime = \"6 weeks\"\n[[curriculum]]\nname = \"c\"\norder = \"rotating\"\ntopics = [\"A\", \"B\", \"C\", \"D\"]\n";
    // three of three sessions on four topics: the fourth comes in the second week
    let all = findings("", taught);
    assert_eq!((of(&all, "coverage").value, of(&all, "coverage").unit), (Some(2), Some("weeks")));
    // two of three: whoever misses the same session each week still meets every topic, later
    let some = findings("", &format!("{taught}{}", owed("groups", "times", "2", "")));
    assert!(of(&some, "coverage").message.contains("week 2 at best and week 3 at worst"), "{some:#?}");
}
