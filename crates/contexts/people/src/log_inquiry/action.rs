//! The act of logging.

use footbridge_db::{DbError, Place};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::LogInquiry;

use super::{InquiryId, NewInquiry};

/// Logs an inquiry.
///
/// # Errors
/// Hidden where whoever asks may not at that site.
pub fn log(work: &mut Work<'_, '_>, new: &NewInquiry) -> Result<InquiryId, Failure> {
    let id: InquiryId = work.id();
    let site = reach::site(work.tx, work.actor(), new.site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(LogInquiry, site)?;
    let key = work.keys().organization_key(work.tx, permit.organization())?;
    let place = |column: &str| Place::new("inquiry", column, id);
    let name = key.seal(&place("name"), &new.name).map_err(DbError::from)?;
    let phone = key.seal_some(&place("phone"), new.phone.as_ref()).map_err(DbError::from)?;
    let note = key.seal_some(&place("note"), new.note.as_ref()).map_err(DbError::from)?;
    work.tx
        .sql(
            "INSERT INTO inquiry (organization_id, id, site_id, name, phone, note, channel, received_at, status)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')",
        )
        .bind(permit.organization())
        .bind(id)
        .bind(permit.object())
        .bind(name)
        .bind(phone)
        .bind(note)
        .bind(new.channel.code())
        .bind(new.received_at)
        .run()?;
    work.note(&permit, Detail::says("inquiry"))?;
    Ok(id)
}
