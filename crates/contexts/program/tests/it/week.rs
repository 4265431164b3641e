//! The week and its changes, in a browser.

use footbridge_policy::Role;
use footbridge_program::module;
use footbridge_testkit::each_engine;

use crate::{looking::keep, world::World};

fn open(test: impl Fn(&World)) {
    each_engine(|db| {
        let world = World::open(db, vec![footbridge_kit::today::module(), module()]);
        for name in ["Ana Ruiz", "Ben Osei"] {
            world.enrol(name, "morning");
        }
        world.at("2026-11-22T18:00:00Z");
        test(&world);
    });
}

#[test]
fn the_week_shows_rooms_gaps_and_closed_days_and_can_be_narrowed() {
    open(|world| {
        let mut browser = world.clinic.browser_of(&world.director);
        let week = browser.get("/week?day=2026-11-25");
        assert!(
            week.says("Morning group") && week.says("Evening group") && week.says("Group room") && week.says("2 clients"),
            "{}",
            week.text
        );
        assert!(week.says("Closed: Thanksgiving") && week.says("No facilitator") && week.says("are not booked"), "{}", week.text);
        keep(&mut browser, "week", &week.text);
        let evening = browser.get("/week?day=2026-11-25&track=evening");
        assert!(!evening.says("Morning group") && evening.says("Evening group"));
        assert!(browser.get("/week?day=2026-11-25&all=yes").says("Individual therapy"));
        assert_eq!(browser.get("/week?site=01920000-0000-7000-8000-000000000000").status, 404);
        assert_eq!(world.clinic.browser(Role::PrivacyOfficer).get("/week").status, 404);
    });
}

#[test]
fn before_a_session_is_cancelled_it_says_whose_week_breaks_and_keeps_nothing() {
    open(|world| {
        let mut browser = world.clinic.browser_of(&world.director);
        let path = format!("/sessions/{}", world.session("morning-group@mon-09:00", "2026-11-30").row.id);
        let change = browser.get(&format!("{path}/change"));
        assert_eq!(change.status, 200, "{}", change.text);
        keep(&mut browser, "change", &change.text);
        let empty = browser.post(&format!("{path}/cancel"), &[("reason", " ")]);
        assert!(empty.status == 422 && empty.says("This is needed."));
        let asked = browser.post(&format!("{path}/cancel"), &[("reason", "Snow")]);
        assert!(asked.status == 200 && asked.says("Cancel this session?") && asked.says("Ana R."), "{} {}", asked.status, asked.text);
        keep(&mut browser, "cancel", &asked.text);
        assert!(browser.get(&path).says("2 clients"), "asking changed nothing");
        browser.get(&format!("{path}/change"));
        let done = browser.post(&format!("{path}/cancel"), &[("reason", "Snow"), ("confirmed", "yes")]);
        assert!(done.location().ends_with("done=session-cancelled"), "{}", done.text);
        assert!(browser.get(&path).says("Snow. It is nobody&#39;s absence.") || browser.get(&path).says("Snow. It is nobody's absence."));
    });
}

#[test]
fn a_move_onto_a_taken_room_is_refused_with_what_was_typed_and_one_to_a_free_hour_is_done() {
    open(|world| {
        let mut browser = world.clinic.browser_of(&world.director);
        let meeting = world.session("morning-group@mon-09:00", "2026-11-30");
        let (path, room) = (format!("/sessions/{}", meeting.row.id), meeting.row.room_id.unwrap().to_string());
        browser.get(&format!("{path}/change"));
        let taken = browser.post(&format!("{path}/move"), &[("date", "2026-11-30"), ("starts", "17:30"), ("room", &room)]);
        assert!(
            taken.status == 422 && taken.says("The room is taken then, by Evening group.") && taken.says("value=\"17:30\""),
            "{}",
            taken.text
        );
        browser.get(&format!("{path}/change"));
        let asked = browser.post(&format!("{path}/move"), &[("date", "2026-11-30"), ("starts", "13:00"), ("room", &room)]);
        assert!(asked.says("Move this session to Mon, Nov 30, 1:00 pm?") && asked.says("week breaks by it"), "{}", asked.text);
        browser.get(&format!("{path}/change"));
        let done =
            browser.post(&format!("{path}/move"), &[("date", "2026-11-30"), ("starts", "13:00"), ("room", &room), ("confirmed", "yes")]);
        assert!(done.location().ends_with("done=session-moved"));
        assert_eq!(world.session("morning-group@mon-09:00", "2026-11-30").start().hour(), 13);
    });
}

#[test]
fn who_leads_is_chosen_among_those_who_can() {
    open(|world| {
        let therapist = world.clinic.staff(Role::Therapist);
        let mut browser = world.clinic.browser_of(&world.director);
        let path = format!("/sessions/{}", world.monday());
        let change = browser.get(&format!("{path}/change"));
        assert!(change.says(&World::id(&world.counselor).to_string()) && change.says(&World::id(&therapist).to_string()));
        let staff = World::id(&world.counselor).to_string();
        let done = browser.post(&format!("{path}/facilitator"), &[("staff", &staff), ("until", "onwards")]);
        assert!(done.location().ends_with("done=facilitator-assigned"), "{}", done.text);
        assert!(
            !browser
                .get("/week?day=2026-11-30&track=morning")
                .text
                .split("Mon, Nov 30")
                .nth(2)
                .unwrap_or_default()
                .starts_with("No facilitator")
        );
    });
}
