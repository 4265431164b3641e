//! Enrolling.

use footbridge_care::facts::{Body, Turn};
use footbridge_db::DbError;
use footbridge_ledger::Ledger;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use super::{EnrolError, Enrolling, enrol};
use crate::testing::{PROGRAM, admitted, clinic, count, mornings, version};

#[test]
fn the_week_is_shown_before_anybody_decides() {
    each_engine(|db| {
        let clinic = clinic(db);
        let ana = admitted(&clinic, "Ana Torres", None);
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        let address = format!("/clients/{}/enrol", ana.client);
        let first = intake.get(&address);
        assert!(first.says("Morning") && first.says("Evening") && !first.says("name=\"slot\""), "{}", first.text);
        let week = intake.get(&format!("{address}?program={PROGRAM}&track=morning&starts_on=2026-11-30"));
        assert!(week.says("name=\"slot\"") && week.says("An ordinary week") && week.says("Credit brought along"), "{}", week.text);
    });
}

#[test]
fn a_course_begins_with_credit_that_somebody_vouches_for() {
    each_engine(|db| {
        let clinic = clinic(db);
        let ana = admitted(&clinic, "Ana Torres", None);
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        let address = format!("/clients/{}/enrol", ana.client);
        intake.get(&format!("{address}?program={PROGRAM}&track=morning&starts_on=2026-11-23"));
        let version = version().to_string();
        let base = [
            ("program", PROGRAM),
            ("program_version", version.as_str()),
            ("track", "morning"),
            ("starts_on", "2026-11-23"),
            ("weeks", "4"),
        ];
        let unvouched = intake.post(&address, &base);
        assert!(unvouched.status == 422 && unvouched.says("Say who vouches for it"), "{}", unvouched.text);
        let with_source: Vec<(&str, &str)> = base.into_iter().chain([("source", "Harbor House")]).collect();
        let done = intake.post(&address, &with_source);
        assert_eq!(done.location(), format!("/clients/{}?done=enrolled", ana.client), "{}", done.text);
        assert!(intake.get(&format!("/clients/{}", ana.client)).says("Credit brought along"));
        intake.get(&address);
        let again = intake.post(&address, &with_source);
        assert!(again.status == 422 && again.says("in this program already"), "{}", again.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM enrolment"), 1);
    });
}

#[test]
fn enrolling_records_the_turn_and_begins_in_the_first_stage() {
    each_engine(|db| {
        let clinic = clinic(db);
        let new = mornings(&clinic, admitted(&clinic, "Ana Torres", None));
        let enrolment = clinic.operator().write(clinic.db(), |work| enrol(work, &new)).unwrap();
        let ledger = Ledger::new(clinic.organization, clinic.kit.keys());
        let facts = clinic.db().read(|tx| ledger.facts(tx, &[enrolment])).map_err(|error: DbError| error).unwrap();
        let turn = facts[&enrolment].first().map(|fact| fact.body.clone());
        let Some(Body::Course(Turn::Enrolled { track, stage, .. })) = turn else { panic!("{turn:?}") };
        assert_eq!((track.as_deref(), stage.as_deref()), (Some("morning"), Some("format-1")));
    });
}

#[test]
fn what_the_program_does_not_know_is_refused() {
    each_engine(|db| {
        let clinic = clinic(db);
        let new = mornings(&clinic, admitted(&clinic, "Ana Torres", None));
        let try_one = |new: Enrolling| clinic.operator().write(clinic.db(), |work| enrol(work, &new));
        assert!(matches!(try_one(Enrolling { track: Some("night".into()), ..new.clone() }), Err(EnrolError::NoTrack)));
        assert!(matches!(try_one(Enrolling { track: None, ..new.clone() }), Err(EnrolError::NoTrack)));
        assert!(matches!(try_one(Enrolling { stage: Some("format-9".into()), ..new.clone() }), Err(EnrolError::NoStage)));
        assert!(matches!(try_one(Enrolling { program: "other".into(), ..new.clone() }), Err(EnrolError::NoProgram)));
        try_one(new.clone()).unwrap();
        assert!(matches!(try_one(new), Err(EnrolError::Already)));
    });
}

#[test]
fn only_who_may_enrols() {
    each_engine(|db| {
        let clinic = clinic(db);
        let new = mornings(&clinic, admitted(&clinic, "Ana Torres", None));
        for role in [Role::GroupCounselor, Role::Therapist, Role::CaseManager, Role::Nurse, Role::Biller, Role::ResidentManager] {
            let person = clinic.staff(role);
            let done = clinic.act(&person).write(clinic.db(), |work| enrol(work, &new));
            assert!(matches!(done, Err(EnrolError::Denied(_))), "{role}: {done:?}");
            let page = clinic.browser_of(&person).get(&format!("/clients/{}/enrol", new.client));
            assert_eq!(page.status, 404, "{role}");
        }
    });
}
