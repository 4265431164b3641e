//! The act of leaving. Joining is [`crate::join_care_team`].

use footbridge_care::ids::{ClientId, StaffId};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::EditClient;

/// Takes somebody off a client's care team. Who is not on it is taken off already.
///
/// # Errors
/// Hidden where whoever asks may not.
pub fn leave_care_team(work: &mut Work<'_, '_>, client: ClientId, staff: StaffId) -> Result<(), Failure> {
    let subject = reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(EditClient, subject)?;
    work.tx
        .sql("DELETE FROM care_team WHERE organization_id = $1 AND client_id = $2 AND staff_id = $3")
        .bind(permit.organization())
        .bind(permit.object())
        .bind(staff)
        .run()?;
    Ok(work.note(&permit, Detail::says("left-care-team"))?)
}
