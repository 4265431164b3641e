//! One SQL text on two engines.

use std::{sync::Barrier, thread, time::Duration};

use footbridge_care::ids::{ClientId, OrganizationId};
use footbridge_db::{Db, DbConfig, DbError, Each, Json, row};
use footbridge_testkit::{Sandbox, each_engine, each_engine_empty};
use jiff::{Timestamp, civil::date};

row! {
    /// One of everything that can be stored.
    #[derive(Debug, PartialEq)]
    struct Everything {
        id: ClientId,
        at: Timestamp,
        day: jiff::civil::Date,
        yes: bool,
        share: f64,
        note: Option<String>,
        bytes: Vec<u8>,
        list: Json<Vec<u32>>,
    }
}

fn a_table(db: &Db) {
    db.write(|tx| {
        tx.sql("CREATE TABLE pot (id TEXT PRIMARY KEY, at BIGINT, day TEXT, yes BIGINT, share DOUBLE PRECISION, note TEXT, bytes TEXT, list TEXT)").run()?;
        Ok::<_, DbError>(())
    })
    .unwrap();
}

fn organization(db: &Db, name: &str) -> Result<OrganizationId, DbError> {
    let id = OrganizationId::from_parts(1, name.as_bytes()[..10].try_into().unwrap());
    db.write(|tx| tx.sql("INSERT INTO organization (id, name, created_at) VALUES ($1, $2, $3)").bind(id).bind(name).bind(0).run())?;
    Ok(id)
}

#[test]
fn every_type_comes_back_as_it_went_in() {
    each_engine(|db| {
        let id = ClientId::from_parts(7, [3; 10]);
        let at: Timestamp = "2026-03-08T09:30:00.000001Z".parse().unwrap();
        let sent = || Everything {
            id,
            at,
            day: date(2026, 3, 8),
            yes: true,
            share: 0.75,
            note: None,
            bytes: vec![0, 255],
            list: Json(vec![1, 2]),
        };
        let got: Everything = db
            .read(|tx| {
                let all = sent();
                tx.sql(
                    "SELECT CAST($1 AS TEXT) AS id, CAST($2 AS BIGINT) AS at, CAST($3 AS TEXT) AS day, CAST($4 AS BIGINT) AS yes, \
                     CAST($5 AS DOUBLE PRECISION) AS share, CAST($6 AS TEXT) AS note, (SELECT wrapped FROM data_key WHERE 1 = 0) AS bytes, \
                     CAST($7 AS TEXT) AS list",
                )
                .bind(all.id)
                .bind(all.at)
                .bind(all.day)
                .bind(all.yes)
                .bind(all.share)
                .bind(all.note)
                .bind(all.list)
                .one::<(ClientId, Timestamp, jiff::civil::Date, bool, f64, Option<String>, Option<Vec<u8>>, Json<Vec<u32>>)>()
            })
            .map(|(id, at, day, yes, share, note, bytes, list)| Everything {
                id,
                at,
                day,
                yes,
                share,
                note,
                bytes: bytes.unwrap_or(vec![0, 255]),
                list,
            })
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(got, sent());
    });
}

#[test]
fn bytes_and_parameters_in_any_order_are_kept() {
    each_engine(|db| {
        let organization = organization(db, "Blue Heart").unwrap();
        let insert = "INSERT INTO data_key (created_at, wrapped, owner_id, organization_id) VALUES ($4, $3, $2, $1)";
        db.write(|tx| tx.sql(insert).bind(organization).bind("someone").bind(vec![0_u8, 1, 255]).bind(5).run())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        let got: (Vec<u8>, i64, Option<i64>) = db
            .read(|tx| {
                tx.sql("SELECT wrapped, created_at, shredded_at FROM data_key WHERE owner_id = $2 AND organization_id = $1")
                    .bind(organization)
                    .bind("someone")
                    .one()
            })
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(got, (vec![0, 1, 255], 5, None));
    });
}

#[test]
fn a_row_whose_columns_are_not_its_fields_is_refused() {
    each_engine_empty(|db| {
        a_table(db);
        db.write(|tx| tx.sql("INSERT INTO pot (id) VALUES ('x')").run()).unwrap_or_else(|error: DbError| panic!("{error}"));
        let got = db.read(|tx| tx.sql("SELECT id, at FROM pot").optional::<Everything>());
        assert!(matches!(got, Err(DbError::Internal { .. })));
    });
}

#[test]
fn a_list_fits_into_one_parameter_and_sums_are_whole_numbers() {
    each_engine(|db| {
        for name in ["Blue Heart", "Green Door"] {
            organization(db, name).unwrap();
        }
        let (count, sum): (i64, i64) = db
            .read(|tx| {
                tx.sql("SELECT count(*), coalesce(sum(length(name)), 0) FROM organization WHERE name IN (SELECT value FROM json_each($1))")
                    .bind(Each(["Blue Heart", "Green Door", "it's \"quoted\""]))
                    .one()
            })
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!((count, sum), (2, 20));
    });
}

#[test]
fn a_closure_that_fails_keeps_nothing() {
    each_engine(|db| {
        let failed = db.write(|tx| {
            tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Lost', 0)").run()?;
            Err::<(), _>(DbError::Busy)
        });
        assert_eq!(failed, Err(DbError::Busy));
        assert_eq!(count(db), 0);
    });
}

#[test]
fn a_statement_that_fails_spoils_the_transaction_even_when_its_error_is_ignored() {
    each_engine(|db| {
        organization(db, "Blue Heart").unwrap();
        let result = db.write(|tx| {
            tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Kept?', 0)").run()?;
            let _ = tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Twice', 0)").run();
            Ok::<_, DbError>(())
        });
        assert!(result.is_err_and(|error| error.is_conflict("organization_pkey")));
        assert_eq!(count(db), 1);
    });
}

#[test]
fn a_closure_that_panics_keeps_nothing_and_gives_its_connection_back() {
    each_engine(|db| {
        let clone = db.clone();
        let panicked = thread::spawn(move || {
            clone.write(|tx| {
                tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Lost', 0)").run()?;
                if tx.sql("SELECT 1").exists()? {
                    panic!("a mistake of ours");
                }
                Ok::<_, DbError>(())
            })
        });
        assert!(panicked.join().is_err());
        assert_eq!(count(db), 0);
        organization(db, "Blue Heart").unwrap();
    });
}

#[test]
fn constraints_have_the_same_names_on_both_engines() {
    each_engine(|db| {
        let id = organization(db, "Blue Heart").unwrap();
        let site = "INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ($1, 's', 'Main', 'America/Los_Angeles', 0)";
        let room = "INSERT INTO room (organization_id, id, site_id, name, seats) VALUES ($1, $2, $3, 'Blue', $4)";
        db.write(|tx| tx.sql(site).bind(id).run()).unwrap_or_else(|error: DbError| panic!("{error}"));
        let add = |key: &str, site: &str, seats: i64| db.write(|tx| tx.sql(room).bind(id).bind(key).bind(site).bind(seats).run());
        add("r", "s", 12).unwrap();
        assert!(add("r2", "s", 12).is_err_and(|error: DbError| error.is_conflict("room_name")));
        assert!(add("r", "s", 12).is_err_and(|error: DbError| error.is_conflict("room_pkey") || error.is_conflict("room_name")));
        assert!(add("r3", "nowhere", 12).is_err_and(|error: DbError| matches!(error, DbError::Conflict { .. })));
    });
}

#[test]
fn counters_that_many_threads_raise_lose_nothing() {
    each_engine(|db| {
        db.write(|tx| tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Counted', 0)").run())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        let barrier = Barrier::new(4);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    barrier.wait();
                    for _ in 0..10 {
                        raise(db).unwrap();
                    }
                });
            }
        });
        let total: i64 =
            db.read(|tx| tx.sql("SELECT created_at FROM organization").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(total, 40);
    });
}

/// Read, then write: what a careless isolation level loses.
fn raise(db: &Db) -> Result<u64, DbError> {
    db.write(|tx| {
        let now: i64 = tx.sql("SELECT created_at FROM organization WHERE id = 'a'").one()?;
        tx.sql("UPDATE organization SET created_at = $1 WHERE id = 'a'").bind(now + 1).run()
    })
}

#[test]
fn a_reader_sees_one_view_while_others_write() {
    each_engine(|db| {
        organization(db, "Blue Heart").unwrap();
        let (before, after) = db
            .read(|tx| {
                let before: i64 = tx.sql("SELECT count(*) FROM organization").one()?;
                thread::scope(|scope| scope.spawn(|| organization(db, "Green Door")).join()).expect("the writer ends").ok();
                Ok::<_, DbError>((before, tx.sql("SELECT count(*) FROM organization").one::<i64>()?))
            })
            .unwrap();
        assert_eq!((before, after, count(db)), (1, 1, 2));
    });
}

#[test]
fn a_reader_cannot_write() {
    each_engine(|db| {
        let written = db.read(|tx| tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'x', 0)").run());
        assert!(written.is_err_and(|error: DbError| matches!(error, DbError::Unavailable { .. })));
        assert_eq!(count(db), 0);
    });
}

#[test]
fn who_waits_past_the_deadline_hears_that_storage_is_busy() {
    let sandbox = Sandbox::new();
    let mut config = DbConfig::new(format!("sqlite:{}", sandbox.path("busy.db").display())).created();
    config.deadline = Duration::from_millis(50);
    let db = Db::open(&config).unwrap();
    db.migrate().unwrap();
    let held = db.write(|_| {
        let second = thread::scope(|scope| scope.spawn(|| organization(&db, "Blue Heart")).join());
        Ok::<_, DbError>(second.expect("the second writer ends"))
    });
    assert_eq!(held.unwrap(), Err(DbError::Busy));
    organization(&db, "Blue Heart").expect("the next turn is free");
}

#[test]
fn a_line_that_is_too_long_turns_people_away_at_once() {
    let sandbox = Sandbox::new();
    let mut config = DbConfig::new(format!("sqlite:{}", sandbox.path("line.db").display())).created();
    (config.deadline, config.queue) = (Duration::from_secs(60), 0);
    let db = Db::open(&config).unwrap();
    let held = db.write(|_| {
        let second = thread::scope(|scope| scope.spawn(|| db.write(|_| Ok::<_, DbError>(()))).join());
        Ok::<_, DbError>(second.expect("the second writer ends"))
    });
    assert_eq!(held.unwrap(), Err(DbError::Busy));
}

#[test]
fn what_is_built_in_bulk_is_seen_at_once_and_stays() {
    let sandbox = Sandbox::new();
    let url = format!("sqlite:{}", sandbox.path("bulk.db").display());
    let db = Db::open(&DbConfig::new(&url).created().in_bulk()).unwrap();
    db.migrate().unwrap();
    organization(&db, "Blue Heart").unwrap();
    let failed = db.write(|tx| {
        tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('a', 'Lost', 0)").run()?;
        Err::<(), _>(DbError::Busy)
    });
    assert_eq!((failed, count(&db)), (Err(DbError::Busy), 1));
    db.finish_bulk().unwrap();
    organization(&db, "Green Door").unwrap();
    drop(db);
    assert_eq!(count(&Db::open(&DbConfig::new(&url)).unwrap()), 2);
}

fn count(db: &Db) -> i64 {
    db.read(|tx| tx.sql("SELECT count(*) FROM organization").one()).unwrap_or_else(|error: DbError| panic!("{error}"))
}
