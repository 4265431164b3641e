//! Where one is signed in.

use footbridge_kit::testing::Browser;
use footbridge_testkit::each_engine;

use crate::testing::{clinic, employ, maria, signed_in};

fn ids(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/sign-ins").text;
    page.split("/sign-ins/")
        .skip(1)
        .filter_map(|rest| rest.split_once("/end").map(|(id, _)| id.to_owned()))
        .filter(|id| id.len() == 36)
        .collect()
}

#[test]
fn one_sees_ones_sign_ins_and_ends_another() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let (mut here, mut there) = (signed_in(&clinic, "maria"), signed_in(&clinic, "maria"));
        let others = ids(&mut here);
        assert_eq!(others.len(), 1);
        assert_eq!(here.post(&format!("/sign-ins/{}/end", others[0]), &[]).location(), "/sign-ins");
        assert_eq!(there.get("/").location(), "/sign-in");
        assert_eq!(here.get("/").status, 200);
    });
}

#[test]
fn all_others_end_at_once_and_this_one_stays() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut others: Vec<Browser> = (0..3).map(|_| signed_in(&clinic, "maria")).collect();
        let mut here = signed_in(&clinic, "maria");
        here.get("/sign-ins");
        assert_eq!(here.post("/sign-ins/end-others", &[]).status, 303);
        assert!(others.iter_mut().all(|other| other.get("/").status == 303));
        assert_eq!((here.get("/").status, ids(&mut here).len()), (200, 0));
    });
}

#[test]
fn somebody_elses_sign_in_is_not_found() {
    each_engine(|db| {
        let clinic = clinic(db);
        employ(&clinic, &maria(&clinic));
        let mut other = maria(&clinic);
        (other.user_name, other.email) = ("ana".parse().unwrap(), None);
        employ(&clinic, &other);
        let (mut maria, mut ana) = (signed_in(&clinic, "maria"), signed_in(&clinic, "ana"));
        signed_in(&clinic, "ana");
        let theirs = ids(&mut ana);
        maria.get("/sign-ins");
        let refused = maria.post(&format!("/sign-ins/{}/end", theirs[0]), &[]);
        let missing = maria.post("/sign-ins/01920000-0000-7000-8000-000000000000/end", &[]);
        assert_eq!((refused.status, &refused.text), (404, &missing.text));
        assert_eq!(ana.get("/").status, 200);
    });
}
