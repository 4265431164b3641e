//! What goes into the audit: who used which right on what. The log itself is the ledger's.

use footbridge_care::ids::{AuditId, ClientId, OrganizationId};
use footbridge_db::{Db, DbError, Tx};
use footbridge_policy::{Actor, Permit, Right, Scope};
use jiff::Timestamp;

use crate::Act;

/// One object that was seen under a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    action: &'static str,
    kind: &'static str,
    object: String,
    client: Option<ClientId>,
}

impl Seen {
    pub(crate) fn of<R: Right>(permit: &Permit<R>) -> Self {
        let (action, kind, object) = (R::KEY.code(), R::KEY.object(), permit.object().to_string());
        Self { action, kind, object, client: client_of(permit) }
    }

    pub(crate) fn in_list<R: Right>(_: &Scope<R>, client: ClientId) -> Self {
        Self { action: R::KEY.code(), kind: "Client", object: client.to_string(), client: Some(client) }
    }
}

fn client_of<R: Right>(permit: &Permit<R>) -> Option<ClientId> {
    (R::KEY.object() == "Client").then(|| permit.object().retype())
}

/// What an entry says beyond who, when and which right: the client it concerns, and a code with numbers. Never a name, never a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    client: Option<ClientId>,
    says: Option<String>,
}

impl Detail {
    /// Nothing more.
    pub fn none() -> Self {
        Self::default()
    }

    /// A code with numbers or ids: `late minutes=12`.
    pub fn says(text: impl Into<String>) -> Self {
        Self { client: None, says: Some(text.into()) }
    }

    /// The same, about this client. Known already where the object is the client.
    pub fn about(self, client: ClientId) -> Self {
        Self { client: Some(client), ..self }
    }
}

/// An entry that no permit stands behind: a sign-in, a refusal, the system.
#[derive(Debug, Clone)]
pub struct Bare {
    /// What kind of entry.
    pub kind: Kind,
    /// The verb phrase.
    pub action: &'static str,
    /// What it was done to: the kind, and the id as text.
    pub object: (&'static str, String),
    /// A code with numbers.
    pub says: Option<String>,
}

/// The kinds of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something was seen.
    Read,
    /// Something was changed.
    Write,
    /// Something was refused.
    Refused,
    /// The system did something by itself.
    System,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Refused => "refused",
            Self::System => "system",
        }
    }
}

/// Where reads are written down before their page leaves.
#[derive(Clone)]
pub struct AuditTrail {
    db: Db,
}

impl AuditTrail {
    /// Entries go into this database.
    pub const fn new(db: Db) -> Self {
        Self { db }
    }

    /// Writes what was seen, and returns when it is kept. True when there was anything to write.
    pub(crate) fn reads(&self, act: &Act, seen: Vec<Seen>) -> Result<bool, DbError> {
        if seen.is_empty() {
            return Ok(false);
        }
        let start = act.ids();
        self.db.write(|tx| {
            let mut ids = start.clone();
            seen.iter().try_for_each(|each| write(tx, act.now(), &each.entry(ids.draw(), act.actor())))
        })?;
        Ok(true)
    }
}

impl Seen {
    fn entry(&self, id: AuditId, actor: &Actor) -> Entry {
        let (organization, staff) = (actor.organization(), actor.staff_id());
        Entry {
            id,
            organization,
            staff,
            kind: Kind::Read,
            action: self.action,
            object: (self.kind, self.object.clone()),
            client: self.client,
        }
    }
}

impl Bare {
    pub(crate) fn entry(self, id: AuditId, actor: &Actor) -> Entry {
        let (organization, staff) = (actor.organization(), actor.staff_id());
        Entry { id, organization, staff, kind: self.kind, action: self.action, object: self.object, client: None }
    }
}

pub(crate) struct Entry {
    id: AuditId,
    organization: OrganizationId,
    staff: Option<footbridge_care::ids::StaffId>,
    kind: Kind,
    action: &'static str,
    object: (&'static str, String),
    client: Option<ClientId>,
}

pub(crate) fn entry<R: Right>(id: AuditId, permit: &Permit<R>, detail: Detail) -> Entry {
    let object = (R::KEY.object(), permit.object().to_string());
    let client = detail.client.or_else(|| client_of(permit));
    let staff = permit.by().staff();
    Entry { id, organization: permit.organization(), staff, kind: Kind::Write, action: R::KEY.code(), object, client }
}

pub(crate) fn write(tx: &mut Tx<'_>, at: Timestamp, entry: &Entry) -> Result<(), DbError> {
    tx.sql(
        "INSERT INTO audit (organization_id, id, at, actor_id, kind, action, subject_kind, subject_id, client_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(entry.organization)
    .bind(entry.id)
    .bind(at)
    .bind(entry.staff)
    .bind(entry.kind.code())
    .bind(entry.action)
    .bind(entry.object.0)
    .bind(entry.object.1.as_str())
    .bind(entry.client)
    .run()?;
    Ok(())
}
