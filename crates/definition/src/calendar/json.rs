//! The calendar as one JSON document: a contract.

use jiff::Zoned;
use serde_json::{Value, json};

use super::session::{Calendar, PlannedBlock, PlannedSession};

impl Calendar {
    /// `{"program","zone","sessions":[{"start","end","track","minutes","blocks":[{"kind","minutes","topic"}], …}]}`: a session once
    /// for each track it belongs to, times in RFC 3339 with their offset.
    pub fn json(&self) -> Value {
        let entries = |session| self.tracks_of(session).into_iter().map(move |track| entry(session, track));
        let cancelled = self.cancelled.iter().flat_map(|one| {
            let because = &one.because;
            entries(&one.session).map(move |mut entry| {
                entry["because"] = json!(because);
                entry
            })
        });
        json!({
            "program": self.program,
            "zone": self.zone,
            "from": self.from.to_string(),
            "until": self.until.to_string(),
            "sessions": self.sessions.iter().flat_map(entries).collect::<Vec<_>>(),
            "cancelled": cancelled.collect::<Vec<_>>(),
            "undated": self.undated.iter().map(|one| json!({
                "offering": one.offering, "label": one.label, "why": one.words, "tracks": one.tracks,
            })).collect::<Vec<_>>(),
            "notes": self.notes.iter().map(|note| &note.message).collect::<Vec<_>>(),
        })
    }
}

fn entry(session: &PlannedSession, track: Option<&str>) -> Value {
    json!({
        "start": stamp(&session.start),
        "end": stamp(&session.end),
        "date": session.date.to_string(),
        "track": track,
        "offering": session.offering,
        "label": session.label,
        "slot": session.slot,
        "minutes": session.minutes,
        "blocks": session.blocks.iter().map(block).collect::<Vec<_>>(),
        "room": session.room,
        "modality": session.modality,
        "optional": session.optional,
        "by_roster": session.by_roster,
        "moved_from": session.moved.as_ref().map(|moved| moved.from.to_string()),
    })
}

fn block(block: &PlannedBlock) -> Value {
    json!({
        "kind": block.kind,
        "minutes": block.minutes,
        "topic": block.topic.as_ref().map(|topic| &topic.name),
        "label": block.label,
        "break": block.is_break,
    })
}

/// RFC 3339 with the offset that holds then.
fn stamp(time: &Zoned) -> String {
    time.timestamp().display_with_offset(time.offset()).to_string()
}
