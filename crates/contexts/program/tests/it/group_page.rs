//! The page of a group, in a browser.

use footbridge_kit::testing::Browser;
use footbridge_policy::Role;
use footbridge_program::{
    assign_facilitator::{Assign, For, assign_facilitator},
    module,
};
use footbridge_testkit::each_engine;

use crate::{
    looking::keep,
    world::{Enrolled, World},
};

const NAMES: [&str; 12] = [
    "Ana Ruiz",
    "Ben Osei",
    "Cleo Ortiz",
    "Dev Patel",
    "Eli Stone",
    "Fay Wong",
    "Gus Nilsson",
    "Hana Sato",
    "Ivo Marek",
    "Jo Adeyemi",
    "Kim Berg",
    "Lee Tran",
];

fn open(test: impl Fn(&World, &[Enrolled])) {
    each_engine(|db| {
        let world = World::open(db, vec![footbridge_kit::today::module(), module()]);
        let all: Vec<Enrolled> = NAMES.iter().map(|name| world.enrol(name, "morning")).collect();
        world.enrol("Eve Lund", "evening");
        let assign = Assign { session: world.monday(), staff: Some(World::id(&world.counselor)), until: For::Onwards, seen: None };
        world.director(|work| assign_facilitator(work, &assign)).unwrap();
        world.at("2026-11-23T14:20:00Z");
        test(&world, &all);
    });
}

fn page(world: &World) -> (Browser, String) {
    (world.clinic.browser_of(&world.counselor), format!("/sessions/{}", world.monday()))
}

/// Presses a button of a client's row, as a browser without scripts would.
fn tap(browser: &mut Browser, path: &str, (who, fields): (Enrolled, &[(&str, &str)])) -> footbridge_kit::testing::Answer {
    let action = format!("{path}/marks/{}", who.enrolment);
    let page = browser.get(path).text;
    let form = page.split("<form").find(|form| form.contains(&action)).unwrap_or_default();
    let hidden = |name: &str| {
        form.split_once(&format!("name=\"{name}\" value=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value.to_owned())
    };
    let carried = ["csrf", "request_id", "version"].into_iter().filter_map(|name| Some((name.to_owned(), hidden(name)?)));
    let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let pairs: Vec<(String, String)> = carried.chain(typed).collect();
    browser.post_exactly(&action, &pairs)
}

#[test]
fn twelve_clients_take_one_tap_for_each_exception_and_one_for_the_rest() {
    open(|world, all| {
        let (mut browser, path) = page(world);
        let fresh = browser.get(&path);
        assert_eq!(fresh.status, 200);
        assert!(fresh.says("12 still expected") && fresh.says("Ana R.") && fresh.says("The rest are here (12)"), "{}", fresh.text);
        keep(&mut browser, "group-fresh", &fresh.text);
        assert_eq!(tap(&mut browser, &path, (all[0], &[("mark", "late")])).status, 303);
        let back = tap(&mut browser, &path, (all[1], &[("mark", "absent")])).location().to_owned();
        assert!(back.starts_with(&path) && back.contains("#row-"));
        tap(&mut browser, &path, (all[2], &[("mark", "excused")]));
        tap(&mut browser, &path, (all[3], &[("mark", "video")]));
        tap(&mut browser, &path, (all[0], &[("mark", "late"), ("minutes", "12")]));
        let marked = browser.get(&path);
        assert!(marked.says("Late, 12 min") && marked.says("The rest are here (8)"), "{}", marked.text);
        keep(&mut browser, "group-marked", &marked.text);
        let confirmed = browser.post(&format!("{path}/confirm"), &[("mark", "rest")]);
        assert!(confirmed.location().ends_with("done=roster-confirmed"), "{}", confirmed.text);
        let after = browser.get(confirmed.location());
        assert!(after.says("Confirmed by") && after.says("10 of 12 came."), "{}", after.text);
        keep(&mut browser, "group-confirmed", &after.text);
        assert_eq!(world.earned(all[0]), [("late".to_owned(), 123)]);
        assert_eq!(world.earned(all[11]), [("present".to_owned(), 135)]);
        assert!(world.clinic.audit().iter().any(|line| line.starts_with("read see_roster_presence")));
    });
}

#[test]
fn a_double_tap_is_one_act_and_a_stale_row_shows_both() {
    open(|world, all| {
        let (mut browser, path) = page(world);
        browser.get(&path);
        let form = |request: &str, version: &str, mark: &str, browser: &Browser| {
            [
                ("csrf", browser.hidden("csrf").unwrap()),
                ("request_id", request.to_owned()),
                ("version", version.to_owned()),
                ("mark", mark.to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
        };
        let action = format!("{path}/marks/{}", all[0].enrolment);
        let request = "01920000-0000-7000-8000-00000000000a";
        let first = browser.post_exactly(&action, &form(request, "0", "late", &browser));
        let again = browser.post_exactly(&action, &form(request, "0", "late", &browser));
        assert_eq!((first.status, first.location()), (303, again.location()));
        let other = "01920000-0000-7000-8000-00000000000b";
        let stale = browser.post_exactly(&action, &form(other, "0", "absent", &browser));
        assert_eq!(stale.status, 409);
        assert!(stale.says("Somebody changed this") && stale.says("Late, 20 min"), "{}", stale.text);
    });
}

#[test]
fn somebody_is_added_and_taken_off_by_form_and_a_topic_is_taught() {
    open(|world, all| {
        let (mut browser, path) = page(world);
        let fresh = browser.get(&path);
        assert!(fresh.says("Eve L.") && fresh.says("Proposed: Social skills. 12 of 12 still need it."), "{}", fresh.text);
        let eve =
            fresh.text.split("<option value=\"").find(|option| option.contains("Eve L.")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(browser.post(&format!("{path}/visitors"), &[("enrolment", &eve)]).status, 422, "twelve seats are twelve seats");
        assert!(browser.get(&path).says("Take off"));
        browser.post(&format!("{path}/off/{}", all[0].enrolment), &[("reason", "Wrong client")]);
        browser.get(&path);
        assert_eq!(browser.post(&format!("{path}/visitors"), &[("enrolment", &eve)]).status, 303);
        let visited = browser.get(&path);
        assert!(visited.says("Visits") && !visited.says("id=\"row-gone\""));
        browser.post(&format!("{path}/topic"), &[("block", "0"), ("topic", "stages-of-change")]);
        assert!(browser.get(&path).says("<strong>Stages of change</strong>"));
    });
}

#[test]
fn those_without_the_right_see_no_roster_and_those_without_leave_no_buttons() {
    open(|world, _| {
        let path = format!("/sessions/{}", world.monday());
        assert_eq!(world.clinic.browser(Role::PeerAdvocate).get(&path).status, 404);
        let nurse = world.clinic.browser(Role::Nurse).get(&path);
        assert_eq!(nurse.status, 200);
        assert!(!nurse.says("aria-pressed") && !nurse.says("The rest are here"));
    });
}
