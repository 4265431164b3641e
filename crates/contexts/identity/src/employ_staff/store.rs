//! Its SQL.

use footbridge_care::ids::{Id, SiteId, Staff};
use footbridge_db::{DbError, Place, Tx};
use footbridge_kit::Work;
use footbridge_policy::{Grant, ManageStaff, Permit};

use super::{NewCredential, NewStaff};
use crate::{UserName, people};

/// False when a name they would sign in with is somebody else's.
pub(super) fn insert(work: &mut Work<'_, '_>, permit: &Permit<ManageStaff>, new: &NewStaff) -> Result<bool, DbError> {
    let key = work.keys().organization_key(work.tx, permit.organization())?;
    let name = key.seal(&people::name_place(permit.object()), &new.name)?;
    let now = work.now();
    let inserted = work
        .tx
        .sql(
            "INSERT INTO staff (organization_id, id, user_name, email, display_name, employed_from, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(permit.organization())
        .bind(permit.object())
        .bind(new.user_name.to_string())
        .bind(new.email.as_ref().map(ToString::to_string))
        .bind(name)
        .bind(new.employed_from)
        .bind(now)
        .run()?;
    Ok(inserted == 1)
}

pub(super) fn is_user_name_taken(tx: &mut Tx<'_>, name: &UserName) -> Result<bool, DbError> {
    tx.sql("SELECT 1 FROM staff WHERE lower(user_name) = $1").bind(name.to_string()).exists()
}

/// A role held already stays as it is.
pub(super) fn grant(work: &mut Work<'_, '_>, permit: &Permit<ManageStaff>, grant: Grant) -> Result<(), DbError> {
    let (id, now): (Id<Staff>, _) = (work.id(), work.now());
    work.tx
        .sql(
            "INSERT INTO staff_role (organization_id, id, staff_id, role, site_id, granted_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(permit.organization())
        .bind(id)
        .bind(permit.object())
        .bind(grant.role.code())
        .bind(grant.site)
        .bind(now)
        .run()?;
    Ok(())
}

/// A program they work in already stays as it is.
pub(super) fn program(work: &mut Work<'_, '_>, permit: &Permit<ManageStaff>, at: (SiteId, &str)) -> Result<(), DbError> {
    let now = work.now();
    work.tx
        .sql(
            "INSERT INTO program_staff (organization_id, site_id, program, staff_id, since)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(permit.organization())
        .bind(at.0)
        .bind(at.1)
        .bind(permit.object())
        .bind(now)
        .run()?;
    Ok(())
}

pub(super) fn credential(work: &mut Work<'_, '_>, permit: &Permit<ManageStaff>, new: &NewCredential) -> Result<(), DbError> {
    let id: Id<Staff> = work.id();
    let key = work.keys().organization_key(work.tx, permit.organization())?;
    let number = key.seal_some(&Place::new("credential", "number", id), new.number.as_ref())?;
    work.tx
        .sql(
            "INSERT INTO credential (organization_id, id, staff_id, kind, number, issued_on, expires_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(permit.organization())
        .bind(id)
        .bind(permit.object())
        .bind(new.kind.as_str())
        .bind(number)
        .bind(new.issued_on)
        .bind(new.expires_on)
        .run()?;
    Ok(())
}
