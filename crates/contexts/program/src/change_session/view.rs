//! What the page of a change shows: the session, the rooms, and who could lead it.

use footbridge_care::ids::{RoomId, SessionId, StaffId};
use footbridge_kit::{Failure, Reading, reach};
use footbridge_policy::{AssignFacilitator, CancelSession, MoveSession};

use crate::{
    assign_facilitator::{fit, leaders},
    booking::{Diary, Resource},
    names,
    sessions::{self, Meeting},
    words,
};

/// Somebody who could lead the session, or why they cannot.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What stands in the way.
    pub but: Option<String>,
}

/// The page's data.
#[derive(Debug)]
pub struct ChangeView {
    /// The session.
    pub meeting: Meeting,
    /// The rooms of its site.
    pub rooms: Vec<(RoomId, String)>,
    /// Who could lead it, those who can first.
    pub candidates: Vec<Candidate>,
    /// Whether the viewer may move it.
    pub may_move: bool,
    /// Whether the viewer may cancel it.
    pub may_cancel: bool,
    /// Whether the viewer may say who leads it.
    pub may_assign: bool,
}

/// Reads the page.
///
/// # Errors
/// Hidden where the viewer may change nothing about the session.
pub fn load(reading: &mut Reading<'_, '_>, session: SessionId) -> Result<ChangeView, Failure> {
    let subject = reach::session(reading.tx, reading.actor(), session)?.ok_or(Failure::Hidden)?;
    let (may_move, may_cancel) = (reading.permit(MoveSession, subject).is_ok(), reading.permit(CancelSession, subject).is_ok());
    let may_assign = reading.permit(AssignFacilitator, subject).is_ok();
    if !may_move && !may_cancel && !may_assign {
        return Err(Failure::Hidden);
    }
    let organization = reading.organization();
    let meeting = sessions::one(reading.tx, organization, session)?.ok_or(Failure::Hidden)?;
    let rooms = names::rooms(reading.tx, (organization, meeting.row.site_id))?;
    let candidates = if may_assign { candidates(reading, &meeting)? } else { Vec::new() };
    Ok(ChangeView { meeting, rooms, candidates, may_move, may_cancel, may_assign })
}

fn candidates(reading: &mut Reading<'_, '_>, meeting: &Meeting) -> Result<Vec<Candidate>, Failure> {
    let organization = reading.organization();
    let names = names::staff(reading.tx, reading.keys(), organization)?;
    let diary = Diary::load(reading.tx, organization, meeting.span())?;
    let need = meeting.row.staff.0.first();
    let mut found = Vec::new();
    for (staff, leader) in leaders(reading.tx, (organization, meeting.row.site_id))? {
        let busy = !diary.is_free(Resource::Staff(staff), meeting.row.id, meeting.span());
        let but = match fit::fits(&leader, need, meeting.date()) {
            // Somebody in another line of work is no candidate at all.
            Err(fit::Unfit::Role(_) | fit::Unfit::NotEmployed) => continue,
            Err(unfit) => Some(words::unfit(&unfit)),
            Ok(()) => busy.then(|| words::LEADS_ANOTHER.to_owned()),
        };
        found.push(Candidate { staff, name: names.get(&staff).cloned().unwrap_or_default(), but });
    }
    found.sort_by(|a, b| (a.but.is_some(), &a.name).cmp(&(b.but.is_some(), &b.name)));
    Ok(found)
}
