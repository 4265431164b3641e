//! Signing in, and out.

use footbridge_db::DbError;
use footbridge_kit::testing::{Answer, Browser, TestClinic};
use footbridge_testkit::each_engine;
use jiff::{SignedDuration, civil::date};

use crate::testing::{PASSWORD, clinic, employ, maria, signed_in};

fn attempt(clinic: &TestClinic, user: &str, password: &str) -> Answer {
    let mut browser = clinic.stranger();
    browser.get("/sign-in");
    browser.post("/sign-in", &[("user", user), ("password", password), ("next", "/")])
}

#[test]
fn a_user_name_or_an_e_mail_address_signs_in_however_it_is_spelt() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        for user in ["maria", " Maria ", "MARIA.LOPEZ@clinic.example.org"] {
            let page = signed_in(&clinic, user).get("/");
            assert!(page.status == 200 && page.says("Maria Lopez"), "{user}");
        }
    });
}

#[test]
fn one_arrives_where_one_was_going_and_only_ever_here() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut browser = clinic.stranger();
        let asked = browser.get("/sign-ins?x=1");
        browser.get(asked.location());
        assert_eq!(browser.hidden("next").as_deref(), Some("/sign-ins?x=1"));
        let answer = browser.post("/sign-in", &[("user", "maria"), ("password", PASSWORD), ("next", "/sign-ins?x=1")]);
        assert_eq!(answer.location(), "/sign-ins?x=1");
        for evil in ["https://evil.example", "//evil.example", "/\\evil.example"] {
            let mut browser = clinic.stranger();
            let answer = browser.post("/sign-in", &[("user", "maria"), ("password", PASSWORD), ("next", evil)]);
            assert_eq!(answer.location(), "/", "{evil}");
            assert_eq!(browser.get(&format!("/sign-in?next={evil}")).location(), "/", "{evil}");
        }
    });
}

#[test]
fn the_cookie_is_out_of_reach_of_scripts() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let answer = attempt(&clinic, "maria", PASSWORD);
        assert!(
            answer.header("set-cookie").starts_with("footbridge=") && answer.header("set-cookie").ends_with("; HttpOnly; SameSite=Lax")
        );
    });
}

#[test]
fn a_wrong_password_and_an_unknown_name_get_the_same_answer_and_both_are_in_the_audit() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let wrong = attempt(&clinic, "maria", "walk across quickly");
        let unknown = attempt(&clinic, "noone", PASSWORD);
        assert_eq!((wrong.status, unknown.status), (422, 422));
        assert_eq!(wrong.text, unknown.text.replace("noone", "maria"));
        assert!(wrong.header("set-cookie").is_empty() && !wrong.says("walk across"));
        assert_eq!(clinic.audit().iter().filter(|line| *line == "refused sign_in staff").count(), 2);
    });
}

#[test]
fn signing_in_and_out_is_in_the_audit() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut browser = signed_in(&clinic, "maria");
        browser.get("/sign-ins");
        assert_eq!(browser.post("/sign-out", &[]).location(), "/sign-in");
        let mut log = clinic.audit();
        log.retain(|line| line.contains("sign_"));
        log.sort();
        assert_eq!(log, ["write sign_in staff", "write sign_out sign_in"]);
    });
}

#[test]
fn what_is_missing_or_too_long_is_said_at_its_field() {
    each_engine(|db| {
        let clinic = clinic(db);
        let answer = attempt(&clinic, "", "");
        assert!(answer.status == 422 && answer.text.matches("This is needed.").count() >= 2);
        assert!(attempt(&clinic, &"a".repeat(255), "x").says("at most 254"));
        assert!(attempt(&clinic, "maria", &"x".repeat(1001)).says("at most 1000"));
        assert!(attempt(&clinic, "<b>maria", "x").says("&lt;b&gt;maria"));
    });
}

#[test]
fn whoever_has_no_password_or_does_not_work_here_now_does_not_sign_in() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut new = maria(&clinic);
        new.password = None;
        employ(&clinic, &new);
        let mut later = maria(&clinic);
        (later.user_name, later.email, later.employed_from) = ("later".parse().unwrap(), None, date(2027, 1, 1));
        employ(&clinic, &later);
        assert_eq!(attempt(&clinic, "maria", PASSWORD).status, 422);
        assert_eq!(attempt(&clinic, "later", PASSWORD).status, 422);
        clinic.turn_to("2027-01-01T12:00:00Z".parse().unwrap());
        assert_eq!(attempt(&clinic, "later", PASSWORD).status, 303);
    });
}

#[test]
fn who_leaves_is_out_on_the_next_request() {
    each_engine(|db| {
        let clinic = clinic(db);
        let staff = employ(&clinic, &maria(&clinic));
        let mut browser = signed_in(&clinic, "maria");
        assert_eq!(browser.get("/").status, 200);
        let left = db.write(|tx| tx.sql("UPDATE staff SET employed_until = '2026-11-22' WHERE id = $1").bind(staff).run());
        left.map_err(|error: DbError| error).unwrap();
        assert_eq!(browser.get("/").location(), "/sign-in");
    });
}

#[test]
fn after_five_wrong_passwords_one_waits_and_then_may_again() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        for _ in 0..5 {
            assert_eq!(attempt(&clinic, "maria", "wrong").status, 422);
        }
        let waiting = attempt(&clinic, "maria", PASSWORD);
        assert!(waiting.status == 429 && waiting.says("Wait 31 seconds"));
        clinic.pass(SignedDuration::from_secs(29));
        assert_eq!(attempt(&clinic, "maria", PASSWORD).status, 429);
        clinic.pass(SignedDuration::from_secs(1));
        assert_eq!(attempt(&clinic, "maria", PASSWORD).status, 303);
        for _ in 0..5 {
            assert_eq!(attempt(&clinic, "maria", "wrong").status, 422);
        }
    });
}

#[test]
fn an_unknown_name_waits_just_the_same_and_waiting_longer_does_not_reset_it() {
    each_engine(|db| {
        let clinic = clinic(db);
        for _ in 0..5 {
            assert_eq!(attempt(&clinic, "noone", "wrong").status, 422);
        }
        assert_eq!(attempt(&clinic, "noone", "wrong").status, 429);
        clinic.pass(SignedDuration::from_hours(5));
        assert_eq!(attempt(&clinic, "noone", "wrong").status, 422);
        clinic.pass(SignedDuration::from_secs(59));
        assert_eq!(attempt(&clinic, "NOONE", "wrong").status, 429);
    });
}

#[test]
fn an_address_that_tries_many_names_waits() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        for n in 0..30 {
            assert_eq!(attempt(&clinic, &format!("name{n}"), "wrong").status, 422);
        }
        assert_eq!(attempt(&clinic, "maria", PASSWORD).status, 429);
        clinic.pass(SignedDuration::from_hours(1));
        assert_eq!(attempt(&clinic, "maria", PASSWORD).status, 303);
    });
}

#[test]
fn another_sites_page_cannot_sign_somebody_in() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut browser = clinic.stranger();
        browser.always("origin", "https://evil.example");
        assert_eq!(browser.post("/sign-in", &[("user", "maria"), ("password", PASSWORD)]).status, 403);
    });
}

#[test]
fn signing_in_makes_a_new_token_and_ends_the_one_before() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut browser = signed_in(&clinic, "maria");
        let before = browser.cookie().unwrap().to_owned();
        browser.get("/");
        assert_eq!(browser.post("/sign-in", &[("user", "maria"), ("password", PASSWORD)]).status, 303);
        assert_ne!(browser.cookie(), Some(before.as_str()));
        assert_eq!(clinic.stranger().with_cookie(before).get("/").status, 303);
        assert_eq!(browser.get("/").status, 200);
    });
}

#[test]
fn signed_out_the_token_is_worth_nothing() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut browser = signed_in(&clinic, "maria");
        let cookie = browser.cookie().unwrap().to_owned();
        assert_eq!(browser.post_exactly("/sign-out", &[]).status, 403);
        browser.get("/");
        browser.post("/sign-out", &[]);
        assert_eq!(browser.cookie(), None);
        assert_eq!(Browser::with_cookie(clinic.stranger(), cookie).get("/").location(), "/sign-in");
    });
}
