//! Cancelling a session: nobody's absence.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{Detail, Version, Work};
use footbridge_policy::CancelSession;

use crate::{
    ActError, acts, booking,
    definitions::{Refresh, refresh},
};

/// Cancelling one session.
#[derive(Debug, Clone)]
pub struct Cancel {
    /// The session.
    pub session: SessionId,
    /// Why, for those who come to it. Nothing personal.
    pub reason: String,
    /// The version the form was drawn from.
    pub seen: Option<Version>,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Cancels a session and lets go of room, facilitator and clients. Says whose course it touches.
///
/// # Errors
/// Refused for one that took place or is cancelled already.
pub fn cancel_session(work: &mut Work<'_, '_>, cancel: &Cancel) -> Result<Vec<EnrolmentId>, ActError> {
    let held = acts::hold(work, CancelSession, cancel.session)?;
    held.takes_place()?;
    held.is_open()?;
    held.seen(cancel.seen)?;
    let roll = acts::roll(work, &held.meeting)?;
    let organization = work.organization();
    work.tx
        .sql(
            "UPDATE session SET status = 'cancelled', cancelled_reason = $3, touched = 1, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(held.permit.object())
        .bind(cancel.reason.as_str())
        .run()?;
    booking::free_all(work.tx, organization, held.permit.object())?;
    work.note(&held.permit, Detail::says(format!("clients={}", roll.len())))?;
    acts::calendar_changed(work, &held.meeting)?;
    let touched: Vec<EnrolmentId> = roll.iter().map(|row| row.enrolment_id).collect();
    refresh(work, &touched, cancel.refresh)?;
    Ok(touched)
}
