//! `serve`: listening, signed-out pages, stopping.

use std::net::TcpListener;

use footbridge_testkit::Sandbox;

use crate::running::{Server, footbridge};
use crate::storage::{init, url};

#[test]
fn signed_out_every_page_leads_to_the_sign_in_page() {
    let sandbox = Sandbox::new();
    let database = url(&sandbox.path("clinic.db"));
    init(&database).with_code(0);
    let server = Server::start(&["serve", "--database", &database, "--listen", "127.0.0.1:0"]);
    let home = server.get("/");
    assert!(home.starts_with("HTTP/1.1 303"), "{home}");
    assert!(home.to_lowercase().contains("location: /sign-in"), "{home}");
    let sign_in = server.get("/sign-in");
    assert!(sign_in.starts_with("HTTP/1.1 200") && sign_in.contains("type=\"password\""), "{sign_in}");
    assert!(sign_in.to_lowercase().contains("content-security-policy:"), "{sign_in}");
    assert!(!sign_in.contains("unsafe-inline"));
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_stops_and_the_log_is_whole() {
    let sandbox = Sandbox::new();
    let database = url(&sandbox.path("clinic.db"));
    init(&database).with_code(0);
    let server = Server::start(&["serve", "--database", &database, "--listen", "127.0.0.1:0"]);
    server.get("/sign-in");
    let (status, out) = server.stop();
    assert!(status.success(), "{status:?}");
    assert_eq!(out, "", "nothing but the answer goes to standard output");
    footbridge(&["audit", "verify", "--database", &database]).with_code(0);
}

#[test]
fn a_taken_port_is_a_clear_error() {
    let sandbox = Sandbox::new();
    let database = url(&sandbox.path("clinic.db"));
    init(&database).with_code(0);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let answer = footbridge(&["serve", "--database", &database, "--listen", &address]).with_code(3);
    assert!(answer.err.contains(&address) && answer.err.contains("--listen"), "{answer:?}");
}
