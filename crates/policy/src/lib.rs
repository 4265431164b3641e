//! Policy: who may do what. Pure: no clock, no storage, no web.
//!
//! Read [`table`] first: one page, one row for each right, one column for each role; a cell says how far that role's hand
//! goes ([`Reach`]). `matrix.txt` beside this crate is the same table as plain text, reviewed like code.
//!
//! An action asks like this, and cannot write without the answer:
//!
//! ```
//! use footbridge_policy::{Actor, Grant, MarkAttendance, Nearness, Permit, Role, Subject, decide};
//! # use footbridge_care::ids::Id;
//! # let (organization, staff, session) = (Id::from_parts(1, [1; 10]), Id::from_parts(2, [2; 10]), Id::from_parts(3, [3; 10]));
//! let actor = Actor::staff(organization, staff, vec![Grant::everywhere(Role::GroupCounselor)]);
//! let subject = Subject::new(organization, session).near(Nearness::Own); // as loaded from storage
//! let permit: Permit<MarkAttendance> = decide(&actor, MarkAttendance, subject).unwrap();
//! assert_eq!(permit.object(), session); // stores take the id from here, never from the form
//! ```
//!
//! A permit of one right is not a permit of another, and nobody else can make one:
//!
//! ```compile_fail
//! use footbridge_policy::{CancelSession, MarkAttendance, Permit};
//! fn cancel(_: &Permit<CancelSession>) {}
//! fn misuse(permit: &Permit<MarkAttendance>) { cancel(permit) }
//! ```
//!
//! To add a right: add its row in `table.rs`, run the tests with `UPDATE_GOLDEN=1`, and have the difference of `matrix.txt`
//! reviewed by somebody who answers for it.
//!
//! Clients and relatives are not roles here: what leaves the building for them goes through the consent gate, not this table.

mod actor;
mod decide;
mod matrix;
mod permit;
mod reach;
mod role;
mod sensitivity;
pub mod table;

pub use actor::{Actor, By, Grant};
pub use decide::{Denial, decide, scope};
pub use matrix::matrix;
pub use permit::{Permit, Scope};
pub use reach::{Nearness, Reach, Subject};
pub use role::Role;
pub use sensitivity::{Sensitivity, may_see};
pub use table::{
    AssignFacilitator, BookVisit, CancelSession, ChangeTrack, ChooseTopic, ConfirmRoster, Discharge, EditClient, EditProgramDraft,
    EnrolClient, HoldEnrolment, JoinRoster, Key, LogInquiry, ManageSignIns, ManageSite, ManageStaff, MarkAttendance, MoveSession,
    MoveToVersion, PlanTrack, PublishProgram, RecordFact, Right, SearchClients, SeeAudit, SeeCensus, SeeClient, SeeHousePresence,
    SeeProgram, SeeRosterPresence, SeeSchedule, SeeStaff, SeeStanding, SettleTask,
};

#[cfg(test)]
mod tests;
