//! Turns of a course, in the browser.

use footbridge_care::course::Course;
use footbridge_care::facts::holding;
use footbridge_db::DbError;
use footbridge_kit::testing::TestClinic;
use footbridge_ledger::Ledger;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::{Case, MONDAY, count, with_ana};

fn course(clinic: &TestClinic, case: &Case) -> Course {
    let ledger = Ledger::new(clinic.organization, clinic.kit.keys());
    let facts = clinic.db().read(|tx| ledger.facts(tx, &[case.enrolment])).map_err(|error: DbError| error).unwrap();
    Course::of(&holding(&facts[&case.enrolment], clinic.now()))
}

#[test]
fn a_client_changes_track_with_its_week_in_sight() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let page = director.get(&ana.at("track"));
        assert!(page.says("Evening") && page.says("sessions") && page.says("keeps clients on the track"), "{}", page.text);
        let done = director.post(&ana.at("track"), &[("track", "evening"), ("on", "2026-11-24")]);
        assert_eq!(done.location(), format!("{}?done=track-changed", ana.home()), "{}", done.text);
        let course = course(&clinic, &ana);
        assert_eq!(course.on(MONDAY).track.as_deref(), Some("morning"));
        assert_eq!(course.on("2026-11-24".parse().unwrap()).track.as_deref(), Some("evening"));
        assert!(director.get(&ana.home()).says("Changed track to Evening"));
    });
}

#[test]
fn a_form_sent_twice_is_one_turn() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        director.get(&ana.at("hold"));
        let fields = [("on", "2026-11-23"), ("reason", "In hospital")];
        let (first, again) = (director.post(&ana.at("hold"), &fields), director.post(&ana.at("hold"), &fields));
        assert_eq!((first.status, again.status), (303, 303));
        assert_eq!(count(&clinic, "SELECT count(*) FROM fact WHERE kind = 'course'"), 1);
    });
}

#[test]
fn a_course_changed_meanwhile_is_shown_beside_what_was_chosen() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let mut other = clinic.browser(Role::ProgramDirector);
        director.get(&ana.at("track"));
        other.get(&ana.at("stage"));
        assert_eq!(other.post(&ana.at("stage"), &[("stage", "format-2"), ("on", "2026-11-23")]).status, 303);
        let conflict = director.post(&ana.at("track"), &[("track", "evening"), ("on", "2026-11-23")]);
        assert_eq!(conflict.status, 409);
        assert!(conflict.says("Somebody else changed this course") && conflict.says("Second format"), "{}", conflict.text);
        assert!(conflict.says("value=\"evening\" checked"), "{}", conflict.text);
        assert_eq!(course(&clinic, &ana).on(MONDAY).track.as_deref(), Some("morning"));
    });
}

#[test]
fn aside_and_back() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        director.get(&ana.at("back"));
        assert_eq!(director.post(&ana.at("back"), &[("on", "2026-11-23")]).status, 422);
        director.get(&ana.at("hold"));
        assert_eq!(director.post(&ana.at("hold"), &[("on", "2026-11-20"), ("reason", "In hospital")]).status, 303);
        assert!(course(&clinic, &ana).on(MONDAY).aside);
        assert!(director.get(&ana.home()).says("On hold"));
        director.get(&ana.at("back"));
        assert_eq!(director.post(&ana.at("back"), &[("on", "2026-11-23")]).status, 303);
        assert!(!course(&clinic, &ana).on(MONDAY).aside);
    });
}

#[test]
fn an_own_week_is_chosen_from_the_slots_of_the_week() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let page = director.get(&ana.at("slots"));
        let slots: Vec<&str> =
            page.text.split("name=\"slot\" value=\"").skip(1).filter_map(|rest| rest.split_once('"').map(|(slot, _)| slot)).collect();
        assert!(slots.len() > 3, "{slots:?}");
        assert_eq!(director.post(&ana.at("slots"), &[("on", "2026-11-23")]).status, 422);
        assert_eq!(director.post(&ana.at("slots"), &[("on", "2026-11-23"), ("slot", "group@sun-03:00")]).status, 422);
        let done = director.post(&ana.at("slots"), &[("on", "2026-11-23"), ("slot", slots[0]), ("slot", slots[1])]);
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(course(&clinic, &ana).on(MONDAY).slots, [slots[0], slots[1]]);
    });
}

#[test]
fn a_discharge_shows_what_each_way_out_asks_and_keeps_the_reason() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let page = director.get(&ana.at("discharge"));
        assert!(page.says("Left before completing") && page.says("Decided by") && !page.says("value=\"complete\""), "{}", page.text);
        let missing = director.post(&ana.at("discharge"), &[("by", "leave"), ("on", "2026-11-23"), ("reason", "")]);
        assert_eq!(missing.status, 422);
        let early = director.post(&ana.at("discharge"), &[("by", "leave"), ("on", "2026-10-01"), ("reason", "Moved away")]);
        assert!(early.status == 422 && early.says("before the first day"));
        assert_eq!(director.post(&ana.at("discharge"), &[("by", "complete"), ("on", "2026-11-23"), ("reason", "x")]).status, 422);
        let done = director.post(&ana.at("discharge"), &[("by", "leave"), ("on", "2026-11-23"), ("reason", "Moved away")]);
        assert_eq!(done.status, 303, "{}", done.text);
        let page = director.get(&ana.home());
        assert!(page.says("Left before completing") && page.says("Moved away") && page.says("Earlier courses"), "{}", page.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM episode WHERE closed_on IS NULL"), 0);
        director.get(&ana.at("again"));
        assert_eq!(director.post(&ana.at("again"), &[("on", "2026-11-23")]).status, 303);
        assert_eq!(count(&clinic, "SELECT count(*) FROM episode WHERE closed_on IS NULL"), 1);
    });
}

#[test]
fn whoever_may_not_finds_nothing() {
    each_engine(|db| {
        let (clinic, ana, _) = with_ana(db, Role::ProgramDirector);
        let counselor = clinic.staff(Role::GroupCounselor);
        clinic.works_in(&counselor, crate::testing::PROGRAM);
        let mut counselor = clinic.browser_of(&counselor);
        let unknown = counselor.get("/clients/01920000-0000-7000-8000-000000000000");
        for part in ["track", "slots", "stage", "hold", "back", "discharge", "again"] {
            let refused = counselor.get(&ana.at(part));
            assert_eq!((refused.status, &refused.text), (404, &unknown.text), "{part}");
            assert_eq!(counselor.post(&ana.at(part), &[("on", "2026-11-23")]).status, 404, "{part}");
        }
        // a therapist moves those in whose care team they are, and nobody else
        let mut therapist = clinic.browser(Role::Therapist);
        assert_eq!(therapist.get(&ana.at("track")).status, 404);
        assert_eq!(count(&clinic, "SELECT count(*) FROM fact"), 1);
    });
}
