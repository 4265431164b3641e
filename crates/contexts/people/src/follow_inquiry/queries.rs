//! Inquiries, opened for whoever may log them at their site.

use footbridge_care::ids::{ClientId, Id, SiteId};
use footbridge_db::{DataKey, DbError, Each, Place, Sealed, row};
use footbridge_kit::{Failure, Reading, Version, reach};
use footbridge_policy::{LogInquiry, Scope};
use jiff::{Timestamp, civil::Date};

use crate::{
    log_inquiry::{Channel, InquiryId},
    sites::{self, SiteRow},
};

row! {
    struct InquiryRow {
        id: InquiryId,
        site_id: SiteId,
        name: Sealed<String>,
        phone: Option<Sealed<String>>,
        note: Option<Sealed<String>>,
        channel: String,
        received_at: Timestamp,
        status: String,
        next_step: Option<Sealed<String>>,
        next_step_on: Option<Date>,
        client_id: Option<ClientId>,
        row_version: i64,
    }
}

/// An inquiry, opened.
#[derive(Clone, Debug)]
pub(crate) struct InquiryView {
    pub id: InquiryId,
    pub site: SiteRow,
    pub name: String,
    pub phone: Option<String>,
    pub note: Option<String>,
    pub channel: Channel,
    pub received_at: Timestamp,
    pub waiting: bool,
    pub next_step: Option<String>,
    pub next_step_on: Option<Date>,
    pub client: Option<ClientId>,
    pub version: Version,
}

/// One inquiry. That its site's inquiries were looked at is in the audit.
pub(crate) fn view(reading: &mut Reading<'_, '_>, inquiry: InquiryId) -> Result<InquiryView, Failure> {
    let organization = reading.organization();
    let row: Option<InquiryRow> = reading
        .tx
        .sql(
            "SELECT id, site_id, name, phone, note, channel, received_at, status, next_step, next_step_on, client_id, row_version
             FROM inquiry WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(inquiry)
        .optional()?;
    let row = row.ok_or(Failure::Hidden)?;
    let subject = reach::site(reading.tx, reading.actor(), row.site_id)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(LogInquiry, subject)?;
    reading.saw(&permit);
    let scope = reading.scope(LogInquiry)?;
    let sites = sites::within(reading, &scope)?;
    let key = reading.keys().organization_key(reading.tx, organization)?;
    opened(row, (&key, &sites)).transpose()?.ok_or(Failure::Hidden)
}

/// Who waits at the sites of a scope, the longest first.
pub(crate) fn waiting(reading: &mut Reading<'_, '_>, scope: &Scope<LogInquiry>) -> Result<Vec<InquiryView>, Failure> {
    let sites = sites::within(reading, scope)?;
    let rows: Vec<InquiryRow> = reading
        .tx
        .sql(
            "SELECT id, site_id, name, phone, note, channel, received_at, status, next_step, next_step_on, client_id, row_version
             FROM inquiry WHERE organization_id = $1 AND status = 'waiting' AND site_id IN (SELECT value FROM json_each($2))
             ORDER BY received_at, id",
        )
        .bind(scope.organization())
        .bind(Each(sites.iter().map(|site| site.id)))
        .all()?;
    for site in &sites {
        if let Some(subject) = reach::site(reading.tx, reading.actor(), site.id)?
            && let Ok(permit) = reading.permit(LogInquiry, subject)
        {
            reading.saw(&permit);
        }
    }
    let key = reading.keys().organization_key(reading.tx, scope.organization())?;
    Ok(rows.into_iter().filter_map(|row| opened(row, (&key, &sites))).collect::<Result<_, DbError>>()?)
}

fn opened(row: InquiryRow, (key, sites): (&DataKey, &[SiteRow])) -> Option<Result<InquiryView, DbError>> {
    let site = sites.iter().find(|site| site.id == row.site_id)?.clone();
    Some(open(row, (key, site)))
}

fn open(row: InquiryRow, (key, site): (&DataKey, SiteRow)) -> Result<InquiryView, DbError> {
    let place = |column: &str| place(row.id, column);
    Ok(InquiryView {
        id: row.id,
        site,
        name: key.open(&place("name"), &row.name)?,
        phone: key.open_some(&place("phone"), row.phone.as_ref())?,
        note: key.open_some(&place("note"), row.note.as_ref())?,
        channel: Channel::named(&row.channel).unwrap_or(Channel::Phone),
        received_at: row.received_at,
        waiting: row.status == "waiting",
        next_step: key.open_some(&place("next_step"), row.next_step.as_ref())?,
        next_step_on: row.next_step_on,
        client: row.client_id,
        version: Version(row.row_version),
    })
}

/// Where each sealed value of an inquiry lies.
pub(super) fn place<K>(inquiry: Id<K>, column: &str) -> Place {
    Place::new("inquiry", column, inquiry)
}
