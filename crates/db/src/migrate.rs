//! Bringing the schema up to date: twin files for the two engines, each applied once, in one transaction with its own record.

use crate::{Cause, Db, DbError, Engine, Tx};

struct Migration {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migrations {
    ($($version:literal $name:literal),* $(,)?) => {
        const MIGRATIONS: &[Migration] = &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
        }),*];
    };
}

// To add one: write both twins, then its line here. A file that was released is never edited.
migrations! {
    1 "0001_organization",
    2 "0002_people",
    3 "0003_program",
    4 "0004_occupancy",
    5 "0005_ledger",
    6 "0006_reach",
    7 "0007_throttle",
}

/// The names of the migrations, oldest first.
pub fn names() -> impl Iterator<Item = &'static str> {
    MIGRATIONS.iter().map(|migration| migration.name)
}

impl Db {
    /// Applies what is missing, and says how many that were. Stopped half-way, it goes on where it was.
    ///
    /// # Errors
    /// [`Cause::Newer`] when a newer program wrote the schema; [`Cause::NotADatabase`] when the tables are somebody else's.
    pub fn migrate(&self) -> Result<usize, DbError> {
        self.found_table()?;
        let mut applied = 0;
        for migration in MIGRATIONS {
            match self.write(|tx| apply(tx, migration)) {
                Ok(true) => applied += 1,
                Ok(false) => {}
                // Somebody else is setting up the same database, and was first.
                Err(error) if error.is_conflict("schema_migration_pkey") => {}
                Err(error) => return Err(error),
            }
        }
        self.check_schema().map(|()| applied)
    }

    /// Whether the schema is the one this program needs, for commands that do not set it up.
    pub fn check_schema(&self) -> Result<(), DbError> {
        let found = self.read(version)?;
        let known = MIGRATIONS.last().map_or(0, |last| last.version);
        let cause = match found.cmp(&known) {
            std::cmp::Ordering::Equal => return Ok(()),
            std::cmp::Ordering::Less => Cause::Older { found, known },
            std::cmp::Ordering::Greater => Cause::Newer { found, known },
        };
        Err(DbError::unavailable(self.place(), cause))
    }

    /// Makes the record of migrations. Tables without one are somebody else's, and are left alone.
    fn found_table(&self) -> Result<(), DbError> {
        self.write(|tx| {
            let tables = tx.tables()?;
            if tables.iter().any(|table| table == "schema_migration") {
                return Ok(());
            }
            if !tables.is_empty() {
                return Err(DbError::unavailable(self.place(), Cause::NotADatabase));
            }
            tx.batch("CREATE TABLE schema_migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL)")
        })
    }
}

fn version(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    if !tx.tables()?.iter().any(|table| table == "schema_migration") {
        return Ok(0);
    }
    tx.sql("SELECT coalesce(max(version), 0) FROM schema_migration").one()
}

fn apply(tx: &mut Tx<'_>, migration: &Migration) -> Result<bool, DbError> {
    let done = tx.sql("SELECT 1 FROM schema_migration WHERE version = $1").bind(migration.version).exists()?;
    if done {
        return Ok(false);
    }
    // The record first: two programs that set up the same database meet here, not in the middle.
    tx.sql("INSERT INTO schema_migration (version, name) VALUES ($1, $2)").bind(migration.version).bind(migration.name).run()?;
    tx.batch(match tx.engine() {
        Engine::Sqlite => migration.sqlite,
        Engine::Postgres => migration.postgres,
    })?;
    Ok(true)
}
