//! What this context says by itself, in English, in one place.

use footbridge_ui::words::{date_short, readable};

use crate::assign_facilitator::fit::Unfit;

/// Why somebody may not lead a session.
pub fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::NotEmployed => "They do not work at this site on that day.".to_owned(),
        Unfit::Role(role) => format!("This session is led by a {}; that is not a role of theirs here.", readable(role).to_lowercase()),
        Unfit::NoCredential(kinds) => {
            format!("This session asks for one of these credentials, and none is on record for them: {}.", kinds.join(", "))
        }
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
pub(crate) const GROUPS_TODAY: &str = "Groups today";
pub(crate) const NO_GROUPS_TODAY: &str = "No groups today.";
pub(crate) const THE_WEEK: &str = "The week";
pub(crate) const TODAY: &str = "today";
pub(crate) const NOW: &str = "Now";
pub(crate) const LATER: &str = "Later";
pub(crate) const ATTENDANCE_OPEN: &str = "Attendance open";
pub(crate) const OPEN_ATTENDANCE: &str = "Attendance to confirm";
pub(crate) const TO_CONFIRM: &str = "To confirm";
pub(crate) const SESSIONS: &str = "sessions";
pub(crate) const CLIENTS: &str = "clients";
pub(crate) const HOURS_AT_RISK: &str = "Hours at risk this week";
pub(crate) const MEND: &str = "Would mend it:";
pub(crate) const HELP: &str = "Would help:";
pub(crate) const NOTHING_MENDS: &str = "No session left this week mends it.";
pub(crate) const COVERAGE_GAPS: &str = "Sessions to cover";
pub(crate) const TO_FILL: &str = "To cover";
pub(crate) const CENSUS: &str = "In care by track and week";
pub(crate) const IN_CARE: &str = "in care";
pub(crate) const NOBODY_ENROLLED: &str = "Nobody is enrolled yet.";
pub(crate) const NOBODY_ENROLLED_HINT: &str = "The census counts clients from the day they are enrolled.";
pub(crate) const NO_TRACK: &str = "No track";
pub(crate) const CAPACITY: &str = "Seats in the week ahead";
pub(crate) const RESIDENTS_DUE: &str = "Residents due in group today";
pub(crate) const NOBODY_DUE: &str = "No resident is due in group today.";
pub(crate) const IN_GROUP: &str = "In group";
pub(crate) const NO_SITE: &str = "There is no site yet whose week you could see.";
pub(crate) const WEEK_BEFORE: &str = "Earlier";
pub(crate) const THIS_WEEK: &str = "This week";
pub(crate) const WEEK_AFTER: &str = "Later";
pub(crate) const FILTER: &str = "What is shown";
pub(crate) const SITE: &str = "Site";
pub(crate) const ALL: &str = "All";
pub(crate) const SHOW: &str = "Show";
pub(crate) const SHOW_THEM: &str = "Show them";
pub(crate) const LEADS_ANOTHER: &str = "leads another session then";
pub(crate) const IS_CANCELLED: &str = "This session is cancelled.";
pub(crate) const IS_CONFIRMED: &str = "This session took place.";
pub(crate) const BACK_TO_SESSION: &str = "Back to the session";
pub(crate) const WHO_LEADS: &str = "Who leads it";
pub(crate) const FOR_HOW_LONG: &str = "For how long";
pub(crate) const ONCE: &str = "This session only";
pub(crate) const ONWARDS: &str = "From now on";
pub(crate) const ONWARDS_HINT: &str = "This and all later sessions of this day and time, where they can.";
pub(crate) const SAVE_WHO_LEADS: &str = "Save who leads";
pub(crate) const MOVE: &str = "Move";
pub(crate) const DATE: &str = "Date";
pub(crate) const STARTS: &str = "Starts";
pub(crate) const SHOW_WHO_IS_AFFECTED: &str = "Show who is affected";
pub(crate) const CANCEL: &str = "Cancel";
pub(crate) const REASON: &str = "Reason";
pub(crate) const REASON_HINT: &str = "Clients will read it. Nothing personal.";
pub(crate) const MOVE_IT: &str = "Move it";
pub(crate) const CANCEL_THIS: &str = "Cancel this session?";
pub(crate) const CANCEL_IT: &str = "Cancel it";
pub(crate) const SAME_WEEK: &str = "Their week ends as it would have.";
pub(crate) const NO_HOURS_ASKED: &str = "Nothing is asked of their week.";
pub(crate) const PROGRAMS: &str = "Programs";
pub(crate) const PROGRAMS_LEDE: &str = "What each program asks, teaches and offers, as it is published.";
pub(crate) const ABOUT_PROGRAM: &str = "About it";
pub(crate) const PROGRAM: &str = "Program";
pub(crate) const VERSION: &str = "Version";
pub(crate) const VERSIONS: &str = "Versions";
pub(crate) const STANDS: &str = "Status";
pub(crate) const CLIENTS_NOW: &str = "Clients now";
pub(crate) const DRAFT: &str = "Draft";
pub(crate) const NO_PROGRAMS: &str = "No program is published yet.";
pub(crate) const NO_PROGRAMS_HINT: &str = "A definition file is published from the command line, or comes with a demo.";
pub(crate) const OPEN_DRAFT: &str = "Open the draft";
pub(crate) const START_DRAFT: &str = "Change it in a draft";
pub(crate) const LEVEL: &str = "Level of care";
pub(crate) const AS_RUN_AT: &str = "As run at";
pub(crate) const ZONE: &str = "Time zone";
pub(crate) const SOURCE: &str = "Taken from";
pub(crate) const PHASES: &str = "Phases";
pub(crate) const PHASES_LINE: &str = "How long each phase is, and how much it asks";
pub(crate) const NO_PHASES: &str = "The definition names no phases.";
pub(crate) const NO_LENGTH: &str = "No length is said";
pub(crate) const NO_TIMETABLE: &str = "No groups with days and times.";
pub(crate) const NO_TIMETABLE_HINT: &str = "What a definition leaves open, a site's timetable says.";
pub(crate) const DOSES: &str = "What a week offers, against what is asked";
pub(crate) const PUBLISHED: &str = "Published";
pub(crate) const HOLDS_FROM: &str = "Holds from";
pub(crate) const CLIENTS_STAY: &str = "Clients stay on the version they were enrolled under until somebody moves them.";
pub(crate) const USUAL: &str = "The usual things";
pub(crate) const TEXT: &str = "The definition as text";
pub(crate) const DEFINITION: &str = "Definition";
pub(crate) const AS_DRAWN: &str = "The draft drawn";
pub(crate) const MEND_FIRST: &str = "A draft with errors cannot be published.";
pub(crate) const PUBLISH: &str = "Publish";
pub(crate) const PUBLISH_IT: &str = "Publish this version";
pub(crate) const SHOW_WHAT_CHANGES: &str = "Show what publishing changes";
pub(crate) const SAVE_DRAFT: &str = "Save the draft";
pub(crate) const NO_FORMS: &str = "The text has errors or says these things in ways of its own: change them in the text.";
pub(crate) const DAYS_TIMES_SEATS: &str = "Days, times and seats";
pub(crate) const DOSES_OWED: &str = "Doses";
pub(crate) const WRITE_INTO_TEXT: &str = "Write these into the draft";
pub(crate) const DAYS: &str = "Days";
pub(crate) const HOW_MUCH: &str = "How much";
pub(crate) const LENGTH: &str = "Length";
pub(crate) const TOPICS_BY_LINE: &str = "One topic on each line";
pub(crate) const WHAT_CHANGES: &str = "What changes in the weeks to come";
pub(crate) const SESSION: &str = "Session";
pub(crate) const CHANGE: &str = "Change";
pub(crate) const WAS: &str = "Was";
pub(crate) const WILL_BE: &str = "Will be";
pub(crate) const NOTHING_MORE: &str = "(nothing that the other has not)";
pub(crate) const MOVE_LEDE: &str =
    "Each stays as they are until you move them. What would change is worked out for each; weeks before today stay as they were judged.";
pub(crate) const CHANGES_FOR_THEM: &str = "What changes for them";
pub(crate) const CLIENTS_BEHIND: &str = "Clients on an older version";
pub(crate) const NOBODY_BEHIND: &str = "Everybody is on the newest version.";
pub(crate) const MOVE_ONE: &str = "Move from today";
pub(crate) const NOTHING_CHANGES: &str = "Nothing in what is asked of them.";
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

pub(crate) fn and_more(more: usize) -> String {
    format!("and {more} more")
}

pub(crate) fn would_mend(clients: usize) -> String {
    format!("Would mend the week of {}.", count("client", i64::try_from(clients).unwrap_or(i64::MAX)))
}

pub(crate) fn ends_at(ends: &str, target: &str) -> String {
    format!("Ends at {ends} of {target}.")
}

pub(crate) fn census_of(program: &str, site: &str) -> String {
    format!("{program}, {site}")
}

pub(crate) fn seats(taken: usize, seats: u32) -> String {
    format!("{taken} of {seats} seats")
}

pub(crate) fn week_lede(sessions: usize, gaps: usize) -> String {
    let sessions = count("session", i64::try_from(sessions).unwrap_or(i64::MAX));
    match gaps {
        0 => format!("{sessions}, every one led."),
        1 => format!("{sessions}; one has no facilitator."),
        gaps => format!("{sessions}; {gaps} have no facilitator."),
    }
}

pub(crate) fn week_of(day: &str, site: &str) -> String {
    format!("Week of {day}, {site}")
}

pub(crate) fn unbooked(slots: usize) -> String {
    format!("{} for one client are not booked.", count("session", i64::try_from(slots).unwrap_or(i64::MAX)))
}

pub(crate) fn closed(why: &str) -> String {
    format!("Closed: {why}")
}

pub(crate) fn move_to(date: &str, time: &str) -> String {
    format!("Move this session to {date}, {time}?")
}

pub(crate) fn breaks(breaks: usize, of: usize) -> String {
    match (breaks, of) {
        (_, 0) => "Nobody is on the roster.".to_owned(),
        (0, _) => "Nobody's week breaks by it.".to_owned(),
        (breaks, of) => format!("It breaks the week of {breaks} of {of}."),
    }
}

pub(crate) fn changes(before: &str, after: &str, target: &str) -> String {
    format!("Their week would end at {after} instead of {before}, of {target}.")
}

pub(crate) fn findings([errors, warnings, notes]: [usize; 3]) -> String {
    let said = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}{}", if n == 1 { "" } else { "s" }));
    let said: Vec<String> = [said(errors, "error"), said(warnings, "warning"), said(notes, "note")].into_iter().flatten().collect();
    if said.is_empty() { "Findings".to_owned() } else { format!("Findings: {}", said.join(", ")) }
}

pub(crate) fn arithmetic(value: &str, limit: &str) -> String {
    format!("{value} against {limit}")
}

pub(crate) fn between(min: &str, max: &str) -> String {
    format!("{min} to {max}")
}

pub(crate) fn a_week(what: &str, how_much: &str) -> String {
    format!("{what}: {how_much} a week")
}

pub(crate) fn tapering(what: &str, from: &str, to: &str) -> String {
    format!("{what}: from {from} to {to} a week")
}

pub(crate) fn singles(slots: usize) -> String {
    format!("And {} for one client at a time.", count("session", i64::try_from(slots).unwrap_or(i64::MAX)))
}

pub(crate) fn week_on(track: &str) -> String {
    format!("The week of {track}")
}

pub(crate) fn offers(track: &str) -> String {
    format!("{track} offers")
}

pub(crate) fn draft_lede(errors: usize) -> String {
    match errors {
        0 => "It can be published. Nothing holds until then.".to_owned(),
        errors => format!("{errors} to mend before it can be published. Nothing holds until then."),
    }
}

pub(crate) fn publish(name: &str) -> String {
    format!("Publish version {name}?")
}

pub(crate) fn replans(added: usize, changed: usize, removed: usize, same: usize) -> String {
    format!("{added} new, {changed} changed, {removed} gone; {same} stay as they are.")
}

pub(crate) fn move_to_newest(name: &str) -> String {
    format!("Move clients to version {name}")
}

pub(crate) fn line_changes(label: &str, before: &str, after: &str) -> String {
    format!("{label}: {after} instead of {before}")
}

pub(crate) fn line_goes(label: &str) -> String {
    format!("{label}: no longer asked")
}

pub(crate) fn line_comes(label: &str, figure: &str) -> String {
    format!("{label}: newly asked, {figure}")
}
