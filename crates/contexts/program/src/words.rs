//! What this context says by itself, in English, in one place.

use footbridge_ui::words::{date_short, readable};

use crate::assign_facilitator::fit::Unfit;

/// Why somebody may not lead a session.
pub fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::NotEmployed => "They do not work at this site on that day.".to_owned(),
        Unfit::Role(role) => format!("This session is led by a {}; that is not a role of theirs here.", readable(role).to_lowercase()),
        Unfit::NoCredential(kinds) => format!("This session asks for one of these credentials, and none is on record for them: {}.", kinds.join(", ")),
        Unfit::Expired(kind, until) => format!("Their credential ({kind}) ends on {}, before that day.", date_short(*until)),
    }
}

use footbridge_ui::words::{count, minutes};

use crate::sessions::Part;

pub(crate) const NOT_UNDERSTOOD: &str = "That was not understood. Nothing was changed.";
pub(crate) const WRONG_CLIENT: &str = "Wrong client";
pub(crate) const WEEK: &str = "Week";
pub(crate) const CHANGE_SESSION: &str = "Move, cancel or replace";
pub(crate) const TAP_EXCEPTIONS: &str = "Tap who is late, leaves early, is excused, absent or on video; then say that the rest are here.";
pub(crate) const NOBODY_EXPECTED: &str = "Nobody is expected.";
pub(crate) const NOBODY_EXPECTED_HINT: &str = "Clients of its track and stage appear here by themselves; others when somebody books them.";
pub(crate) const SOMEBODY: &str = "Somebody";
pub(crate) const NEW: &str = "New";
pub(crate) const RETURNS: &str = "Returns";
pub(crate) const VISITS: &str = "Visits";
pub(crate) const ADD_SOMEBODY: &str = "Add a visitor or somebody who came late";
pub(crate) const TAKE_OFF: &str = "Take somebody off who was not meant";
pub(crate) const TAKE_OFF_HINT: &str = "What was recorded of them here is taken back by a newer entry; nothing is lost.";
pub(crate) const TAKE_OFF_ONE: &str = "Take off";
pub(crate) const NOBODY_ELSE: &str = "Everybody enrolled here is on this roster.";
pub(crate) const CLIENT: &str = "Client";
pub(crate) const MINUTES_LATE: &str = "Minutes late";
pub(crate) const MIN: &str = "min";
pub(crate) const LATE_JOINER: &str = "Leave it empty if they were here throughout.";
pub(crate) const ADD: &str = "Add";
pub(crate) const ABOUT: &str = "About this session";
pub(crate) const TOPICS: &str = "Topics";
pub(crate) const NO_FACILITATOR: &str = "No facilitator";
pub(crate) const LED_BY: &str = "Led by";
pub(crate) const ROOM: &str = "Room";
pub(crate) const TRACK: &str = "Track";
pub(crate) const EARNS: &str = "Earns";
pub(crate) const SEATS: &str = "Seats";
pub(crate) const BLOCKS: &str = "Blocks";
pub(crate) const TOPIC_IS: &str = "Topic:";
pub(crate) const NO_TOPIC: &str = "No topic is chosen.";
pub(crate) const TEACH_THIS: &str = "Teach this";
/// The reasons most often given for an excused absence.
pub(crate) const REASONS: [&str; 6] = ["Ill", "Medical appointment", "Court", "Work", "Family", "Transport"];

pub(crate) fn cancelled(why: &str) -> String {
    if why.is_empty() { "This session is cancelled; it is nobody's absence.".to_owned() } else { format!("{why}. It is nobody's absence.") }
}

pub(crate) fn came(came: usize, of: usize) -> String {
    format!("{came} of {of} came.")
}

pub(crate) fn confirmed(who: &str, when: &str) -> String {
    format!("Confirmed by {who} at {when}")
}

pub(crate) fn noted(who: &str, when: &str) -> String {
    format!("{who}, {when}")
}

pub(crate) fn partly(late: u32, left: u32, video: bool) -> String {
    let late = (late > 0).then(|| format!("Late, {}", minutes(i64::from(late))));
    let left = (left > 0).then(|| format!("left {} early", minutes(i64::from(left))));
    let video = video.then(|| "by video".to_owned());
    let said: Vec<String> = [late, left, video].into_iter().flatten().collect();
    let mut letters = said.join("; ");
    if let Some(first) = letters.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    letters
}

pub(crate) fn excused(reason: &str) -> String {
    format!("Excused: {reason}")
}

pub(crate) fn heading(now: &str, projected: &str, target: &str) -> String {
    format!("{now} so far, heading for {projected} of {target}")
}

pub(crate) fn block(part: &Part) -> String {
    let length = minutes(i64::from(part.block.minutes));
    if part.block.is_break { format!("{}, {length}, earns nothing", part.label) } else { format!("{}, {length}", part.label) }
}

pub(crate) fn proposed(label: &str, clients: usize, of: usize) -> String {
    format!("Proposed: {label}. {clients} of {of} still need it.")
}

pub(crate) fn needed_by(label: &str, clients: usize) -> String {
    format!("{label} ({} need it)", count("client", i64::try_from(clients).unwrap_or(i64::MAX)))
}
