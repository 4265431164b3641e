//! Saying who leads a session, or it and all that follow in its slot.

use footbridge_care::ids::{SessionId, StaffId};
use footbridge_db::DbError;
use footbridge_definition::model::StaffNeed;
use footbridge_kit::{Detail, Version, Work};
use footbridge_policy::AssignFacilitator;

use super::{fit, store};
use crate::{
    ActError, Refused, acts,
    booking::{self, Resource},
    sessions::{self, Meeting},
    words,
};

/// How far an assignment goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum For {
    /// This session only: a replacement.
    #[default]
    Once,
    /// This and all later sessions of its slot: theirs from now on. Sessions they cannot lead are left as they are.
    Onwards,
}

/// Saying who leads.
#[derive(Debug, Clone)]
pub struct Assign {
    /// The session.
    pub session: SessionId,
    /// Who; nobody to leave it open.
    pub staff: Option<StaffId>,
    /// For how long.
    pub until: For,
    /// The version the form was drawn from.
    pub seen: Option<Version>,
}

/// Says who leads a session. Returns how many sessions that was.
///
/// # Errors
/// Refused where they lack the role, the credential or the time, or the session is over or cancelled.
pub fn assign_facilitator(work: &mut Work<'_, '_>, assign: &Assign) -> Result<usize, ActError> {
    let held = acts::hold(work, AssignFacilitator, assign.session)?;
    held.takes_place()?;
    held.is_open()?;
    held.seen(assign.seen)?;
    place(work, &held.meeting, assign.staff)?;
    let organization = work.organization();
    if assign.until == For::Once {
        sessions::touch(work.tx, organization, held.permit.object())?;
    }
    let later = if assign.until == For::Onwards { onwards(work, &held.meeting, assign.staff)? } else { 0 };
    work.note(&held.permit, Detail::says(format!("sessions={}", later + 1)))?;
    Ok(later + 1)
}

fn onwards(work: &mut Work<'_, '_>, from: &Meeting, staff: Option<StaffId>) -> Result<usize, ActError> {
    let organization = work.organization();
    let ids: Vec<SessionId> = work
        .tx
        .sql(
            "SELECT id FROM session WHERE organization_id = $1 AND site_id = $2 AND program = $3 AND slot = $4 AND starts_at > $5
             AND status = 'scheduled' AND touched = 0 ORDER BY starts_at",
        )
        .bind(organization)
        .bind(from.row.site_id)
        .bind(&from.row.program)
        .bind(&from.row.slot)
        .bind(from.row.starts_at)
        .all()?;
    let mut placed = 0;
    for meeting in sessions::load(work.tx, organization, &ids)? {
        match place(work, &meeting, staff) {
            Ok(()) => placed += 1,
            Err(ActError::Refused(Refused::Unfit(_) | Refused::Taken(_))) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(placed)
}

fn place(work: &mut Work<'_, '_>, meeting: &Meeting, staff: Option<StaffId>) -> Result<(), ActError> {
    let organization = work.organization();
    let need = meeting.row.staff.0.first().cloned();
    if let Some(staff) = staff {
        may_lead(work, meeting, (staff, need.as_ref()))?;
        booking::take(work.tx, organization, (Resource::Staff(staff), meeting.row.id, meeting.span()))??;
    }
    for (other, _) in meeting.leads.iter().filter(|(other, _)| Some(*other) != staff) {
        booking::free(work.tx, organization, (Resource::Staff(*other), meeting.row.id))?;
    }
    replace(work, meeting, (staff, need.as_ref()))?;
    Ok(())
}

fn may_lead(work: &mut Work<'_, '_>, meeting: &Meeting, (staff, need): (StaffId, Option<&StaffNeed>)) -> Result<(), ActError> {
    let leaders = store::leaders(work.tx, (work.actor().organization(), meeting.row.site_id))?;
    let unfit = match leaders.get(&staff) {
        Some(leader) => fit::fits(leader, need, meeting.date()).err(),
        None => Some(fit::Unfit::NotEmployed),
    };
    unfit.map_or(Ok(()), |unfit| Err(Refused::Unfit(words::unfit(&unfit)).into()))
}

fn replace(work: &mut Work<'_, '_>, meeting: &Meeting, (staff, need): (Option<StaffId>, Option<&StaffNeed>)) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("DELETE FROM session_staff WHERE organization_id = $1 AND session_id = $2")
        .bind(organization)
        .bind(meeting.row.id)
        .run()?;
    if let Some(staff) = staff {
        let role = need.and_then(|need| need.role.as_deref()).unwrap_or("facilitator");
        lead(work, meeting.row.id, (staff, role))?;
    }
    Ok(())
}

/// Writes down that somebody leads a session.
pub(crate) fn lead(work: &mut Work<'_, '_>, session: SessionId, (staff, role): (StaffId, &str)) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("INSERT INTO session_staff (organization_id, session_id, staff_id, role) VALUES ($1, $2, $3, $4)")
        .bind(organization)
        .bind(session)
        .bind(staff)
        .bind(role)
        .run()?;
    Ok(())
}
