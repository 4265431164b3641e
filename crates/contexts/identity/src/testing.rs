//! For this crate's tests: a clinic with real sign-in, and somebody who works there.

use std::sync::{Arc, LazyLock};

use footbridge_care::ids::StaffId;
use footbridge_db::Db;
use footbridge_kit::{
    testing::{Browser, TestClinic},
    today,
};
use footbridge_policy::{Grant, Role};
use jiff::civil::date;

use crate::{
    NewPassword, Passwords, Strength,
    employ_staff::{self, NewStaff},
    load_person, module,
};

/// A password that will do.
pub(crate) const PASSWORD: &str = "walk across slowly";

/// Hashed once for all tests.
pub(crate) static PASSWORDS: LazyLock<Passwords> = LazyLock::new(|| Passwords::new(Strength::Light).unwrap());

pub(crate) fn clinic(db: &Db) -> TestClinic {
    TestClinic::with_people(db, vec![today::module(), module(PASSWORDS.clone())], Arc::new(load_person))
}

/// Somebody with everything, to be changed where a test wants it otherwise.
pub(crate) fn maria(clinic: &TestClinic) -> NewStaff {
    let password = NewPassword::check(PASSWORD, "maria").unwrap();
    NewStaff {
        user_name: "maria".parse().unwrap(),
        email: Some("Maria.Lopez@clinic.example.org".parse().unwrap()),
        name: "Maria Lopez".to_owned(),
        employed_from: date(2026, 1, 1),
        grants: vec![Grant::at(Role::GroupCounselor, clinic.site)],
        programs: Vec::new(),
        credentials: Vec::new(),
        password: Some(PASSWORDS.hash(clinic.kit.random(), &password).unwrap()),
    }
}

pub(crate) fn employ(clinic: &TestClinic, new: &NewStaff) -> StaffId {
    clinic.operator().write(clinic.db(), |work| employ_staff::employ(work, new)).unwrap()
}

/// A browser in which somebody signed in through the page.
pub(crate) fn signed_in(clinic: &TestClinic, user: &str) -> Browser {
    let mut browser = clinic.stranger();
    browser.get("/sign-in");
    let answer = browser.post("/sign-in", &[("user", user), ("password", PASSWORD), ("next", "/")]);
    assert_eq!((answer.status, answer.location()), (303, "/"), "{}", answer.text);
    browser
}
