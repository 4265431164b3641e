//! One connection to either engine.

use crate::{
    DbError, Row, Value,
    dialect::{Engine, Mode},
    pg::Pg,
    pool::Pooled,
    sqlite::Sqlite,
};

/// What is done with each row as it comes.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(&Row<'_>) -> Result<(), DbError>;

pub(crate) enum Driver {
    Sqlite(Sqlite),
    Postgres(Box<Pg>),
}

/// A connection and whether a transaction is open on it.
pub(crate) struct Conn {
    pub(crate) driver: Driver,
    open: bool,
}

macro_rules! either {
    ($self:ident, $driver:ident => $does:expr) => {
        match &mut $self.driver {
            Driver::Sqlite($driver) => $does,
            Driver::Postgres($driver) => $does,
        }
    };
}

impl Conn {
    pub(crate) fn new(driver: Driver) -> Self {
        Self { driver, open: false }
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.driver {
            Driver::Sqlite(_) => Engine::Sqlite,
            Driver::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) fn begin(&mut self, mode: Mode) -> Result<(), DbError> {
        self.open = true;
        either!(self, driver => driver.begin(mode))
    }

    pub(crate) fn commit(&mut self) -> Result<(), DbError> {
        either!(self, driver => driver.commit())?;
        self.open = false;
        Ok(())
    }

    pub(crate) fn rollback(&mut self) -> Result<(), DbError> {
        either!(self, driver => driver.rollback())?;
        self.open = false;
        Ok(())
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), DbError> {
        either!(self, driver => driver.batch(text))
    }

    pub(crate) fn prepare(&mut self, text: &str) -> Result<(), DbError> {
        either!(self, driver => driver.prepare(text))
    }

    pub(crate) fn execute(&mut self, text: &str, values: &[Value]) -> Result<u64, DbError> {
        either!(self, driver => driver.execute(text, values))
    }

    pub(crate) fn query(&mut self, text: &str, values: &[Value], visit: Visit<'_>) -> Result<(), DbError> {
        either!(self, driver => driver.query(text, values, visit))
    }
}

impl Pooled for Conn {
    /// Ends what somebody left open by an error or a panic.
    fn tidy(&mut self) -> bool {
        let closed = !self.open || self.rollback().is_ok();
        let alive = match &self.driver {
            Driver::Sqlite(_) => true,
            Driver::Postgres(pg) => pg.is_alive(),
        };
        closed && alive
    }
}
