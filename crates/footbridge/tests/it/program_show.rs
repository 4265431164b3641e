//! `program show`: a definition in plain words.

use crate::running::{PROGRAMS, footbridge, program};

#[test]
fn every_shipped_program_is_explained_by_its_id() {
    for id in PROGRAMS {
        let shown = footbridge(&["program", "show", id]).with_code(0);
        assert!(shown.out.lines().count() > 10, "{id}: {}", shown.out);
        assert_eq!(shown.err, "");
    }
}

#[test]
fn by_id_and_by_file_it_is_the_same() {
    let by_id = footbridge(&["program", "show", "roots-iop"]).with_code(0).out;
    assert_eq!(by_id, footbridge(&["program", "show", &program("roots-iop")]).with_code(0).out);
}

#[test]
fn as_json_it_is_one_document_that_names_the_program() {
    let shown = footbridge(&["program", "show", "sana-lake-iop", "--format", "json"]).with_code(0).json();
    assert_eq!(shown["program"], "sana-lake-iop");
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest_one() {
    let asked = footbridge(&["program", "show", "blue-hart-iop"]).with_code(1);
    assert!(asked.err.contains("did you mean `blue-heart-iop`?"), "{}", asked.err);
    assert_eq!(asked.out, "");
    let strange = footbridge(&["program", "show", "zzz"]).with_code(1);
    assert!(PROGRAMS.iter().all(|id| strange.err.contains(id)), "{}", strange.err);
}
