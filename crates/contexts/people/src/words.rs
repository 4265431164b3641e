//! What the pages of this context say, in English.

use footbridge_ui::words::{count, date, date_short, readable};
use jiff::civil::Date;

use crate::log_inquiry::Channel;

macro_rules! says {
    ($($name:ident = $text:literal;)*) => { $(pub(crate) const $name: &str = $text;)* };
}

says! {
    CLIENTS = "Clients";
    CLIENT = "Client";
    PROGRAM = "Program";
    TRACK = "Track";
    STAGE = "Phase";
    STATUS = "Status";
    SITE = "Site";
    VERSION = "Version";
    SINCE = "Since";
    REASON = "Reason";
    REASON_KEPT = "Kept with the record.";
    CANCEL = "Cancel";
    SAVE = "Save";
    LEAVE_AS_IS = "Leave it as it is";
    TO_CLIENT = "To the client";
    TO_SESSION = "To the session";
    FROM_DAY = "From";
    DAY = "Day";
    MIN = "min";

    // finding
    SEARCH = "Find a client";
    THIS_WEEK = "This week";
    NOT_ENROLLED = "Not enrolled";
    NOBODY_IN_CARE = "Nobody is in care here yet.";
    NOBODY_IN_CARE_HINT = "Clients appear when they are admitted.";
    NOBODY_THERE = "Nobody in this program and track.";
    SHOW_ALL = "Show everybody";
    NARROW = "Narrow the list";
    SHOW = "Show";
    ANY = "Any";

    // the client's page
    WEEK = "Weekly schedule";
    ENROL = "Enrol";
    TIMELINE = "What happened";
    NOTHING_YET = "Nothing is on record yet.";
    NEWEST = "To the newest";
    EARLIER = "Earlier";
    NOTHING_TO_DO = "Nothing needs anybody now.";
    NOT_ENROLLED_YET = "Admitted, and not enrolled in a program yet.";
    NOT_IN_CARE = "Not in care now.";
    CHANGE_COURSE = "Change the course";
    STANDS_NOWHERE = "Nothing is asked of them now.";
    CLOSES_THE_GAP = "Closes the gap";
    NEEDS_LEAVE = "Another track: needs leave";
    BOOK_VISIT = "Book the visit";
    TASKS = "To do";
    DONE = "Done";
    WAIVE_OR_OUTCOME = "Outcome, or not needed";
    ENDED_COURSES = "Earlier courses";

    // tasks
    WHO = "Who";
    DUE = "Due";
    OUTCOME = "Outcome";
    OUTCOME_HINT = "In a word, where what follows depends on it.";
    WHY = "Why";
    WAIVE = "Waive it";
    NEED_NOT_BE_DONE = "It need not be done";
    DONE_OR_WAIVED = "Say whether it is done or need not be done.";
    TASK_CHANGED = "Somebody else changed this task meanwhile. It is shown as it is now; what you wrote is below.";

    // turns
    CHANGE_TRACK = "Change track";
    CHANGE_TRACK_LEDE = "Look at the weeks, then decide. What was earned stays earned.";
    TRACK_IS_LOCKED = "The program keeps clients on the track they started on. A change is a person's decision.";
    OWN_WEEK = "Own week";
    OWN_WEEK_LEDE = "Which sessions of the week this client comes to.";
    SAVE_WEEK = "Save the week";
    SLOTS = "Sessions of the week";
    SLOTS_HINT = "Untick what they do not come to.";
    MOVE_STAGE = "Move to a phase";
    MOVE_STAGE_LEDE = "The conditions are shown. A person decides.";
    TO_STAGE = "To";
    COMES_NEXT = "Comes next.";
    EXIT_SAYS = "What this phase asks before moving on";
    HOLD = "Put on hold";
    HOLD_LEDE = "A hospital stay, a leave: the clocks stop until they are back.";
    COMES_BACK = "Back from hold";
    COMES_BACK_LEDE = "The clocks run again from this day.";
    WHERE_TO = "Where to";
    ON_HOLD = "On hold";
    ASIDE = "Aside";
    IS_ASIDE_ALREADY = "They are on hold already.";
    IS_NOT_ASIDE = "They are not on hold.";
    DISCHARGE = "Discharge";
    DISCHARGE_LEDE = "The program's ways out, with what their conditions say. A person decides; the reason is kept.";
    WAY_OUT = "How they leave";
    RULED_OUT = "The program rules out:";
    LAST_DAY = "Last day";
    BEFORE_THE_START = "That is before the first day.";
    HAS_LEFT_ALREADY = "They have left already.";
    TRANSFER = "Transfer";
    TRANSFER_LEDE = "The course here ends; the enrolment there comes next, with what was earned here as credit.";
    TRANSFER_TO = "On to";
    NOWHERE_TO_GO = "There is no other program here to go on to.";
    IN_AGAIN = "In again";
    IN_AGAIN_LEDE = "The same course goes on from this day.";
    HAS_NOT_LEFT = "They have not left.";
    CHANGED_MEANWHILE = "Somebody else changed this course meanwhile. It is shown as it is now; what you chose is below.";
    CONDITION_HOLDS = "Its condition holds.";
    NOT_YET = "Not yet";
    SAMPLE_WEEK = "An ordinary week";
    NO_SESSIONS_PLANNED = "No sessions are planned.";

    // intake
    ADMIT = "Admit a client";
    ADMIT_LEDE = "Opens an episode of care. The program comes next.";
    FULL_NAME = "Full name";
    PREFERRED_NAME = "Wants to be called";
    PREFERRED_HINT = "If it is not the first name.";
    BIRTH_DATE = "Birth date";
    BORN_LATER = "This lies after the day of admission.";
    ADMITTED_ON = "Admitted on";
    REFERRED_BY = "Referred by";
    ADMITTED = "Admitted";
    INQUIRIES = "Inquiries";
    LOG_INQUIRY = "Log a call";
    LOG_INQUIRY_LEDE = "A name and a way to call back are enough.";
    SAVE_INQUIRY = "Save";
    WHO_ASKS = "Who asks";
    CALL_BACK = "Call back at";
    BY_WHICH_WAY = "How they reached us";
    IN_A_FEW_WORDS = "In a few words";
    NOTE_HINT = "Nothing that is not needed yet.";
    WAITS_SINCE = "Waiting";
    SINCE_TODAY = "Since today";
    ANSWER = "Answer within 48 hours";
    NEXT_STEP = "Next step";
    NEXT_STEP_ON = "On";
    WHAT_NEXT = "What is next";
    FIRST_CONTACT = "First contact";
    NOBODY_WAITS = "Nobody waits for an answer.";
    NOBODY_WAITS_HINT = "A call that is logged appears here until somebody is admitted or it is closed.";
    CLOSE_INQUIRY = "Close the inquiry";
    INQUIRY_IS_CLOSED = "This inquiry is closed.";
    INQUIRY_CHANGED = "Somebody else changed this inquiry meanwhile. It is shown as it is now; what you wrote is below.";
    WHO_WAITS = "Waiting for an answer";
    LOG_OR_SEE_ALL = "See all, or log a call";

    // enrolling
    ENROL_LEDE = "See the week first, then decide.";
    CHOOSE_TRACK = "Program and track";
    FIRST_DAY = "First day";
    SHOW_WEEK = "Show the week";
    THE_WEEK = "The week, and what to start with";
    BEGINS_IN = "Begins in";
    CREDIT = "Credit brought along";
    CREDIT_LEDE = "From another program or an earlier episode, as far as somebody vouches for it.";
    WEEKS = "Weeks";
    MINUTES = "Time attended";
    TOPICS = "Topics covered";
    SOBER_SINCE = "Without use since";
    WHO_VOUCHES = "Who vouches for it";
    WHO_VOUCHES_HINT = "The program or person it comes from.";
    WHO_VOUCHES_IS_NEEDED = "Say who vouches for it.";
    ENROLLED_ALREADY = "They are in this program already.";

    // recording
    RECORD = "Record";
    ANOTHER_KIND = "Something else";
    NOTHING_TO_RECORD = "This program declares nothing to record by hand.";
    CONTACTS = "Contacts and meetings";
    PAPERS = "Papers and payments";
    EVENTS = "Events and measures";
    TESTS_AND_HOUSE = "Tests and house";
    VALUE = "Value";
    CENTS = "Amount in cents";
    LASTED = "Lasted";
    PLACE = "Where";
    EVIDENCE = "In a few words, or on what evidence";
    EVIDENCE_HINT = "Keep it to what the record needs.";
    NOT_IN_FUTURE = "This day has not come yet.";
    STANDS = "Stands";
    REPLACED = "Replaced";
    CORRECT = "Correct it";
    TAKE_BACK = "Take it back";
    DID_NOT_HAPPEN = "It did not happen";
    NOT_CORRECTED_HERE = "A turn of the course is answered by another turn.";
    CORRECTED_MEANWHILE = "Somebody else corrected this meanwhile. Both are shown; what you wrote is below.";

    // facts in words
    TAKEN_BACK = "Taken back";
    MAKES_UP = "makes up for a missed session";
    BROUGHT = "Credit brought along";
    ALL_OF_THE_TRACK = "Comes to all sessions of the track again";
    MOVED_TO_VERSION = "Moved to another version of the program";
    PLAN_CHOSE = "The plan chose values";
    WENT_ON_HOLD = "Put on hold";
    CAME_BACK = "Came back from hold";
    CAME_IN_AGAIN = "Came in again";
    NO_TIME = "No time given";

    // the week
    AS_CALENDAR_FILE = "As a calendar file";
    NO_SESSIONS_THIS_WEEK = "No sessions in this week.";
    SESSIONS = "Sessions";
    WEEK_BEFORE = "Week before";
    WEEK_AFTER = "Week after";
    FOR_THE_CLIENT = "Confidential. Hand this to the client only with their consent on file.";

    // the team and the name
    CARE_TEAM = "Care team";
    CARE_TEAM_LEDE = "Who is on it may decide about this client's course, within their role.";
    CHANGE_TEAM = "Change the team";
    NOBODY_ON_TEAM = "Nobody is on the care team yet.";
    ANSWERS_FOR = "Answers for the course";
    CAPACITY = "Capacity";
    PUT_ON_TEAM = "Put on the team";
    TAKE_OFF = "Take off";
    RENAME = "Name";
    THE_NAME = "The name";
    SOMEBODY_ELSE = "Somebody else";

    // the caseload
    CASELOAD = "My clients who need a look";
    ALL_CLIENTS = "All clients";
    ALL_ON_COURSE = "Everybody on your caseload is on course.";
}

/// Ways out of a program that names none.
pub(crate) const PLAIN_WAYS_OUT: [(&str, &str); 4] = [
    ("completed", "Completed"),
    ("transferred", "Transferred"),
    ("left-on-own-accord", "Left on their own accord"),
    ("ended-by-the-program", "Ended by the program"),
];

/// By which way somebody asked.
pub(crate) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "Phone",
        Channel::Email => "E-mail",
        Channel::Web => "Website",
        Channel::WalkIn => "Walked in",
        Channel::Referral => "Referral",
    }
}

pub(crate) fn found(n: i64) -> String {
    match n {
        0 => "Nobody by that name among the people you may see.".to_owned(),
        n => format!("{} found. The best match comes first.", count("person", n)),
    }
}

pub(crate) fn in_care(clients: &str) -> String {
    format!("{clients} in care among those you may see.")
}

pub(crate) fn ended_on(day: Date) -> String {
    format!("until {}", date(day))
}

pub(crate) fn starts_on(day: Date) -> String {
    format!("Starts {}", date(day))
}

pub(crate) fn from_until(from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => format!("{} to {}", date(from), date(until)),
        None => format!("since {}", date(from)),
    }
}

pub(crate) fn week_of(week: u32) -> String {
    format!("Week {week} of the program")
}

pub(crate) fn expected_end(day: Date) -> String {
    format!("Expected end {}", date(day))
}

pub(crate) fn due_on(day: Date) -> String {
    format!("by {}", date_short(day))
}

pub(crate) fn need_a_look(lines: usize, tasks: Option<&str>) -> String {
    let look = if lines == 1 { "One thing needs a look".to_owned() } else { format!("{lines} things need a look") };
    tasks.map_or_else(|| format!("{look}."), |tasks| format!("{look}; {tasks} to do."))
}

pub(crate) fn are_open(tasks: &str) -> String {
    format!("{tasks} to do.")
}

pub(crate) fn met_or_not_asked(lines: &str) -> String {
    format!("Met, or not asked now: {lines}")
}

pub(crate) fn adds(minutes: &str) -> String {
    format!("adds {minutes}")
}

pub(crate) fn slots(n: usize) -> String {
    count("session", i64::try_from(n).unwrap_or(i64::MAX))
}

pub(crate) fn own_week(n: usize) -> String {
    format!("Own week: {}", slots(n))
}

pub(crate) fn condition_of(label: &str) -> String {
    format!("{label}: what it asks")
}

pub(crate) fn missing(what: &str) -> String {
    format!("Not yet: {what}.")
}

pub(crate) fn decided_by(roles: &str) -> String {
    format!("Decided by: {roles}.")
}

pub(crate) fn waiting(people: &str) -> String {
    format!("{people} waiting for an answer.")
}

pub(crate) fn waits(since: &str) -> String {
    format!("Waiting: {}", since.to_lowercase())
}

pub(crate) fn hours_left(hours: i64) -> String {
    format!("{hours} h left")
}

/// Hours for three days, then days.
pub(crate) fn hours_over(hours: i64) -> String {
    if hours < 72 { format!("{hours} h over") } else { format!("{} over", count("day", hours / 24)) }
}

/// The noun of a count without its number.
pub(crate) fn noun(noun: &str, n: i64) -> String {
    let counted = count(noun, n);
    counted.split_once(' ').map_or(counted.clone(), |(_, noun)| noun.to_owned())
}

pub(crate) fn for_client(name: &str) -> String {
    format!("For {name}.")
}

pub(crate) fn from_to(low: i64, high: i64) -> String {
    format!("From {low} to {high}.")
}

pub(crate) fn recorded_at(moment: &str) -> String {
    format!("recorded {moment}")
}

pub(crate) fn recorded(by: Option<&str>, on: Option<Date>) -> String {
    match (by, on) {
        (Some(by), Some(on)) => format!("recorded by {by} on {}", date_short(on)),
        (Some(by), None) => format!("recorded by {by}"),
        (None, Some(on)) => format!("recorded on {}", date_short(on)),
        (None, None) => String::new(),
    }
}

pub(crate) fn late(minutes: u32) -> String {
    format!("{minutes} min late")
}

pub(crate) fn left_early(minutes: u32) -> String {
    format!("left {minutes} min early")
}

pub(crate) fn by_modality(modality: &str) -> String {
    format!("by {}", readable(modality).to_lowercase())
}

pub(crate) fn enrolled(program: &str) -> String {
    format!("Enrolled in {program}")
}

pub(crate) fn moved_to_stage(stage: &str) -> String {
    format!("Moved to {stage}")
}

pub(crate) fn moved_to_track(track: &str) -> String {
    format!("Changed track to {track}")
}

pub(crate) fn went_aside(stage: &str) -> String {
    format!("Aside: {stage}")
}

pub(crate) fn left_program(program: &str, way: &str) -> String {
    format!("Left {program}: {way}")
}

pub(crate) fn sober_since(day: Date) -> String {
    format!("without use since {}", date(day))
}

pub(crate) fn vouched_by(source: &str) -> String {
    format!("vouched for by {source}")
}

pub(crate) fn week_holds(span: &str, sessions: usize, minutes: &str) -> String {
    format!("{span}: {}, {minutes}.", slots(sessions))
}

pub(crate) fn printed(at: &str, by: &str) -> String {
    format!("Printed {at} by {by}")
}

pub(crate) fn of_clients(clients: &str) -> String {
    format!("of {clients}")
}

pub(crate) fn to_do(tasks: usize) -> String {
    format!("{} to do", count("task", i64::try_from(tasks).unwrap_or(i64::MAX)))
}

pub(crate) fn for_window(first: Date) -> String {
    format!("from {}", date_short(first))
}
