use super::*;
use crate::model::{Definition, Set, Timetable};
use crate::value::Minutes;

const PROGRAM: &str = r#"
[program]
id = "example"
name = "Example"
zone = "America/Chicago"

[[stage]]
name = "one"
exit = { time = "stage.start", elapsed = "4 weeks" }

[[stage]]
name = "two"
after = "one"
set = { "obligation.attend.amount" = 3 }

[[stage]]
name = "hold"
aside = true

[[stage]]
name = "home"
beside = "one"

[[track]]
name = "evening"
set = { "offering.group.minutes" = 150 }

[[offering]]
name = "group"
kind = "session"
in = ["one", "two"]
minutes = { min = 120, usual = 180, max = 240 }
seats = { max = 12, min = 4 }

[[offering]]
name = "check-in"
kind = "contact"
in = "two"
minutes = 30

[[obligation]]
name = "attend"
do = "session"
amount = { min = 3, usual = 4, max = 5, open = "plan" }
per = "week"
"#;

fn program() -> Definition {
    toml::from_str(PROGRAM).unwrap()
}

fn timetable(text: &str) -> Timetable {
    toml::from_str(&format!("[timetable]\nprogram = \"example\"\n{text}")).unwrap()
}

fn amount(definition: &Definition) -> (Option<u32>, Option<u32>) {
    let amount = definition.obligation_named("attend").unwrap().amount.clone().unwrap();
    (amount.min, amount.max)
}

fn plan(path: &str, value: serde_json::Value) -> Set {
    [(path.to_owned(), value)].into_iter().collect()
}

#[test]
fn an_instance_takes_what_it_does_not_say_from_the_general_offering() {
    let site = timetable(
        "[[offering]]\nname = \"morning\"\nof = \"group\"\nminutes = 135\nwhen = { days = [\"mon\"], at = \"09:00\" }\nseats = { max = 10 }",
    );
    let merged = merge(&program(), &site).unwrap();
    let morning = merged.offering_named("morning").unwrap();
    assert_eq!(morning.kind.as_deref(), Some("session"));
    assert_eq!(morning.net_minutes(), Some((135, 135)));
    assert_eq!(morning.seats.as_ref().map(|seats| (seats.min, seats.max)), Some((Some(4), Some(10))));
    assert_eq!(&*morning.stages, ["one", "two"]);
}

#[test]
fn a_general_offering_with_an_instance_is_given_only_as_the_instance() {
    let site = timetable("[[offering]]\nname = \"morning\"\nof = \"group\"");
    let merged = merge(&program(), &site).unwrap();
    assert!(is_general(&merged, "group"));
    let names: Vec<&str> = offers_for(&merged, Some("two"), None).iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["check-in", "morning"]);
    assert!(effective(&merged, Some("one"), None, &Set::new()).offering_named("group").is_none());
}

#[test]
fn a_site_narrows_a_range_and_never_loosens_it() {
    let loose = timetable("[[offering]]\nname = \"group\"\nminutes = 90");
    let found = merge_at(&program(), &loose, &|path| {
        if path.starts_with("offering[0]") { 7 } else { 1 }
    })
    .unwrap_err();
    assert_eq!((found.len(), found[0].code, found[0].line), (1, "loosens", 7));
    assert!(found[0].message.contains("90") && found[0].message.contains("120 to 240"), "{}", found[0].message);
    let narrow = timetable("[[offering]]\nname = \"group\"\nminutes = { min = 150 }");
    let minutes = merge(&program(), &narrow).unwrap().offering_named("group").unwrap().minutes.clone().unwrap();
    assert_eq!((minutes.min, minutes.max), (Some(Minutes(150)), Some(Minutes(240))));
}

#[test]
fn blocks_that_do_not_fit_the_published_minutes_are_found() {
    let block = "[[offering]]\nname = \"group\"\nblocks = [{ minutes = 60 }, { minutes = 15, break = true }, { minutes = 45 }]";
    assert_eq!(merge(&program(), &timetable(block)).unwrap_err()[0].code, "loosens");
}

#[test]
fn a_client_in_a_stage_on_a_track_has_what_is_nearest() {
    let definition = program();
    assert_eq!(amount(&effective(&definition, Some("one"), None, &Set::new())), (Some(3), Some(5)));
    assert_eq!(amount(&effective(&definition, Some("two"), None, &Set::new())), (Some(3), Some(3)));
    let chosen = plan("obligation.attend.amount", 4.into());
    assert_eq!(amount(&effective(&definition, Some("one"), None, &chosen)), (Some(4), Some(4)));
    let evening = effective(&definition, Some("one"), Some("evening"), &Set::new());
    assert_eq!(evening.offering_named("group").unwrap().net_minutes(), Some((150, 150)));
    assert!(evening.offering_named("check-in").is_none());
}

#[test]
fn a_plan_that_loosens_changes_nothing_and_says_so() {
    let chosen = plan("obligation.attend.amount", 2.into());
    let (held, faults) = effective_or_faults(&program(), Some("one"), None, &chosen);
    assert_eq!(amount(&held), (Some(3), Some(5)));
    assert_eq!((faults.len(), faults[0].code), (1, "loosens"));
    assert_eq!(faults[0].at, "plan.obligation.attend.amount");
}

#[test]
fn a_single_value_is_replaced_by_a_nearer_one() {
    let chosen = plan("offering.check-in.minutes", "1 h".into());
    let held = effective(&program(), Some("two"), None, &chosen);
    assert_eq!(held.offering_named("check-in").unwrap().net_minutes(), Some((60, 60)));
}

#[test]
fn one_bound_of_a_range_may_be_set_by_a_further_dot() {
    let chosen = plan("obligation.attend.amount.min", 4.into());
    assert_eq!(amount(&effective(&program(), Some("one"), None, &chosen)), (Some(4), Some(5)));
    let seats = plan("offering.group.seats.max", 8.into());
    let held = effective(&program(), Some("one"), None, &seats);
    assert_eq!(held.offering_named("group").unwrap().seats.as_ref().unwrap().max, Some(8));
}

#[test]
fn a_value_that_does_not_exist_is_named_with_the_nearest_that_does() {
    let (_, faults) = effective_or_faults(&program(), None, None, &plan("obligation.atend.amount", 4.into()));
    assert_eq!(faults[0].mend.as_deref(), Some("did you mean `attend`?"));
    let (_, faults) = effective_or_faults(&program(), None, None, &plan("obligation.attend.amonut", 4.into()));
    assert_eq!(faults[0].code, "wrong-value");
    let (_, faults) = effective_or_faults(&program(), None, None, &plan("obligation", 4.into()));
    assert_eq!(faults[0].code, "no-such-value");
}

#[test]
fn values_written_as_nested_tables_say_the_same_as_quoted_paths() {
    let site = timetable("set.obligation.attend.amount = 4");
    assert_eq!(amount(&merge(&program(), &site).unwrap()), (Some(4), Some(4)));
}

#[test]
fn the_site_is_nearer_than_a_stage_or_a_track() {
    let site = timetable("set = { \"offering.group.minutes\" = 135 }");
    let merged = merge(&program(), &site).unwrap();
    let evening = effective(&merged, Some("one"), Some("evening"), &Set::new());
    assert_eq!(evening.offering_named("group").unwrap().net_minutes(), Some((135, 135)));
}

#[test]
fn a_stage_value_of_a_general_offering_reaches_its_instances() {
    let site = timetable("[[offering]]\nname = \"late\"\nof = \"group\"\n[[offering]]\nname = \"own\"\nof = \"group\"\nminutes = 150");
    let merged = merge(&program(), &site).unwrap();
    let held = effective(&merged, Some("one"), Some("evening"), &Set::new());
    assert_eq!(held.offering_named("late").unwrap().net_minutes(), Some((150, 150)));
    assert_eq!(held.offering_named("own").unwrap().net_minutes(), Some((150, 150)));
}

#[test]
fn a_timetable_of_another_program_is_refused() {
    let other: Timetable = toml::from_str("[timetable]\nprogram = \"other\"").unwrap();
    assert_eq!(merge(&program(), &other).unwrap_err()[0].code, "other-program");
}

#[test]
fn an_instance_of_nothing_and_a_circle_of_instances_are_found() {
    let nothing = timetable("[[offering]]\nname = \"a\"\nof = \"nobody\"");
    assert_eq!(merge(&program(), &nothing).unwrap_err()[0].code, "no-such-offering");
    let circle = timetable("[[offering]]\nname = \"a\"\nof = \"b\"\n[[offering]]\nname = \"b\"\nof = \"a\"");
    assert_eq!(merge(&program(), &circle).unwrap_err()[0].code, "circular-of");
}

#[test]
fn stages_come_in_the_order_in_which_clients_go_through_them() {
    let definition = program();
    let names: Vec<&str> = stages_in_order(&definition).iter().map(|stage| stage.name.as_str()).collect();
    assert_eq!(names, ["one", "two", "home", "hold"]);
}

#[test]
fn resolving_twice_changes_nothing() {
    let site = timetable("zone = \"America/Denver\"\n[[offering]]\nname = \"late\"\nof = \"group\"\nminutes = 180");
    let once = merge(&program(), &site).unwrap();
    assert_eq!(once.program.zone.as_deref(), Some("America/Denver"));
    let (twice, faults) = instances(&once);
    assert!(faults.is_empty());
    assert_eq!(once, twice);
}
