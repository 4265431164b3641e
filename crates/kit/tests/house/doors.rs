//! Who gets in, how long, and what they are told when they do not.

use footbridge_policy::{Grant, Role};
use footbridge_testkit::each_engine;
use jiff::SignedDuration;

use crate::world::{admit, clinic};

#[test]
fn signed_out_one_is_sent_to_sign_in_and_back_to_where_one_was_going() {
    each_engine(|db| {
        let mut stranger = clinic(db).stranger();
        assert_eq!(stranger.get("/").location(), "/sign-in");
        assert_eq!(stranger.get("/site-name?week=2&x=a%20b").location(), "/sign-in?next=%2Fsite-name%3Fweek%3D2%26x%3Da%2520b");
    });
}

#[test]
fn a_made_up_or_mangled_cookie_is_nobody() {
    each_engine(|db| {
        let clinic = clinic(db);
        for cookie in ["footbridge=", "footbridge=abc", &format!("footbridge={}", "A".repeat(43)), "other=1"] {
            assert_eq!(clinic.stranger().with_cookie(cookie).get("/").status, 303, "{cookie}");
        }
    });
}

#[test]
fn a_sign_in_ends_when_idle_and_lasts_while_used() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut used = clinic.browser(Role::Nurse);
        for _ in 0..4 {
            clinic.pass(SignedDuration::from_mins(29));
            assert_eq!(used.get("/").status, 200);
        }
        clinic.pass(SignedDuration::from_mins(30));
        assert_eq!(used.get("/").status, 303);
    });
}

#[test]
fn a_sign_in_ends_after_half_a_day_however_busy() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut busy = clinic.browser(Role::Nurse);
        for _ in 0..(12 * 60 / 20 - 1) {
            clinic.pass(SignedDuration::from_mins(20));
            assert_eq!(busy.get("/").status, 200);
        }
        clinic.pass(SignedDuration::from_mins(20));
        assert_eq!(busy.get("/").status, 303);
    });
}

#[test]
fn what_one_may_changes_on_the_next_request() {
    each_engine(|db| {
        let clinic = clinic(db);
        let (client, person) = (admit(&clinic), clinic.staff(Role::Nurse));
        let mut nurse = clinic.browser_of(&person);
        let path = format!("/clients/{client}");
        assert_eq!(nurse.get(&path).status, 200);
        clinic.grant(&person, vec![Grant::everywhere(Role::Administrator)]);
        assert_eq!(nurse.get(&path).status, 404);
        clinic.dismiss(&person);
        assert_eq!(nurse.get(&path).status, 303);
    });
}

#[test]
fn forbidden_and_not_there_are_the_same_to_the_byte() {
    each_engine(|db| {
        let clinic = clinic(db);
        let client = admit(&clinic);
        let mut other_site = clinic.browser_of(&clinic.employ(vec![Grant::at(Role::GroupCounselor, clinic.site)]));
        let forbidden = other_site.get(&format!("/clients/{client}"));
        let missing = other_site.get("/clients/01920000-0000-7000-8000-000000000000");
        let no_id = other_site.get("/clients/ana");
        let no_route = other_site.get("/nowhere");
        let no_right = clinic.browser(Role::PeerAdvocate).get(&format!("/clients/{client}"));
        for each in [&missing, &no_id, &no_route, &no_right] {
            assert_eq!((each.status, &each.text), (404, &forbidden.text));
            assert_eq!(names(each), names(&forbidden));
        }
    });
}

fn names(answer: &footbridge_kit::testing::Answer) -> Vec<(String, String)> {
    let kept = answer.headers.iter().filter(|(name, _)| *name != "x-request-id");
    let mut pairs: Vec<_> = kept.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    pairs.sort();
    pairs
}

#[test]
fn every_answer_carries_the_guards() {
    each_engine(|db| {
        let clinic = clinic(db);
        for answer in [clinic.browser(Role::Nurse).get("/"), clinic.stranger().get("/nowhere"), clinic.stranger().get("/")] {
            assert!(answer.header("content-security-policy").starts_with("default-src 'self';"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("x-frame-options"), "DENY");
            assert_eq!(answer.header("referrer-policy"), "same-origin");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("x-request-id").len(), 36);
        }
        let sheet = clinic.stranger().get("/assets/app.css");
        assert_eq!((sheet.status, sheet.header("cache-control")), (200, "public, max-age=31536000, immutable"));
        assert_eq!(clinic.stranger().get("/assets/../Cargo.toml").status, 404);
    });
}

#[test]
fn busy_storage_says_when_to_come_back_and_a_panic_says_nothing() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut nurse = clinic.browser(Role::Nurse);
        let busy = nurse.get("/slow");
        assert_eq!((busy.status, busy.header("retry-after")), (503, "2"));
        let broken = nurse.get("/broken");
        assert_eq!(broken.status, 500);
        assert!(!broken.says("Ana"));
        assert!(broken.header("content-security-policy").starts_with("default-src"));
    });
}
