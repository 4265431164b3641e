//! The audit log: who did or looked at what.
//!
//! A write inserts its entry in its own transaction ([`Ledger::audit`]). Reads go through one writer that commits them in groups
//! ([`AuditReads`]), and the page leaves after it. A sealer ([`seal`]) chains entries in order and signs checkpoints; [`verify`] finds
//! whatever was changed, removed, reordered or rolled back since. Entries hold ids and ciphertext only, so the chain stays whole when a
//! client is shredded.

mod anchor;
mod reads;
mod reserve;
mod seal;
mod verify;

use footbridge_care::ids::{AuditId, ClientId, OrganizationId, RequestId, StaffId};
use footbridge_db::{DbError, Place, Sealed, Tx, Word, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use anchor::{append_anchor, load_anchors};
pub use reads::AuditReads;
pub use seal::{Checkpoint, seal};
pub use verify::{Finding, Report, verify};

use crate::Ledger;

/// What sort of entry it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody looked.
    Read,
    /// Somebody changed something.
    Write,
    /// Somebody was refused.
    Refused,
    /// The system acted by itself.
    System,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who; nobody for the system and for people who are not signed in.
    pub actor: Option<StaffId>,
    /// What sort it is.
    pub kind: Kind,
    /// The verb phrase of the use case: `mark_attendance`.
    pub action: String,
    /// The kind of thing it was about: `session`.
    pub subject_kind: String,
    /// Its id.
    pub subject: String,
    /// The client whose record it touches.
    pub client: Option<ClientId>,
    /// The form or request it came with.
    pub request: Option<RequestId>,
    /// More, where the act alone does not say it: a reason, what changed. Stored sealed.
    pub detail: Option<String>,
}

row! {
    /// An entry as it is stored.
    pub(crate) struct Stored {
        pub(crate) id: AuditId,
        pub(crate) at: Timestamp,
        pub(crate) actor_id: Option<StaffId>,
        pub(crate) kind: Word<Kind>,
        pub(crate) action: String,
        pub(crate) subject_kind: String,
        pub(crate) subject_id: String,
        pub(crate) client_id: Option<ClientId>,
        pub(crate) request_id: Option<RequestId>,
        pub(crate) detail: Option<Sealed<String>>,
    }
}

impl Ledger<'_> {
    /// Writes an entry, in the transaction of what it tells of.
    pub fn audit(self, tx: &mut Tx<'_>, entry: &Entry) -> Result<(), DbError> {
        let detail = entry.detail.as_ref().map(|detail| self.seal_detail(tx, entry, detail)).transpose()?;
        tx.sql(
            "INSERT INTO audit (organization_id, id, at, actor_id, kind, action, subject_kind, subject_id, client_id, request_id, detail)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(self.organization)
        .bind(entry.id)
        .bind(entry.at)
        .bind(entry.actor)
        .bind(Word(entry.kind))
        .bind(&entry.action)
        .bind(&entry.subject_kind)
        .bind(&entry.subject)
        .bind(entry.client)
        .bind(entry.request)
        .bind(detail)
        .run()?;
        tx.sql("INSERT INTO audit_pending (organization_id, audit_id) VALUES ($1, $2)").bind(self.organization).bind(entry.id).run()?;
        Ok(())
    }

    fn seal_detail(self, tx: &mut Tx<'_>, entry: &Entry, detail: &String) -> Result<Sealed<String>, DbError> {
        let key = self.key(tx, entry.client)?;
        Ok(key.seal(&Place::new("audit", "detail", entry.id), detail)?)
    }
}

/// The hash of the chain after an entry: of the hash before it, its position, and all it holds as stored.
fn link(before: &[u8], place: (OrganizationId, i64), entry: &Stored) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    part(before);
    part(place.0.uuid().as_bytes());
    part(&place.1.to_be_bytes());
    part(entry.id.uuid().as_bytes());
    part(&entry.at.as_microsecond().to_be_bytes());
    part(entry.actor_id.map(|id| id.to_string()).unwrap_or_default().as_bytes());
    part(&[entry.kind.0 as u8]);
    part(entry.action.as_bytes());
    part(entry.subject_kind.as_bytes());
    part(entry.subject_id.as_bytes());
    part(entry.client_id.map(|id| id.to_string()).unwrap_or_default().as_bytes());
    part(entry.request_id.map(|id| id.to_string()).unwrap_or_default().as_bytes());
    part(entry.detail.as_ref().map_or(&[], |detail| detail.bytes()));
    hash.finalize().into()
}
