//! Events and jobs: at least once, in order for each client, and visible when they fail.

use std::{sync::Barrier, thread};

use footbridge_care::ids::{ClientId, EventId, JobId};
use footbridge_db::DbError;
use footbridge_ledger::{
    jobs::{self, Claimed, Lease, NewJob},
    outbox::Event,
};
use jiff::{SignedDuration, Timestamp};

use crate::clinic::{Clinic, id, in_a_clinic, minute};

fn queue(clinic: &Clinic<'_>, number: u8, order: Option<&str>) -> bool {
    let job = NewJob {
        organization: clinic.organization,
        id: id(number),
        kind: "warm".into(),
        once_key: Some(format!("key {number}")),
        order_key: order.map(str::to_owned),
        event: None,
        payload: Some(vec![number]),
        run_at: minute(0),
    };
    clinic.db.write(|tx| jobs::enqueue(tx, &job)).unwrap()
}

fn claim(clinic: &Clinic<'_>, at: (&str, Timestamp)) -> Vec<Claimed> {
    let lease = Lease { id: at.0.into(), now: at.1, length: SignedDuration::from_mins(5) };
    jobs::claim(clinic.db, &["warm"], (&lease, 10)).unwrap()
}

fn numbers(jobs: &[Claimed]) -> Vec<u8> {
    jobs.iter().map(|job| job.payload.as_ref().unwrap()[0]).collect()
}

fn done(clinic: &Clinic<'_>, job: &Claimed) -> bool {
    clinic.db.write(|tx| jobs::done(tx, job, minute(1))).unwrap_or_else(|error: DbError| panic!("{error}"))
}

#[test]
fn a_job_queued_twice_is_queued_once() {
    in_a_clinic(|clinic| {
        assert!(queue(clinic, 1, None));
        assert!(!queue(clinic, 1, None));
        assert_eq!(numbers(&claim(clinic, ("a", minute(0)))), [1]);
        assert!(claim(clinic, ("b", minute(0))).is_empty(), "it is held");
    });
}

#[test]
fn many_workers_at_once_never_hold_the_same_job() {
    in_a_clinic(|clinic| {
        (1..=20).for_each(|number| assert!(queue(clinic, number, None)));
        let barrier = Barrier::new(4);
        let mut held: Vec<u8> = thread::scope(|scope| {
            let workers: Vec<_> = ["a", "b", "c", "d"]
                .map(|name| {
                    let barrier = &barrier;
                    scope.spawn(move || {
                        barrier.wait();
                        numbers(&claim(clinic, (name, minute(0))))
                    })
                })
                .into_iter()
                .collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        });
        held.sort_unstable();
        assert_eq!(held, (1..=20).collect::<Vec<u8>>());
    });
}

#[test]
fn a_job_whose_worker_vanished_is_done_by_the_next_and_the_first_cannot_finish_it() {
    in_a_clinic(|clinic| {
        queue(clinic, 1, None);
        let first = claim(clinic, ("a", minute(0)));
        assert!(claim(clinic, ("b", minute(4))).is_empty());
        let second = claim(clinic, ("b", minute(5)));
        assert_eq!(second[0].attempts, 2);
        assert!(!done(clinic, &first[0]));
        assert!(done(clinic, &second[0]));
        assert!(claim(clinic, ("c", minute(60))).is_empty());
    });
}

#[test]
fn jobs_of_one_client_wait_for_each_other_and_others_do_not() {
    in_a_clinic(|clinic| {
        queue(clinic, 1, Some("ada"));
        queue(clinic, 2, Some("ada"));
        queue(clinic, 3, Some("ben"));
        let first = claim(clinic, ("a", minute(0)));
        assert_eq!(numbers(&first), [1, 3]);
        assert!(claim(clinic, ("b", minute(0))).is_empty());
        done(clinic, &first[0]);
        assert_eq!(numbers(&claim(clinic, ("b", minute(0)))), [2]);
    });
}

#[test]
fn a_job_that_keeps_failing_pauses_longer_and_is_set_aside_to_be_seen_and_revived() {
    in_a_clinic(|clinic| {
        queue(clinic, 1, None);
        let mut now = minute(0);
        let mut pauses = Vec::new();
        for _ in 0..8 {
            let mut waited = 0;
            let claimed = loop {
                let claimed = claim(clinic, ("a", now));
                if let [job] = claimed.as_slice() {
                    break job.clone();
                }
                now += SignedDuration::from_secs(5);
                waited += 5;
            };
            pauses.push(waited);
            clinic
                .db
                .write(|tx| jobs::failed(tx, &claimed, ("the printer is out of paper", now)))
                .unwrap_or_else(|error: DbError| panic!("{error}"));
        }
        assert_eq!(pauses, [0, 5, 10, 20, 40, 80, 160, 320]);
        assert!(claim(clinic, ("a", minute(10_000))).is_empty());
        let dead = clinic.db.read(|tx| jobs::dead_letters(tx, clinic.organization)).unwrap();
        assert_eq!(dead[0].last_error.as_deref(), Some("the printer is out of paper"));
        assert!(clinic.db.write(|tx| jobs::revive(tx, (clinic.organization, dead[0].id), now)).unwrap());
        assert_eq!(numbers(&claim(clinic, ("a", now))), [1]);
    });
}

#[test]
fn an_event_reaches_each_subscriber_once_published_however_often_it_is_published() {
    in_a_clinic(|clinic| {
        let client: ClientId = clinic.ada().0;
        let (event, warm, mail): (EventId, JobId, JobId) = (id(60), id(61), id(62));
        let told =
            Event { id: event, kind: "attendance_marked".into(), client: Some(client), at: minute(0), payload: "{\"minutes\":180}".into() };
        clinic.db.write(|tx| clinic.ledger().publish(tx, &told, &[("warm", warm), ("mail", mail)])).unwrap();
        let again = clinic.db.write(|tx| clinic.ledger().publish(tx, &told, &[("warm", warm)]));
        assert!(again.is_err_and(|error| error.is_conflict("event_pkey")));
        let claimed = claim(clinic, ("a", minute(0)));
        assert_eq!(claimed.len(), 1);
        let read = clinic.db.read(|tx| clinic.ledger().event(tx, claimed[0].event_id.unwrap())).unwrap();
        assert_eq!(read, told);
    });
}
