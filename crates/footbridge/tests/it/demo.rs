//! `demo`: a living clinic from one command.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;

use footbridge_testkit::Sandbox;
use serde_json::Value;

use crate::running::{Server, footbridge};

const SMALL: [&str; 6] = ["--clients", "8", "--weeks", "3", "--seed", "3"];

fn demo(more: &[&str]) -> (Server, Value) {
    let args: Vec<&str> = ["demo", "--format", "json", "--listen", "127.0.0.1:0"].iter().chain(&SMALL).chain(more).copied().collect();
    Server::ready(&args)
}

#[test]
fn it_prints_its_address_and_a_sign_in_for_each_role() {
    let (server, document) = demo(&[]);
    assert!(document["url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{document}");
    assert!(!server.authority().ends_with(":0"), "the port is the real one");
    let sign_ins = document["sign_ins"].as_array().unwrap();
    assert!(sign_ins.len() >= 5, "{document}");
    for sign_in in sign_ins {
        for field in ["role", "user", "password"] {
            assert!(sign_in[field].as_str().is_some_and(|text| !text.is_empty()), "{sign_in}");
        }
    }
    let mut roles: Vec<&str> = sign_ins.iter().filter_map(|sign_in| sign_in["role"].as_str()).collect();
    roles.sort_unstable();
    roles.dedup();
    assert_eq!(roles.len(), sign_ins.len(), "one sign-in for each role");
    assert!(server.get("/").to_lowercase().contains("location: /sign-in"));
}

#[cfg(unix)]
#[test]
fn it_prints_one_document_and_ends_when_asked() {
    let (server, _) = demo(&[]);
    let (status, rest) = server.stop();
    assert!(status.success(), "{status:?}");
    assert_eq!(rest.trim(), "", "one document and nothing else");
}

#[test]
fn a_taken_port_is_said_before_anything_is_built() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let answer = footbridge(&["demo", "--listen", &address]).with_code(3);
    assert!(answer.err.contains(&address) && answer.err.contains("--listen"), "{answer:?}");
    assert_eq!(answer.out, "");
}

#[test]
fn an_unknown_program_is_answered_with_the_nearest_one() {
    let answer = footbridge(&["demo", "--program", "root-iop", "--listen", "127.0.0.1:0"]).with_code(1);
    assert!(answer.err.contains("did you mean `roots-iop`?"), "{answer:?}");
}

/// The database that a demo kept.
fn kept(directory: &std::path::Path) -> PathBuf {
    let is_database = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "db");
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).find(is_database).expect("a database was kept")
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_marked_as_made_up_and_its_log_is_whole() {
    let sandbox = Sandbox::new();
    let directory = sandbox.path("kept");
    let (server, _) = demo(&["--data", directory.to_str().unwrap()]);
    server.stop();
    let database = format!("sqlite:{}", kept(&directory).display());
    let refused = footbridge(&["serve", "--database", &database, "--listen", "127.0.0.1:0"]).with_code(3);
    assert!(refused.err.contains("made-up"), "{refused:?}");
    footbridge(&["audit", "verify", "--database", &database]).with_code(0);
    standing_of_everybody(&kept(&directory), &database);
}

/// `standing` of the clients of a kept demo, against its contract.
fn standing_of_everybody(file: &std::path::Path, database: &str) {
    let clients: Vec<String> = {
        let storage = rusqlite::Connection::open(file).unwrap();
        let mut statement = storage.prepare("SELECT DISTINCT enrolment.client_id FROM standing_line JOIN enrolment ON enrolment.id = standing_line.enrolment_id ORDER BY 1 LIMIT 3").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert!(!clients.is_empty());
    for client in clients {
        let args = ["standing", "--database", database, "--client", &client, "--format", "json"];
        let document = footbridge(&args).with_code(0).json();
        assert_eq!(document["client"], client.as_str());
        assert!(document["at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
        let lines = document["lines"].as_array().unwrap();
        assert!(!lines.is_empty(), "{document}");
        for line in lines {
            for field in ["enrolment", "program", "code", "state", "unit"] {
                assert!(line[field].is_string(), "{field}: {line}");
            }
            assert!(line.get("value").is_some() && line.get("target").is_some(), "{line}");
            let states = ["met", "on_course", "at_risk", "due", "late", "missed", "not_applicable"];
            assert!(states.contains(&line["state"].as_str().unwrap()), "{line}");
            assert!(
                line["because"].as_array().unwrap().iter().all(|reason| reason.get("rule").is_some() && reason.get("fact").is_some()),
                "{line}"
            );
        }
        let text = footbridge(&args[..5]).with_code(0).out;
        assert!(text.contains("week"), "{text}");
    }
}
