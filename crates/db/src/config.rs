//! Where storage is and how much may wait for it.

use std::time::Duration;

/// Where storage is and how it is used. [`DbConfig::new`] has the values for a running clinic.
#[derive(Clone)]
pub struct DbConfig {
    /// `sqlite:/path/file.db`, `sqlite::memory:` or `postgres://user@host/name`.
    pub url: String,
    /// Whether a SQLite file that is not there is made. A PostgreSQL database is never made.
    pub create: bool,
    /// How long a caller waits for its turn, a lock or a retry before it hears [`crate::DbError::Busy`].
    pub deadline: Duration,
    /// How many callers may wait for a turn; one more hears `Busy` at once.
    pub queue: usize,
    /// Connections that read at the same time (SQLite), or all connections (PostgreSQL).
    pub connections: usize,
    /// Build quickly without syncing each commit, until [`crate::Db::finish_bulk`]. For synthetic databases only.
    pub bulk: bool,
    /// The largest size of a SQLite file in pages of 4 KiB, when it shall not fill its disk.
    pub max_pages: Option<u32>,
}

impl DbConfig {
    /// The database at `url`, which must exist.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), create: false, deadline: Duration::from_secs(5), queue: 64, connections: 8, bulk: false, max_pages: None }
    }

    /// The same, made when it is not there.
    pub fn created(mut self) -> Self {
        self.create = true;
        self
    }

    /// The same, built in bulk.
    pub fn in_bulk(mut self) -> Self {
        self.bulk = true;
        self
    }
}
