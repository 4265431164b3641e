//! The calendar as a table to read, week by week.

use std::collections::{BTreeMap, BTreeSet};
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
        let mut days: BTreeMap<Date, Vec<Row>> = BTreeMap::new();
        for row in self.rows() {
            days.entry(row.date).or_default().push(row);
        }
        let width = days.values().flatten().map(|row| row.title.chars().count()).max().unwrap_or(0);
        let mut week: Option<Date> = None;
        for (date, rows) in days {
            let starts = week_start(date, self.week_starts);
            if week != Some(starts) {
                let _ = writeln!(out, "\nWeek of {} {}", Day::from_weekday(starts.weekday()).name(), long(starts));
                week = Some(starts);
            }
            let mut head = date.strftime("%a %e %b").to_string();
            for line in lines(&rows, width) {
                let _ = writeln!(out, "  {head:<10}  {line}");
                head.clear();
            }
        }
    }

    /// What stands in the table, in order: openings for one client at a time stand together.
    fn rows(&self) -> Vec<Row> {
        let held = self.sessions.iter().map(|session| (session, None));
        let off = self.cancelled.iter().map(|one| (&one.session, Some(one.because.as_str())));
        let mut rows: Vec<Row> = Vec::new();
        let mut openings: BTreeMap<(Date, String, Option<String>), usize> = BTreeMap::new();
        for (session, off) in held.chain(off) {
            let row = Row {
                date: session.date,
                starts: session.starts,
                ends: session.ends,
                count: 1,
                title: self.title(session),
                off: off.map(Into::into),
                rest: rest(session),
            };
            let together = openings.entry((row.date, row.title.clone(), row.off.clone())).or_insert(rows.len());
            match rows.get_mut(*together).filter(|_| session.seats == Some(1)) {
                Some(first) => {
                    first.ends = first.ends.max(row.ends);
                    first.count += 1;
                    first.rest = format!("{} openings of {}", first.count, Minutes(session.minutes));
                }
                None => rows.push(row),
            }
        }
        rows.sort_by_key(|row| (row.date, row.starts));
        rows
    }

    fn title(&self, session: &PlannedSession) -> String {
        let label = |name: &String| self.tracks.iter().find(|(one, _)| one == name).map_or(name.clone(), |(_, label)| label.clone());
        let tracks: Vec<String> = session.tracks.iter().map(label).filter(|track| !session.label.contains(track.as_str())).collect();
        if tracks.is_empty() { session.label.clone() } else { format!("{} [{}]", session.label, tracks.join(", ")) }
    }
}

/// A line of the table.
struct Row {
    date: Date,
    starts: u32,
    ends: u32,
    count: u32,
    title: String,
    off: Option<String>,
    rest: String,
}

/// A day's lines; a day on which nothing takes place is one.
fn lines(rows: &[Row], width: usize) -> Vec<String> {
    let because = rows.first().and_then(|row| row.off.as_ref());
    if let Some(because) = because.filter(|because| rows.iter().all(|row| row.off.as_ref() == Some(*because))) {
        let titles: BTreeSet<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        let titles: Vec<&str> = titles.into_iter().collect();
        return vec![format!("{because}: {} not held", titles.join(", "))];
    }
    rows.iter().map(|row| line(row, width)).collect()
}

fn line(row: &Row, width: usize) -> String {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let times = format!("{}–{}", clock(row.starts), clock(row.ends));
    let rest = row.off.as_ref().map_or_else(|| row.rest.clone(), |because| format!("not held ({because})"));
    format!("{times}  {:<width$}  {rest}", row.title).trim_end().to_owned()
}

/// Length, parts, room, and where it was moved from.
fn rest(session: &PlannedSession) -> String {
    let mut rest = format!("{:<10}  {}", Minutes(session.minutes).to_string(), about(session));
    if let Some(room) = &session.room {
        let _ = write!(rest, "  in {room}");
    }
    if let Some(moved) = &session.moved {
        let _ = write!(rest, "  moved from {} ({})", long(moved.from), moved.because);
    }
    rest.trim_end().to_owned()
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
