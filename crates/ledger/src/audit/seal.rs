//! Chaining entries, and signing where the chain has come to.

use footbridge_care::ids::{AuditId, OrganizationId};
use footbridge_db::{Db, DbError, Each, Keyring, SealError, Tx};
use jiff::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::{Stored, link};

/// How many entries one transaction chains.
const BATCH: i64 = 2000;

/// Where the chain had come to, signed. Kept outside the database too ([`super::append_anchor`]), it shows when an older copy was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose chain.
    pub organization: OrganizationId,
    /// How many entries it had.
    pub position: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// When it was signed.
    pub at: Timestamp,
    /// The Ed25519 signature (RFC 8032) of the above.
    pub signature: Vec<u8>,
}

impl Checkpoint {
    fn message(organization: OrganizationId, end: (i64, &[u8]), at: Timestamp) -> Vec<u8> {
        let header = format!("footbridge audit checkpoint|{organization}|{}|{}|", end.0, at.as_microsecond());
        [header.as_bytes(), end.1].concat()
    }

    fn sign(signer: &Signer, organization: OrganizationId, end: (i64, &[u8]), at: Timestamp) -> Self {
        let signature = signer.0.sign(&Self::message(organization, end, at)).as_ref().to_vec();
        Self { organization, position: end.0, hash: end.1.to_vec(), at, signature }
    }

    /// Whether this keyring signed it.
    pub(super) fn is_signed_by(&self, signer: &Signer) -> bool {
        let message = Self::message(self.organization, (self.position, &self.hash), self.at);
        UnparsedPublicKey::new(&ED25519, signer.0.public_key().as_ref()).verify(&message, &self.signature).is_ok()
    }
}

/// The key that signs checkpoints, derived from the outer key.
pub(super) struct Signer(Ed25519KeyPair);

impl Signer {
    pub(super) fn new(keyring: &Keyring) -> Result<Self, DbError> {
        let seed = keyring.derive("sign audit checkpoints");
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(|_| SealError::Unsealable)?;
        Ok(Self(pair))
    }
}

/// Chains all entries that wait for it, and signs where that ends. `None` when none waited.
pub fn seal(db: &Db, keyring: &Keyring, at: (OrganizationId, Timestamp)) -> Result<Option<Checkpoint>, DbError> {
    let signer = Signer::new(keyring)?;
    let mut last = None;
    while let Some(checkpoint) = db.write(|tx| seal_batch(tx, &signer, at))? {
        last = Some(checkpoint);
    }
    Ok(last)
}

fn seal_batch(tx: &mut Tx<'_>, signer: &Signer, at: (OrganizationId, Timestamp)) -> Result<Option<Checkpoint>, DbError> {
    let (organization, now) = at;
    let waiting = waiting(tx, organization)?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let (mut position, mut hash) = end(tx, organization)?;
    for entry in &waiting {
        position += 1;
        hash = link(&hash, (organization, position), entry).to_vec();
        store_seal(tx, organization, (position, entry.id, &hash))?;
    }
    tx.sql("DELETE FROM audit_pending WHERE organization_id = $1 AND audit_id IN (SELECT value FROM json_each($2))")
        .bind(organization)
        .bind(Each(waiting.iter().map(|entry| entry.id)))
        .run()?;
    let checkpoint = Checkpoint::sign(signer, organization, (position, &hash), now);
    store_checkpoint(tx, &checkpoint)?;
    Ok(Some(checkpoint))
}

fn waiting(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<Stored>, DbError> {
    tx.sql(
        "SELECT a.id, a.at, a.actor_id, a.kind, a.action, a.subject_kind, a.subject_id, a.client_id, a.request_id, a.detail
         FROM audit_pending AS p JOIN audit AS a ON a.organization_id = p.organization_id AND a.id = p.audit_id
         WHERE p.organization_id = $1 ORDER BY a.id LIMIT $2",
    )
    .bind(organization)
    .bind(BATCH)
    .all()
}

/// Where the chain ends: position 0 and no hash before the first entry.
fn end(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<(i64, Vec<u8>), DbError> {
    let end = tx
        .sql("SELECT position, chain_hash FROM audit_seal WHERE organization_id = $1 ORDER BY position DESC LIMIT 1")
        .bind(organization)
        .optional()?;
    Ok(end.unwrap_or_default())
}

fn store_seal(tx: &mut Tx<'_>, organization: OrganizationId, seal: (i64, AuditId, &[u8])) -> Result<u64, DbError> {
    tx.sql("INSERT INTO audit_seal (organization_id, position, audit_id, chain_hash) VALUES ($1, $2, $3, $4)")
        .bind(organization)
        .bind(seal.0)
        .bind(seal.1)
        .bind(seal.2)
        .run()
}

fn store_checkpoint(tx: &mut Tx<'_>, checkpoint: &Checkpoint) -> Result<u64, DbError> {
    tx.sql("INSERT INTO checkpoint (organization_id, position, chain_hash, at, signature) VALUES ($1, $2, $3, $4, $5)")
        .bind(checkpoint.organization)
        .bind(checkpoint.position)
        .bind(checkpoint.hash.clone())
        .bind(checkpoint.at)
        .bind(checkpoint.signature.clone())
        .run()
}
