//! The act of renaming.

use footbridge_care::ids::{Client, ClientId};
use footbridge_db::{DbError, Sealed};
use footbridge_kit::{Detail, Failure, Reading, Version, Work, reach};
use footbridge_policy::{EditClient, Right};
use jiff::civil::Date;

use crate::{
    Names,
    client::{SealedNames, place},
    names,
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Renamed {
    /// It is done.
    Done,
    /// Somebody else changed the client first.
    Stale,
}

/// Renames a client whose row was seen at a version.
///
/// # Errors
/// Hidden where whoever asks may not.
pub fn rename(work: &mut Work<'_, '_>, (client, seen): (ClientId, Option<Version>), names: &Names) -> Result<Renamed, Failure> {
    let subject = reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(EditClient, subject)?;
    let Some(Version(seen)) = seen else { return Ok(Renamed::Stale) };
    let key = work.keys().client_key(work.tx, (permit.organization(), client))?;
    let born: Option<(Option<Sealed<Date>>, i64)> = work
        .tx
        .sql("SELECT birth_date, row_version FROM client WHERE organization_id = $1 AND id = $2")
        .bind(permit.organization())
        .bind(permit.object())
        .optional()?;
    let born = key.open_some(&place(client, "birth_date"), born.and_then(|(born, _)| born).as_ref()).map_err(DbError::from)?;
    let sealed = SealedNames::seal(&key, client, names, born)?;
    let changed = work
        .tx
        .sql(
            "UPDATE client SET name = $3, preferred_name = $4, initials = $5, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND row_version = $6",
        )
        .bind(permit.organization())
        .bind(permit.object())
        .bind(sealed.name)
        .bind(sealed.preferred)
        .bind(sealed.initials)
        .bind(seen)
        .run()?;
    if changed == 0 {
        return Ok(Renamed::Stale);
    }
    work.note(&permit, Detail::says("renamed"))?;
    Ok(Renamed::Done)
}

/// A client's names as they are.
pub(super) struct NameView {
    pub client: ClientId,
    pub names: Names,
    pub version: Version,
}

/// For somebody with this right.
pub(super) fn view<R: Right<Object = Client>>(reading: &mut Reading<'_, '_>, client: ClientId, right: R) -> Result<NameView, Failure> {
    let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(right, subject)?;
    reading.saw(&permit);
    let version: i64 = reading
        .tx
        .sql("SELECT row_version FROM client WHERE organization_id = $1 AND id = $2")
        .bind(permit.organization())
        .bind(client)
        .one()?;
    let names = names::of(reading.tx, reading.keys(), (permit.organization(), client))?.ok_or(Failure::Hidden)?;
    Ok(NameView { client, names, version: Version(version) })
}
