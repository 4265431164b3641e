//! Its SQL.

use footbridge_care::ids::{OrganizationId, StaffId};
use footbridge_db::{DbError, Tx};
use jiff::Timestamp;

use super::action::Account;
use crate::{Phc, people};

/// Who signs in with that name, if they work here now.
pub(super) fn account(tx: &mut Tx<'_>, user: &str, now: Timestamp) -> Result<Option<Account>, DbError> {
    let (begun, not_over) = people::days_around(now);
    let found: Option<(OrganizationId, StaffId, Option<String>)> = tx
        .sql(
            "SELECT s.organization_id, s.id, p.phc FROM staff s
             LEFT JOIN password p ON p.organization_id = s.organization_id AND p.staff_id = s.id
             WHERE (lower(s.user_name) = lower($1) OR lower(s.email) = lower($1))
               AND s.employed_from <= $2 AND (s.employed_until IS NULL OR s.employed_until >= $3)",
        )
        .bind(user)
        .bind(begun)
        .bind(not_over)
        .optional()?;
    Ok(found.map(|(organization, staff, phc)| Account { organization, staff, phc: phc.map(Phc) }))
}

/// The organization, where there is just one: whose audit a try with an unknown name goes into.
pub(super) fn only_organization(tx: &mut Tx<'_>) -> Result<Option<OrganizationId>, DbError> {
    let found: Vec<OrganizationId> = tx.sql("SELECT id FROM organization ORDER BY id LIMIT 2").all()?;
    Ok(if let [only] = found.as_slice() { Some(*only) } else { None })
}
