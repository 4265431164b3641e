//! What colleagues are called, for "who recorded it".

use std::collections::HashMap;

use footbridge_care::ids::StaffId;
use footbridge_db::{DbError, Each, Place, Sealed};
use footbridge_kit::{Failure, Reading};

/// The names of these members of staff, under the organization's key.
pub(crate) fn of(reading: &mut Reading<'_, '_>, staff: &[StaffId]) -> Result<HashMap<StaffId, String>, Failure> {
    let organization = reading.organization();
    let mut wanted = staff.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let rows: Vec<(StaffId, Sealed<String>)> = reading
        .tx
        .sql("SELECT id, display_name FROM staff WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))")
        .bind(organization)
        .bind(Each(&wanted))
        .all()?;
    let key = reading.keys().organization_key(reading.tx, organization)?;
    let open = |(id, name): (StaffId, Sealed<String>)| Ok((id, key.open(&Place::new("staff", "display_name", id), &name)?));
    Ok(rows.into_iter().map(open).collect::<Result<_, DbError>>()?)
}
