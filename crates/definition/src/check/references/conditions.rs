//! What a condition mentions.

use super::Target;
use super::collect::Mentions;
use crate::model::{Condition, Family, Test};

pub(super) trait Conditions {
    fn test(&mut self, path: &str, test: &Test);
    fn condition(&mut self, path: &str, condition: &Condition);
}

impl Conditions for Mentions {
    fn test(&mut self, path: &str, test: &Test) {
        match test {
            Test::Named(name) => self.one(path.to_owned(), Target::Condition, name),
            Test::Inline(condition) => self.condition(path, condition),
        }
    }

    fn condition(&mut self, path: &str, condition: &Condition) {
        for (field, tests) in [("all", &condition.all), ("any", &condition.any)] {
            for (index, test) in tests.iter().enumerate() {
                self.test(&format!("{path}.{field}[{index}]"), test);
            }
        }
        if let Some(test) = &condition.not {
            self.test(&format!("{path}.not"), test);
        }
        self.optional(format!("{path}.counter"), Target::Counter, condition.counter.as_ref());
        self.anchor(format!("{path}.time"), condition.time.as_ref());
        for (index, name) in condition.obligations.iter().enumerate().filter(|(_, name)| *name != "all") {
            self.one(format!("{path}.obligations[{index}]"), Target::Obligation, name);
        }
        self.optional(format!("{path}.covered"), Target::Curriculum, condition.covered.as_ref());
        self.many(&format!("{path}.has"), Target::Event, &condition.has);
        if let Some(score) = &condition.score {
            self.one(format!("{path}.score.measure"), Target::Kind(&[Family::Measure]), &score.measure);
        }
        self.optional(format!("{path}.balance"), Target::Ledger, condition.balance.as_ref());
        for name in condition.is.keys() {
            self.one(format!("{path}.is.{name}"), Target::Kind(&[Family::Attribute, Family::Status, Family::Measure]), name);
        }
        self.many(&format!("{path}.stage"), Target::Stage, &condition.stage);
    }
}
