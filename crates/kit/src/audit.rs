//! What goes into the audit: who used which right on what. The log itself is the ledger's.

use std::sync::Arc;

use footbridge_care::ids::{AuditId, ClientId, Id};
use footbridge_db::DbError;
use footbridge_ledger::audit::{AuditReads, Entry};
use footbridge_policy::{Permit, Right, Scope};

pub use footbridge_ledger::audit::Kind;

use crate::Act;

/// One object that was seen under a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    action: &'static str,
    subject_kind: String,
    subject: String,
    client: Option<ClientId>,
}

impl Seen {
    pub(crate) fn of<R: Right>(permit: &Permit<R>) -> Self {
        let (action, subject) = (R::KEY.code(), permit.object().to_string());
        Self { action, subject_kind: subject_kind::<R>(), subject, client: client_of(permit) }
    }

    pub(crate) fn in_list<R: Right>(_: &Scope<R>, client: ClientId) -> Self {
        Self { action: R::KEY.code(), subject_kind: "client".to_owned(), subject: client.to_string(), client: Some(client) }
    }

    fn entry(&self, id: AuditId, act: &Act) -> Entry {
        Entry {
            id,
            at: act.now(),
            actor: act.actor().staff_id(),
            kind: Kind::Read,
            action: self.action.to_owned(),
            subject_kind: self.subject_kind.clone(),
            subject: self.subject.clone(),
            client: self.client,
            request: None,
            detail: None,
        }
    }
}

/// One object that somebody was refused, under a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused(Seen);

impl Refused {
    pub(crate) fn of<R: Right>(object: Id<R::Object>) -> Self {
        let client = (R::KEY.object() == "Client").then(|| object.retype());
        Self(Seen { action: R::KEY.code(), subject_kind: subject_kind::<R>(), subject: object.to_string(), client })
    }
}

/// The object of a right as the log names it: `program_version`.
fn subject_kind<R: Right>() -> String {
    let mut name = String::new();
    for (n, letter) in R::KEY.object().char_indices() {
        if n > 0 && letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

fn client_of<R: Right>(permit: &Permit<R>) -> Option<ClientId> {
    (R::KEY.object() == "Client").then(|| permit.object().retype())
}

/// What an entry says beyond who, when and which right: the client it concerns, and words of its own, which are stored sealed.
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

    /// What changed, or why: `late minutes=12`.
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
    /// What changed, or why. Stored sealed.
    pub says: Option<String>,
}

impl Bare {
    pub(crate) fn entry(self, id: AuditId, act: &Act) -> Entry {
        Entry {
            id,
            at: act.now(),
            actor: act.actor().staff_id(),
            kind: self.kind,
            action: self.action.to_owned(),
            subject_kind: self.object.0.to_owned(),
            subject: self.object.1,
            client: None,
            request: None,
            detail: self.says,
        }
    }
}

/// The entry of an act that a permit stands behind.
pub(crate) fn entry<R: Right>(id: AuditId, act: &Act, (permit, detail): (&Permit<R>, Detail)) -> Entry {
    Entry {
        id,
        at: act.now(),
        actor: permit.by().staff(),
        kind: Kind::Write,
        action: R::KEY.code().to_owned(),
        subject_kind: subject_kind::<R>(),
        subject: permit.object().to_string(),
        client: detail.client.or_else(|| client_of(permit)),
        request: None,
        detail: detail.says,
    }
}

/// Where reads are written down before their page leaves.
#[derive(Clone)]
pub struct AuditTrail(Arc<AuditReads>);

impl AuditTrail {
    /// Entries go through this writer.
    pub const fn new(writer: Arc<AuditReads>) -> Self {
        Self(writer)
    }

    /// Writes that somebody was refused. They hear "not found" whether this could be written or not.
    pub(crate) fn refused(&self, act: &Act, refused: &Refused) {
        let entry = Entry { kind: Kind::Refused, ..refused.0.entry(act.ids().draw(), act) };
        if let Err(error) = self.0.record(act.actor().organization(), vec![entry]) {
            tracing::error!(%error, "a refusal is not in the audit");
        }
    }

    /// Writes what was seen, and returns when it is kept. True when there was anything to write.
    pub(crate) fn reads(&self, act: &Act, seen: &[Seen]) -> Result<bool, DbError> {
        let mut ids = act.ids();
        let entries: Vec<Entry> = seen.iter().map(|each| each.entry(ids.draw(), act)).collect();
        self.0.record(act.actor().organization(), entries)?;
        Ok(!seen.is_empty())
    }
}
