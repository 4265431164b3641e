//! Who works here, as far as leading sessions goes.

use std::collections::HashMap;

use footbridge_care::ids::{OrganizationId, SiteId, StaffId};
use footbridge_db::{DbError, Tx};
use footbridge_policy::Role;
use jiff::civil::Date;

use super::fit::{Credential, Leader};

/// Everybody who holds a role at the site.
///
/// # Errors
/// What storage says.
pub fn leaders(tx: &mut Tx<'_>, (organization, site): (OrganizationId, SiteId)) -> Result<HashMap<StaffId, Leader>, DbError> {
    let mut leaders = employed(tx, organization)?;
    let roles: Vec<(StaffId, String)> = tx
        .sql("SELECT staff_id, role FROM staff_role WHERE organization_id = $1 AND (site_id IS NULL OR site_id = $2)")
        .bind(organization)
        .bind(site)
        .all()?;
    for (staff, role) in roles {
        if let (Some(leader), Ok(role)) = (leaders.get_mut(&staff), role.parse::<Role>()) {
            leader.roles.push(role);
        }
    }
    let credentials: Vec<(StaffId, String, Option<Date>, Option<Date>)> =
        tx.sql("SELECT staff_id, kind, issued_on, expires_on FROM credential WHERE organization_id = $1").bind(organization).all()?;
    for (staff, kind, from, until) in credentials {
        if let Some(leader) = leaders.get_mut(&staff) {
            leader.credentials.push(Credential { kind, from, until });
        }
    }
    leaders.retain(|_, leader| !leader.roles.is_empty());
    Ok(leaders)
}

fn employed(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<HashMap<StaffId, Leader>, DbError> {
    let rows: Vec<(StaffId, Date, Option<Date>)> =
        tx.sql("SELECT id, employed_from, employed_until FROM staff WHERE organization_id = $1").bind(organization).all()?;
    let leader = |(staff, from, until)| (staff, Leader { from, until, roles: Vec::new(), credentials: Vec::new() });
    Ok(rows.into_iter().map(leader).collect())
}
