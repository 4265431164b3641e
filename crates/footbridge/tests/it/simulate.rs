//! `simulate`: a made-up cohort through the real rules.

use crate::running::{Answer, PROGRAMS, footbridge};

fn simulate(program: &str, seed: &str) -> Answer {
    footbridge(&["simulate", program, "--clients", "12", "--weeks", "6", "--seed", seed, "--format", "json"]).with_code(0)
}

#[test]
fn the_document_has_the_fields_of_the_contract() {
    let document = simulate("blue-heart-iop", "7").json();
    assert_eq!(document["program"], "blue-heart-iop");
    assert_eq!((&document["clients"], &document["weeks"], &document["seed"]), (&12.into(), &6.into(), &7.into()));
    let assumptions = document["assumptions"].as_array().unwrap();
    assert!(!assumptions.is_empty(), "each assumption is named");
    assert!(document["discharge_mix"].is_object());
    assert!(document.get("median_stay_days").is_some() && document.get("hours_met_share").is_some());
    assert_eq!(document["weeks_detail"].as_array().unwrap().len(), 6);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_cohort() {
    let first = simulate("blue-heart-iop", "7").out;
    assert_eq!(first, simulate("blue-heart-iop", "7").out);
    assert_ne!(first, simulate("blue-heart-iop", "8").out);
}

#[test]
fn every_shipped_program_can_be_lived_through() {
    for id in PROGRAMS {
        let document = simulate(id, "1").json();
        assert_eq!(document["program"], id);
    }
}

#[test]
fn an_unknown_program_is_answered_with_the_nearest_one() {
    let asked = footbridge(&["simulate", "rots-iop", "--clients", "5", "--weeks", "4", "--seed", "1"]).with_code(1);
    assert!(asked.err.contains("did you mean `roots-iop`?"), "{}", asked.err);
    assert_eq!(asked.out, "");
}
