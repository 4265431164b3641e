//! Transfers.

use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::{PROGRAM, count, publish_as, with_ana};

#[test]
fn a_client_goes_on_to_another_program_with_what_was_earned() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        publish_as(&clinic, "blue-heart-bridge");
        let page = director.get(&ana.at("transfer"));
        assert!(page.says("Bridge") && !page.says(&format!("/{PROGRAM}\"")), "{}", page.text);
        let to = format!("{}/blue-heart-bridge", clinic.site);
        let fields = [("to", to.as_str()), ("on", "2026-11-23"), ("reason", "Completed the groups")];
        let done = director.post(&ana.at("transfer"), &fields);
        let next = format!("/clients/{}/enrol?program=blue-heart-bridge&credit_of={}&done=transferred", ana.client, ana.enrolment);
        assert_eq!(done.location(), next, "{}", done.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM episode WHERE closed_on IS NULL"), 1);
        assert_eq!(count(&clinic, "SELECT count(*) FROM enrolment WHERE status = 'left'"), 1);
        let enrol = director.get(&next);
        assert!(enrol.says("name=\"weeks\" value=\"3\"") && enrol.says("Blue Heart intensive outpatient program"), "{}", enrol.text);
    });
}

#[test]
fn a_transfer_needs_a_reason_and_a_place_that_is_known() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        publish_as(&clinic, "blue-heart-bridge");
        director.get(&ana.at("transfer"));
        let nowhere = director.post(&ana.at("transfer"), &[("to", "elsewhere"), ("on", "2026-11-23"), ("reason", "")]);
        assert!(nowhere.status == 422 && nowhere.says("f-to-error") && nowhere.says("f-reason-error"), "{}", nowhere.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM enrolment WHERE status = 'active'"), 1);
        assert_eq!(clinic.browser(Role::IntakeCoordinator).get(&ana.at("transfer")).status, 404);
    });
}
