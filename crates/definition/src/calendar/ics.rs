//! iCalendar (RFC 5545): sessions as events in their own zone, which comes with its changes of the clock.

use std::collections::BTreeMap;

use jiff::tz::{Offset, TimeZone, TimeZoneTransition};
use jiff::{Timestamp, Zoned};

use super::session::{Calendar, PlannedSession};
use crate::value::Minutes;

/// Octets in a line, the line's end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// Something that takes place.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stays the same for the same session, so that importing again updates it.
    pub uid: String,
    /// When it starts, in its zone.
    pub start: Zoned,
    /// Minutes from start to end.
    pub minutes: u32,
    /// One line about it.
    pub summary: String,
    /// More about it.
    pub description: String,
    /// Where.
    pub location: String,
}

impl Calendar {
    /// The calendar as an `.ics` file. `stamp` is the time at which it is written.
    pub fn ics(&self, stamp: Timestamp) -> String {
        let events: Vec<Event> = self.sessions.iter().map(|session| event(&self.program, session)).collect();
        write(&self.name, &events, stamp)
    }
}

fn event(program: &str, session: &PlannedSession) -> Event {
    let mut lines: Vec<String> = session
        .blocks
        .iter()
        .map(|block| {
            let topic = block.topic.as_ref().map_or(String::new(), |topic| format!(": {}", topic.label));
            format!("{} ({}){topic}", block.label, Minutes(block.minutes))
        })
        .collect();
    lines.extend(session.moved.as_ref().map(|moved| format!("Moved from {} ({})", moved.from, moved.because)));
    Event {
        uid: format!(
            "{}.{}.{}@{program}.footbridge",
            session.slot_date,
            session.slot.replace(['@', '/'], "."),
            session.start.time_zone().iana_name().unwrap_or("utc").replace('/', ".")
        ),
        start: session.start.clone(),
        minutes: session.ends - session.starts,
        summary: session.label.clone(),
        description: lines.join("\n"),
        location: session.room.clone().unwrap_or_default(),
    }
}

/// Writes an iCalendar file. Times stay on the wall clock of their zone; a length is a duration, so that it is true also over a change of
/// the clock. `stamp` is the time of writing.
pub fn write(name: &str, events: &[Event], stamp: Timestamp) -> String {
    let mut file = File::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Footbridge//Program calendar//EN", "CALSCALE:GREGORIAN"] {
        file.line(line);
    }
    file.text("X-WR-CALNAME", name);
    for (id, (zone, first, last)) in zones(events) {
        time_zone(&mut file, &id, &zone, first, last);
    }
    for event in events {
        one(&mut file, event, stamp);
    }
    file.line("END:VCALENDAR");
    file.0
}

/// The zones of the events, each with its first and last moment.
fn zones(events: &[Event]) -> BTreeMap<String, (TimeZone, Timestamp, Timestamp)> {
    let mut found: BTreeMap<String, (TimeZone, Timestamp, Timestamp)> = BTreeMap::new();
    for event in events {
        let (zone, at) = (event.start.time_zone(), event.start.timestamp());
        let Some(id) = zone.iana_name().filter(|id| *id != "UTC") else { continue };
        let span = found.entry(id.to_owned()).or_insert_with(|| (zone.clone(), at, at));
        span.1 = span.1.min(at);
        span.2 = span.2.max(at);
    }
    found
}

fn one(file: &mut File, event: &Event, stamp: Timestamp) {
    file.line("BEGIN:VEVENT");
    file.text("UID", &event.uid);
    file.line(&format!("DTSTAMP:{}", stamp.strftime("%Y%m%dT%H%M%SZ")));
    match event.start.time_zone().iana_name().filter(|id| *id != "UTC") {
        Some(id) => file.line(&format!("DTSTART;TZID={id}:{}", event.start.strftime("%Y%m%dT%H%M%S"))),
        None => file.line(&format!("DTSTART:{}", event.start.timestamp().strftime("%Y%m%dT%H%M%SZ"))),
    }
    file.line(&format!("DURATION:PT{}M", event.minutes));
    for (key, text) in [("SUMMARY", &event.summary), ("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !text.is_empty() {
            file.text(key, text);
        }
    }
    file.line("END:VEVENT");
}

/// A zone's offsets as they are between two moments: the one in force, and each change.
fn time_zone(file: &mut File, id: &str, zone: &TimeZone, first: Timestamp, last: Timestamp) {
    file.line("BEGIN:VTIMEZONE");
    file.line(&format!("TZID:{id}"));
    let before = zone.preceding(first).next();
    let start = before.as_ref().map_or(Timestamp::UNIX_EPOCH, TimeZoneTransition::timestamp);
    let earlier = zone.preceding(start).next().map_or(zone.to_offset(start), |change| change.offset());
    let in_force = zone.to_offset_info(start);
    observance(file, start, earlier, (in_force.offset(), in_force.dst().is_dst(), in_force.abbreviation()));
    let mut from = in_force.offset();
    for change in zone.following(start).take_while(|change| change.timestamp() <= last) {
        observance(file, change.timestamp(), from, (change.offset(), change.dst().is_dst(), change.abbreviation()));
        from = change.offset();
    }
    file.line("END:VTIMEZONE");
}

fn observance(file: &mut File, at: Timestamp, from: Offset, (to, is_dst, name): (Offset, bool, &str)) {
    let part = if is_dst { "DAYLIGHT" } else { "STANDARD" };
    file.line(&format!("BEGIN:{part}"));
    file.line(&format!("DTSTART:{}", from.to_datetime(at).strftime("%Y%m%dT%H%M%S")));
    file.line(&format!("TZOFFSETFROM:{}", offset(from)));
    file.line(&format!("TZOFFSETTO:{}", offset(to)));
    file.text("TZNAME", name);
    file.line(&format!("END:{part}"));
}

fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

#[derive(Default)]
struct File(String);

impl File {
    /// A property whose value is text: escaped.
    fn text(&mut self, key: &str, text: &str) {
        self.line(&format!("{key}:{}", escaped(text)));
    }

    /// A line, folded where it is too long, never within a character.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
