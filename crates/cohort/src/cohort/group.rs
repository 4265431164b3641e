//! The sessions of a day: who is expected, what is taught, who comes.

use footbridge_care::schedule::{Status, expected};
use footbridge_care::topics;

use super::{Cohort, Day, cancelled, held};
use crate::happening::{Held, Index, Mark};
use crate::site::is_by_rule;

impl Cohort {
    pub(super) fn sessions(&mut self, day: &mut Day) {
        for at in self.site.of_day(day.date) {
            let roster = self.roster(at);
            let booked = self.booked.remove(&at);
            if roster.is_empty() {
                continue;
            }
            let reasons = ["the counselor is ill", "the room cannot be used", "the building is closed for repairs"];
            let unlucky = self.luck.chance(self.assumptions.sessions_cancelled).then(|| self.luck.one_of(&reasons).copied()).flatten();
            let few = self.site.about.get(at).is_some_and(|about| roster.len() < about.fewest).then_some("fewer people than it needs");
            match few.or(unlucky) {
                Some(reason) => self.cancel(day, (at, reason), booked.unwrap_or_default()),
                None => self.hold(day, at, &roster),
            }
        }
    }

    /// Who is expected, by the one rule by which rosters are made.
    pub(super) fn roster(&self, at: usize) -> Vec<Index> {
        let Some(session) = self.site.sessions.get(at) else { return Vec::new() };
        let on = |who: &Index| self.lives.get(*who).is_some_and(|life| life.is_enrolled() && expected(&life.course, session, &life.marks));
        let booked = self.booked.get(&at).cloned().unwrap_or_default();
        let mut roster: Vec<Index> = if is_by_rule(session) { self.active.iter().copied().filter(on).collect() } else { Vec::new() };
        roster.extend(booked.into_iter().filter(on));
        roster.sort_unstable();
        roster.dedup();
        roster
    }

    fn cancel(&mut self, day: &mut Day, (at, reason): (usize, &'static str), booked: Vec<Index>) {
        if let Some(session) = self.site.sessions.get_mut(at) {
            session.status = Status::Cancelled;
        }
        for who in booked {
            if let Some(life) = self.lives.get_mut(who) {
                life.booked.retain(|booked| *booked != at);
            }
        }
        let Some(about) = self.site.about.get(at) else { return };
        day.happenings.push(cancelled(day.date, about.key.clone(), reason));
    }

    fn hold(&mut self, day: &mut Day, at: usize, roster: &[Index]) {
        let topics = self.choose_topics(at, roster);
        if let Some(session) = self.site.sessions.get_mut(at) {
            session.status = Status::Held;
            for (block, topic) in &topics {
                if let Some(block) = session.blocks.get_mut(*block) {
                    block.topic = Some(topic.clone());
                }
            }
        }
        let Some((session, about)) = self.site.session(at) else { return };
        let mut marks: Vec<Mark> = Vec::with_capacity(roster.len());
        for who in roster {
            let Some(life) = self.lives.get_mut(*who) else { continue };
            let mark = life.comes_to(&self.site, &self.assumptions, (session, about));
            life.attended(&self.site, (session, about), &mark);
            marks.push(mark);
        }
        let minute = session.ends.min(1439);
        day.happenings.push(held(day.date, minute, Held { session: about.key.clone(), topics, marks }));
    }

    /// The topic of each block whose curriculum staff choose from: what most of this roster still needs.
    fn choose_topics(&mut self, at: usize, roster: &[Index]) -> Vec<(usize, String)> {
        let Some((_, about)) = self.site.session(at) else { return Vec::new() };
        let met: Vec<&[String]> = roster.iter().filter_map(|who| self.lives.get(*who)).map(|life| life.covered.as_slice()).collect();
        let mut chosen: Vec<(usize, String)> = Vec::new();
        for (block, curriculum) in about.curricula.iter().enumerate() {
            let Some(curriculum) = curriculum.as_ref().and_then(|name| self.site.def.curriculum_named(name)) else { continue };
            let proposed = topics::propose(curriculum, &met);
            let mut open = proposed.into_iter().filter(|(topic, _)| chosen.iter().all(|(_, other)| other != topic));
            let Some((first, needed)) = open.next() else { continue };
            // Where nobody needs anything, staff take what they like.
            let liked = if needed == 0 { self.luck.one_of(&curriculum.topics).map(|topic| topic.name.clone()) } else { None };
            chosen.push((block, liked.unwrap_or(first)));
        }
        chosen
    }
}
