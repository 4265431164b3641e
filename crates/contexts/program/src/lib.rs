//! The program context: definitions as they are published, the sessions planned from them, who is on each roster and who came.
//!
//! It owns `program_version`, `timetable`, `calendar`, `session*`, `roster`, `attendance` and `occupancy`. It may not know how a client is
//! admitted or discharged: the context that records a turn of a course calls [`roster::follow_course`] in its transaction.
//!
//! To add an act: a folder named by its verb phrase with `action.rs` (one function on [`footbridge_kit::Work`], callable without a browser),
//! its handler and page beside it, a test in `tests/it`. Everything that acts on a session begins with [`acts::hold`].

pub mod acts;
pub mod assign_facilitator;
pub mod attendance;
pub mod booking;
pub mod cancel_session;
mod change_session;
pub mod choose_topic;
pub mod confirm_roster;
pub mod definitions;
pub mod edit_draft;
pub mod join_roster;
pub mod mark_attendance;
pub mod move_session;
pub mod move_to_version;
pub mod names;
pub mod plan_sessions;
mod program_page;
pub mod publish_version;
mod refused;
pub mod roster;
pub mod session_page;
pub mod sessions;
pub mod set_timetable;
mod today;
mod week;
pub mod words;

use footbridge_definition::model::Definition;
use footbridge_kit::{Module, NavItem, Routes, needs};
use footbridge_policy::{
    AssignFacilitator, CancelSession, ChooseTopic, ConfirmRoster, EditProgramDraft, JoinRoster, Key, MarkAttendance, MoveSession,
    MoveToVersion, PublishProgram, SeeProgram, SeeRosterPresence, SeeSchedule,
};

pub use refused::{ActError, Refused};

/// The routes, cards and places of this context.
pub fn module() -> Module {
    let week = NavItem { order: 10, label: words::WEEK, path: "/week", right: Some(Key::SeeSchedule) };
    let programs = NavItem { order: 40, label: words::PROGRAMS, path: "/programs", right: Some(Key::SeeProgram) };
    today::cards(Module::new(routes())).nav(week).nav(programs).reacts_to_turns(roster::follow_course)
}

fn routes() -> Routes {
    Routes::new()
        .get("/sessions/{session}", needs(SeeRosterPresence).audited(), session_page::show)
        .post("/sessions/{session}/marks/{enrolment}", needs(MarkAttendance).audited(), session_page::mark)
        .post("/sessions/{session}/confirm", needs(ConfirmRoster).audited(), session_page::confirm)
        .post("/sessions/{session}/visitors", needs(JoinRoster).audited(), session_page::join)
        .post("/sessions/{session}/off/{enrolment}", needs(JoinRoster).audited(), session_page::leave)
        .post("/sessions/{session}/topic", needs(ChooseTopic).audited(), session_page::topic)
        .get("/week", needs(SeeSchedule), week::show)
        .get("/sessions/{session}/change", needs(MoveSession), change_session::show)
        .post("/sessions/{session}/move", needs(MoveSession).audited(), change_session::move_it)
        .post("/sessions/{session}/cancel", needs(CancelSession).audited(), change_session::cancel)
        .post("/sessions/{session}/facilitator", needs(AssignFacilitator).audited(), change_session::facilitator)
        .get("/programs", needs(SeeProgram), program_page::index)
        .get("/programs/{program}", needs(SeeProgram), program_page::show)
        .get("/programs/{program}/clients", needs(MoveToVersion), move_to_version::show)
        .post("/programs/{program}/clients/{enrolment}", needs(MoveToVersion).audited(), move_to_version::submit)
        .post("/programs/{program}/draft", needs(EditProgramDraft).audited(), edit_draft::start)
        .get("/drafts/{draft}", needs(EditProgramDraft), edit_draft::show)
        .post("/drafts/{draft}", needs(EditProgramDraft).audited(), edit_draft::save)
        .post("/drafts/{draft}/check", needs(EditProgramDraft), edit_draft::check)
        .post("/drafts/{draft}/usual", needs(EditProgramDraft).audited(), edit_draft::usual)
        .get("/drafts/{draft}/publish", needs(PublishProgram), edit_draft::ask)
        .post("/drafts/{draft}/publish", needs(PublishProgram).audited(), edit_draft::publish)
}

/// What these tracks are called.
pub(crate) fn track_labels(definition: &Definition, tracks: &[String]) -> Vec<String> {
    let label = |name: &String| definition.track_named(name).map_or_else(|| name.clone(), |track| track.label().to_owned());
    tracks.iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_route_table_is_the_one_that_was_reviewed() {
        footbridge_kit::testing::golden(concat!(env!("CARGO_MANIFEST_DIR"), "/routes.txt"), &super::routes().table());
    }
}
