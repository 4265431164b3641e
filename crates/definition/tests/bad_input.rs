//! What a definition file can do wrong, and what is said of it.

use footbridge_definition::read::read;

fn errors(text: &str) -> Vec<(usize, &'static str, String)> {
    read(text.as_bytes())
        .unwrap_err()
        .into_iter()
        .map(|f| (f.line, f.code, format!("{} {}", f.message, f.mend.unwrap_or_default())))
        .collect()
}

const HEAD: &str = "[program]\nid = \"p\"\nname = \"P\"\n";

#[test]
fn a_misspelt_key_names_its_line_and_the_nearest_key() {
    let found = errors(&format!("{HEAD}\n[[offering]]\nname = \"group\"\nkind = \"group\"\nminuts = 90\nwhen = {{ dyas = [\"mon\"] }}\n"));
    assert_eq!((found[0].0, found[0].1), (8, "unknown-key"));
    assert!(found[0].2.contains("did you mean `minutes`?"), "{found:?}");
    assert!(found[1].2.contains("did you mean `days`?"), "{found:?}");
}

#[test]
fn every_error_of_a_file_is_said_at_once() {
    let found = errors(&format!(
        "{HEAD}\n[[stage]]\nname = \"a\"\ntime = \"-3 weeks\"\n[[stage]]\nname = \"B C\"\n[[offering]]\nname = \"g\"\nwhen = {{ days = [\"mon\"], at = \"25:00\" }}\n"
    ));
    assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [7, 9, 12], "{found:?}");
    assert!(found[0].2.contains("negative"));
}

#[test]
fn an_impossible_date_is_refused() {
    for date in ["2026-02-30", "\"2026-02-30\"", "2026-13-01"] {
        let found = errors(&format!("{HEAD}holds_from = {date}\n"));
        assert_eq!(found[0].0, 4, "{found:?}");
    }
}

#[test]
fn decimal_minutes_are_refused_with_what_to_write() {
    let found = errors(&format!("{HEAD}[[offering]]\nname = \"g\"\nminutes = 2.15\n"));
    assert!(found[0].2.contains("whole"), "{found:?}");
}

#[test]
fn nesting_without_end_is_an_error_and_no_crash() {
    for text in [
        format!("a = {}", "[".repeat(10_000)),
        format!("a = {}", "{a=".repeat(10_000)),
        format!("[{}a]", "a.".repeat(10_000)),
        format!("{}a = 1", "a.".repeat(10_000)),
        "[\n".repeat(10_000),
    ] {
        assert!(!errors(&text).is_empty());
    }
}

#[test]
fn a_file_that_is_too_large_or_empty_or_not_text_is_an_error_at_a_line() {
    assert_eq!(errors("")[0].1, "empty");
    assert_eq!(errors(&"#".repeat(2 << 20))[0].1, "too-large");
    let found = read(b"[program]\nid = \"\xff\"").unwrap_err();
    assert_eq!((found[0].line, found[0].code), (2, "not-utf8"));
}

#[test]
fn a_file_that_is_neither_program_nor_timetable_says_how_to_begin() {
    assert_eq!(errors("x = 1")[0].1, "unknown-key");
    assert!(errors("x = 1").iter().any(|f| f.1 == "no-program"));
}
