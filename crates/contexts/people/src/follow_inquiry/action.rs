//! The acts of following.

use footbridge_care::ids::{ClientId, SiteId};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Stale, Version, Work, reach};
use footbridge_policy::{LogInquiry, Permit};
use jiff::civil::Date;

use super::queries::place;
use crate::log_inquiry::InquiryId;

/// What is to be done next.
#[derive(Clone, Debug)]
pub(crate) struct NextStep {
    /// What.
    pub what: String,
    /// When.
    pub on: Option<Date>,
}

/// Why an act on an inquiry was not done.
pub(super) enum Refused {
    /// Somebody else changed it first, or it waits no longer.
    Stale,
    /// Anything else.
    Failed(Failure),
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Stale> for Refused {
    fn from(_: Stale) -> Self {
        Self::Stale
    }
}

/// Leave to act on an inquiry, and its version.
fn permitted(work: &mut Work<'_, '_>, inquiry: InquiryId) -> Result<(Permit<LogInquiry>, Version), Failure> {
    let organization = work.organization();
    let row: Option<(SiteId, i64)> = work
        .tx
        .sql("SELECT site_id, row_version FROM inquiry WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(inquiry)
        .optional()?;
    let (site, version) = row.ok_or(Failure::Hidden)?;
    let subject = reach::site(work.tx, work.actor(), site)?.ok_or(Failure::Hidden)?;
    Ok((work.permit(LogInquiry, subject)?, Version(version)))
}

/// Notes what is to be done next.
pub(super) fn set_next(work: &mut Work<'_, '_>, (inquiry, seen): (InquiryId, Version), next: &NextStep) -> Result<(), Refused> {
    let (permit, version) = permitted(work, inquiry)?;
    version.must_be(seen)?;
    let key = work.keys().organization_key(work.tx, permit.organization())?;
    let what = key.seal(&place(inquiry, "next_step"), &next.what).map_err(DbError::from)?;
    work.tx
        .sql(
            "UPDATE inquiry SET next_step = $3, next_step_on = $4, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(permit.organization())
        .bind(inquiry)
        .bind(what)
        .bind(next.on)
        .run()?;
    Ok(work.note(&permit, Detail::says("next-step"))?)
}

/// Closes an inquiry that leads nowhere; the reason is kept in the audit, sealed.
pub(super) fn close(work: &mut Work<'_, '_>, (inquiry, seen): (InquiryId, Version), reason: &str) -> Result<(), Refused> {
    let (permit, version) = permitted(work, inquiry)?;
    version.must_be(seen)?;
    let closed = end(work, &permit, (inquiry, "closed", None))?;
    if !closed {
        return Err(Refused::Stale);
    }
    Ok(work.note(&permit, Detail::says(format!("closed: {reason}")))?)
}

/// Closes an inquiry that leads nowhere, whatever version it has: for building a past. Nothing happens to one that waits no longer.
///
/// # Errors
/// Hidden where there is no such inquiry within reach.
pub fn close_now(work: &mut Work<'_, '_>, inquiry: InquiryId, reason: &str) -> Result<(), Failure> {
    let (permit, _) = permitted(work, inquiry)?;
    end(work, &permit, (inquiry, "closed", None))?;
    Ok(work.note(&permit, Detail::says(format!("closed: {reason}")))?)
}

/// Says of an inquiry that whoever asked was admitted, in the transaction that admits.
///
/// # Errors
/// A conflict where it was admitted or closed meanwhile.
pub fn admitted(work: &mut Work<'_, '_>, inquiry: InquiryId, client: ClientId) -> Result<(), Failure> {
    let (permit, _) = permitted(work, inquiry)?;
    if !end(work, &permit, (inquiry, "admitted", Some(client)))? {
        return Err(Failure::conflict());
    }
    Ok(work.note(&permit, Detail::says("admitted").about(client))?)
}

fn end(work: &mut Work<'_, '_>, permit: &Permit<LogInquiry>, to: (InquiryId, &'static str, Option<ClientId>)) -> Result<bool, DbError> {
    let changed = work
        .tx
        .sql(
            "UPDATE inquiry SET status = $3, client_id = $4, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND status = 'waiting'",
        )
        .bind(permit.organization())
        .bind(to.0)
        .bind(to.1)
        .bind(to.2)
        .run()?;
    Ok(changed == 1)
}
