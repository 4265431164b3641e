//! What is wrong with a file is said with file and line, exit code 1, and never with a panic.

use std::fs;
use std::path::{Path, PathBuf};

use footbridge_testkit::Sandbox;

use crate::running::{Answer, footbridge};

const HEAD: &str = "[program]\nid = \"p\"\nname = \"P\"\n";

/// Both ways of reading a file: to check it, and to use it.
#[track_caller]
fn refused(path: &Path, line: usize) -> String {
    let name = path.to_str().unwrap();
    let place = format!("{name}:{line}: ");
    let checked = footbridge(&["program", "check", name]).with_code(1);
    assert!(checked.out.contains(&place), "{place} in {checked:?}");
    let shown = footbridge(&["program", "show", name]).with_code(1);
    assert!(shown.err.contains(&place) && shown.out.is_empty(), "{place} in {shown:?}");
    let document = footbridge(&["program", "check", name, "--format", "json"]).with_code(1).json();
    assert_eq!(document["files"][0]["findings"][0]["severity"], "error");
    shown.err
}

fn written(sandbox: &Sandbox, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = sandbox.path("definition.toml");
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn a_misspelt_key_names_its_line_and_the_nearest_key() {
    let sandbox = Sandbox::new();
    let path = written(&sandbox, format!("{HEAD}[[offering]]\nname = \"g\"\nminuts = 90\n"));
    assert!(refused(&path, 6).contains("`minutes`"));
}

#[test]
fn a_negative_duration_is_refused() {
    let sandbox = Sandbox::new();
    let path = written(&sandbox, format!("{HEAD}[[stage]]\nname = \"a\"\ntime = \"-3 weeks\"\n"));
    assert!(refused(&path, 6).contains("negative"));
}

#[test]
fn an_impossible_date_is_refused() {
    let sandbox = Sandbox::new();
    refused(&written(&sandbox, format!("{HEAD}holds_from = \"2026-02-30\"\n")), 4);
    refused(&written(&sandbox, format!("{HEAD}holds_from = 2026-02-30\n")), 4);
}

#[test]
fn ten_megabytes_are_refused_without_reading_them_as_a_program() {
    let sandbox = Sandbox::new();
    refused(&written(&sandbox, format!("{HEAD}{}", "# a comment that goes on\n".repeat(420_000))), 1);
}

#[test]
fn nesting_ten_thousand_deep_is_refused() {
    let sandbox = Sandbox::new();
    refused(&written(&sandbox, format!("a = {}", "[".repeat(10_000))), 1);
    refused(&written(&sandbox, format!("{}a = 1", "a.".repeat(10_000))), 1);
}

#[test]
fn what_is_not_text_is_refused() {
    let sandbox = Sandbox::new();
    refused(&written(&sandbox, b"[program]\nid = \"\xff\xfe\"\n"), 2);
}

#[test]
fn a_directory_is_refused() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("inside")).unwrap();
    assert!(refused(&sandbox.path("inside"), 1).contains("directory"));
}

#[test]
fn an_empty_file_is_refused() {
    let sandbox = Sandbox::new();
    refused(&written(&sandbox, ""), 1);
}

#[test]
fn a_file_that_is_not_there_is_refused() {
    let sandbox = Sandbox::new();
    refused(&sandbox.path("nothing.toml"), 1);
}

#[test]
fn one_bad_file_does_not_hide_what_is_found_in_the_others() {
    let sandbox = Sandbox::new();
    let bad = written(&sandbox, "");
    let answer: Answer = footbridge(&["program", "check", bad.to_str().unwrap(), "programs/blue-heart-iop.toml"]).with_code(1);
    assert!(answer.out.contains("programs/blue-heart-iop.toml:"), "{answer:?}");
}

#[test]
fn a_timetable_for_another_program_is_refused() {
    let args = [
        "program",
        "calendar",
        "roots-iop",
        "--from",
        "2026-03-02",
        "--weeks",
        "1",
        "--timetable",
        "programs/timetables/blue-heart-iop-example.toml",
    ];
    let answer = footbridge(&args).with_code(1);
    assert!(answer.err.contains("programs/timetables/blue-heart-iop-example.toml:"), "{answer:?}");
}

#[test]
fn a_misspelt_configuration_names_its_line() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("footbridge.toml");
    fs::write(&path, "listen = \"127.0.0.1:0\"\ndatabse = \"sqlite:x.db\"\n").unwrap();
    let answer = footbridge(&["serve", "--config", path.to_str().unwrap()]).with_code(1);
    assert!(answer.err.contains("footbridge.toml:2: "), "{answer:?}");
}
