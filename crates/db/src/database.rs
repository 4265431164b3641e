//! The database that everybody shares, and its transactions.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    Cause, DbConfig, DbError, Tx,
    conn::{Conn, Driver},
    dialect::{Engine, Mode},
    pg::Server,
    pool::{Lease, Pool},
    sqlite::File,
};

/// How often a write that met others is run again before it gives up.
const ATTEMPTS: u32 = 12;

/// An open database: cheap to clone, shared by all threads.
///
/// Everything here blocks. Call it from a thread that may wait (a database thread, `spawn_blocking`), not from asynchronous code.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    place: String,
    readers: Arc<Pool<Conn>>,
    writers: Arc<Pool<Conn>>,
    bulk: AtomicBool,
    synced: Arc<AtomicBool>,
}

enum Attempt<T> {
    Done(T),
    Again,
}

impl Db {
    /// Opens the database that `config.url` names.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] says in words what is the matter: missing, read-only, locked, not a database, a server that does not answer.
    pub fn open(config: &DbConfig) -> Result<Self, DbError> {
        let inner = match config.url.split_once(':') {
            Some(("sqlite", path)) => open_sqlite(path.strip_prefix("//").unwrap_or(path), config)?,
            Some(("postgres" | "postgresql", _)) => open_postgres(config)?,
            _ => {
                let cause = Cause::CannotOpen("it starts neither with sqlite: nor with postgres:".into());
                return Err(DbError::unavailable("the database URL", cause));
            }
        };
        let db = Self { inner: Arc::new(inner) };
        if config.bulk {
            db.start_bulk()?;
        }
        Ok(db)
    }

    /// Which engine it is on.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Where it is, in words: a path, or a server without user and password.
    pub fn place(&self) -> &str {
        &self.inner.place
    }

    /// Runs `work` on one unchanging view of the data.
    pub fn read<T, E: From<DbError>>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.run(Mode::Read, &mut work)
    }

    /// Runs `work` and keeps all it did, or nothing. `work` may run more than once, so it takes its ids and its clock from outside.
    ///
    /// # Errors
    /// What `work` returns; [`DbError::Busy`] when its turn does not come in time; [`DbError::Unavailable`] when storage fails.
    pub fn write<T, E: From<DbError>>(&self, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.run(Mode::Write, &mut work)
    }

    /// Ends bulk building: from here on every commit is on the disk before anybody hears of it.
    pub fn finish_bulk(&self) -> Result<(), DbError> {
        if !self.inner.bulk.load(Ordering::Acquire) {
            return Ok(());
        }
        let mut lease = self.inner.writers.take()?;
        self.inner.synced.store(true, Ordering::Release);
        if let Driver::Sqlite(sqlite) = &mut lease.driver {
            sqlite.finish_bulk()?;
        } else {
            lease.begin(Mode::Write)?;
            lease.batch("SELECT pg_catalog.txid_current()")?;
            lease.commit()?;
        }
        self.inner.bulk.store(false, Ordering::Release);
        Ok(())
    }

    fn start_bulk(&self) -> Result<(), DbError> {
        let mut lease = self.inner.writers.take()?;
        self.inner.synced.store(false, Ordering::Release);
        if let Driver::Sqlite(sqlite) = &mut lease.driver {
            sqlite.start_bulk()?;
        }
        self.inner.bulk.store(true, Ordering::Release);
        Ok(())
    }

    fn run<T, E: From<DbError>>(&self, mode: Mode, work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        for attempt in 0..ATTEMPTS {
            match self.attempt(mode, work) {
                Attempt::Done(result) => return result,
                Attempt::Again => pause(attempt),
            }
        }
        Err(DbError::Busy.into())
    }

    fn attempt<T, E: From<DbError>>(&self, mode: Mode, work: &mut dyn FnMut(&mut Tx<'_>) -> Result<T, E>) -> Attempt<Result<T, E>> {
        let mut conn = match self.begin(mode) {
            Ok(conn) => conn,
            Err(error) => return again_or(error),
        };
        let mut tx = Tx::new(&mut conn);
        let result = work(&mut tx);
        let spoiled = tx.spoiled.take();
        match (result, spoiled) {
            (_, Some(DbError::Again)) => Attempt::Again,
            (Ok(_), Some(error)) => Attempt::Done(Err(error.into())),
            (Err(error), _) => Attempt::Done(Err(error)),
            (Ok(value), None) => match conn.commit() {
                Ok(()) => Attempt::Done(Ok(value)),
                Err(error) => again_or(error),
            },
        }
    }

    fn begin(&self, mode: Mode) -> Result<Lease<'_, Conn>, DbError> {
        let sharing = self.inner.bulk.load(Ordering::Acquire);
        let pool = if mode == Mode::Write || sharing { &self.inner.writers } else { &self.inner.readers };
        let mut conn = pool.take()?;
        conn.begin(mode)?;
        Ok(conn)
    }
}

fn again_or<T, E: From<DbError>>(error: DbError) -> Attempt<Result<T, E>> {
    match error {
        DbError::Again => Attempt::Again,
        error => Attempt::Done(Err(error.into())),
    }
}

/// Waits longer each time, and never as long as the others that met here.
fn pause(attempt: u32) {
    let mut dice = [0_u8; 1];
    let spread = getrandom::fill(&mut dice).map_or(128, |()| u64::from(dice[0]));
    thread::sleep(Duration::from_micros((1000 << attempt.min(7)) * (64 + spread) / 256));
}

fn open_sqlite(path: &str, config: &DbConfig) -> Result<Inner, DbError> {
    let file = File::new(path, config);
    file.prepare()?;
    let pool = |size, mode| {
        let file = file.clone();
        let connect = move || file.connect(mode).map(|sqlite| Conn::new(Driver::Sqlite(sqlite)));
        Arc::new(Pool::new((size, config.queue, config.deadline), connect))
    };
    let writers = pool(1, Mode::Write);
    let readers = if file.path.is_some() { pool(config.connections, Mode::Read) } else { writers.clone() };
    writers.take()?;
    let (bulk, synced) = (AtomicBool::new(false), Arc::default());
    Ok(Inner { engine: Engine::Sqlite, place: file.place, readers, writers, bulk, synced })
}

fn open_postgres(config: &DbConfig) -> Result<Inner, DbError> {
    let server = Server::new(&config.url, config.deadline)?;
    server.synced.store(true, Ordering::Release);
    let (place, synced) = (server.place.to_string(), server.synced.clone());
    let connect = move || server.connect().map(|pg| Conn::new(Driver::Postgres(Box::new(pg))));
    let pool = Arc::new(Pool::new((config.connections, config.queue, config.deadline), connect));
    pool.take()?;
    Ok(Inner { engine: Engine::Postgres, place, readers: pool.clone(), writers: pool, bulk: AtomicBool::new(false), synced })
}
