//! The page of a client.

use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::{PROGRAM, count, enrolled, with_ana};

#[test]
fn standing_comes_first_then_what_happened() {
    each_engine(|db| {
        let (_, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let page = director.get(&ana.home());
        assert_eq!(page.status, 200, "{}", page.text);
        let at = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("{text}: {}", page.text));
        assert!(at("Lucy (Ana Luc") < at("class=\"standings\"") && at("class=\"standings\"") < at("Enrolled in Blue Heart"));
        assert!(page.says("Week 4 of the program") && page.says("First format"), "{}", page.text);
        assert!(page.says(&ana.at("record")) && page.says(&ana.at("discharge")));
    });
}

#[test]
fn seeing_a_client_is_in_the_audit_and_somebody_else_finds_nothing() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        director.get(&ana.home());
        assert!(clinic.audit().iter().any(|entry| entry == "read see_client client"));
        for role in [Role::ResidentManager, Role::Administrator, Role::PrivacyOfficer, Role::GroupCounselor] {
            let mut other = clinic.browser(role);
            let missing = other.get("/clients/01920000-0000-7000-8000-000000000000");
            let refused = other.get(&ana.home());
            assert_eq!((refused.status, &refused.text), (404, &missing.text), "{role}");
        }
    });
}

#[test]
fn what_is_clinical_is_not_shown_to_whoever_may_not_see_it() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        director.get(&ana.at("hold"));
        assert_eq!(director.post(&ana.at("hold"), &[("on", "2026-11-20"), ("reason", "A return to use")]).status, 303);
        director.get(&ana.at("record?kind=return-to-use"));
        let recorded = director.post(&ana.at("record"), &[("kind", "return-to-use"), ("on", "2026-11-19")]);
        assert_eq!(recorded.status, 303, "{}", recorded.text);
        assert!(director.get(&ana.home()).says("Return to use"));
        let page = clinic.browser(Role::IntakeCoordinator).get(&ana.home());
        assert!(page.says("Put on hold") && !page.says("eturn to use"), "{}", page.text);
    });
}

#[test]
fn a_counselor_sees_those_of_their_program() {
    each_engine(|db| {
        let (clinic, ana, _) = with_ana(db, Role::ProgramDirector);
        let counselor = clinic.staff(Role::GroupCounselor);
        clinic.works_in(&counselor, PROGRAM);
        let page = clinic.browser_of(&counselor).get(&ana.home());
        assert!(page.status == 200 && !page.says(&ana.at("discharge")), "{}", page.text);
    });
}

#[test]
fn a_long_past_is_told_a_page_at_a_time() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        for day in 0..70 {
            let on = jiff::civil::date(2026, 9, 1).checked_add(jiff::ToSpan::days(day)).unwrap();
            let what = footbridge_care::facts::Occurrence { kind: "peer-support".to_owned(), minutes: 30, ..Default::default() };
            let new = crate::record_fact::Recording { enrolment: ana.enrolment, on, at: None, what };
            clinic.operator().write(clinic.db(), |work| crate::record_fact::record(work, &new)).unwrap();
        }
        let page = director.get(&ana.home());
        let (_, rest) = page.text.split_once("?before=").unwrap();
        let before: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let older = director.get(&format!("{}?before={before}", ana.home()));
        let entries = |text: &str| text.matches("class=\"entry\"").count();
        assert_eq!((entries(&page.text), entries(&older.text)), (30, 30));
        assert_eq!(count(&clinic, "SELECT count(*) FROM fact"), 71);
    });
}

#[test]
fn another_clients_page_is_another_page() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let ben = enrolled(&clinic, "Ben Okafor", None);
        let page = director.get(&ben.home());
        assert!(page.says("Ben Okafor") && !page.says("Torres") && !page.says(&ana.client.to_string()));
    });
}
