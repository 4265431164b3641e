//! The file: what is the matter with it, and how it is opened.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use super::{Sqlite, failure};
use crate::{Cause, DbConfig, DbError, dialect::Mode};

/// How to open a file, as often as connections are needed.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) path: Option<PathBuf>,
    pub(crate) place: String,
    create: bool,
    deadline: Duration,
    max_pages: Option<u32>,
}

impl File {
    pub(crate) fn new(path: &str, config: &DbConfig) -> Self {
        let path = (path != ":memory:").then(|| PathBuf::from(path));
        let place = path.as_ref().map_or_else(|| "the database in memory".to_owned(), |path| path.display().to_string());
        Self { path, place, create: config.create, deadline: config.deadline, max_pages: config.max_pages }
    }

    /// Says what is wrong with the file before SQLite does, in better words; makes it, readable by its owner only, when that is wanted.
    pub(crate) fn prepare(&self) -> Result<(), DbError> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let refuse = |cause| Err(DbError::unavailable(&self.place, cause));
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => refuse(Cause::CannotOpen("it is a directory".into())),
            Ok(meta) if meta.permissions().readonly() => refuse(Cause::ReadOnly),
            Ok(_) => Ok(()),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => refuse(Cause::CannotOpen(words(&error))),
            Err(_) if !self.create => refuse(Cause::Missing),
            Err(_) => create_private(path).or_else(|error| refuse(Cause::CannotOpen(words(&error)))),
        }
    }

    /// A connection for reading and writing, with the settings that durability and integrity rest on.
    pub(crate) fn connect(&self, mode: Mode) -> Result<Sqlite, DbError> {
        let connection = match &self.path {
            Some(path) => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX),
            None => Connection::open_in_memory(),
        };
        let fail = |error: rusqlite::Error| failure(&self.place, "opening", &error);
        let connection = connection.map_err(fail)?;
        connection.set_prepared_statement_cache_capacity(1024);
        connection.busy_timeout(self.deadline).map_err(fail)?;
        self.set_pragmas(&connection).map_err(|error| self.while_opening(fail(error)))?;
        if mode == Mode::Read && self.path.is_some() {
            connection.pragma_update(None, "query_only", true).map_err(fail)?;
        } else if connection.is_readonly("main").map_err(fail)? {
            return Err(DbError::unavailable(&self.place, Cause::ReadOnly));
        }
        Ok(Sqlite { connection, place: self.place.clone(), bulk: false, pending: None })
    }

    fn set_pragmas(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        for (name, value) in
            [("synchronous", "FULL"), ("foreign_keys", "ON"), ("trusted_schema", "OFF"), ("temp_store", "MEMORY"), ("cache_size", "-16000")]
        {
            connection.pragma_update(None, name, value)?;
        }
        connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        if let Some(pages) = self.max_pages {
            connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        }
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    }

    /// Before anything was begun, a lock means that somebody else owns the file.
    fn while_opening(&self, error: DbError) -> DbError {
        match error {
            DbError::Busy => DbError::unavailable(&self.place, Cause::Locked),
            other => other,
        }
    }
}

fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn words(error: &std::io::Error) -> String {
    error.kind().to_string()
}
