//! The embedded engine: opening its file, running statements, and what its errors mean.

mod file;

use rusqlite::{Connection, ErrorCode, types::ValueRef};

use crate::{
    Cause, Cell, DbError, Row, Value,
    conn::Visit,
    dialect::{self, Engine, Mode},
    row::Driver,
};

pub(crate) use file::File;

/// How many writes share one commit while a synthetic database is being built.
const BULK_COMMIT: u32 = 1000;

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
