//! The act of admitting.

use footbridge_care::ids::{ClientId, EpisodeId};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::EnrolClient;

use super::{Admission, Admitted};
use crate::client::SealedNames;

/// Admits somebody.
///
/// # Errors
/// Hidden where whoever asks may not admit at that site.
pub fn admit(work: &mut Work<'_, '_>, new: &Admission) -> Result<Admitted, Failure> {
    let (client, episode): (ClientId, EpisodeId) = (work.id(), work.id());
    let site = reach::site(work.tx, work.actor(), new.site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(EnrolClient, site.of(client))?;
    let (organization, now) = (permit.organization(), work.now());
    let key = work.keys().create_client_key(work.tx, (organization, client), now)?;
    let sealed = SealedNames::seal(&key, client, &new.names, new.birth_date)?;
    work.tx
        .sql(
            "INSERT INTO client (organization_id, id, name, preferred_name, initials, birth_date, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(organization)
        .bind(permit.object())
        .bind(sealed.name)
        .bind(sealed.preferred)
        .bind(sealed.initials)
        .bind(sealed.birth_date)
        .bind(now)
        .run()?;
    work.tx
        .sql(
            "INSERT INTO episode (organization_id, id, client_id, site_id, opened_on, referral_source)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(organization)
        .bind(episode)
        .bind(permit.object())
        .bind(new.site)
        .bind(new.opened_on)
        .bind(new.referral_source.as_deref())
        .run()?;
    work.note(&permit, Detail::says("admitted"))?;
    Ok(Admitted { client, episode })
}
