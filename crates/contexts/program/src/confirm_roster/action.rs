//! "The rest are here": the roster is confirmed, with a name and a time, and everybody on it has what they earned.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{Detail, Work};
use footbridge_policy::ConfirmRoster;

use crate::{
    ActError, Refused, acts,
    attendance::{Came, Entry, Room, Sheet, record, sheets},
    definitions::{Refresh, refresh},
    roster::RosterRow,
    sessions::Meeting,
};

/// Confirming one roster.
#[derive(Debug, Clone, Copy)]
pub struct Confirm {
    /// The session.
    pub session: SessionId,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Confirms a roster: whoever is expected and not marked is here. Only now are minutes earned.
///
/// # Errors
/// Refused for a session that is cancelled, has not begun, or is confirmed already.
pub fn confirm_roster(work: &mut Work<'_, '_>, confirm: Confirm) -> Result<(), ActError> {
    let held = acts::hold(work, ConfirmRoster, confirm.session)?;
    held.takes_place()?;
    held.is_open()?;
    let meeting = &held.meeting;
    if work.now() < meeting.row.starts_at {
        return Err(Refused::NotBegun.into());
    }
    let roll = acts::roll(work, meeting)?;
    let organization = work.organization();
    let sheet = sheets(work.tx, work.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let everybody: Vec<EnrolmentId> = roll.iter().map(|row| row.enrolment_id).collect();
    let room = Room::load(work, meeting, &everybody)?;
    record(work, &room, &entries(&roll, &sheet))?;
    hold_it(work, meeting)?;
    work.note(&held.permit, Detail::says(format!("clients={}", roll.len())))?;
    refresh(work, &everybody, confirm.refresh)?;
    Ok(())
}

/// What was marked as marked, and the rest as here.
fn entries<'s>(roll: &[RosterRow], sheet: &'s Sheet) -> Vec<Entry<'s>> {
    let entry = |row: &RosterRow| {
        let before = sheet.get(&row.enrolment_id);
        let marked = before.filter(|before| before.came != Came::Withdrawn);
        let came = marked.map_or(Came::THROUGHOUT, |before| before.came.clone());
        Entry { enrolment: row.enrolment_id, client: row.client_id, came, before, same: marked.is_some() }
    };
    roll.iter().map(entry).collect()
}

fn hold_it(work: &mut Work<'_, '_>, meeting: &Meeting) -> Result<(), ActError> {
    let (organization, staff, now) = (work.organization(), work.actor().staff_id(), work.now());
    work.tx
        .sql(
            "UPDATE session SET status = 'held', touched = 1, confirmed_by = $3, confirmed_at = $4, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(meeting.row.id)
        .bind(staff)
        .bind(now)
        .run()?;
    Ok(())
}
