//! Admitting.

use footbridge_care::ids::SiteId;
use footbridge_db::DbError;
use footbridge_kit::Failure;
use footbridge_policy::{Grant, Role};
use footbridge_testkit::each_engine;
use jiff::civil::date;

use super::{Admission, admit};
use crate::{
    Names,
    testing::{clinic, count},
};

#[test]
fn somebody_is_admitted_and_the_program_comes_next() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        intake.get("/clients/new");
        let site = clinic.site.to_string();
        let fields = [("site", site.as_str()), ("name", "Ana Torres"), ("birth_date", "1990-02-03"), ("opened_on", "2026-11-23")];
        let (done, again) = (intake.post("/clients/new", &fields), intake.post("/clients/new", &fields));
        assert_eq!(done.location(), again.location(), "sent twice is done once");
        assert!(done.location().ends_with("/enrol?done=admitted"), "{}", done.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM client"), 1);
        assert!(!done.location().contains("Ana"));
        assert!(intake.get(done.location()).says("Ana Torres"));
    });
}

#[test]
fn all_faults_are_said_at_once_and_nothing_typed_is_lost() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        intake.get("/clients/new");
        let site = clinic.site.to_string();
        let fields =
            [("site", site.as_str()), ("name", " "), ("preferred", "Lucy"), ("birth_date", "2026-12-01"), ("opened_on", "2026-11-23")];
        let page = intake.post("/clients/new", &fields);
        assert_eq!(page.status, 422);
        assert!(page.says("href=\"#f-name\"") && page.says("after the day of admission") && page.says("value=\"Lucy\""), "{}", page.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM client"), 0);
    });
}

#[test]
fn only_who_may_admits_and_only_at_their_site() {
    each_engine(|db| {
        let clinic = clinic(db);
        let names = Names { name: "Ana Torres".to_owned(), preferred: None };
        let new = Admission { site: clinic.site, names, birth_date: None, opened_on: date(2026, 11, 23), referral_source: None };
        for role in Role::ALL {
            let person = clinic.staff(role);
            let done = clinic.act(&person).write(clinic.db(), |work| admit(work, &new));
            let may = matches!(role, Role::IntakeCoordinator | Role::ProgramDirector);
            assert_eq!(done.is_ok(), may, "{role}: {done:?}");
        }
        let south = SiteId::from_parts(5, [5; 10]);
        let opened = clinic.db().write(|tx| {
            tx.sql("INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ($1, $2, 'South', 'America/New_York', 0)")
                .bind(clinic.organization)
                .bind(south)
                .run()
        });
        opened.map_err(|error: DbError| error).unwrap();
        let elsewhere = clinic.employ(vec![Grant::at(Role::IntakeCoordinator, south)]);
        let done = clinic.act(&elsewhere).write(clinic.db(), |work| admit(work, &new));
        assert!(matches!(done, Err(Failure::Hidden)), "{done:?}");
    });
}
