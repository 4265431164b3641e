//! Why an offering makes no sessions.

use super::plan::{Plan, label};
use super::rhythm::{Ground, is_known};
use super::session::{Undated, Why};
use crate::explain;
use crate::model::Offering;
use crate::value::{Anchor, When};

impl Plan<'_> {
    /// Every offering that makes no sessions, with each reason once.
    pub(super) fn undated(&self) -> Vec<Undated> {
        let mut found: Vec<Undated> = Vec::new();
        for offering in self.variants.iter().map(|variant| &variant.offering) {
            for (why, words) in self.why_not(offering) {
                if !found.iter().any(|one| one.offering == offering.name && one.why == why) {
                    let (label, tracks) = (label(offering), offering.track.to_vec());
                    found.push(Undated { offering: offering.name.clone(), label, why, words, tracks });
                }
            }
        }
        found
    }

    fn why_not(&self, offering: &Offering) -> Vec<(Why, String)> {
        if offering.when.is_empty() {
            return vec![(Why::NoWhen, "it does not say when: a timetable does".into())];
        }
        let anchors = |anchor: &Anchor| self.dates_of(anchor, offering);
        let ground = self.ground(&anchors);
        let reason = |when: &When| match why(when, &ground) {
            Some(why) => Some(why),
            None => offering.gross_minutes().is_none_or(|minutes| minutes == 0).then_some(Why::NoLength),
        };
        offering.when.iter().filter_map(|when| reason(when).map(|why| (why, words(why, when)))).collect()
    }
}

fn why(when: &When, ground: &Ground<'_>) -> Option<Why> {
    if is_known(when, ground) {
        return when.at.is_empty().then_some(Why::NoClock);
    }
    Some(match when {
        When { arranged: true, .. } => Why::Arranged,
        When { random: Some(_), .. } => Why::AtRandom,
        When { after: Some(_), .. } => Why::PerClient,
        When { times: Some(_), .. } => Why::SoOften,
        _ => Why::NoWhen,
    })
}

fn words(why: Why, when: &When) -> String {
    let said = explain::when(when);
    match why {
        Why::NoWhen => "it does not say when: a timetable does".into(),
        Why::SoOften => format!("{said}: a timetable says on which days"),
        Why::NoClock => format!("{said}, with no time of day: a timetable says at what time"),
        Why::NoLength => format!("{said}, with no length given"),
        Why::PerClient => format!("{said}: counted from each client's own dates"),
        Why::Arranged => "arranged case by case".into(),
        Why::AtRandom => format!("{said}: drawn, not planned"),
    }
}
