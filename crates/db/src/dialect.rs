//! The few places where the two engines truly differ, each with its name.
//!
//! Statements are written once, in what both engines share: `$1`, `ON CONFLICT`, `RETURNING`, common table expressions, windows.
//! What to keep in mind when writing one:
//!
//! - *A list in one parameter*: `id IN (SELECT value FROM json_each($1))`, bound with [`crate::Each`]. See [`for_postgres`].
//! - *A parameter that may be null and is compared with nothing*: give it a type, `CAST($2 AS TEXT) IS NULL`.
//! - *Nulls in an order*: say `NULLS FIRST` or `NULLS LAST`; the engines' own choices differ.
//! - *Large and small letters*: `LIKE` ignores them on SQLite only; compare `lower(…)` of both sides.
//! - *Locks*: none are named. SQLite has one writer; PostgreSQL runs writes serializably and [`crate::Db::write`] repeats those that met.

use std::borrow::Cow;

/// Which engine a database is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// The embedded one: a file of ours.
    Sqlite,
    /// A server of its own.
    Postgres,
}

/// Whether a transaction may change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// How a transaction starts. SQLite takes the write lock at once, so that nobody is turned away half-way.
pub(crate) fn begin(engine: Engine, mode: Mode) -> &'static str {
    match (engine, mode) {
        (Engine::Sqlite, Mode::Read) => "BEGIN DEFERRED",
        (Engine::Sqlite, Mode::Write) => "BEGIN IMMEDIATE",
        (Engine::Postgres, Mode::Read) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        (Engine::Postgres, Mode::Write) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
    }
}

/// The statement as PostgreSQL says it: `json_each($1)`, the rows of a JSON list of texts, has another name there.
pub(crate) fn for_postgres(text: &str) -> Cow<'_, str> {
    const OURS: &str = "json_each($";
    let Some(start) = text.find(OURS) else {
        return Cow::Borrowed(text);
    };
    let (before, rest) = text.split_at(start);
    let rest = rest.strip_prefix(OURS).unwrap_or_default();
    let (number, after) = rest.split_once(')').unwrap_or((rest, ""));
    let theirs = format!("{before}json_array_elements_text(CAST(${number} AS json)){}", for_postgres(after));
    Cow::Owned(theirs)
}

/// The names of the tables of the schema in use.
pub(crate) fn list_tables(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::for_postgres;

    #[test]
    fn a_list_parameter_is_spelled_for_postgres_wherever_it_stands() {
        let text = "SELECT 1 WHERE a IN (SELECT value FROM json_each($2)) OR b IN (SELECT value FROM json_each($13))";
        let expected = "SELECT 1 WHERE a IN (SELECT value FROM json_array_elements_text(CAST($2 AS json))) \
                        OR b IN (SELECT value FROM json_array_elements_text(CAST($13 AS json)))";
        assert_eq!(for_postgres(text), expected);
    }

    #[test]
    fn a_statement_without_a_list_is_left_as_it_is() {
        assert_eq!(for_postgres("SELECT $1"), "SELECT $1");
    }
}
