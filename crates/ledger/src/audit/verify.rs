//! Finding what was done to the audit log.

use std::collections::HashMap;

use footbridge_care::ids::{AuditId, OrganizationId};
use footbridge_db::{Db, DbError, Keyring, Sealed, Tx, Word, row};
use jiff::Timestamp;
use serde::Serialize;

use super::{Checkpoint, Kind, Stored, link, seal::Signer};

/// How many entries are held in memory at a time.
const PAGE: i64 = 2000;

/// Something that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "finding")]
pub enum Finding {
    /// An entry, or its place in the order, was changed after it was chained.
    Changed {
        /// Its position in the chain.
        position: i64,
        /// Its id.
        entry: AuditId,
    },
    /// An entry that was chained is gone.
    Missing {
        /// Its position in the chain.
        position: i64,
        /// Its id; unknown when its place in the chain is gone too.
        entry: Option<AuditId>,
    },
    /// An entry is neither chained nor waiting for it: it was put in, or taken out of the chain, by somebody else than the program.
    Outside {
        /// Its id.
        entry: AuditId,
    },
    /// A checkpoint is not signed by this installation's key, or the chain does not lead to it.
    Unsigned {
        /// Its position in the chain.
        position: i64,
    },
    /// The end of the chain has no checkpoint, as the program always leaves one.
    Unfinished {
        /// The last position of the chain.
        position: i64,
    },
    /// The log once was longer, or different: an older copy was put back, or its end was cut off.
    RolledBack {
        /// The position that a checkpoint kept outside the database proves.
        position: i64,
    },
}

/// What verifying found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries in the chain.
    pub sealed: i64,
    /// Entries that wait to be chained: the tail about whose completeness nothing can be said yet.
    pub unsealed: i64,
    /// Whatever is not as it should be.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether all is as it should be.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

row! {
    struct SealRow {
        position: i64,
        audit_id: AuditId,
        chain_hash: Vec<u8>,
        id: Option<AuditId>,
        at: Option<Timestamp>,
        actor_id: Option<footbridge_care::ids::StaffId>,
        kind: Option<Word<Kind>>,
        action: Option<String>,
        subject_kind: Option<String>,
        subject_id: Option<String>,
        client_id: Option<footbridge_care::ids::ClientId>,
        request_id: Option<footbridge_care::ids::RequestId>,
        detail: Option<Sealed<String>>,
    }
}

/// Checks the whole log of an organization against its seals, its checkpoints, and those `anchors` that were kept outside.
pub fn verify(db: &Db, keyring: &Keyring, log: (OrganizationId, &[Checkpoint])) -> Result<Report, DbError> {
    let signer = Signer::new(keyring)?;
    let (organization, anchors) = log;
    db.read(|tx| {
        let inside = checkpoints(tx, organization)?;
        let anchors: Vec<&Checkpoint> = anchors.iter().filter(|anchor| anchor.organization == organization).collect();
        let mut walk = Walk::new(organization, inside.iter().chain(anchors.iter().copied()));
        walk.all(tx)?;
        walk.judge_checkpoints(&signer, &inside);
        walk.judge_anchors(&signer, &anchors);
        let mut report = walk.report;
        report.findings.extend(outside(tx, organization)?);
        report.unsealed = tx.sql("SELECT count(*) FROM audit_pending WHERE organization_id = $1").bind(organization).one()?;
        Ok(report)
    })
}

/// Walking the chain from its first entry.
struct Walk {
    organization: OrganizationId,
    hash: Vec<u8>,
    /// The hash of the chain at each position that a checkpoint names, once it was reached.
    reached: HashMap<i64, Option<Vec<u8>>>,
    report: Report,
}

impl Walk {
    fn new<'c>(organization: OrganizationId, named: impl Iterator<Item = &'c Checkpoint>) -> Self {
        let reached = named.map(|checkpoint| (checkpoint.position, None)).collect();
        Self { organization, hash: Vec::new(), reached, report: Report::default() }
    }

    fn all(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        loop {
            let page = page(tx, self.organization, self.report.sealed)?;
            if page.is_empty() {
                return Ok(());
            }
            page.into_iter().for_each(|row| self.step(row));
        }
    }

    fn step(&mut self, row: SealRow) {
        for position in self.report.sealed + 1..row.position {
            self.report.findings.push(Finding::Missing { position, entry: None });
        }
        let (position, entry, stored_hash) = (row.position, row.audit_id, row.chain_hash.clone());
        match row.stored() {
            None => self.report.findings.push(Finding::Missing { position, entry: Some(entry) }),
            Some(stored) if link(&self.hash, (self.organization, position), &stored) != *stored_hash => {
                self.report.findings.push(Finding::Changed { position, entry });
            }
            Some(_) => {}
        }
        if let Some(reached) = self.reached.get_mut(&position) {
            *reached = Some(stored_hash.clone());
        }
        self.hash = stored_hash;
        self.report.sealed = position;
    }

    fn leads_to(&self, checkpoint: &Checkpoint) -> bool {
        self.reached.get(&checkpoint.position).and_then(Option::as_ref) == Some(&checkpoint.hash)
    }

    fn judge_checkpoints(&mut self, signer: &Signer, inside: &[Checkpoint]) {
        for checkpoint in inside {
            if !checkpoint.is_signed_by(signer) || !self.leads_to(checkpoint) {
                self.report.findings.push(Finding::Unsigned { position: checkpoint.position });
            }
        }
        let last = inside.iter().map(|checkpoint| checkpoint.position).max().unwrap_or(0);
        if last != self.report.sealed {
            self.report.findings.push(Finding::Unfinished { position: self.report.sealed });
        }
    }

    /// An anchor that is not signed by us proves nothing, and is passed over.
    fn judge_anchors(&mut self, signer: &Signer, anchors: &[&Checkpoint]) {
        let broken = anchors.iter().filter(|anchor| anchor.is_signed_by(signer) && !self.leads_to(anchor));
        if let Some(first) = broken.map(|anchor| anchor.position).min() {
            self.report.findings.push(Finding::RolledBack { position: first });
        }
    }
}

fn page(tx: &mut Tx<'_>, organization: OrganizationId, after: i64) -> Result<Vec<SealRow>, DbError> {
    tx.sql(
        "SELECT s.position, s.audit_id, s.chain_hash, a.id, a.at, a.actor_id, a.kind, a.action, a.subject_kind, a.subject_id, a.client_id,
                a.request_id, a.detail
         FROM audit_seal AS s LEFT JOIN audit AS a ON a.organization_id = s.organization_id AND a.id = s.audit_id
         WHERE s.organization_id = $1 AND s.position > $2 ORDER BY s.position LIMIT $3",
    )
    .bind(organization)
    .bind(after)
    .bind(PAGE)
    .all()
}

fn outside(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<Finding>, DbError> {
    let ids: Vec<AuditId> = tx
        .sql(
            "SELECT a.id FROM audit AS a WHERE a.organization_id = $1
             AND NOT EXISTS (SELECT 1 FROM audit_seal AS s WHERE s.organization_id = a.organization_id AND s.audit_id = a.id)
             AND NOT EXISTS (SELECT 1 FROM audit_pending AS p WHERE p.organization_id = a.organization_id AND p.audit_id = a.id)
             ORDER BY a.id",
        )
        .bind(organization)
        .all()?;
    Ok(ids.into_iter().map(|entry| Finding::Outside { entry }).collect())
}

fn checkpoints(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<Checkpoint>, DbError> {
    let rows: Vec<(i64, Vec<u8>, Timestamp, Vec<u8>)> = tx
        .sql("SELECT position, chain_hash, at, signature FROM checkpoint WHERE organization_id = $1 ORDER BY position")
        .bind(organization)
        .all()?;
    let checkpoint = |(position, hash, at, signature)| Checkpoint { organization, position, hash, at, signature };
    Ok(rows.into_iter().map(checkpoint).collect())
}

impl SealRow {
    fn stored(self) -> Option<Stored> {
        Some(Stored {
            id: self.id?,
            at: self.at?,
            actor_id: self.actor_id,
            kind: self.kind?,
            action: self.action?,
            subject_kind: self.subject_kind?,
            subject_id: self.subject_id?,
            client_id: self.client_id,
            request_id: self.request_id,
            detail: self.detail,
        })
    }
}
