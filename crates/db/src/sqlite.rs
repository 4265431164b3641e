//! The embedded engine: opening its file, running statements, and what its errors mean.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, types::ValueRef};

use crate::{
    Cause, Cell, DbConfig, DbError, Row, Value,
    conn::Visit,
    dialect::{self, Engine, Mode},
    row::Driver,
};

/// How many writes share one commit while a synthetic database is being built.
const BULK_COMMIT: u32 = 1000;

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

/// One connection to the file.
pub(crate) struct Sqlite {
    connection: Connection,
    place: String,
    bulk: bool,
    /// While building in bulk: how many writes the open transaction holds.
    pending: Option<u32>,
}

impl Sqlite {
    pub(crate) fn begin(&mut self, mode: Mode) -> Result<(), DbError> {
        if !self.bulk {
            return self.command(dialect::begin(Engine::Sqlite, mode));
        }
        if self.pending.is_none() {
            self.command(dialect::begin(Engine::Sqlite, Mode::Write))?;
            self.pending = Some(0);
        }
        self.command("SAVEPOINT one")
    }

    pub(crate) fn commit(&mut self) -> Result<(), DbError> {
        let Some(pending) = self.pending else {
            return self.command("COMMIT");
        };
        self.command("RELEASE one")?;
        self.pending = Some(pending + 1);
        if pending >= BULK_COMMIT { self.commit_bulk() } else { Ok(()) }
    }

    pub(crate) fn rollback(&mut self) -> Result<(), DbError> {
        if self.connection.is_autocommit() {
            self.pending = None;
            return Ok(());
        }
        if self.pending.is_some() {
            self.command("ROLLBACK TO one")?;
            return self.command("RELEASE one");
        }
        self.command("ROLLBACK")
    }

    /// Starts to build in bulk: many writes share a commit, and nothing is synced.
    pub(crate) fn start_bulk(&mut self) -> Result<(), DbError> {
        self.bulk = true;
        self.command("PRAGMA synchronous = OFF")
    }

    /// Commits what was built and brings all of it to the disk.
    pub(crate) fn finish_bulk(&mut self) -> Result<(), DbError> {
        self.commit_bulk()?;
        self.bulk = false;
        self.command("PRAGMA synchronous = FULL")?;
        self.query("PRAGMA wal_checkpoint(TRUNCATE)", &[], &mut |_| Ok(()))
    }

    fn commit_bulk(&mut self) -> Result<(), DbError> {
        if self.pending.take().is_some() { self.command("COMMIT") } else { Ok(()) }
    }

    fn command(&mut self, text: &'static str) -> Result<(), DbError> {
        let done = self.connection.prepare_cached(text).and_then(|mut statement| statement.raw_execute());
        done.map(drop).map_err(|error| self.fail(text, &error))
    }

    /// Runs statements that take no values and give no rows: a migration.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), DbError> {
        self.connection.execute_batch(text).map_err(|error| self.fail("a migration", &error))
    }

    pub(crate) fn prepare(&mut self, text: &str) -> Result<(), DbError> {
        self.connection.prepare(text).map(drop).map_err(|error| self.fail(text, &error))
    }

    pub(crate) fn execute(&mut self, text: &str, values: &[Value]) -> Result<u64, DbError> {
        let run = || {
            let mut statement = self.connection.prepare_cached(text)?;
            bind(&mut statement, values)?;
            statement.raw_execute()
        };
        let changed = run().map_err(|error| self.fail(text, &error))?;
        u64::try_from(changed).map_err(|_| DbError::internal("more rows than can be counted"))
    }

    pub(crate) fn query(&mut self, text: &str, values: &[Value], visit: Visit<'_>) -> Result<(), DbError> {
        let fail = |error: rusqlite::Error| self.fail(text, &error);
        let mut statement = self.connection.prepare_cached(text).map_err(fail)?;
        bind(&mut statement, values).map_err(fail)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(fail)? {
            visit(&Row(Driver::Sqlite(row)))?;
        }
        Ok(())
    }

    fn fail(&self, text: &str, error: &rusqlite::Error) -> DbError {
        match failure(&self.place, text, error) {
            DbError::Conflict { constraint } => DbError::Conflict { constraint: self.constraint_name(&constraint) },
            other => other,
        }
    }

    /// SQLite names the columns (`session.site_id, session.slot`); we want the index that they make, as PostgreSQL names it.
    fn constraint_name(&self, columns: &str) -> String {
        let Some((table, _)) = columns.split_once('.') else {
            return columns.to_owned();
        };
        let bare = columns.replace(&format!("{table}."), "").replace(", ", ",");
        let name = self.connection.query_row(
            "SELECT CASE l.origin WHEN 'pk' THEN ?1 || '_pkey' ELSE l.name END FROM pragma_index_list(?1) AS l
             WHERE l.\"unique\" AND ?2 = (SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))",
            [table, bare.as_str()],
            |row| row.get(0),
        );
        name.unwrap_or_else(|_| columns.to_owned())
    }
}

fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')).and_then(|name| name.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.wrapping_sub(1)));
        match value.ok_or(rusqlite::Error::InvalidParameterCount(values.len(), index))? {
            Value::Null | Value::Unfit(_) => statement.raw_bind_parameter(index, rusqlite::types::Null)?,
            Value::Int(number) => statement.raw_bind_parameter(index, number)?,
            Value::Real(number) => statement.raw_bind_parameter(index, number)?,
            Value::Text(text) => statement.raw_bind_parameter(index, text)?,
            Value::Blob(bytes) => statement.raw_bind_parameter(index, bytes)?,
        }
    }
    Ok(())
}

pub(crate) fn cell<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<Cell<'r>, &'static str> {
    match row.get_ref(column).map_err(|_| "among the columns of the statement")? {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(number) => Ok(Cell::Int(number)),
        ValueRef::Real(number) => Ok(Cell::Real(number)),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Cell::Text).map_err(|_| "UTF-8"),
        ValueRef::Blob(bytes) => Ok(Cell::Blob(bytes)),
    }
}

/// What an error of SQLite means to us. Its messages name tables and columns, never values.
fn failure(place: &str, text: &str, error: &rusqlite::Error) -> DbError {
    let unavailable = |cause| DbError::unavailable(place, cause);
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(inner, message) => (inner.code, message.clone().unwrap_or_default()),
        rusqlite::Error::SqlInputError { msg, .. } => {
            return DbError::internal(format!("{msg} in: {text}"));
        }
        other => return DbError::internal(format!("{other} in: {text}")),
    };
    match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::ReadOnly => unavailable(Cause::ReadOnly),
        ErrorCode::DiskFull => unavailable(Cause::Full),
        ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied => {
            unavailable(Cause::CannotOpen("the file or its directory does not let us".into()))
        }
        ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => unavailable(Cause::NotADatabase),
        ErrorCode::SystemIoFailure => unavailable(Cause::Lost("the disk reported an error".into())),
        ErrorCode::ConstraintViolation => DbError::Conflict { constraint: refused_by(&message) },
        _ => DbError::internal(format!("{message} in: {text}")),
    }
}

/// The constraint in a message such as `UNIQUE constraint failed: room.site_id, room.name` or the bare name a trigger raised.
fn refused_by(message: &str) -> String {
    match message.split_once(" constraint failed") {
        Some(("FOREIGN KEY", _)) => "foreign_key".to_owned(),
        Some((_, name)) => name.trim_start_matches(": ").trim_start_matches("index ").trim_matches('\'').to_owned(),
        None => message.to_owned(),
    }
}
