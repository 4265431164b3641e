//! Following an inquiry.

use footbridge_kit::testing::TestClinic;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;
use jiff::{SignedDuration, Timestamp};

use super::Clock;
use crate::{
    log_inquiry::{Channel, NewInquiry, log},
    testing::{clinic, count},
};

fn maria(clinic: &TestClinic) -> String {
    let new = NewInquiry {
        site: clinic.site,
        name: "Maria Lopez".to_owned(),
        phone: Some("555-0100".to_owned()),
        note: Some("For herself".to_owned()),
        channel: Channel::Referral,
        received_at: clinic.now(),
    };
    clinic.operator().write(clinic.db(), |work| log(work, &new)).unwrap().to_string()
}

#[test]
fn the_clock_runs_for_forty_eight_hours() {
    let start = Timestamp::UNIX_EPOCH;
    let after = |hours: i64| Clock::of(start, start + SignedDuration::from_hours(hours));
    assert_eq!(
        [after(0), after(47), after(48), after(49), after(72)],
        [Clock::Left(48), Clock::Left(1), Clock::Left(0), Clock::Over(1), Clock::Over(24)]
    );
}

#[test]
fn who_waits_longest_stands_first_on_today() {
    each_engine(|db| {
        let clinic = clinic(db);
        let id = maria(&clinic);
        clinic.pass(SignedDuration::from_hours(72));
        let today = clinic.browser(Role::IntakeCoordinator).get("/");
        assert!(today.says("Maria Lopez") && today.says("24 h over") && today.says("3 days") && today.says(&id), "{}", today.text);
        assert!(!clinic.browser(Role::GroupCounselor).get("/").says("Maria"));
    });
}

#[test]
fn a_next_step_is_noted_once_and_a_conflict_shows_both() {
    each_engine(|db| {
        let clinic = clinic(db);
        let address = format!("/inquiries/{}", maria(&clinic));
        let (mut one, mut two) = (clinic.browser(Role::IntakeCoordinator), clinic.browser(Role::ProgramDirector));
        one.get(&address);
        two.get(&address);
        assert_eq!(one.post(&format!("{address}/next"), &[("what", "Call her back"), ("on", "2026-11-24")]).status, 303);
        let late = two.post(&format!("{address}/next"), &[("what", "Write to her"), ("on", "")]);
        assert!(late.status == 409 && late.says("Call her back") && late.says("Write to her"), "{}", late.text);
        assert!(one.get(&address).says("Call her back"));
    });
}

#[test]
fn an_inquiry_is_closed_with_a_reason_or_becomes_a_client() {
    each_engine(|db| {
        let clinic = clinic(db);
        let (first, second) = (maria(&clinic), maria(&clinic));
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        let address = format!("/inquiries/{first}");
        intake.get(&address);
        assert_eq!(intake.post(&format!("{address}/close"), &[("reason", "")]).status, 422);
        assert_eq!(intake.post(&format!("{address}/close"), &[("reason", "Went elsewhere")]).location(), "/inquiries?done=inquiry-closed");
        assert!(intake.get(&address).says("This inquiry is closed"));

        let form = intake.get(&format!("/clients/new?inquiry={second}"));
        assert!(form.says("Maria Lopez") && form.says("Referral"), "{}", form.text);
        let site = clinic.site.to_string();
        let fields = [("site", site.as_str()), ("inquiry", second.as_str()), ("name", "Maria Lopez"), ("opened_on", "2026-11-23")];
        assert_eq!(intake.post("/clients/new", &fields).status, 303);
        assert_eq!(count(&clinic, "SELECT count(*) FROM inquiry WHERE status = 'waiting'"), 0);
        intake.get("/clients/new");
        assert_eq!(intake.post("/clients/new", &fields).status, 409, "nobody is admitted twice from one inquiry");
        assert_eq!(count(&clinic, "SELECT count(*) FROM client"), 1);
    });
}
