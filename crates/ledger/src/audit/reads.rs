//! Entries of people who look: committed in groups by one writer, before the page leaves.

use std::{
    sync::{
        Arc,
        mpsc::{Receiver, Sender, SyncSender, TrySendError, channel, sync_channel},
    },
    thread::{self, JoinHandle},
};

use footbridge_care::ids::OrganizationId;
use footbridge_db::{Cause, Db, DbError, Keyring};

use super::Entry;
use crate::Ledger;

/// How many pages may wait for the next commit; one more hears that storage is busy.
const WAITING: usize = 512;
/// How many pages one commit answers.
const GROUP: usize = 128;

struct Asked {
    organization: OrganizationId,
    entries: Vec<Entry>,
    answer: Sender<Result<(), DbError>>,
}

/// The writer of read entries. Clones of one `Arc` are shared by all; the last one to go ends its thread, after the last commit.
pub struct AuditReads {
    queue: Option<SyncSender<Asked>>,
    writer: Option<JoinHandle<()>>,
}

impl AuditReads {
    /// Starts the writer.
    pub fn start(db: Db, keyring: Arc<Keyring>) -> Self {
        let (queue, asked) = sync_channel(WAITING);
        let writer = thread::Builder::new().name("audit-reads".into()).spawn(move || write_groups(&db, &keyring, &asked));
        Self { queue: Some(queue), writer: writer.ok() }
    }

    /// Records entries and returns when they are committed. Only then may what was read be shown.
    ///
    /// # Errors
    /// [`DbError::Busy`] when too many wait; whatever kept the entries from being written otherwise. Nothing may be shown then.
    pub fn record(&self, organization: OrganizationId, entries: Vec<Entry>) -> Result<(), DbError> {
        if entries.is_empty() {
            return Ok(());
        }
        let (answer, answered) = channel();
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        queue.try_send(Asked { organization, entries, answer }).map_err(|error| match error {
            TrySendError::Full(_) => DbError::Busy,
            TrySendError::Disconnected(_) => stopped(),
        })?;
        answered.recv().map_err(|_| stopped())?
    }
}

impl Drop for AuditReads {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn stopped() -> DbError {
    DbError::Unavailable { place: "the audit log".into(), cause: Cause::Lost("its writer has stopped".into()) }
}

fn write_groups(db: &Db, keyring: &Keyring, asked: &Receiver<Asked>) {
    while let Ok(first) = asked.recv() {
        let mut group = vec![first];
        group.extend(asked.try_iter().take(GROUP - 1));
        match write(db, keyring, &group) {
            Ok(()) => answer(&group, &Ok(())),
            // One entry that cannot be written shall not keep the others from being shown.
            Err(DbError::Conflict { .. } | DbError::Sealed(_)) if group.len() > 1 => {
                for one in group {
                    let one = [one];
                    answer(&one, &write(db, keyring, &one));
                }
            }
            Err(error) => answer(&group, &Err(error)),
        }
    }
}

fn write(db: &Db, keyring: &Keyring, group: &[Asked]) -> Result<(), DbError> {
    db.write(|tx| {
        for asked in group {
            let ledger = Ledger::new(asked.organization, keyring);
            for entry in &asked.entries {
                ledger.audit(tx, entry)?;
            }
        }
        Ok(())
    })
}

fn answer(group: &[Asked], result: &Result<(), DbError>) {
    for asked in group {
        // Who asked may have gone away; the entry stands all the same.
        let _ = asked.answer.send(result.clone());
    }
}
