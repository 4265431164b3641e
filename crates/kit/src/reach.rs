//! How things lie to somebody: the relations that decisions need, loaded from storage.
//!
//! Clients come from the view `reach (organization_id, staff_id, client_id, site_id, nearness)`, with a row for each relation that holds. A list
//! narrows by it, with [`footbridge_policy::Scope::viewer`] and `rank`:
//!
//! ```sql
//! … FROM client c WHERE c.organization_id = $1
//!    AND EXISTS (SELECT 1 FROM reach r WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.client_id = c.id AND r.nearness <= $3)
//! ```

use footbridge_care::ids::{Client, ClientId, Session, SessionId, Site, SiteId};
use footbridge_db::{DbError, Tx};
use footbridge_policy::{Actor, By, Nearness, Subject};

/// How a client lies to somebody; `None` when there is no such client.
///
/// # Errors
/// What storage says.
pub fn client(tx: &mut Tx<'_>, actor: &Actor, client: ClientId) -> Result<Option<Subject<Client>>, DbError> {
    let found: Option<(Option<i64>, Option<SiteId>)> = tx
        .sql(
            "SELECT (SELECT min(r.nearness) FROM reach r WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.client_id = c.id),
                    (SELECT max(r.site_id) FROM reach r WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.client_id = c.id)
             FROM client c WHERE c.organization_id = $1 AND c.id = $3",
        )
        .bind(actor.organization())
        .bind(viewer(actor))
        .bind(client)
        .optional()?;
    Ok(found.map(|(near, site)| subject(Subject::new(actor.organization(), client), actor, (near, site))))
}

/// How a session lies to somebody; `None` when there is no such session.
///
/// # Errors
/// What storage says.
pub fn session(tx: &mut Tx<'_>, actor: &Actor, session: SessionId) -> Result<Option<Subject<Session>>, DbError> {
    let found: Option<(bool, bool, SiteId)> = tx
        .sql(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM session_staff l
                        WHERE l.organization_id = $1 AND l.session_id = s.id AND l.staff_id = $2) THEN 1 ELSE 0 END,
                    CASE WHEN EXISTS (SELECT 1 FROM program_staff p
                        WHERE p.organization_id = $1 AND p.site_id = s.site_id AND p.program = s.program AND p.staff_id = $2) THEN 1 ELSE 0 END,
                    s.site_id
             FROM session s WHERE s.organization_id = $1 AND s.id = $3",
        )
        .bind(actor.organization())
        .bind(viewer(actor))
        .bind(session)
        .optional()?;
    Ok(found.map(|(leads, in_program, site)| {
        let near = match (leads, in_program) {
            (true, _) => Some(Nearness::Own.rank()),
            (false, true) => Some(Nearness::Program.rank()),
            _ => actor.works_at(site).then(|| Nearness::Site.rank()),
        };
        subject(Subject::new(actor.organization(), session), actor, (near, Some(site)))
    }))
}

/// How a site lies to somebody; `None` when there is no such site.
///
/// # Errors
/// What storage says.
pub fn site(tx: &mut Tx<'_>, actor: &Actor, site: SiteId) -> Result<Option<Subject<Site>>, DbError> {
    let there = tx.sql("SELECT 1 FROM site WHERE organization_id = $1 AND id = $2").bind(actor.organization()).bind(site).exists()?;
    Ok(there.then(|| Subject::site(actor.organization(), site, actor.works_at(site))))
}

/// Whose relations to load: nobody's for the operator, who needs none.
fn viewer(actor: &Actor) -> String {
    actor.staff_id().map(|staff| staff.to_string()).unwrap_or_default()
}

fn subject<K>(subject: Subject<K>, actor: &Actor, (near, site): (Option<i64>, Option<SiteId>)) -> Subject<K> {
    let near = match (actor.by(), near) {
        (By::Operator, _) => Nearness::Own,
        (By::Staff(_), Some(rank)) => Nearness::from_rank(rank),
        (By::Staff(_) | By::Stranger, _) => Nearness::Organization,
    };
    let subject = subject.near(near);
    site.map_or(subject, |site| subject.at(site))
}
