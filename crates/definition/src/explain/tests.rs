use super::*;
use crate::read::read_program;

fn explained(text: &str) -> String {
    let text = format!("[program]\nid = \"p\"\nname = \"P\"\n{text}");
    program(&read_program(text.as_bytes()).unwrap().0).text()
}

fn said(json: serde_json::Value) -> String {
    when(&serde_json::from_value(json).unwrap())
}

fn clause(json: serde_json::Value) -> String {
    condition(&serde_json::from_value(json).unwrap())
}

fn owed(json: serde_json::Value) -> String {
    obligation(&serde_json::from_value(json).unwrap())
}

use serde_json::json;

#[test]
fn a_rhythm_is_said_as_people_say_it() {
    assert_eq!(said(json!({ "days": ["mon", "wed"], "at": "09:00" })), "on Mondays and Wednesdays at 09:00");
    assert_eq!(said(json!({ "days": "tue", "every": "2 weeks", "from": "2026-03-03" })), "every other week on Tuesdays, from 3 March 2026");
    assert_eq!(said(json!({ "days": "fri", "nth": -1 })), "on the last Friday of the month");
    assert_eq!(said(json!({ "days": "sat", "nth": [1, 3], "at": "10:00" })), "on the 1st and 3rd Saturday of the month at 10:00");
    assert_eq!(said(json!({ "day_of_month": 15 })), "on the 15th of the month");
    assert_eq!(said(json!({ "times": { "min": 3, "max": 5, "usual": 4 }, "per": "week" })), "3 to 5 times a week, usually 4");
    assert_eq!(
        said(json!({ "after": "enrolment", "offset": "30 days", "every": "30 days" })),
        "30 days after enrolment, and again every 30 days"
    );
    assert_eq!(said(json!({ "after": "stage:phase-2.end", "before": "2 weeks" })), "2 weeks before the end of “Phase 2”");
    assert_eq!(said(json!({ "random": { "min": 1, "max": 2 }, "per": "week" })), "at random, 1 to 2 times a week");
    assert_eq!(said(json!({ "arranged": true })), "by arrangement");
}

#[test]
fn a_condition_is_a_clause() {
    assert_eq!(clause(json!({ "counter": "sober-days", "at_least": 30 })), "“Sober days” is at least 30");
    assert_eq!(clause(json!({ "time": "stage.start", "elapsed": "4 weeks" })), "4 weeks have passed since the start of the stage");
    assert_eq!(clause(json!({ "has": "plan.signed", "within": "90 days" })), "there is plan (signed) in the last 90 days");
    assert_eq!(
        clause(json!({ "has": "urine.positive", "at_most": 0, "within": "30 days" })),
        "there is no urine (positive) in the last 30 days"
    );
    assert_eq!(
        clause(json!({ "is": { "age": ">= 18", "housing": ["home", "sober-living"] } })),
        "age is at least 18, and housing is home or sober living"
    );
    assert_eq!(
        clause(json!({ "any": ["a", { "stage": "one" }], "not": "b" })),
        "either “A” holds, or the client is in “One”, and “B” does not hold"
    );
    assert_eq!(
        clause(json!({ "attested": { "what": "refusal-skills", "by": ["therapist", "counselor"] } })),
        "a therapist or a counselor attests “refusal skills”"
    );
    assert_eq!(clause(json!({ "obligations": "all", "windows": 4 })), "everything that is owed is met 4 times running");
}

#[test]
fn an_obligation_says_who_owes_what_how_much_and_by_when() {
    assert_eq!(
        owed(json!({ "name": "attend", "do": "group", "amount": 540, "unit": "minutes", "per": "week", "strength": "expectation" })),
        "Attend: the client is expected to do group, 9 h a week."
    );
    assert_eq!(
        owed(
            json!({ "name": "review", "who": { "role": "therapist" }, "do": "plan-review", "due": { "within": "14 days", "of": "enrolment", "every": "90 days" } })
        ),
        "Review: a therapist must do plan review, within 14 days of enrolment, and again every 90 days."
    );
    assert_eq!(
        owed(
            json!({ "name": "taper", "do": "meeting", "amount": { "min": 2, "max": 3 }, "per": "week", "steps": [{ "from": "8 weeks", "amount": 1 }] })
        ),
        "Taper: the client must do meeting, 2 to 3 times a week. From 8 weeks on: once a week."
    );
    assert_eq!(owed(json!({ "name": "house", "do": "rule-broken", "amount": { "max": 0 } })), "House: there must be no rule broken.");
}

#[test]
fn a_stage_says_what_is_different_in_it() {
    let text = explained(
        "[[stage]]\nname = \"one\"\n[[stage]]\nname = \"two\"\nafter = \"one\"\nset = { \"obligation.attend.amount\" = 2 }\n\
         [[kind]]\nname = \"group\"\nfamily = \"session\"\n[[obligation]]\nname = \"attend\"\ndo = \"group\"\namount = 4\nper = \"week\"\n",
    );
    assert!(text.contains("Attend: the client must come to group, 4 times a week."), "{text}");
    assert!(text.contains("Here: Attend: the client must come to group, twice a week."), "{text}");
}

#[test]
fn what_each_track_offers_stands_under_its_name() {
    let text = explained(
        "[[track]]\nname = \"morning\"\n[[track]]\nname = \"evening\"\nset = { \"offering.group.when\" = { days = [\"mon\"], at = \"17:00\" } }\n\
         [[offering]]\nname = \"group\"\nminutes = 90\nwhen = { days = [\"mon\"], at = \"09:00\" }\n[[offering]]\nname = \"family\"\nminutes = 60\n",
    );
    assert!(text.contains("Group: on Mondays at 09:00, 1 h 30 min."), "{text}");
    assert!(text.contains("Group: on Mondays at 17:00, 1 h 30 min."), "{text}");
    assert!(text.contains("Family: at times that a timetable says, 1 h."), "{text}");
}

#[test]
fn a_circle_of_conditions_is_said_and_ends() {
    let definition = read_program(
        b"[program]\nid = \"p\"\nname = \"P\"\n[[condition]]\nname = \"a\"\nnot = \"b\"\n[[condition]]\nname = \"b\"\nnot = \"a\"\n[[stage]]\nname = \"s\"\nexit = \"a\"\n",
    );
    assert!(program(&definition.unwrap().0).text().contains("not hold"));
}

#[test]
fn money_moves_and_responses_are_told() {
    let text = explained(
        "[[kind]]\nname = \"urine\"\nfamily = \"test\"\n[kind.outcomes.negative]\n\
         [[counter]]\nname = \"negatives\"\ncounts = \"urine.negative\"\nrun = { of = \"occasions\", resets = \"urine.positive\" }\n\
         [[ledger]]\nname = \"prizes\"\nunit = \"cents\"\nentries = [{ name = \"negative\", on = \"urine.negative\", credit = 200, rising = { with = \"negatives\", step = 100, cap = 1000 } }]\n\
         [[move]]\nname = \"discharge-for-use\"\nkind = \"out\"\nallowed = false\n\
         [[response]]\nname = \"positive\"\non = \"urine.positive\"\nnth = 2\nand_after = true\ntasks = [{ role = \"therapist\", do = \"Review the plan\", due = \"2 days\" }]\n",
    );
    for part in [
        "Negative: 2.00 earned for urine (negative), rising by 1.00 with “Negatives”, up to 10.00.",
        "Discharge for use: this is ruled out.",
        "When there is urine (positive), the 2nd time and every time after.",
        "A therapist is asked: review the plan, within 2 days.",
    ] {
        assert!(text.contains(part), "`{part}` in\n{text}");
    }
}
