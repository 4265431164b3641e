//! Who the clients are: nobody. Names are put together from a fixed list, and every person is marked synthetic.

use jiff::civil::Date;
use serde::Serialize;

use crate::assumption::Assumptions;
use crate::luck::{Luck, shift};

const GIVEN: [&str; 48] = [
    "Alex", "Ash", "Avery", "Bay", "Blake", "Brook", "Cameron", "Casey", "Charlie", "Dakota", "Dana", "Devon", "Drew", "Eden", "Ellis",
    "Emery", "Finley", "Frankie", "Gray", "Harper", "Hayden", "Indigo", "Jamie", "Jesse", "Jordan", "Jules", "Kai", "Kendall", "Lane",
    "Lee", "Logan", "Marlo", "Max", "Morgan", "Nico", "Noel", "Parker", "Quinn", "Reese", "Remy", "River", "Robin", "Rowan", "Sage", "Sam",
    "Skyler", "Taylor", "Wren",
];
const FIRST: [&str; 24] = [
    "Alder", "Amber", "Birch", "Cedar", "Clover", "Copper", "Dune", "Elder", "Fern", "Flint", "Hazel", "Heather", "Juniper", "Linden",
    "Maple", "Marsh", "Meadow", "Moss", "Pebble", "Quill", "Rowan", "Thistle", "Willow", "Yarrow",
];
const SECOND: [&str; 16] = [
    "bank", "brook", "croft", "dale", "field", "ford", "gate", "grove", "hollow", "mere", "moor", "reach", "ridge", "stead", "wick", "wold",
];

/// Who sent a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Referral {
    /// They came by themselves, or family or friends sent them.
    Oneself,
    /// A court, probation or parole.
    Court,
    /// Another provider of treatment.
    Provider,
    /// A doctor, hospital or other health care.
    Health,
    /// Somebody else in the community.
    Community,
}

/// How a client uses and is tested, which nobody in the program knows: one of four classes seen in a drug court.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Negative throughout.
    Negative,
    /// Positive throughout.
    Positive,
    /// Tests are mostly missed.
    Missed,
    /// Positive at first, then negative.
    Turning,
}

/// A person who does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Given name.
    pub given: String,
    /// Family name, made of two halves.
    pub family: String,
    /// Birth date.
    pub birth: Date,
    /// Who sent them.
    pub referral: Referral,
    /// Always true: nobody in a cohort is real.
    pub synthetic: bool,
}

impl Person {
    /// Makes up the person of that number; so many differ in name as there are names.
    pub(crate) fn invented(number: usize, on: Date, assumptions: &Assumptions, luck: &mut Luck) -> Self {
        let pick = |list: &[&'static str], at: usize| list.get(at % list.len().max(1)).copied().unwrap_or_default();
        // Steps without common divisors go through all combinations before a name returns.
        let (given, first, second) = (number * 29 + number / 48, number * 7 + number / 24, number * 5 + number / 16);
        let years = i64::from(luck.between(18, 33) + luck.between(0, 32));
        let birth = shift(on, -years * 365 - i64::from(luck.between(0, 364)));
        Self {
            given: pick(&GIVEN, given).into(),
            family: format!("{}{}", pick(&FIRST, first), pick(&SECOND, second)),
            birth,
            referral: referral(assumptions, luck),
            synthetic: true,
        }
    }
}

fn referral(assumptions: &Assumptions, luck: &mut Luck) -> Referral {
    let rest = 1.0 - assumptions.court_referred;
    let weights = [rest * 0.56, assumptions.court_referred, rest * 0.11, rest * 0.1, rest * 0.23];
    match luck.weighed(&weights) {
        0 => Referral::Oneself,
        1 => Referral::Court,
        2 => Referral::Provider,
        3 => Referral::Health,
        _ => Referral::Community,
    }
}

/// The class a client belongs to.
pub(crate) fn pattern(assumptions: &Assumptions, luck: &mut Luck) -> Pattern {
    let weights = [
        assumptions.class_never_positive,
        assumptions.class_always_positive,
        assumptions.class_mostly_missed,
        assumptions.class_positive_to_negative,
    ];
    [Pattern::Negative, Pattern::Positive, Pattern::Missed, Pattern::Turning]
        .get(luck.weighed(&weights))
        .copied()
        .unwrap_or(Pattern::Negative)
}
