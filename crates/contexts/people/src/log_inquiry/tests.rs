//! Logging a call.

use footbridge_kit::Failure;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use super::{Channel, NewInquiry, log};
use crate::testing::{clinic, count};

#[test]
fn a_name_is_enough() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        assert!(intake.get("/inquiries/new").says("autofocus"));
        let site = clinic.site.to_string();
        let done = intake.post("/inquiries/new", &[("site", &site), ("name", "Maria"), ("channel", "phone")]);
        assert_eq!(done.location(), "/inquiries?done=inquiry-logged", "{}", done.text);
        let list = intake.get("/inquiries");
        assert!(list.says("Maria") && list.says("48 h left") && list.says("1 person waiting"), "{}", list.text);
        intake.get("/inquiries/new");
        let none = intake.post("/inquiries/new", &[("site", &site), ("name", ""), ("channel", "pigeon"), ("note", "Her son")]);
        assert!(none.status == 422 && none.says("f-name-error") && none.says("f-channel-error") && none.says("Her son"), "{}", none.text);
    });
}

#[test]
fn what_callers_say_is_sealed_and_only_for_who_answers() {
    each_engine(|db| {
        let clinic = clinic(db);
        let new = NewInquiry {
            site: clinic.site,
            name: "Maria".to_owned(),
            phone: Some("555-0100".to_owned()),
            note: None,
            channel: Channel::Phone,
            received_at: clinic.now(),
        };
        for role in [Role::GroupCounselor, Role::Nurse, Role::Biller, Role::Administrator] {
            let person = clinic.staff(role);
            let done = clinic.act(&person).write(clinic.db(), |work| log(work, &new));
            assert!(matches!(done, Err(Failure::Hidden)), "{role}");
            assert_eq!(clinic.browser_of(&person).get("/inquiries").status, 404, "{role}");
        }
        clinic.operator().write(clinic.db(), |work| log(work, &new)).unwrap();
        assert_eq!(count(&clinic, "SELECT count(*) FROM inquiry"), 1);
    });
}
