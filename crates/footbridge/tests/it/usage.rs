//! Wrong usage is exit code 2, said on standard error, with nothing on standard output.

use crate::running::footbridge;

#[track_caller]
fn misused(args: &[&str]) -> String {
    let answer = footbridge(args).with_code(2);
    assert_eq!(answer.out, "", "{args:?}");
    assert!(!answer.err.is_empty(), "{args:?}");
    answer.err
}

#[test]
fn wrong_usage_is_exit_code_2() {
    for args in [
        &["nonsense"] as &[&str],
        &["program", "check"],
        &["program", "check", "programs/roots-iop.toml", "--format", "yaml"],
        &["program", "calendar", "roots-iop"],
        &["program", "calendar", "roots-iop", "--from", "2026-02-30", "--weeks", "1"],
        &["program", "calendar", "roots-iop", "--from", "2026-03-02", "--weeks", "0"],
        &["program", "calendar", "roots-iop", "--from", "2026-03-02", "--weeks", "-3"],
        &["simulate", "roots-iop", "--clients", "many", "--weeks", "4", "--seed", "1"],
        &["simulate", "roots-iop", "--clients", "0", "--weeks", "4", "--seed", "1"],
        &["demo", "--clients", "0"],
        &["demo", "--listen", "somewhere"],
        &["standing", "--database", "sqlite:x.db", "--client", "not-an-id"],
        &["standing", "--database", "sqlite:x.db"],
        &["init", "--organization", "A"],
    ] {
        misused(args);
    }
}

#[test]
fn a_last_week_beyond_the_calendar_is_wrong_usage() {
    misused(&["program", "calendar", "roots-iop", "--from", "9999-12-01", "--weeks", "100"]);
}

#[test]
fn help_and_version_are_answers() {
    let help = footbridge(&["--help"]).with_code(0);
    for command in ["program", "simulate", "demo", "serve", "init", "standing", "audit"] {
        assert!(help.out.contains(command), "{command}");
    }
    assert!(footbridge(&["--version"]).with_code(0).out.starts_with("footbridge "));
    assert!(footbridge(&["demo", "--help"]).with_code(0).out.contains("127.0.0.1:8080"));
}
