//! Entries of people who look: committed in groups by one writer, before the page leaves.

use std::{
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, SyncSender, TrySendError, channel, sync_channel},
    },
    thread::{self, JoinHandle},
};

use footbridge_care::ids::OrganizationId;
use footbridge_db::{Cause, Db, DbError, Keyring};

use super::{
    Entry,
    reserve::{Kept, Reserve},
};
use crate::Ledger;

/// How many pages may wait for the next commit; one more hears that storage is busy.
const WAITING: usize = 512;
/// How many pages one commit answers.
const GROUP: usize = 128;

struct Asked {
    entries: Vec<Kept>,
    answer: Sender<Result<(), DbError>>,
}

/// The writer of read entries. Clones of one `Arc` are shared by all; the last one to go ends its thread, after the last commit.
pub struct AuditReads {
    queue: Option<SyncSender<Asked>>,
    writer: Option<JoinHandle<()>>,
    on_reserve: Arc<AtomicBool>,
}

impl AuditReads {
    /// Starts the writer.
    pub fn start(db: Db, keyring: Arc<Keyring>) -> Self {
        Self::run(Writer { db, keyring, reserve: None, on_reserve: Arc::default() })
    }

    /// Starts the writer with a file that keeps entries while the disk is full, until that is used up; they are brought into the log
    /// when there is room again.
    pub fn with_reserve(db: Db, keyring: Arc<Keyring>, file: &Path) -> io::Result<Self> {
        let reserve = Reserve::open(file, &keyring)?;
        let on_reserve = Arc::new(AtomicBool::new(!reserve.is_empty()));
        Ok(Self::run(Writer { db, keyring, reserve: Some(reserve), on_reserve }))
    }

    fn run(mut writer: Writer) -> Self {
        let on_reserve = writer.on_reserve.clone();
        let (queue, asked) = sync_channel(WAITING);
        let thread = thread::Builder::new().name("audit-reads".into()).spawn(move || writer.run(&asked));
        Self { queue: Some(queue), writer: thread.ok(), on_reserve }
    }

    /// Records entries and returns when they are committed. Only then may what was read be shown.
    ///
    /// # Errors
    /// [`DbError::Busy`] when too many wait; whatever kept the entries from being written otherwise. Nothing may be shown then.
    pub fn record(&self, organization: OrganizationId, entries: Vec<Entry>) -> Result<(), DbError> {
        if entries.is_empty() {
            return Ok(());
        }
        let entries = entries.into_iter().map(|entry| Kept { organization, entry }).collect();
        let (answer, answered) = channel();
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        queue.try_send(Asked { entries, answer }).map_err(|error| match error {
            TrySendError::Full(_) => DbError::Busy,
            TrySendError::Disconnected(_) => stopped(),
        })?;
        answered.recv().map_err(|_| stopped())?
    }

    /// Whether entries wait in the reserve because the disk is full: a director has to know at once.
    pub fn is_on_reserve(&self) -> bool {
        self.on_reserve.load(Ordering::Acquire)
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
    lost("its writer has stopped")
}

fn lost(why: &str) -> DbError {
    DbError::Unavailable { place: "the audit log".into(), cause: Cause::Lost(why.into()) }
}

struct Writer {
    db: Db,
    keyring: Arc<Keyring>,
    reserve: Option<Reserve>,
    on_reserve: Arc<AtomicBool>,
}

impl Writer {
    fn run(&mut self, asked: &Receiver<Asked>) {
        while let Ok(first) = asked.recv() {
            let mut group = vec![first];
            group.extend(asked.try_iter().take(GROUP - 1));
            self.serve(&group);
        }
    }

    fn serve(&mut self, group: &[Asked]) {
        match self.write(group) {
            // One entry that cannot be written shall not keep the others from being shown.
            Err(DbError::Conflict { .. } | DbError::Sealed(_)) if group.len() > 1 => {
                group.iter().for_each(|one| self.serve(std::slice::from_ref(one)));
            }
            Err(full @ DbError::Unavailable { cause: Cause::Full, .. }) => answer(group, &self.keep(group, full)),
            Err(error) => answer(group, &Err(error)),
            Ok(()) => {
                // What is kept stays kept if there is no room for all of it yet.
                let brought_in = self.bring_in_reserve();
                if let Err(error) = brought_in {
                    tracing::warn!(%error, "audit entries stay in the reserve");
                }
                answer(group, &Ok(()));
            }
        }
    }

    fn write(&self, group: &[Asked]) -> Result<(), DbError> {
        self.db.write(|tx| {
            for kept in group.iter().flat_map(|asked| &asked.entries) {
                Ledger::new(kept.organization, &self.keyring).audit(tx, &kept.entry)?;
            }
            Ok(())
        })
    }

    fn keep(&mut self, group: &[Asked], full: DbError) -> Result<(), DbError> {
        let Some(reserve) = &mut self.reserve else { return Err(full) };
        let entries: Vec<Kept> = group.iter().flat_map(|asked| asked.entries.clone()).collect();
        reserve.keep(&entries).map_err(|_| full)?;
        self.on_reserve.store(true, Ordering::Release);
        Ok(())
    }

    /// Brings what the reserve kept into the log once there is room. Stopped half-way, it passes over what is there already.
    fn bring_in_reserve(&mut self) -> Result<(), DbError> {
        let Some(reserve) = self.reserve.as_mut().filter(|reserve| !reserve.is_empty()) else { return Ok(()) };
        let entries = reserve.kept().map_err(|_| lost("its reserve cannot be read"))?;
        self.db.write(|tx| {
            for kept in &entries {
                let there = tx
                    .sql("SELECT 1 FROM audit WHERE organization_id = $1 AND id = $2")
                    .bind(kept.organization)
                    .bind(kept.entry.id)
                    .exists()?;
                if !there {
                    Ledger::new(kept.organization, &self.keyring).audit(tx, &kept.entry)?;
                }
            }
            Ok::<_, DbError>(())
        })?;
        reserve.clear().map_err(|_| lost("its reserve cannot be written"))?;
        self.on_reserve.store(false, Ordering::Release);
        Ok(())
    }
}

fn answer(group: &[Asked], result: &Result<(), DbError>) {
    for asked in group {
        // Who asked may have gone away; the entry stands all the same.
        let _ = asked.answer.send(result.clone());
    }
}
