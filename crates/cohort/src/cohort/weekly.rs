//! The weekly review: real standing of each client, and what people decide upon seeing it.

use footbridge_care::line::MakeUp;
use footbridge_care::schedule::Session;
use footbridge_care::standing::{self, Input, coverage, owed, verdict, view::View};
use footbridge_definition::model::{AmountUnit, Obligation};
use jiff::{Timestamp, civil::Date};

use super::{Cohort, Day, Review};
use crate::happening::Index;
use crate::life::{Record, enrol::weekly, moves};
use crate::luck::shift;
use crate::site::Site;

/// The review is on this day of the program's week, from 0.
const REVIEWED_ON: i64 = 2;
/// At this minute of the day.
const REVIEWED_AT: u32 = 1200;

impl Cohort {
    pub(super) fn week_is_reviewed(&mut self, day: &mut Day) {
        if day.date != shift(self.site.week_of(day.date), REVIEWED_ON) {
            return;
        }
        for who in std::mem::take(&mut self.lately_left) {
            day.reviews.extend(self.looked_at(who, day.date));
        }
        for who in self.active.clone() {
            self.review(day, who);
        }
    }

    /// The week that is over when the weeks end, for everybody still there.
    pub(crate) fn last_reviews(&mut self) -> Vec<Review> {
        self.active.clone().into_iter().chain(self.lately_left.clone()).filter_map(|who| self.looked_at(who, self.until)).collect()
    }

    /// A client's standing, with nothing decided.
    fn looked_at(&mut self, who: Index, on: Date) -> Option<Review> {
        let life = self.lives.get_mut(who)?;
        let record = life.lend();
        let review = look(&record, &self.site, on, &mut |_| {});
        life.give_back(record);
        Some(review)
    }

    fn review(&mut self, day: &mut Day, who: Index) {
        let Some(life) = self.lives.get_mut(who) else { return };
        // The record is looked at while what people decide changes the rest of the life: it is lent for so long.
        let record = life.lend();
        let aside = life.is_aside();
        let mut decided = Vec::new();
        let review = look(&record, &self.site, day.date, &mut |view| {
            if !aside {
                decided = moves::review(life, &self.site, view, &self.assumptions);
            }
        });
        life.give_back(record);
        let offers = if aside { Vec::new() } else { review.standing.make_ups.clone() };
        day.reviews.push(review);
        if !offers.is_empty() {
            self.offer(day, who, &offers);
        }
        for (nth, what) in decided.into_iter().enumerate() {
            self.happen(day, (who, REVIEWED_AT + 5 + u32::try_from(nth).unwrap_or(0)), what);
        }
        self.spare(who, day.date);
    }

    /// Offers the first session that would mend a short week; some accept.
    fn offer(&mut self, day: &mut Day, who: Index, offers: &[MakeUp]) {
        let Some(life) = self.lives.get_mut(who) else { return };
        let accepted = life.fading_until.is_none() && life.luck.chance(self.assumptions.make_up_accepted);
        let leave = life.luck.chance(self.assumptions.leave_given);
        let later = offers.iter().filter(|offer| accepted && offer.date > day.date && (leave || !offer.needs_leave));
        let Some(at) = later.filter_map(|offer| self.site.place_of(offer.session)).find(|at| self.has_seat(*at)) else { return };
        if let Some(life) = self.lives.get_mut(who) {
            life.booked.push(at);
        }
        self.visit(day, (who, REVIEWED_AT + 2), at, true);
    }

    fn has_seat(&self, at: usize) -> bool {
        let seats = self.site.about.get(at).and_then(|about| about.seats);
        seats.is_none_or(|seats| self.roster(at).len() < seats)
    }

    /// Notes which obligations do not hold for a client, so that nobody plans for them.
    pub(super) fn spare(&mut self, who: Index, on: Date) {
        let Some(life) = self.lives.get_mut(who) else { return };
        if self.site.def.obligation.iter().all(|obligation| obligation.only_for.is_none()) {
            return;
        }
        let record = life.lend();
        let input = input(&record, &self.site, on);
        let view = View::new(&input);
        let not = |obligation: &&Obligation| obligation.only_for.is_some() && !verdict::applies(&view, obligation.only_for.as_ref());
        life.spared = view.def.obligation.iter().filter(not).map(|obligation| obligation.name.clone()).collect();
        drop(view);
        life.give_back(record);
    }
}

fn input<'a>(record: &'a Record, site: &'a Site, today: Date) -> Input<'a> {
    Input {
        enrolment: record.enrolment,
        programs: &site.programs,
        rule_sets: &[],
        sessions: &site.sessions,
        marks: &record.marks,
        busy: &[],
        facts: &record.facts,
        ended: &[],
        today,
        minute: REVIEWED_AT,
        known_at: Timestamp::MAX,
    }
}

/// Looks at a client once, by the real rules.
fn look(record: &Record, site: &Site, today: Date, then: &mut dyn FnMut(&View<'_>)) -> Review {
    let input = input(record, site, today);
    let view = View::new(&input);
    let standing = standing::of(&view);
    let before = shift(site.week_of(today), -1);
    let stand = view.course.on(before.max(view.enrolled()));
    let def = site.programs.effective(stand);
    let asks = |obligation: &&Obligation| obligation.amount.as_ref().is_none_or(|amount| amount.least().is_some());
    let main = weekly(&def, stand).into_iter().filter(asks).max_by_key(|obligation| weight(site, obligation));
    let week_before = main.and_then(|obligation| owed::history(&view, obligation, 1).pop()).filter(|past| past.target.is_some());
    let own = view.def.curriculum.iter().filter(|curriculum| curriculum.who.is_none());
    let covered = own.map(|curriculum| (curriculum.name.clone(), coverage::of(&view, curriculum).covered)).collect();
    then(&view);
    Review { client: record.index, standing, week_before, covered }
}

/// Which of several weekly obligations weighs most: minutes before days before times, and what sessions give before the rest.
fn weight(site: &Site, obligation: &Obligation) -> (bool, u8, usize) {
    let counter = obligation.counter.as_ref().and_then(|name| site.def.counter_named(name));
    let kinds: &[String] = counter.map_or(&obligation.kinds, |counter| &counter.counts);
    let gives = |session: &Session| kinds.contains(&session.kind) || session.blocks.iter().any(|block| kinds.contains(&block.kind));
    let scheduled = site.week().any(gives);
    let unit = match counter.map_or(obligation.unit, |counter| counter.unit) {
        AmountUnit::Minutes => 3,
        AmountUnit::Days => 2,
        AmountUnit::Times => 1,
        _ => 0,
    };
    // The first written wins among equals.
    let place = site.def.obligation.iter().position(|other| other.name == obligation.name).unwrap_or(0);
    (scheduled, unit, usize::MAX - place)
}
