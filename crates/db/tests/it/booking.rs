//! Nobody and nothing is taken twice at a time, whoever asks at once.

use std::{sync::Barrier, thread};

use footbridge_db::{Db, DbError};
use footbridge_testkit::each_engine;

const HOUR: i64 = 3_600_000_000;

/// A site with a number of sessions that all want something.
fn a_day(db: &Db, sessions: usize) {
    db.write(|tx| {
        tx.sql("INSERT INTO organization (id, name, created_at) VALUES ('o', 'Blue Heart', 0)").run()?;
        tx.sql("INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ('o', 's', 'Main', 'America/Denver', 0)").run()?;
        for number in 0..sessions {
            tx.sql(
                "INSERT INTO session (organization_id, id, site_id, program, offering, slot, local_date, starts_at, ends_at, zone, status)
                 VALUES ('o', $1, 's', 'iop', 'group', $1, '2026-03-02', 0, 1, 'America/Denver', 'scheduled')",
            )
            .bind(number.to_string())
            .run()?;
        }
        Ok::<_, DbError>(())
    })
    .unwrap();
}

fn book(db: &Db, session: usize, hours: (i64, i64)) -> Result<u64, DbError> {
    db.write(|tx| {
        tx.sql(
            "INSERT INTO occupancy (organization_id, kind, resource_id, session_id, starts_at, ends_at)
             VALUES ('o', 'room', 'blue', $1, $2, $3)",
        )
        .bind(session.to_string())
        .bind(hours.0 * HOUR)
        .bind(hours.1 * HOUR)
        .run()
    })
}

#[test]
fn of_eight_who_book_a_room_at_once_exactly_one_gets_it() {
    each_engine(|db| {
        a_day(db, 8);
        let barrier = Barrier::new(8);
        let results: Vec<Result<u64, DbError>> = thread::scope(|scope| {
            let threads: Vec<_> = (0_usize..8)
                .map(|number| {
                    let barrier = &barrier;
                    scope.spawn(move || {
                        barrier.wait();
                        let shift = i64::try_from(number).unwrap();
                        book(db, number, (9 + shift % 2, 12 + shift % 2))
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let won = results.iter().filter(|result| result.is_ok()).count();
        assert_eq!(won, 1, "{results:?}");
        let refused = results.iter().filter(|result| result.as_ref().is_err_and(|error| error.is_conflict("occupancy_overlap"))).count();
        assert_eq!(refused, 7, "{results:?}");
    });
}

#[test]
fn one_session_may_begin_when_another_ends() {
    each_engine(|db| {
        a_day(db, 3);
        book(db, 0, (9, 12)).unwrap();
        book(db, 1, (12, 15)).unwrap();
        assert!(book(db, 2, (11, 13)).is_err_and(|error| error.is_conflict("occupancy_overlap")));
    });
}

#[test]
fn a_booking_is_replaced_and_never_changed() {
    each_engine(|db| {
        a_day(db, 2);
        book(db, 0, (9, 12)).unwrap();
        let moved = db.write(|tx| tx.sql("UPDATE occupancy SET starts_at = 0").run());
        assert!(moved.is_err_and(|error: DbError| error.is_conflict("occupancy_is_replaced_not_changed")));
        db.write(|tx| tx.sql("DELETE FROM occupancy WHERE session_id = '0'").run()).unwrap_or_else(|error: DbError| panic!("{error}"));
        book(db, 1, (9, 12)).unwrap();
    });
}
