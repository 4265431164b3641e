//! The cards of Today: a counselor's groups and open attendance, a director's risks, census, gaps and seats, a house's residents.

mod capacity;
mod census;
mod gaps;
mod groups;
mod house;
mod now;
mod open;
mod risk;

use footbridge_kit::{Module, TodayCard};
use footbridge_policy::{AssignFacilitator, MarkAttendance, Role, SeeCensus, SeeHousePresence, SeeStanding};

const LEADERS: &[Role] = &[Role::GroupCounselor, Role::Therapist];
const DIRECTOR: &[Role] = &[Role::ProgramDirector];
const HOUSE: &[Role] = &[Role::ResidentManager, Role::PeerAdvocate, Role::ProgramCoordinator];

/// Adds the cards.
pub fn cards(module: Module) -> Module {
    module
        .today(TodayCard::new(("groups", 10), MarkAttendance, groups::draw).first_for(LEADERS))
        .today(TodayCard::new(("open-attendance", 12), MarkAttendance, open::draw).first_for(LEADERS))
        .today(TodayCard::new(("house", 14), SeeHousePresence, house::draw).first_for(HOUSE))
        .today(TodayCard::new(("hours-at-risk", 20), SeeStanding, risk::draw).first_for(DIRECTOR))
        .today(TodayCard::new(("coverage-gaps", 22), AssignFacilitator, gaps::draw).first_for(DIRECTOR))
        .today(TodayCard::new(("census", 24), SeeCensus, census::draw).first_for(DIRECTOR))
        .today(TodayCard::new(("capacity", 23), SeeCensus, capacity::draw).first_for(DIRECTOR))
}
