//! The calendar as a table to read, week by week.

use std::fmt::Write;

use jiff::civil::Date;

use super::rhythm::week_start;
use super::session::{Calendar, PlannedBlock, PlannedSession};
use crate::value::{Day, Minutes};

impl Calendar {
    /// A table for each week, what closed days did, and what is not in the calendar.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "{} ({}), times in {}", self.name, self.program, self.zone);
        for note in &self.notes {
            let _ = writeln!(out, "Note: {}.", note.message);
        }
        self.weeks(&mut out);
        if self.sessions.is_empty() {
            let _ = writeln!(out, "\nNo sessions from {} until {}.", self.from, self.until);
        }
        if !self.undated.is_empty() {
            let _ = writeln!(out, "\nNot in the calendar");
        }
        for one in &self.undated {
            let _ = writeln!(out, "  {}: {}.", one.label, one.words);
        }
        out
    }

    fn weeks(&self, out: &mut String) {
        let held = self.sessions.iter().map(|session| (session, None));
        let off = self.cancelled.iter().map(|one| (&one.session, Some(one.because.as_str())));
        let mut rows: Vec<(&PlannedSession, Option<&str>)> = held.chain(off).collect();
        rows.sort_by_key(|(session, _)| (session.date, session.starts));
        let width = rows.iter().map(|(session, _)| self.title(session).chars().count()).max().unwrap_or(0);
        let mut week: Option<Date> = None;
        let mut day: Option<Date> = None;
        for (session, off) in rows {
            let starts = week_start(session.date, self.week_starts);
            if week != Some(starts) {
                let _ = writeln!(out, "\nWeek of {} {}", Day::from_weekday(starts.weekday()).name(), long(starts));
                week = Some(starts);
            }
            let head = if day == Some(session.date) { String::new() } else { session.date.strftime("%a %e %b").to_string() };
            day = Some(session.date);
            let _ = writeln!(out, "  {head:<10}  {}", self.row(session, off, width));
        }
    }

    fn row(&self, session: &PlannedSession, off: Option<&str>, width: usize) -> String {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
        let times = format!("{}–{}", clock(session.starts), clock(session.ends));
        let title = self.title(session);
        if let Some(because) = off {
            return format!("{times}  {title:<width$}  does not take place ({because})");
        }
        let length = Minutes(session.minutes).to_string();
        let mut row = format!("{times}  {title:<width$}  {length:<10}  {}", about(session));
        if let Some(room) = &session.room {
            let _ = write!(row, "  in {room}");
        }
        if let Some(moved) = &session.moved {
            let _ = write!(row, "  moved from {} ({})", long(moved.from), moved.because);
        }
        row.trim_end().to_owned()
    }

    fn title(&self, session: &PlannedSession) -> String {
        let label = |name: &String| self.tracks.iter().find(|(one, _)| one == name).map_or(name.clone(), |(_, label)| label.clone());
        let tracks: Vec<String> = session.tracks.iter().map(label).filter(|track| !session.label.contains(track.as_str())).collect();
        if tracks.is_empty() { session.label.clone() } else { format!("{} [{}]", session.label, tracks.join(", ")) }
    }
}

/// Its parts, with topics where the calendar decides them.
fn about(session: &PlannedSession) -> String {
    let part = |block: &PlannedBlock| {
        let topic = block.topic.as_ref().map_or(String::new(), |topic| format!(": {}", topic.label));
        format!("{} {}{topic}", block.label, Minutes(block.minutes))
    };
    match session.blocks.as_slice() {
        [one] => one.topic.as_ref().map_or(String::new(), |topic| topic.label.clone()),
        blocks => blocks.iter().map(part).collect::<Vec<_>>().join(" · "),
    }
}

fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}
