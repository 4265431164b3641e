//! Renaming.

use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::with_ana;

#[test]
fn a_client_is_found_by_their_new_name_at_once() {
    each_engine(|db| {
        let (_, ana, mut intake) = with_ana(db, Role::IntakeCoordinator);
        assert!(intake.get("/clients?q=lucy").says(&ana.home()));
        assert!(intake.get(&format!("{}/name", ana.home())).says("value=\"Lucy\""));
        let done = intake.post(&format!("{}/name", ana.home()), &[("name", "Ana Reyes"), ("preferred", "")]);
        assert_eq!(done.location(), format!("{}?done=renamed", ana.home()), "{}", done.text);
        assert!(intake.get("/clients?q=reyes").says(&ana.home()));
        assert!(!intake.get("/clients?q=lucy").says(&ana.home()));
        assert!(intake.get(&ana.home()).says("Ana Reyes"));
    });
}

#[test]
fn two_who_rename_at_once_see_both_names() {
    each_engine(|db| {
        let (clinic, ana, mut one) = with_ana(db, Role::IntakeCoordinator);
        let mut two = clinic.browser(Role::ProgramDirector);
        let address = format!("{}/name", ana.home());
        one.get(&address);
        two.get(&address);
        assert_eq!(one.post(&address, &[("name", "Ana Reyes"), ("preferred", "")]).status, 303);
        let late = two.post(&address, &[("name", "Ana Torres-Reyes"), ("preferred", "Lucy")]);
        assert!(late.status == 409 && late.says("Ana Reyes") && late.says("Ana Torres-Reyes"), "{}", late.text);
        assert_eq!(clinic.browser(Role::Nurse).get(&address).status, 404);
    });
}
