//! Forms: from our own pages only, once each, as typed.

use axum::{body::Body, http::Request};
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::world::{clinic, renamings, site_name};

#[test]
fn a_form_of_ours_is_done_and_leads_on() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        let answer = director.post("/site-name", &[("name", "South")]);
        assert_eq!(answer.status, 303);
        assert!(answer.location().ends_with("&done=saved"));
        assert_eq!((site_name(&clinic).as_str(), renamings(&clinic)), ("South", 1));
    });
}

#[test]
fn a_form_without_its_token_is_refused() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        let mine = director.hidden("csrf").unwrap();
        let mut other = clinic.browser(Role::ProgramDirector);
        other.get("/site-name");
        let theirs = other.hidden("csrf").unwrap();
        for token in ["", "x", &mine[1..], &theirs] {
            let answer = director.post("/site-name", &[("name", "South"), ("csrf", token)]);
            assert_eq!(answer.status, 403, "{token}");
        }
        let none = director.post_exactly("/site-name", &[("name".to_owned(), "South".to_owned())]);
        assert_eq!((none.status, site_name(&clinic).as_str()), (403, "North"));
    });
}

#[test]
fn a_form_from_another_site_is_refused_even_with_the_token() {
    each_engine(|db| {
        let clinic = clinic(db);
        for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")] {
            let mut director = clinic.browser(Role::ProgramDirector);
            director.get("/site-name");
            director.always(name, value);
            assert_eq!(director.post("/site-name", &[("name", "South")]).status, 403, "{name}: {value}");
        }
        assert_eq!(site_name(&clinic), "North");
    });
}

#[test]
fn the_same_form_sent_twice_is_one_act_with_one_answer() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        let first = director.post("/site-name", &[("name", "South")]);
        let again = director.post("/site-name", &[("name", "South")]);
        assert_eq!(first.location(), again.location());
        assert_eq!((site_name(&clinic).as_str(), renamings(&clinic)), ("South", 1));
    });
}

#[test]
fn going_back_and_changing_it_is_another_act() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        let first = director.post("/site-name", &[("name", "South")]);
        assert_ne!(director.post("/site-name", &[("name", "West")]).location(), first.location());
        assert_eq!((site_name(&clinic).as_str(), renamings(&clinic)), ("West", 2));
    });
}

#[test]
fn a_forgotten_form_is_a_new_act() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        director.post("/site-name", &[("name", "South")]);
        let forgotten = db.write(|tx| footbridge_kit::forget_requests(tx, clinic.now() + jiff::SignedDuration::from_secs(1)));
        assert_eq!(forgotten.map_err(|error: footbridge_db::DbError| error), Ok(1));
        director.post("/site-name", &[("name", "South")]);
        assert_eq!(renamings(&clinic), 2);
    });
}

#[test]
fn two_taps_at_the_same_moment_are_one_act() {
    each_engine(|db| {
        let clinic = clinic(db);
        let person = clinic.staff(Role::ProgramDirector);
        let mut first = clinic.browser_of(&person);
        first.get("/site-name");
        let fields: Vec<(String, String)> = ["csrf", "request_id"]
            .into_iter()
            .map(|name| (name.to_owned(), first.hidden(name).unwrap()))
            .chain([("name".to_owned(), "South".to_owned())])
            .collect();
        let cookie = first.cookie().unwrap().to_owned();
        let taps: Vec<_> = (0..6).map(|_| clinic.stranger().with_cookie(cookie.as_str())).collect();
        let locations: Vec<String> = std::thread::scope(|scope| {
            let tap = |mut tap: footbridge_kit::testing::Browser| {
                let fields = &fields;
                scope.spawn(move || tap.post_exactly("/site-name", fields).location().to_owned())
            };
            let running: Vec<_> = taps.into_iter().map(tap).collect();
            running.into_iter().map(|tap| tap.join().unwrap()).collect()
        });
        assert!(locations.iter().all(|each| each == &locations[0] && !each.is_empty()), "{locations:?}");
        assert_eq!(renamings(&clinic), 1);
    });
}

#[test]
fn somebody_elses_request_id_does_not_get_their_answer() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut one = clinic.browser(Role::ProgramDirector);
        one.get("/site-name");
        let request = one.hidden("request_id").unwrap();
        one.post("/site-name", &[("name", "South")]);
        let mut other = clinic.browser(Role::ProgramDirector);
        other.get("/site-name");
        assert_eq!(other.post("/site-name", &[("name", "South"), ("request_id", &request)]).status, 303);
        assert_eq!(renamings(&clinic), 2);
    });
}

#[test]
fn what_was_typed_comes_back_with_what_is_wrong() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        let answer = director.post("/site-name", &[("name", "<b>A name that is far too long</b>")]);
        assert_eq!(answer.status, 422);
        assert!(answer.says("&lt;b&gt;A name that is far too long") && answer.says("Use at most 20 characters."));
        assert_eq!(director.post("/site-name", &[("name", "")]).status, 422);
        assert_eq!(director.post("/site-name", &[("name", "Twenty characters 20")]).status, 303);
    });
}

#[test]
fn without_the_right_a_form_is_not_found() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut nurse = clinic.browser(Role::Nurse);
        nurse.get("/site-name");
        assert_eq!(nurse.post("/site-name", &[("name", "South")]).status, 404);
        assert_eq!((site_name(&clinic).as_str(), renamings(&clinic)), ("North", 0));
    });
}

#[test]
fn more_than_the_limit_is_not_read() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        let request = || Request::post("/site-name").header("content-type", "application/x-www-form-urlencoded");
        assert_eq!(director.send(request(), Body::from(vec![b'a'; 256 * 1024 + 1])).status, 413);
        assert_eq!(director.send(request(), Body::from(vec![b'a'; 256 * 1024])).status, 403);
    });
}

#[test]
fn a_session_that_ended_sends_the_form_to_sign_in_and_changes_nothing() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        clinic.pass(jiff::SignedDuration::from_hours(13));
        director.always("referer", "http://127.0.0.1:8080/site-name?x=1");
        assert_eq!(director.post("/site-name", &[("name", "South")]).location(), "/sign-in?next=%2Fsite-name%3Fx%3D1");
        assert_eq!(site_name(&clinic), "North");
    });
}
