//! Mornings: who calls, who is assessed, who begins, who comes back.

use std::collections::HashMap;

use super::{Cohort, Day};
use crate::arrivals::Step;
use crate::happening::{Index, What};
use crate::life::enrol;

impl Cohort {
    pub(super) fn morning(&mut self, day: &mut Day) {
        for (who, step) in self.arrivals.remove(&day.date).unwrap_or_default() {
            let Some(life) = self.lives.get_mut(who) else { continue };
            let minute = 510 + life.luck.between(0, 30) * 5;
            match step {
                Step::Call => {
                    let what = What::Inquire(life.person.clone());
                    self.happen(day, (who, minute), what);
                }
                Step::Assessed => self.happen(day, (who, minute + 1), What::Admit),
                Step::NotComing => {
                    let reasons = ["could not be reached", "chose another program", "needs another level of care", "changed their mind"];
                    let reason = life.luck.one_of(&reasons).copied().unwrap_or("could not be reached");
                    self.happen(day, (who, minute), What::NotComing { reason });
                }
                Step::Starts => self.starts(day, who),
            }
        }
        for who in self.active.clone() {
            let back = self.lives.get_mut(who).filter(|life| life.back_on.is_some_and(|back| back <= day.date));
            if let Some(life) = back {
                life.back_on = None;
                self.happen(day, (who, 500), What::Return);
            }
        }
    }

    pub(super) fn starts(&mut self, day: &mut Day, who: Index) {
        let mut on_track: HashMap<String, usize> = HashMap::new();
        for life in self.active.iter().filter_map(|at| self.lives.get(*at)) {
            *on_track.entry(life.course.on(day.date).track.clone().unwrap_or_default()).or_default() += 1;
        }
        let Some(life) = self.lives.get_mut(who) else { return };
        let count = |track: &str| on_track.get(track).copied().unwrap_or(0);
        let enrol = enrol::enrolment(life, &self.site, &self.assumptions, day.date, &count);
        life.minutes_a_week = self.site.weekly_minutes(enrol.stage.as_deref(), enrol.track.as_deref());
        let known = enrol::known(life, &self.site, day.date);
        let topics = enrol.brought.iter().flat_map(|brought| brought.topics.clone()).collect::<Vec<_>>();
        life.covered.extend(topics);
        self.happen(day, (who, 515), What::Enrol(enrol));
        for what in known {
            self.happen(day, (who, 516), what);
        }
        self.spare(who, day.date);
        if self.site.week_of(day.date) != day.date {
            self.plan_week(day, who);
        }
    }
}
