//! What clients and staff mean to do, planned for the week and done on the day.

use super::{Cohort, Day};
use crate::happening::{Index, What};
use crate::life::{Errand, duties, fitting, screen};
use crate::luck::shift;

impl Cohort {
    pub(super) fn week_begins(&mut self, day: &mut Day) {
        if self.site.week_of(day.date) != day.date && day.date != self.start {
            return;
        }
        self.taken.retain(|at, _| self.site.sessions.get(*at).is_some_and(|session| session.date >= day.date));
        for who in self.active.clone() {
            self.plan_week(day, who);
        }
    }

    /// Plans the rest of a client's week.
    pub(super) fn plan_week(&mut self, day: &mut Day, who: Index) {
        let until = shift(self.site.week_of(day.date), 7);
        let Some(life) = self.lives.get_mut(who).filter(|life| life.is_enrolled()) else { return };
        life.missed.clear();
        if life.is_aside() {
            return;
        }
        let mut planning =
            duties::Planning { site: &self.site, assumptions: &self.assumptions, taken: &mut self.taken, from: day.date, until };
        for at in duties::plan(life, &mut planning) {
            self.visit(day, (who, 530), at, false);
        }
    }

    /// Puts a client on a session's roster.
    pub(super) fn visit(&mut self, day: &mut Day, (who, minute): (Index, u32), at: usize, make_up: bool) {
        let Some(about) = self.site.about.get(at) else { return };
        let session = about.key.clone();
        self.booked.entry(at).or_default().push(who);
        self.happen(day, (who, minute), What::VisitPlanned { session, make_up });
    }

    pub(super) fn errands(&mut self, day: &mut Day) {
        let end = (shift(day.date, 1), 0, 0);
        for who in self.active.clone() {
            let Some(life) = self.lives.get_mut(who) else { continue };
            let later = life.errands.split_off(&end);
            for ((_, minute, _), errand) in std::mem::replace(&mut life.errands, later) {
                self.errand(day, (who, minute), errand);
            }
        }
    }

    pub(super) fn errand(&mut self, day: &mut Day, (who, minute): (Index, u32), errand: Errand) {
        let Some(life) = self.lives.get_mut(who).filter(|life| life.is_enrolled() && !life.is_aside()) else { return };
        let what = match errand {
            Errand::Test(kind) => What::Test(life.is_tested(&self.site.def, &kind, day.date, &self.assumptions)),
            Errand::Do { mut it, chance, missed } => {
                let fades = if life.fading_until.is_some() { self.assumptions.attendance_fading } else { 1.0 };
                if !life.luck.chance(chance * fades) {
                    let Some(missed) = missed else { return };
                    (it.outcome, it.minutes) = (Some(missed), 0);
                }
                fitting::what(&self.site.def, *it)
            }
            Errand::Use { told } => {
                life.last_use = Some(day.date);
                let Some(kind) = screen::use_event(&self.site.def).filter(|_| told) else { return };
                let it = footbridge_care::facts::Occurrence { kind: kind.into(), ..Default::default() };
                What::SelfReport(it)
            }
        };
        self.happen(day, (who, minute), what);
    }
}
