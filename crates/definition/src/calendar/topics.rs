//! The topics that the calendar decides: ordered and rotating curricula whose steps the calendar takes.

use std::collections::HashMap;

use jiff::civil::Date;

use super::closed::days_between;
use super::session::TopicRef;
use super::variant::Variant;
use crate::model::{Curriculum, Definition, Offering, Order, StepsBy};
use crate::value::{Length, Unit};

/// Whose sequence of sessions it is: those of the same tracks and stages step together.
type Line = (String, Vec<String>, Vec<String>);

/// The curricula that the calendar steps through, and how far each line of sessions has come.
pub(super) struct Topics<'a> {
    definition: &'a Definition,
    held: HashMap<Line, usize>,
}

impl<'a> Topics<'a> {
    pub fn new(definition: &'a Definition) -> Self {
        Self { definition, held: HashMap::new() }
    }

    /// The date from which a variant's sessions must be counted, if its topics step session by session.
    pub fn counts_from(&self, variant: &Variant) -> Option<Date> {
        let by_session = |curriculum: &&Curriculum| curriculum.step.is_none();
        let drawn = names(&variant.offering).filter_map(|name| self.definition.curriculum_named(name));
        drawn.filter(by_session).filter_map(|curriculum| self.starts(curriculum, variant)).min()
    }

    /// Takes a session that is held, in the order of time, and gives its topics by curriculum.
    pub fn take(&mut self, variant: &Variant, date: Date) -> HashMap<String, TopicRef> {
        let mut found = HashMap::new();
        for name in names(&variant.offering) {
            if found.contains_key(name) {
                continue;
            }
            if let Some(topic) = self.next(variant, name, date) {
                found.insert(name.to_owned(), topic);
            }
        }
        found
    }

    fn next(&mut self, variant: &Variant, name: &str, date: Date) -> Option<TopicRef> {
        let curriculum = self.definition.curriculum_named(name)?;
        let starts = self.starts(curriculum, variant)?;
        let step = match curriculum.step {
            Some(length) => steps_since(starts, date, length)?,
            None if date < starts => return None,
            None => {
                let line = (name.to_owned(), variant.offering.track.to_vec(), variant.offering.stages.to_vec());
                let count = self.held.entry(line).or_default();
                *count += 1;
                i64::try_from(*count - 1).ok()?
            }
        };
        topic_at(curriculum, step)
    }

    /// The date of the first topic, of a curriculum that the calendar steps through.
    fn starts(&self, curriculum: &Curriculum, variant: &Variant) -> Option<Date> {
        let by_calendar = match (curriculum.order, curriculum.steps_by) {
            (Order::Chosen, _) | (_, StepsBy::Client) => false,
            (Order::Circular, StepsBy::Calendar) => curriculum.starts.is_some(),
            (Order::Ordered | Order::Rotating, StepsBy::Calendar) => true,
        };
        let program = self.definition.program.holds_from;
        by_calendar.then(|| curriculum.starts.or_else(|| super::variant::first_date(&variant.offering)).or(program)).flatten()
    }
}

/// The curricula that an offering draws from: of the whole, and of its blocks.
fn names(offering: &Offering) -> impl Iterator<Item = &str> {
    let blocks = offering.blocks.iter().filter_map(|block| block.curriculum.as_deref());
    offering.curriculum.as_deref().into_iter().chain(blocks)
}

/// How many whole steps lie between two dates; negative before the start.
fn steps_since(starts: Date, date: Date, step: Length) -> Option<i64> {
    let n = i64::from(step.n.max(1));
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let whole = months(date) - months(starts) - i64::from(date.day() < starts.day());
    match step.unit {
        Unit::Day | Unit::ProgramDay | Unit::BusinessDay => Some(days_between(starts, date).div_euclid(n)),
        Unit::Week => Some(days_between(starts, date).div_euclid(7 * n)),
        Unit::Month => Some(whole.div_euclid(n)),
        Unit::Year => Some(whole.div_euclid(12 * n)),
        Unit::Minute => None,
    }
}

/// The topic of a step: a topic of several sessions takes as many steps.
fn topic_at(curriculum: &Curriculum, step: i64) -> Option<TopicRef> {
    let width = |topic: &crate::model::Topic| i64::from(topic.sessions.unwrap_or(1).max(1));
    let round: i64 = curriculum.topics.iter().map(width).sum();
    let mut left = match curriculum.order {
        Order::Ordered => step,
        _ if round > 0 => step.rem_euclid(round),
        _ => return None,
    };
    if left < 0 {
        return None;
    }
    let found = curriculum.topics.iter().find(|topic| {
        left -= width(topic);
        left < 0
    });
    found.map(|topic| TopicRef { name: topic.name.clone(), label: topic.label().to_owned() })
}
