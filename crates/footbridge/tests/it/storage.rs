//! Storage that cannot be used is exit code 3, said clearly, with nothing half-written.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use footbridge_testkit::Sandbox;

use crate::running::{Answer, command, finish, footbridge};

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

pub fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// `init` with a password in the environment.
pub fn init(url: &str) -> Answer {
    let mut command = command(&[
        "init",
        "--database",
        url,
        "--organization",
        "Hope House",
        "--site",
        "Main",
        "--zone",
        "America/Chicago",
        "--user",
        "admin",
    ]);
    command.env("FOOTBRIDGE_PASSWORD", "three quiet rivers meet here");
    finish(command)
}

fn standing(url: &str) -> Answer {
    footbridge(&["standing", "--database", url, "--client", NOBODY])
}

#[track_caller]
fn unavailable(answer: Answer, place: &Path) -> String {
    let answer = answer.with_code(3);
    assert_eq!(answer.out, "");
    assert!(answer.err.contains(place.to_str().unwrap()), "the place is named: {answer:?}");
    assert!(!answer.err.contains("Error {") && !answer.err.contains("Some("), "in words: {answer:?}");
    answer.err
}

#[test]
fn storage_that_is_missing_is_not_made_by_asking() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    unavailable(standing(&url(&path)), &path);
    unavailable(footbridge(&["serve", "--database", &url(&path)]), &path);
    unavailable(footbridge(&["audit", "verify", "--database", &url(&path)]), &path);
    assert!(!path.exists(), "asking made nothing");
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_was() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("letter.db");
    let letter = "Dear diary, this is long enough to be taken for a file of some kind. ".repeat(80);
    fs::write(&path, &letter).unwrap();
    unavailable(standing(&url(&path)), &path);
    unavailable(init(&url(&path)), &path);
    assert_eq!(fs::read_to_string(&path).unwrap(), letter);
}

#[test]
fn a_directory_is_no_database() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("inside");
    fs::create_dir(&path).unwrap();
    unavailable(standing(&url(&path)), &path);
}

#[test]
fn storage_that_cannot_be_written_says_so() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    init(&url(&path)).with_code(0);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = fs::read(&path).unwrap();
    let said = unavailable(footbridge(&["serve", "--database", &url(&path), "--listen", "127.0.0.1:0"]), &path);
    assert!(said.contains("read") || said.contains("writ"), "{said}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn storage_that_another_program_holds_says_so() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    init(&url(&path)).with_code(0);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE; CREATE TABLE held (x)").unwrap();
    unavailable(standing(&url(&path)), &path);
    unavailable(footbridge(&["serve", "--database", &url(&path), "--listen", "127.0.0.1:0"]), &path);
}

#[test]
fn a_server_that_is_not_there_is_unavailable_and_its_password_stays_private() {
    let answer = standing("postgres://clinic:a-secret-word@127.0.0.1:1/clinic").with_code(3);
    assert!(answer.err.contains("127.0.0.1") && !answer.err.contains("a-secret-word"), "{answer:?}");
}

#[test]
fn an_address_of_no_known_kind_is_said_to_be_one() {
    let answer = footbridge(&["standing", "--database", "mysql://somewhere/clinic", "--client", NOBODY]);
    assert!(matches!(answer.code, Some(2 | 3)) && !answer.err.contains("panicked"), "{answer:?}");
    assert!(answer.err.contains("sqlite:"), "what is possible is named: {answer:?}");
}

#[test]
fn a_key_of_another_database_is_refused() {
    let sandbox = Sandbox::new();
    let (ours, theirs) = (sandbox.path("ours.db"), sandbox.path("theirs.db"));
    init(&url(&ours)).with_code(0);
    init(&url(&theirs)).with_code(0);
    let key = sandbox.path("theirs.db.key");
    let answer = footbridge(&["audit", "verify", "--database", &url(&ours), "--key", key.to_str().unwrap()]).with_code(3);
    assert!(answer.err.contains("key"), "{answer:?}");
    let without = footbridge(&["audit", "verify", "--database", &url(&ours), "--key", "/nowhere/at/all.key"]).with_code(3);
    assert!(without.err.contains("/nowhere/at/all.key"), "{without:?}");
}

#[test]
fn an_organization_is_founded_once() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    init(&url(&path)).with_code(0);
    let again = init(&url(&path)).with_code(3);
    assert!(again.err.contains("already"), "{again:?}");
    footbridge(&["audit", "verify", "--database", &url(&path)]).with_code(0);
}

#[test]
fn the_password_may_come_on_standard_input_and_a_weak_one_founds_nothing() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    let args = [
        "init",
        "--database",
        &url(&path),
        "--organization",
        "Hope House",
        "--site",
        "Main",
        "--zone",
        "America/Chicago",
        "--user",
        "admin",
    ];
    let given = |password: &str| {
        let mut child = command(&args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        writeln!(child.stdin.take().unwrap(), "{password}").unwrap();
        child.wait_with_output().unwrap()
    };
    let weak = given("admin");
    assert_eq!(weak.status.code(), Some(2));
    assert!(!path.exists(), "nothing half-written");
    let strong = given("three quiet rivers meet here");
    assert_eq!(strong.status.code(), Some(0));
    let said = [strong.stdout, strong.stderr].concat();
    assert!(!String::from_utf8_lossy(&said).contains("rivers"), "the password is not repeated");
}

#[test]
fn a_zone_that_does_not_exist_founds_nothing() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("clinic.db");
    let mut command =
        command(&["init", "--database", &url(&path), "--organization", "H", "--site", "M", "--zone", "America/Chicgo", "--user", "admin"]);
    command.env("FOOTBRIDGE_PASSWORD", "three quiet rivers meet here");
    let answer = finish(command).with_code(2);
    assert!(answer.err.contains("America/Chicgo"), "{answer:?}");
    assert!(!path.exists());
}
