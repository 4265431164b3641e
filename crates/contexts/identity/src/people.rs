//! Who somebody is today: their name and what they were granted.

use footbridge_care::ids::{OrganizationId, SiteId, StaffId};
use footbridge_db::{DbError, Keyring, Place, Sealed, Tx};
use footbridge_kit::{Person, Whose};
use footbridge_policy::{Actor, Grant};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

/// Where a name is sealed.
pub(crate) fn name_place(staff: StaffId) -> Place {
    Place::new("staff", "display_name", staff)
}

/// The day it is already somewhere, and the day it still is somewhere: employment counts from the first and up to the last.
pub(crate) fn days_around(now: Timestamp) -> (Date, Date) {
    let day = |shift: i64| {
        let moment = now.checked_add(SignedDuration::from_hours(shift)).unwrap_or(now);
        moment.to_zoned(TimeZone::UTC).date()
    };
    (day(14), day(-12))
}

/// Loads who a member of staff is: `None` when they are not employed at that moment.
///
/// # Errors
/// What storage says.
pub fn load_person(tx: &mut Tx<'_>, keys: &Keyring, whose: Whose) -> Result<Option<Person>, DbError> {
    let (begun, not_over) = days_around(whose.now);
    let sealed: Option<Sealed<String>> = tx
        .sql(
            "SELECT display_name FROM staff WHERE organization_id = $1 AND id = $2
             AND employed_from <= $3 AND (employed_until IS NULL OR employed_until >= $4)",
        )
        .bind(whose.organization)
        .bind(whose.staff)
        .bind(begun)
        .bind(not_over)
        .optional()?;
    let Some(sealed) = sealed else { return Ok(None) };
    let name = keys.organization_key(tx, whose.organization)?.open(&name_place(whose.staff), &sealed)?;
    let grants = grants(tx, (whose.organization, whose.staff))?;
    Ok(Some(Person { actor: Actor::staff(whose.organization, whose.staff, grants), name }))
}

/// A role this program does not know is no grant.
fn grants(tx: &mut Tx<'_>, whose: (OrganizationId, StaffId)) -> Result<Vec<Grant>, DbError> {
    let rows: Vec<(String, Option<SiteId>)> = tx
        .sql("SELECT role, site_id FROM staff_role WHERE organization_id = $1 AND staff_id = $2 ORDER BY granted_at, id")
        .bind(whose.0)
        .bind(whose.1)
        .all()?;
    Ok(rows.into_iter().filter_map(|(role, site)| Some(Grant { role: role.parse().ok()?, site })).collect())
}
