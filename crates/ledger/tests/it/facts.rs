//! Facts are added, corrected by newer ones, and read back as they were.

use std::{sync::Barrier, thread};

use footbridge_care::ids::{EnrolmentId, OrganizationId};
use footbridge_db::{DbError, SealError};
use footbridge_ledger::Ledger;

use crate::clinic::{correction, id, in_a_clinic, minute};

#[test]
fn facts_of_many_enrolments_come_back_in_the_order_recorded() {
    in_a_clinic(|clinic| {
        let (ada, ben) = (clinic.ada(), clinic.ben());
        let facts = [clinic.attended(ada, (11, 180)), clinic.attended(ben, (12, 135)), clinic.attended(ada, (13, 60))];
        clinic.record(&facts).unwrap();
        let nobody: EnrolmentId = id(99);
        let found = clinic.db.read(|tx| clinic.ledger().facts(tx, &[ada.1, ben.1, nobody])).unwrap();
        assert_eq!(found[&ada.1], [facts[0].clone(), facts[2].clone()]);
        assert_eq!(found[&ben.1], [facts[1].clone()]);
        assert!(!found.contains_key(&nobody));
    });
}

#[test]
fn another_organization_sees_none_of_them() {
    in_a_clinic(|clinic| {
        clinic.record(&[clinic.attended(clinic.ada(), (11, 180))]).unwrap();
        let other: OrganizationId = id(50);
        let found = clinic.db.read(|tx| Ledger::new(other, &clinic.keyring).facts(tx, &[clinic.ada().1])).unwrap();
        assert!(found.is_empty());
    });
}

#[test]
fn of_two_who_correct_the_same_fact_at_once_one_is_told_of_the_other() {
    in_a_clinic(|clinic| {
        let first = clinic.attended(clinic.ada(), (11, 180));
        clinic.record(std::slice::from_ref(&first)).unwrap();
        let barrier = Barrier::new(2);
        let results: Vec<Result<(), DbError>> = thread::scope(|scope| {
            let threads: Vec<_> = [21_u8, 22]
                .map(|number| {
                    let corrected = correction(clinic.attended(clinic.ada(), (number, 60)), first.id);
                    let barrier = &barrier;
                    scope.spawn(move || {
                        barrier.wait();
                        clinic.record(&[corrected])
                    })
                })
                .into_iter()
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        assert!(results.iter().any(|result| result.as_ref().is_err_and(|error| error.is_conflict("fact_superseded"))), "{results:?}");
        let found = clinic.db.read(|tx| clinic.ledger().facts(tx, &[clinic.ada().1])).unwrap();
        assert_eq!(found[&clinic.ada().1].len(), 2, "the first fact and one correction");
    });
}

#[test]
fn a_fact_cannot_correct_one_of_another_client() {
    in_a_clinic(|clinic| {
        let first = clinic.attended(clinic.ada(), (11, 180));
        clinic.record(std::slice::from_ref(&first)).unwrap();
        let strange = correction(clinic.attended(clinic.ben(), (12, 60)), first.id);
        assert!(clinic.record(&[strange]).is_err_and(|error| error.is_conflict("fact_of_another")));
    });
}

#[test]
fn a_fact_recorded_twice_is_recorded_once() {
    in_a_clinic(|clinic| {
        let fact = clinic.attended(clinic.ada(), (11, 180));
        clinic.record(std::slice::from_ref(&fact)).unwrap();
        assert!(clinic.record(&[fact]).is_err_and(|error| error.is_conflict("fact_pkey")));
    });
}

#[test]
fn nobody_can_change_or_remove_a_fact() {
    in_a_clinic(|clinic| {
        clinic.record(&[clinic.attended(clinic.ada(), (11, 180))]).unwrap();
        for text in ["UPDATE fact SET occurred_on = '2026-01-06'", "DELETE FROM fact"] {
            let tried = clinic.db.write(|tx| tx.sql(text).run());
            assert!(tried.is_err_and(|error: DbError| error.is_conflict("fact_is_added_not_changed")), "{text}");
        }
    });
}

#[test]
fn what_a_fact_says_is_stored_sealed_and_goes_with_its_clients_key() {
    in_a_clinic(|clinic| {
        let (ada, ben) = (clinic.ada(), clinic.ben());
        clinic.record(&[clinic.attended(ada, (11, 180)), clinic.attended(ben, (12, 60))]).unwrap();
        let stored: Vec<Vec<u8>> =
            clinic.db.read(|tx| tx.sql("SELECT payload FROM fact").all()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(stored.iter().all(|payload| !String::from_utf8_lossy(payload).contains("present")));
        clinic.db.write(|tx| clinic.keyring.shred(tx, (clinic.organization, ada.0), minute(1))).unwrap();
        let found = clinic.db.read(|tx| clinic.ledger().facts(tx, &[ada.1, ben.1])).unwrap();
        assert_eq!(found.keys().collect::<Vec<_>>(), [&ben.1]);
        let more = clinic.record(&[clinic.attended(ada, (13, 60))]);
        assert_eq!(more, Err(DbError::Sealed(SealError::Unknown)));
    });
}

#[test]
fn a_write_that_stops_half_way_leaves_no_fact_and_no_head() {
    in_a_clinic(|clinic| {
        let stopped = clinic.db.write(|tx| {
            clinic.ledger().record(tx, &[clinic.attended(clinic.ada(), (11, 180))])?;
            Err::<(), _>(DbError::Busy)
        });
        assert_eq!(stopped, Err(DbError::Busy));
        let (facts, heads): (i64, i64) = clinic
            .db
            .read(|tx| tx.sql("SELECT (SELECT count(*) FROM fact), (SELECT count(*) FROM fact_head)").one())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!((facts, heads), (0, 0));
    });
}
