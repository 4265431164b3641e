//! Recording and correcting.

use footbridge_care::facts::Occurrence;
use footbridge_db::DbError;
use footbridge_kit::Failure;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;
use jiff::civil::date;

use super::{Correction, Recording, correct, record};
use crate::testing::{MONDAY, count, with_ana};

fn contact(minutes: u32) -> Occurrence {
    Occurrence { kind: "case-management".to_owned(), minutes, ..Occurrence::default() }
}

#[test]
fn what_occurred_is_recorded_in_two_taps_and_a_day() {
    each_engine(|db| {
        let (clinic, ana, mut manager) = with_ana(db, Role::CaseManager);
        assert!(manager.get(&ana.at("record")).says("kind=case-management"));
        assert!(manager.get(&ana.at("record?kind=case-management")).says("For Lucy"));
        let fields = [("kind", "case-management"), ("on", "2026-11-23"), ("minutes", "30"), ("evidence", "Called about work")];
        let done = manager.post(&ana.at("record"), &fields);
        assert_eq!(done.location(), format!("{}?done=recorded", ana.home()), "{}", done.text);
        assert_eq!(manager.post(&ana.at("record"), &fields).status, 303);
        assert_eq!(count(&clinic, "SELECT count(*) FROM fact WHERE kind = 'occurred'"), 1);
        let page = manager.get(&ana.home());
        assert!(page.says("Case management") && page.says("30 min") && page.says("Called about work"), "{}", page.text);
    });
}

#[test]
fn a_kind_says_what_it_can_be() {
    each_engine(|db| {
        let (_, ana, mut director) = with_ana(db, Role::ProgramDirector);
        director.get(&ana.at("record?kind=discharge-plan"));
        let none = director.post(&ana.at("record"), &[("kind", "discharge-plan"), ("on", "2026-11-23")]);
        assert!(none.status == 422 && none.says("This is needed"));
        let other = director.post(&ana.at("record"), &[("kind", "discharge-plan"), ("on", "2026-11-23"), ("outcome", "lost")]);
        assert_eq!(other.status, 422);
        let ahead = director.post(&ana.at("record"), &[("kind", "discharge-plan"), ("on", "2026-11-24"), ("outcome", "signed")]);
        assert!(ahead.status == 422 && ahead.says("has not come yet") && ahead.says("value=\"2026-11-24\""));
        let group = director.post(&ana.at("record"), &[("kind", "group"), ("on", "2026-11-23"), ("outcome", "present")]);
        assert_eq!(group.status, 422, "attendance is marked on a roster");
        let signed = director.post(&ana.at("record"), &[("kind", "discharge-plan"), ("on", "2026-11-23"), ("outcome", "signed")]);
        assert_eq!(signed.status, 303);
    });
}

#[test]
fn a_correction_takes_the_place_of_what_stood_and_both_are_shown() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let new = Recording { enrolment: ana.enrolment, on: MONDAY, at: None, what: contact(30) };
        let fact = clinic.operator().write(clinic.db(), |work| record(work, &new)).unwrap();
        let address = ana.at(&format!("facts/{fact}"));
        assert!(director.get(&address).says("Correct it"));
        let fields = [("how", "truly"), ("on", "2026-11-20"), ("minutes", "45")];
        assert_eq!(director.post(&address, &fields).status, 303);
        let page = director.get(&ana.home());
        assert!(page.says("45 min") && page.says("Corrects:") && page.says("30 min"), "{}", page.text);
        let chain = director.get(&address);
        assert!(chain.says("Stands") && chain.says("Replaced"));
        // the older form, sent late, is a conflict that shows both
        let late = director.post(&address, &[("how", "not"), ("reason", "Wrong client")]);
        assert!(late.status == 409 && late.says("45 min") && late.says("30 min") && late.says("Wrong client"), "{}", late.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM fact WHERE kind = 'occurred'"), 2);
    });
}

#[test]
fn what_did_not_happen_is_taken_back_with_a_reason() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let new = Recording { enrolment: ana.enrolment, on: MONDAY, at: None, what: contact(30) };
        let fact = clinic.operator().write(clinic.db(), |work| record(work, &new)).unwrap();
        let address = ana.at(&format!("facts/{fact}"));
        director.get(&address);
        assert_eq!(director.post(&address, &[("how", "not"), ("reason", "")]).status, 422);
        assert_eq!(director.post(&address, &[("how", "not"), ("reason", "Wrong client")]).status, 303);
        assert!(director.get(&ana.home()).says("Taken back"));
    });
}

#[test]
fn facts_are_of_their_own_course_and_within_reach() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let ben = crate::testing::enrolled(&clinic, "Ben Okafor", None);
        let new = Recording { enrolment: ana.enrolment, on: MONDAY, at: None, what: contact(30) };
        let fact = clinic.operator().write(clinic.db(), |work| record(work, &new)).unwrap();
        assert_eq!(director.get(&ben.at(&format!("facts/{fact}"))).status, 404);
        let theirs = Correction { enrolment: ben.enrolment, fact, on: date(2026, 11, 20), truly: Ok(contact(1)) };
        assert!(matches!(clinic.operator().write(clinic.db(), |work| correct(work, &theirs)), Err(Failure::Conflict(_))));
        let manager = clinic.staff(Role::ResidentManager);
        let refused = clinic.act(&manager).write(clinic.db(), |work| record(work, &new));
        assert!(matches!(refused, Err(Failure::Hidden)));
        let gone = Recording { enrolment: footbridge_care::ids::EnrolmentId::from_parts(9, [9; 10]), ..new.clone() };
        assert!(matches!(clinic.operator().write(clinic.db(), |work| record(work, &gone)), Err(Failure::Hidden)));
        let plain: i64 = clinic
            .db()
            .read(|tx| tx.sql("SELECT count(*) FROM fact WHERE CAST(payload AS TEXT) LIKE '%case-management%'").one())
            .map_err(|error: DbError| error)
            .unwrap_or(0);
        assert_eq!(plain, 0, "payloads are sealed");
    });
}
