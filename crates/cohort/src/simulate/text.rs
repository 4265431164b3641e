//! The report for people.

use std::fmt::Write;

use super::report::Report;
use crate::happening::Reason;

impl Report {
    /// The report as text: what a director would want to read first, then week by week, then what was assumed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}: {} clients over {} weeks, seed {}\n", self.program, self.clients, self.weeks, self.seed)?;
        self.stays(out)?;
        self.care(out)?;
        self.staff(out)?;
        self.week_by_week(out)?;
        writeln!(out, "\nAssumed (a result is never assumed; see docs/simulate.md)")?;
        for one in &self.assumptions {
            writeln!(out, "  {:<28} {:>8} {} [{}]", one.name, one.value, one.unit, one.confidence)?;
        }
        if !self.placed.is_empty() {
            writeln!(out, "  no timetable has these, so they were given a time: {}", self.placed.join(", "))?;
        }
        Ok(())
    }

    fn stays(&self, out: &mut String) -> std::fmt::Result {
        let intake = &self.intake;
        writeln!(out, "Came      {} inquired, {} were assessed, {} enrolled", intake.inquiries, intake.assessed, intake.enrolled)?;
        writeln!(out, "Left      {} ended treatment, {} are still in it", self.ended, self.still_in_care)?;
        for stay in &self.median_stay_by_reason {
            let share = match stay.reason {
                Reason::Completed => self.discharge_mix.completed,
                Reason::Transferred => self.discharge_mix.transferred,
                Reason::DroppedOut => self.discharge_mix.dropped_out,
                Reason::EndedByProgram => self.discharge_mix.ended_by_program,
                Reason::Other => self.discharge_mix.other,
            };
            writeln!(out, "          {:<22} {:>6}   median stay {}", words(stay.reason), percent(Some(share)), days(stay.median_days))?;
        }
        writeln!(
            out,
            "Stayed    median {}; {} counting those still there",
            days(self.median_stay_days),
            days(self.median_stay_days_with_those_still_there)
        )?;
        let after = [1, 2, 4, 8, 12, 16, 24, 36].iter().filter_map(|week| self.retention.iter().find(|one| one.week == *week));
        let curve: Vec<String> = after.map(|one| format!("week {} {}", one.week, percent(Some(one.share)))).collect();
        writeln!(out, "          still in care after {}\n", curve.join(", "))
    }

    fn care(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "Hours     met in {} of client-weeks", percent(self.hours_met_share))?;
        writeln!(
            out,
            "          {} short weeks offered a make-up, {} accepted, {} attended",
            self.make_ups.offered, self.make_ups.accepted, self.make_ups.attended
        )?;
        writeln!(out, "Sessions  {} of expected attendances kept", percent(self.attendance_rate))?;
        if let Some(size) = &self.group_size {
            writeln!(out, "          groups of {} to {}, median {}", size.min, size.max, size.median)?;
        }
        if self.tests.ordered > 0 {
            let tests = &self.tests;
            writeln!(
                out,
                "Tests     {} ordered, {} missed, {} of those given positive",
                tests.ordered,
                percent(tests.missed_share),
                percent(tests.positive_share)
            )?;
        }
        for topic in &self.topics {
            let week = topic.median_week.map_or_else(|| "never".to_owned(), |week| format!("week {week}"));
            writeln!(out, "Topic     {:<32} met by {:>6}, median {week}", topic.topic, percent(Some(topic.met_share)))?;
        }
        for one in &self.moves {
            writeln!(out, "Stage     {} entered {} times", one.stage, one.entered)?;
        }
        writeln!(out)
    }

    fn staff(&self, out: &mut String) -> std::fmt::Result {
        for role in &self.staff_hours {
            writeln!(
                out,
                "Staff     {:<18} {:>6.1} h a week (in all {:.0} h with clients, {:.0} h writing)",
                role.role, role.per_week, role.with_clients, role.documentation
            )?;
        }
        Ok(())
    }

    fn week_by_week(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "\nWeek  starts      active  came  left  hours met  at risk  minutes each  group  sessions")?;
        for week in &self.weeks_detail {
            let size = week.median_group_size.map_or_else(|| "-".to_owned(), |size| size.to_string());
            let minutes = week.mean_minutes.map_or_else(|| "-".to_owned(), |minutes| format!("{minutes:.0}"));
            writeln!(
                out,
                "{:>4}  {}  {:>6}  {:>4}  {:>4}  {:>9}  {:>7}  {:>12}  {:>5}  {:>8}",
                week.week,
                week.start,
                week.active,
                week.arrivals,
                week.discharges,
                percent(week.hours_met_share),
                week.at_risk,
                minutes,
                size,
                week.sessions_held
            )?;
        }
        Ok(())
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.1} %", share * 100.0))
}

fn days(days: Option<i64>) -> String {
    days.map_or_else(|| "-".to_owned(), |days| format!("{days} days"))
}

fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Completed => "completed",
        Reason::Transferred => "transferred",
        Reason::DroppedOut => "dropped out",
        Reason::EndedByProgram => "ended by the program",
        Reason::Other => "other",
    }
}
