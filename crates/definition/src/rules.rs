//! Rule sets of payers and levels of care: dated data, read against a definition as well as against the record.
//!
//! Each rule is an [`Obligation`] with the dates it holds from, where it was read, for whom (its `for`) and what counts. Five
//! sets are embedded; [`RuleBook::add`] takes a site's or a state's own files.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::{Family, Obligation};
use crate::source;
use crate::value::Range;

const SHIPPED: [(&str, &str); 5] = [
    ("asam-2.1-adult.toml", include_str!("../rules/asam-2.1-adult.toml")),
    ("asam-2.1-adolescent.toml", include_str!("../rules/asam-2.1-adolescent.toml")),
    ("h0015.toml", include_str!("../rules/h0015.toml")),
    ("medicare-iop.toml", include_str!("../rules/medicare-iop.toml")),
    ("concurrent-review.toml", include_str!("../rules/concurrent-review.toml")),
];

/// How a rule came into its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Read in the source that it names.
    Read,
    /// From memory: to be verified before anything rests on it.
    FromMemory,
}

/// What earns minutes and days under a rule. Breaks never do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// The families of kinds that count.
    pub families: Vec<Family>,
    /// Whether sessions for one client at a time count.
    pub individual: bool,
}

/// Where the next level of care begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextLevel {
    /// Its name.
    pub level: String,
    /// The amount, in the rule's unit, from which on it is that level.
    pub at: u32,
}

/// One rule of a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What is owed, and by whom of the clients (`for`).
    pub owes: Obligation,
    /// The first day it holds.
    pub holds_from: Date,
    /// The last day it holds.
    #[serde(default)]
    pub until: Option<Date>,
    /// Where it stands written.
    pub source: String,
    /// Whether it was read there.
    pub provenance: Provenance,
    /// The day on which it was read or remembered.
    pub as_of: Date,
    /// What to know about it.
    #[serde(default)]
    pub remark: Option<String>,
    /// What earns.
    pub counts: Counting,
    /// Where the next level of care begins.
    #[serde(default)]
    pub next: Option<NextLevel>,
}

impl Rule {
    /// Whether it holds on any day between two dates, either of which may be open.
    pub fn holds_between(&self, from: Option<Date>, until: Option<Date>) -> bool {
        until.is_none_or(|until| self.holds_from <= until) && self.until.is_none_or(|end| from.is_none_or(|from| from <= end))
    }
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.holds_between(Some(day), Some(day))
    }
}

/// How often a payer asks again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Every so many days.
    pub every_days: Range<u32>,
    /// Where it stands written.
    pub source: String,
    /// Whether it was read there.
    pub provenance: Provenance,
    /// The day on which it was read or remembered.
    pub as_of: Date,
}

/// A payer's or a level of care's rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// The name that programs refer to.
    pub id: String,
    /// Shorter names for the command line.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What people call it.
    pub name: String,
    /// What it asks, in a sentence.
    #[serde(default)]
    pub about: Option<String>,
    /// The level of care that it describes. A stage of another level is not read against it.
    #[serde(default)]
    pub level: Option<String>,
    /// Its rules.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// How often the payer asks again.
    #[serde(default)]
    pub review: Option<Review>,
}

/// Why a file is not a rule set.
#[derive(Debug, Error)]
#[error("{file}:{line}: {message}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The rule sets at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleBook {
    sets: Vec<RuleSet>,
}

impl RuleBook {
    /// The sets that are shipped.
    pub fn shipped() -> Self {
        let mut book = Self::default();
        for (file, text) in SHIPPED {
            // the shipped files are read in a test; one that cannot be read is not in the book
            drop(book.add(file, text.as_bytes()));
        }
        book
    }

    /// Adds a file. A set of a known id replaces the one before it.
    pub fn add(&mut self, file: &str, bytes: &[u8]) -> Result<(), RuleError> {
        let wrong = |line, message: String| RuleError { file: file.to_owned(), line, message };
        let (tree, lines) = source::tree(bytes).map_err(|findings| {
            let first = findings.into_iter().next();
            first.map_or_else(|| wrong(1, "cannot be read".into()), |finding| wrong(finding.line, finding.message))
        })?;
        let set: RuleSet = serde_path_to_error::deserialize(serde_json::Value::Object(tree))
            .map_err(|error| wrong(lines.at(&error.path().to_string()), format!("`{}`: {}", error.path(), error.inner())))?;
        self.sets.retain(|known| known.id != set.id);
        self.sets.push(set);
        Ok(())
    }

    /// All sets.
    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The set of that id or short name.
    pub fn get(&self, name: &str) -> Option<&RuleSet> {
        let by_id = self.sets.iter().find(|set| set.id == name);
        by_id.or_else(|| self.sets.iter().find(|set| set.aliases.iter().any(|alias| alias == name)))
    }

    /// The sets of these names, each once, and the names that are none.
    pub fn named<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> (Vec<&RuleSet>, Vec<&'a str>) {
        let (mut found, mut unknown): (Vec<&RuleSet>, Vec<&str>) = (Vec::new(), Vec::new());
        for name in names {
            match self.get(name) {
                Some(set) if found.iter().any(|known| known.id == set.id) => {}
                Some(set) => found.push(set),
                None => unknown.push(name),
            }
        }
        (found, unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_shipped_rule_set_is_read_and_says_where_it_comes_from() {
        let mut book = RuleBook::default();
        for (file, text) in SHIPPED {
            book.add(file, text.as_bytes()).unwrap();
        }
        assert_eq!(book.sets().len(), SHIPPED.len());
        for rule in book.sets().iter().flat_map(|set| &set.rules) {
            assert!(!rule.source.is_empty() && rule.owes.amount.is_some(), "{}", rule.owes.name);
        }
    }

    #[test]
    fn the_medicare_benefit_does_not_hold_before_2024() {
        let book = RuleBook::shipped();
        let rule = &book.get("medicare-iop").unwrap().rules[0];
        assert!(!rule.holds_on(date(2023, 12, 31)) && rule.holds_on(date(2024, 1, 1)));
        assert!(rule.holds_between(Some(date(2023, 1, 1)), None));
    }

    #[test]
    fn short_names_find_a_set_and_a_site_may_replace_one() {
        let mut book = RuleBook::shipped();
        let (found, unknown) = book.named(["asam", "asam-2.1-adult", "h0015", "nope"]);
        assert_eq!(found.iter().map(|set| set.id.as_str()).collect::<Vec<_>>(), ["asam-2.1-adult", "h0015"]);
        assert_eq!(unknown, ["nope"]);
        book.add("ours.toml", b"id = \"h0015\"\nname = \"H0015 as our state has it\"").unwrap();
        assert_eq!(book.get("h0015").unwrap().rules.len(), 0);
    }

    #[test]
    fn a_file_that_is_no_rule_set_is_refused_with_its_line() {
        let error = RuleBook::default().add("x.toml", b"id = \"x\"\nname = \"X\"\nnonsense = 1").unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("x.toml", 3), "{error}");
    }
}
