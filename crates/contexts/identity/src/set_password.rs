//! Set a password: everybody signed in with the old one is signed out.

use footbridge_care::ids::StaffId;
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Work, session};
use footbridge_policy::{ManageStaff, Permit, Subject};

use crate::Phc;

/// Sets somebody's password, already hashed, and ends their sign-ins.
///
/// # Errors
/// [`Failure::Hidden`] when there is no such person within reach; what storage says.
pub fn set(work: &mut Work<'_, '_>, staff: StaffId, phc: &Phc) -> Result<(), Failure> {
    let organization = work.organization();
    let known = work.tx.sql("SELECT 1 FROM staff WHERE organization_id = $1 AND id = $2").bind(organization).bind(staff).exists()?;
    let permit = work.permit(ManageStaff, Subject::new(organization, staff))?;
    if !known {
        return Err(Failure::Hidden);
    }
    store(work, &permit, phc)?;
    let ended = session::end_all(work, staff)?;
    Ok(work.note(&permit, Detail::says(format!("password set, sign-ins ended={ended}")))?)
}

pub(crate) fn store(work: &mut Work<'_, '_>, permit: &Permit<ManageStaff>, phc: &Phc) -> Result<(), DbError> {
    let now = work.now();
    work.tx
        .sql(
            "INSERT INTO password (organization_id, staff_id, phc, changed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (organization_id, staff_id) DO UPDATE SET phc = excluded.phc, changed_at = excluded.changed_at",
        )
        .bind(permit.organization())
        .bind(permit.object())
        .bind(phc.0.as_str())
        .bind(now)
        .run()?;
    Ok(())
}
