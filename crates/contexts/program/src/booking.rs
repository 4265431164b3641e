//! Who and what is taken when: a room, a member of staff, a client. The table refuses what overlaps; this module asks first, so that
//! the refusal can say by what.

use std::collections::HashMap;
use std::fmt;

use footbridge_care::ids::{ClientId, OrganizationId, RoomId, SessionId, StaffId};
use footbridge_db::{DbError, Each, Tx, row};
use jiff::Timestamp;

/// A stretch of time: from, and until before.
pub type Span = (Timestamp, Timestamp);

/// What can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// A room.
    Room(RoomId),
    /// A member of staff.
    Staff(StaffId),
    /// A client.
    Client(ClientId),
}

impl Resource {
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Room(_) => "room",
            Self::Staff(_) => "staff",
            Self::Client(_) => "client",
        }
    }

    pub(crate) fn id(self) -> String {
        match self {
            Self::Room(id) => id.to_string(),
            Self::Staff(id) => id.to_string(),
            Self::Client(id) => id.to_string(),
        }
    }
}

/// Something is taken at that time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Taken {
    /// The room, by this session.
    #[error("The room is taken then, by {0}.")]
    Room(By),
    /// The facilitator.
    #[error("They lead another session then: {0}.")]
    Staff(By),
    /// Somebody who has to be there.
    #[error("A client has another session then: {0}.")]
    Client(By),
    /// Somebody else took it at this very moment.
    #[error("Somebody booked the room, the facilitator or a client for that time just now. Look at the week and try again.")]
    JustNow,
}

/// The session that takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The session.
    pub session: SessionId,
    /// What it is called.
    pub label: String,
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)
    }
}

/// Takes it for a session.
///
/// # Errors
/// [`Taken`] inside, with the session that has it.
pub fn take(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    (what, session, span): (Resource, SessionId, Span),
) -> Result<Result<(), Taken>, DbError> {
    if let Some((session, label)) = who_has(tx, organization, (what, session, span))? {
        let by = By { session, label };
        return Ok(Err(match what {
            Resource::Room(_) => Taken::Room(by),
            Resource::Staff(_) => Taken::Staff(by),
            Resource::Client(_) => Taken::Client(by),
        }));
    }
    insert(tx, organization, (what, session, span)).map(Ok)
}

/// Takes what is known to be free. The table still refuses what is not.
pub fn insert(tx: &mut Tx<'_>, organization: OrganizationId, (what, session, span): (Resource, SessionId, Span)) -> Result<(), DbError> {
    tx.sql(
        "INSERT INTO occupancy (organization_id, kind, resource_id, session_id, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (organization_id, kind, resource_id, session_id) DO NOTHING",
    )
    .bind(organization)
    .bind(what.kind())
    .bind(what.id())
    .bind(session)
    .bind(span.0)
    .bind(span.1)
    .run()?;
    Ok(())
}

fn who_has(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    (what, session, span): (Resource, SessionId, Span),
) -> Result<Option<(SessionId, String)>, DbError> {
    tx.sql(
        "SELECT s.id, s.label FROM occupancy o JOIN session s ON s.organization_id = o.organization_id AND s.id = o.session_id
         WHERE o.organization_id = $1 AND o.kind = $2 AND o.resource_id = $3 AND o.session_id <> $4 AND o.starts_at < $6 AND $5 < o.ends_at
         ORDER BY o.starts_at",
    )
    .bind(organization)
    .bind(what.kind())
    .bind(what.id())
    .bind(session)
    .bind(span.0)
    .bind(span.1)
    .optional()
}

/// Takes the clients who are free then. Who is not, by a rule of two programs, stays on both rosters and is taken by the first.
pub fn take_free_clients(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    (clients, session, span): (&[ClientId], SessionId, Span),
) -> Result<(), DbError> {
    tx.sql(
        "INSERT INTO occupancy (organization_id, kind, resource_id, session_id, starts_at, ends_at)
         SELECT CAST($1 AS TEXT), 'client', value, CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS BIGINT) FROM json_each($5)
         WHERE NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.organization_id = $1 AND o.kind = 'client' AND o.resource_id = value
            AND o.session_id <> $2 AND o.starts_at < CAST($4 AS BIGINT) AND CAST($3 AS BIGINT) < o.ends_at)
         ON CONFLICT (organization_id, kind, resource_id, session_id) DO NOTHING",
    )
    .bind(organization)
    .bind(session)
    .bind(span.0)
    .bind(span.1)
    .bind(Each(clients))
    .run()?;
    Ok(())
}

/// Lets go of one thing.
pub fn free(tx: &mut Tx<'_>, organization: OrganizationId, (what, session): (Resource, SessionId)) -> Result<(), DbError> {
    tx.sql("DELETE FROM occupancy WHERE organization_id = $1 AND kind = $2 AND resource_id = $3 AND session_id = $4")
        .bind(organization)
        .bind(what.kind())
        .bind(what.id())
        .bind(session)
        .run()?;
    Ok(())
}

/// Lets go of everything that a session takes.
pub fn free_all(tx: &mut Tx<'_>, organization: OrganizationId, session: SessionId) -> Result<(), DbError> {
    tx.sql("DELETE FROM occupancy WHERE organization_id = $1 AND session_id = $2").bind(organization).bind(session).run()?;
    Ok(())
}

/// Everything that a session takes now.
pub fn held_by(tx: &mut Tx<'_>, organization: OrganizationId, session: SessionId) -> Result<Vec<Resource>, DbError> {
    let rows: Vec<(String, String)> = tx
        .sql("SELECT kind, resource_id FROM occupancy WHERE organization_id = $1 AND session_id = $2 ORDER BY kind, resource_id")
        .bind(organization)
        .bind(session)
        .all()?;
    Ok(rows.iter().filter_map(|(kind, id)| resource(kind, id)).collect())
}

fn resource(kind: &str, id: &str) -> Option<Resource> {
    match kind {
        "room" => id.parse().ok().map(Resource::Room),
        "staff" => id.parse().ok().map(Resource::Staff),
        "client" => id.parse().ok().map(Resource::Client),
        _ => None,
    }
}

row! {
    struct TakenRow {
        kind: String,
        resource_id: String,
        session_id: SessionId,
        starts_at: Timestamp,
        ends_at: Timestamp,
    }
}

/// Rooms and staff that are taken in a stretch of time, for planning many sessions at once.
#[derive(Debug, Default)]
pub struct Diary(HashMap<Resource, Vec<(SessionId, Span)>>);

impl Diary {
    /// What is taken between two moments.
    pub fn load(tx: &mut Tx<'_>, organization: OrganizationId, span: Span) -> Result<Self, DbError> {
        let rows: Vec<TakenRow> = tx
            .sql(
                "SELECT kind, resource_id, session_id, starts_at, ends_at FROM occupancy
                 WHERE organization_id = $1 AND kind <> 'client' AND starts_at < $3 AND $2 < ends_at",
            )
            .bind(organization)
            .bind(span.0)
            .bind(span.1)
            .all()?;
        let mut taken = Self::default();
        for row in rows {
            if let Some(what) = resource(&row.kind, &row.resource_id) {
                taken.note(what, (row.session_id, (row.starts_at, row.ends_at)));
            }
        }
        Ok(taken)
    }

    /// Whether it is free for a session.
    pub fn is_free(&self, what: Resource, session: SessionId, span: Span) -> bool {
        let taken = self.0.get(&what).into_iter().flatten();
        !taken.filter(|(other, _)| *other != session).any(|(_, (from, until))| *from < span.1 && span.0 < *until)
    }

    /// Notes that it is taken.
    pub fn note(&mut self, what: Resource, by: (SessionId, Span)) {
        self.0.entry(what).or_default().push(by);
    }

    /// Notes that a session lets go of everything.
    pub fn release(&mut self, session: SessionId) {
        self.0.values_mut().for_each(|taken| taken.retain(|(by, _)| *by != session));
    }
}
