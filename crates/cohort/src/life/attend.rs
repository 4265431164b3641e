//! Whether somebody comes to a session, and how.

use footbridge_care::schedule::Session;
use footbridge_definition::model::Modality;

use super::Life;
use crate::assumption::Assumptions;
use crate::happening::{Attendance, Mark};
use crate::site::{About, Site};

const REASONS: [&str; 5] = ["ill", "work", "a child at home", "a court date", "a medical appointment"];

impl Life {
    /// Their line of a session's roster.
    pub fn comes_to(&mut self, site: &Site, assumptions: &Assumptions, (session, about): (&Session, &About)) -> Mark {
        let attendance = self.attendance(assumptions, session, about);
        let video = attendance.came() && self.by_video(assumptions, about);
        self.recent = self.recent * 0.8 + if attendance.came() { 0.2 } else { 0.0 };
        self.sessions += 1;
        let own = session.on_track(self.course.on(session.date).track.as_deref());
        let visit = self.booked.iter().position(|at| site.sessions.get(*at).is_some_and(|one| one.id == session.id));
        let mut makes_up = None;
        if let Some(at) = visit {
            self.booked.remove(at);
            if attendance.came() && (!own || crate::site::is_by_rule(session)) && !self.missed.is_empty() {
                makes_up = site.about.get(self.missed.remove(0)).map(|about| about.key.clone());
            }
        } else if !attendance.came() {
            self.missed.extend(site.place_of(session.id));
        }
        Mark { client: self.index, attendance, video, makes_up }
    }

    fn attendance(&mut self, assumptions: &Assumptions, session: &Session, about: &About) -> Attendance {
        if !self.luck.chance(self.likelihood(assumptions, session, about)) {
            let excused = self.luck.chance(assumptions.excused);
            let reason = self.luck.one_of(&REASONS).copied().unwrap_or("ill");
            return if excused { Attendance::Excused(reason) } else { Attendance::Absent };
        }
        if self.luck.chance(assumptions.late) {
            return Attendance::Late(self.luck.between(1, 7) * 5);
        }
        if self.luck.chance(assumptions.left_early) {
            return Attendance::LeftEarly(self.luck.between(2, 9) * 5);
        }
        Attendance::Present
    }

    fn likelihood(&self, assumptions: &Assumptions, session: &Session, about: &About) -> f64 {
        if self.sessions == 0 {
            return assumptions.attendance_first_session;
        }
        let mut odds = self.diligence;
        if self.fading_until.is_some() {
            odds += assumptions.attendance_fading.ln();
        }
        if session.by_roster && about.seats == Some(1) {
            odds += assumptions.attendance_individual.ln();
        }
        1.0 / (1.0 + (-odds).exp())
    }

    fn by_video(&mut self, assumptions: &Assumptions, about: &About) -> bool {
        let has = |wanted: Modality| about.modality.contains(&wanted);
        let only = has(Modality::Video) && !has(Modality::InPerson) && !has(Modality::Hybrid);
        let may = has(Modality::Video) || has(Modality::Hybrid);
        only || may && self.luck.chance(assumptions.by_video)
    }
}
