//! What is shown, to whom, and that it was written down first.

use footbridge_kit::{Routes, signed_in};
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::world::{admit, clinic, enrol};

#[test]
fn a_chart_is_in_the_audit_when_its_page_leaves() {
    each_engine(|db| {
        let clinic = clinic(db);
        let client = admit(&clinic);
        assert_eq!(clinic.browser(Role::Nurse).get(&format!("/clients/{client}")).status, 200);
        assert_eq!(clinic.audit(), ["read see_client client"]);
    });
}

#[test]
fn an_audited_page_without_its_entry_does_not_leave() {
    each_engine(|db| {
        let clinic = clinic(db);
        let client = admit(&clinic);
        let answer = clinic.browser(Role::Nurse).get(&format!("/forgotten/{client}"));
        assert_eq!(answer.status, 500);
        assert!(!answer.says("chart"));
        let mut director = clinic.browser(Role::ProgramDirector);
        director.get("/site-name");
        assert_eq!(director.post("/tall-tale", &[]).status, 500);
    });
}

#[test]
fn today_has_the_cards_of_ones_rights_and_ones_own_first() {
    each_engine(|db| {
        let clinic = clinic(db);
        let intake = clinic.browser(Role::IntakeCoordinator).get("/").text;
        assert!(intake.find("Two people wait.").unwrap() < intake.find("Three groups today.").unwrap());
        let director = clinic.browser(Role::ProgramDirector).get("/").text;
        assert!(director.find("Three groups today.").unwrap() < director.find("Two people wait.").unwrap());
        let officer = clinic.browser(Role::PrivacyOfficer).get("/");
        assert!(!officer.says("Two people") && !officer.says("Three groups"));
    });
}

#[test]
fn the_way_around_shows_what_one_may_open() {
    each_engine(|db| {
        let clinic = clinic(db);
        let nurse = clinic.browser(Role::Nurse).get("/");
        assert!(nurse.says("href=\"/clients\"") && nurse.says("role=\"search\""));
        let house = clinic.browser(Role::PeerAdvocate).get("/");
        assert!(!house.says("href=\"/clients\"") && !house.says("role=\"search\""));
    });
}

#[test]
fn the_route_table_names_method_path_right_and_audit() {
    let table = Routes::new()
        .get("/b", signed_in(), || async { "b" })
        .post("/a/{client}", footbridge_kit::needs(footbridge_policy::EditClient).audited(), || async { "a" })
        .table();
    let words: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words, [vec!["POST", "/a/{client}", "edit_client", "audited"], vec!["GET", "/b", "(signed", "in)", "-"]]);
}

#[test]
fn a_refusal_is_in_the_audit_and_not_on_the_page() {
    each_engine(|db| {
        let clinic = clinic(db);
        let client = admit(&clinic);
        let counselor = clinic.staff(Role::GroupCounselor);
        assert_eq!(clinic.browser_of(&counselor).get(&format!("/clients/{client}")).status, 404);
        assert_eq!(clinic.audit(), ["refused see_client client"]);
    });
}

#[test]
fn a_counselor_reaches_who_is_in_a_program_they_work_in() {
    each_engine(|db| {
        let clinic = clinic(db);
        let client = admit(&clinic);
        enrol(&clinic, client);
        let counselor = clinic.staff(Role::GroupCounselor);
        clinic.works_in(&counselor, "another");
        assert_eq!(clinic.browser_of(&counselor).get(&format!("/clients/{client}")).status, 404);
        clinic.works_in(&counselor, "iop");
        assert_eq!(clinic.browser_of(&counselor).get(&format!("/clients/{client}")).status, 200);
    });
}
