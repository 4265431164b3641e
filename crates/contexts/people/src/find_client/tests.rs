//! Finding a client.

use footbridge_policy::{Grant, Role};
use footbridge_testkit::each_engine;

use crate::testing::{PROGRAM, admitted, clinic, enrolled, with_ana};

#[test]
fn a_client_is_found_by_name_preferred_name_and_initials() {
    each_engine(|db| {
        let (_, ana, mut intake) = with_ana(db, Role::IntakeCoordinator);
        for asked in ["torres", "ana+lu", "Lucy", "lt", "AT", "lucia"] {
            let page = intake.get(&format!("/clients?q={asked}"));
            assert!(page.status == 200 && page.says(&ana.home()), "{asked}: {}", page.text);
        }
        assert!(intake.get("/clients?q=zz").says("Nobody by that name"));
    });
}

#[test]
fn the_fragment_under_the_box_is_only_the_list() {
    each_engine(|db| {
        let (clinic, ana, mut intake) = with_ana(db, Role::IntakeCoordinator);
        let part = intake.get("/clients?q=tor&part=results");
        assert!(part.says(&ana.home()) && part.says("Lucy") && !part.says("<html"), "{}", part.text);
        assert!(clinic.audit().iter().any(|entry| entry == "read search_clients client"), "{:?}", clinic.audit());
    });
}

#[test]
fn a_name_that_was_added_or_changed_is_found_at_once() {
    each_engine(|db| {
        let (clinic, _, mut intake) = with_ana(db, Role::IntakeCoordinator);
        assert!(intake.get("/clients?q=ben").says("Nobody by that name"));
        let ben = admitted(&clinic, "Ben Okafor", None);
        let page = intake.get("/clients?q=ben");
        assert!(page.says(&ben.client.to_string()) && page.says("Not enrolled"), "{}", page.text);
    });
}

#[test]
fn nobody_is_found_out_of_reach() {
    each_engine(|db| {
        let (clinic, ana, _) = with_ana(db, Role::IntakeCoordinator);
        let counselor = clinic.staff(Role::GroupCounselor);
        let mut elsewhere = clinic.browser_of(&counselor);
        assert!(elsewhere.get("/clients?q=torres").says("Nobody by that name"));
        assert!(!elsewhere.get("/clients").says(&ana.home()));
        clinic.works_in(&counselor, PROGRAM);
        assert!(elsewhere.get("/clients?q=torres").says(&ana.home()));
        clinic.grant(&counselor, vec![Grant::at(Role::PrivacyOfficer, clinic.site)]);
        assert_eq!(elsewhere.get("/clients?q=torres").status, 404);
    });
}

#[test]
fn the_list_says_how_the_week_stands_and_narrows() {
    each_engine(|db| {
        let clinic = clinic(db);
        enrolled(&clinic, "Ana Torres", None);
        enrolled(&clinic, "Ben Okafor", None);
        admitted(&clinic, "Cleo Marsh", None);
        let mut director = clinic.browser(Role::ProgramDirector);
        let page = director.get("/clients");
        let at = |name: &str| page.text.find(name).unwrap();
        assert!(at("Cleo Marsh") < at("Ben Okafor") && at("Ben Okafor") < at("Ana Torres"), "by family name");
        assert!(page.says("Morning") && page.says("Not enrolled") && page.says("3 clients in care"), "{}", page.text);
        assert!(director.get("/clients?track=evening").says("Nobody in this program and track"));
        assert!(!director.get("/clients?program=blue-heart-iop").says("Cleo"));
    });
}

#[test]
fn an_empty_clinic_says_so() {
    each_engine(|db| {
        let clinic = clinic(db);
        assert!(clinic.browser(Role::ProgramDirector).get("/clients").says("Nobody is in care here yet"));
    });
}
