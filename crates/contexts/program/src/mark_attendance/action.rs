//! Marking how one client took part; after the roster was confirmed, putting it right.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{Detail, Version, Work};
use footbridge_policy::MarkAttendance;

use crate::{
    ActError, acts,
    attendance::{Came, Entry, Room, Tap, came::Moment, pencil, record, sheets, store::UNMARKED},
    definitions::{Refresh, refresh},
    roster,
    sessions::{self, Meeting},
};

/// One tap for one client.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The session.
    pub session: SessionId,
    /// The client's course.
    pub enrolment: EnrolmentId,
    /// What was tapped.
    pub tap: Tap,
    /// How many marks there were when the form was drawn; nothing where nobody looked.
    pub seen: Option<Version>,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Marks one client. Before the roster is confirmed the mark earns nothing; afterwards it corrects the fact.
///
/// # Errors
/// Refused for a cancelled session, a client who is not on the roster, or a mark somebody else made meanwhile.
pub fn mark_attendance(work: &mut Work<'_, '_>, mark: &Mark) -> Result<(), ActError> {
    mark_by(work, mark, |tap, _| tap.clone())
}

/// The same from a row of the page. Minutes and reason stand in small fields of the row, which belong to the button that was pressed
/// before: another button does not take them over.
///
/// # Errors
/// As [`mark_attendance`].
pub(crate) fn mark_in_row(work: &mut Work<'_, '_>, mark: &Mark) -> Result<(), ActError> {
    let own = |tap: &Tap, before: Option<&Came>| match before {
        Some(before) if before.button() != tap.button() => tap.plain(),
        _ => tap.clone(),
    };
    mark_by(work, mark, own)
}

fn mark_by(work: &mut Work<'_, '_>, mark: &Mark, tapped: impl Fn(&Tap, Option<&Came>) -> Tap) -> Result<(), ActError> {
    let held = acts::hold(work, MarkAttendance, mark.session)?;
    held.takes_place()?;
    let meeting = &held.meeting;
    let organization = work.organization();
    let mut roll = roster::present(work.tx, organization, meeting.row.id)?;
    if acts::row_of(&roll, mark.enrolment).is_err() {
        roll = acts::roll(work, meeting)?;
    }
    let row = acts::row_of(&roll, mark.enrolment)?;
    let sheet = sheets(work.tx, work.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let before = sheet.get(&mark.enrolment);
    if let Some(seen) = mark.seen {
        before.map_or(UNMARKED, |before| before.version).must_be(seen)?;
    }
    let tap = tapped(&mark.tap, before.map(|before| &before.came));
    let came = tap.on(before.map(|before| &before.came), moment(meeting, work));
    let entry = Entry { enrolment: mark.enrolment, client: row.client_id, came, before, same: false };
    write(work, meeting, &entry)?;
    sessions::touch(work.tx, organization, meeting.row.id)?;
    let detail = Detail::says(entry.came.button()).about(row.client_id);
    work.note(&held.permit, detail)?;
    if meeting.is_confirmed() {
        refresh(work, &[mark.enrolment], mark.refresh)?;
    }
    Ok(())
}

fn write(work: &mut Work<'_, '_>, meeting: &Meeting, entry: &Entry<'_>) -> Result<(), ActError> {
    if !meeting.is_confirmed() {
        return Ok(pencil(work, meeting, entry)?);
    }
    let room = Room::load(work, meeting, &[entry.enrolment])?;
    Ok(record(work, &room, std::slice::from_ref(entry))?)
}

fn moment(meeting: &Meeting, work: &Work<'_, '_>) -> Moment {
    Moment { passed: meeting.minutes_in(work.now()), length: meeting.length() }
}
