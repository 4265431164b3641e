//! A transaction and the statements in it.

use crate::{
    Bind, DbError, FromRow, Row, Value,
    conn::Conn,
    dialect::{self, Engine},
};

/// An open transaction: everything in it is kept, or nothing is.
///
/// A statement that fails spoils the transaction on both engines: whatever the closure returns afterwards, nothing is kept.
/// Say `ON CONFLICT` where a conflict is expected.
pub struct Tx<'c> {
    conn: &'c mut Conn,
    pub(crate) spoiled: Option<DbError>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(conn: &'c mut Conn) -> Self {
        Self { conn, spoiled: None }
    }

    /// Starts a statement. Its text is a constant: values are bound to `$1`, `$2`, …, never written into it.
    pub fn sql<'t>(&'t mut self, text: &'static str) -> Statement<'t, 'c> {
        Statement { tx: self, text, values: Vec::new() }
    }

    /// Which engine this runs on. For [`crate::dialect`] and tests; nobody else needs to ask.
    pub fn engine(&self) -> Engine {
        self.conn.engine()
    }

    /// Checks that a statement is right on this engine without running it.
    pub fn prepare(&mut self, text: &str) -> Result<(), DbError> {
        self.note(|conn| conn.prepare(text))
    }

    /// The tables there are, in alphabetical order.
    pub fn tables(&mut self) -> Result<Vec<String>, DbError> {
        let text = dialect::list_tables(self.engine());
        self.sql(text).all()
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), DbError> {
        self.note(|conn| conn.batch(text))
    }

    fn note<T>(&mut self, act: impl FnOnce(&mut Conn) -> Result<T, DbError>) -> Result<T, DbError> {
        act(self.conn).inspect_err(|error| self.spoiled = Some(error.clone()))
    }
}

/// A statement that is being given its values.
#[must_use = "a statement does nothing until it is run"]
pub struct Statement<'t, 'c> {
    tx: &'t mut Tx<'c>,
    text: &'static str,
    values: Vec<Value>,
}

impl Statement<'_, '_> {
    /// Gives the next `$n` its value.
    pub fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// All rows.
    pub fn all<R: FromRow>(self) -> Result<Vec<R>, DbError> {
        let mut found = Vec::new();
        self.each(
            |row| {
                found.push(R::from_row(row)?);
                Ok(())
            },
            R::NAMES,
        )?;
        Ok(found)
    }

    /// The first row, if there is one.
    pub fn optional<R: FromRow>(self) -> Result<Option<R>, DbError> {
        Ok(self.all()?.into_iter().next())
    }

    /// The one row that there must be.
    pub fn one<R: FromRow>(self) -> Result<R, DbError> {
        let text = self.text;
        self.optional()?.ok_or_else(|| DbError::internal(format!("no row where one was promised, in: {text}")))
    }

    /// Whether there is a row.
    pub fn exists(self) -> Result<bool, DbError> {
        let mut any = false;
        self.each(
            |_| {
                any = true;
                Ok(())
            },
            None,
        )?;
        Ok(any)
    }

    /// Runs it and says how many rows it changed.
    pub fn run(self) -> Result<u64, DbError> {
        self.check()?;
        let Self { tx, text, values } = self;
        tx.note(|conn| conn.execute(text, &values))
    }

    fn each(self, mut act: impl FnMut(&Row<'_>) -> Result<(), DbError>, names: Option<&[&str]>) -> Result<(), DbError> {
        self.check()?;
        let Self { tx, text, values } = self;
        let mut names = names.filter(|_| cfg!(debug_assertions));
        tx.note(|conn| {
            conn.query(text, &values, &mut |row| {
                names.take().map_or(Ok(()), |names| check_names(row, names, text))?;
                act(row)
            })
        })
    }

    fn check(&self) -> Result<(), DbError> {
        let unfit = self.values.iter().find_map(|value| if let Value::Unfit(why) = value { Some(*why) } else { None });
        unfit.map_or(Ok(()), |why| Err(DbError::internal(format!("{why} in: {}", self.text))))
    }
}

/// In development builds, the columns of a statement must have the names of the fields they fill.
fn check_names(row: &Row<'_>, names: &[&str], text: &str) -> Result<(), DbError> {
    let found = row.names();
    let same = found.len() == names.len() && found.iter().zip(names).all(|(found, name)| found == name.trim_start_matches("r#"));
    if same {
        return Ok(());
    }
    Err(DbError::internal(format!("columns {found:?} where {names:?} are wanted, in: {text}")))
}
