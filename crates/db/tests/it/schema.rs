//! The two schemas are one, and every statement is right on both engines.

use std::{collections::BTreeMap, fs, path::Path};

use footbridge_db::{Cause, Db, DbError, Engine, migrate};
use footbridge_testkit::{each_engine, each_engine_empty, statements};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn migrating_twice_changes_nothing() {
    each_engine_empty(|db| {
        assert_eq!(db.migrate().unwrap(), migrate::names().count());
        assert_eq!(db.migrate().unwrap(), 0);
        db.check_schema().unwrap();
    });
}

#[test]
fn a_database_that_was_not_set_up_says_which_schema_it_needs() {
    each_engine_empty(|db| {
        assert!(matches!(db.check_schema(), Err(DbError::Unavailable { cause: Cause::Older { found: 0, .. }, .. })));
    });
}

#[test]
fn a_newer_schema_is_refused() {
    each_engine(|db| {
        db.write(|tx| tx.sql("INSERT INTO schema_migration (version, name) VALUES (9999, 'from the future')").run())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(matches!(db.migrate(), Err(DbError::Unavailable { cause: Cause::Newer { found: 9999, .. }, .. })));
    });
}

#[test]
fn the_tables_of_others_are_left_alone() {
    each_engine_empty(|db| {
        db.write(|tx| tx.sql("CREATE TABLE recipe (name TEXT)").run()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(matches!(db.migrate(), Err(DbError::Unavailable { cause: Cause::NotADatabase, .. })));
        let tables = db.read(|tx| tx.tables()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(tables, ["recipe"]);
    });
}

#[test]
fn every_migration_file_has_a_twin_and_a_place_in_the_list() {
    for engine in ["sqlite", "postgres"] {
        let mut files: Vec<String> = fs::read_dir(root().join("migrations").join(engine))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().trim_end_matches(".sql").to_owned())
            .collect();
        files.sort();
        assert_eq!(files, migrate::names().collect::<Vec<_>>());
    }
}

#[test]
fn a_migration_that_stops_half_way_is_done_again_from_its_start() {
    each_engine_empty(|db| {
        db.migrate().unwrap();
        let stopped = db.write(|tx| {
            tx.sql("INSERT INTO schema_migration (version, name) VALUES (9999, 'half')").run()?;
            tx.sql("CREATE TABLE half (x TEXT)").run()?;
            Err::<(), _>(DbError::Busy)
        });
        assert_eq!(stopped, Err(DbError::Busy));
        db.check_schema().unwrap();
        assert!(!db.read(|tx| tx.tables()).unwrap_or_else(|error: DbError| panic!("{error}")).contains(&"half".to_owned()));
    });
}

/// What a column is, as both engines can say it.
type Shape = BTreeMap<String, Vec<String>>;

fn shape(db: &Db) -> Shape {
    let (columns, indexes) = match db.engine() {
        Engine::Sqlite => (
            "SELECT t.name, c.name || ' ' || CASE c.type WHEN 'INTEGER' THEN 'BIGINT' WHEN 'BLOB' THEN 'BYTEA' WHEN 'REAL' THEN 'DOUBLE PRECISION' \
             ELSE c.type END || CASE WHEN c.\"notnull\" OR c.pk THEN ' NOT NULL' ELSE '' END
             FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid",
            "SELECT t.name, CASE i.origin WHEN 'pk' THEN t.name || '_pkey' ELSE i.name END
                    || CASE WHEN i.\"unique\" THEN ' unique ' ELSE ' ' END
                    || CASE WHEN i.partial THEN 'partial ' ELSE '' END
                    || (SELECT group_concat(coalesce(name, '(expression)'), ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno))
             FROM sqlite_schema AS t, pragma_index_list(t.name) AS i WHERE t.type = 'table' ORDER BY 1, 2",
        ),
        Engine::Postgres => (
            "SELECT CAST(table_name AS TEXT), column_name || ' ' || upper(data_type) || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
             FROM information_schema.columns WHERE table_schema = current_schema()
             AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
             ORDER BY table_name, ordinal_position",
            "SELECT CAST(t.relname AS TEXT), i.relname || CASE WHEN x.indisunique THEN ' unique ' ELSE ' ' END
                    || CASE WHEN x.indpred IS NOT NULL THEN 'partial ' ELSE '' END
                    || (SELECT string_agg(coalesce(a.attname, '(expression)'), ',' ORDER BY k.n)
                        FROM unnest(x.indkey) WITH ORDINALITY AS k (num, n)
                        LEFT JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.num AND k.num > 0)
             FROM pg_index AS x JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
             JOIN pg_namespace AS s ON s.oid = t.relnamespace WHERE s.nspname = current_schema() ORDER BY 1, 2",
        ),
    };
    let mut shape = Shape::new();
    for text in [columns, indexes] {
        let rows: Vec<(String, String)> = db.read(|tx| tx.sql(text).all()).unwrap_or_else(|error: DbError| panic!("{error}"));
        for (table, what) in rows.into_iter().filter(|(table, _)| table != "schema_migration") {
            shape.entry(table).or_default().push(what);
        }
    }
    shape
}

#[test]
fn the_engines_have_the_same_tables_columns_and_indexes() {
    let shapes = std::cell::RefCell::new(Vec::new());
    each_engine(|db| shapes.borrow_mut().push(shape(db)));
    let shapes = shapes.into_inner();
    assert!(shapes[0].len() > 30, "the schema is there");
    if let [sqlite, postgres] = shapes.as_slice() {
        for (table, parts) in sqlite {
            let mut ours = parts.clone();
            let mut theirs = postgres.get(table).cloned().unwrap_or_default();
            ours.sort();
            theirs.sort();
            assert_eq!(ours, theirs, "table {table}");
        }
        assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    }
}

#[test]
fn the_engines_have_the_same_views_with_the_same_columns() {
    let found = std::cell::RefCell::new(Vec::new());
    each_engine(|db| {
        let text = match db.engine() {
            Engine::Sqlite => {
                "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'view' ORDER BY t.name, c.cid"
            }
            Engine::Postgres => {
                "SELECT CAST(v.table_name AS TEXT), CAST(c.column_name AS TEXT) FROM information_schema.views AS v
                 JOIN information_schema.columns AS c ON c.table_schema = v.table_schema AND c.table_name = v.table_name
                 WHERE v.table_schema = current_schema() ORDER BY v.table_name, c.ordinal_position"
            }
        };
        let columns: Vec<(String, String)> = db.read(|tx| tx.sql(text).all()).unwrap_or_else(|error: DbError| panic!("{error}"));
        found.borrow_mut().push(columns);
    });
    if let [sqlite, postgres] = found.into_inner().as_slice() {
        assert_eq!(sqlite, postgres);
    }
}

/// Statements that only one engine has to understand, by the file they stand in.
const OF_ONE_ENGINE: [&str; 2] = ["crates/db/src/dialect.rs", "crates/db/src/sqlite/"];

#[test]
fn every_statement_is_right_on_both_engines() {
    let catalogue = statements::all(&root().join("crates"));
    let shared: Vec<_> = catalogue.iter().filter(|found| !OF_ONE_ENGINE.iter().any(|file| found.place.contains(file))).collect();
    assert!(!shared.is_empty(), "the catalogue is not empty");
    each_engine(|db| {
        let wrong: Vec<String> = shared
            .iter()
            .filter(|found| !found.text.contains("txid_current"))
            .filter_map(|found| {
                let prepared = db.read(|tx| tx.prepare(&found.text));
                prepared.err().map(|error: DbError| format!("{} on {:?}: {error}", found.place, db.engine()))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}
