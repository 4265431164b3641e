//! A form that arrives twice is answered once.

use std::{sync::Barrier, thread};

use footbridge_care::ids::{RequestId, StaffId};
use footbridge_db::DbError;
use footbridge_ledger::requests::{Answered, answered, remember};

use crate::clinic::{Clinic, id, in_a_clinic, minute};

/// An act as a handler performs it: the answer there is, or the fact recorded and its answer kept.
fn mark(clinic: &Clinic<'_>, number: u8) -> Result<String, DbError> {
    let request: RequestId = id(70);
    let act = || -> Result<String, DbError> {
        clinic.db.write(|tx| {
            if let Some(answer) = answered(tx, clinic.organization, (request, clinic.dana, "mark_attendance"))? {
                return Ok(answer);
            }
            clinic.ledger().record(tx, &[clinic.attended(clinic.ada(), (number, 180))])?;
            let answer = format!("/sessions/{number}");
            let kept = Answered { request, by: clinic.dana, action: "mark_attendance", at: minute(0), answer: answer.clone() };
            remember(tx, clinic.organization, &kept)?;
            Ok(answer)
        })
    };
    match act() {
        Err(error) if error.is_conflict("request_pkey") => act(),
        done => done,
    }
}

#[test]
fn two_taps_at_once_are_one_act_with_one_answer() {
    in_a_clinic(|clinic| {
        let barrier = Barrier::new(4);
        let answers: Vec<String> = thread::scope(|scope| {
            let taps: Vec<_> = [11_u8, 12, 13, 14]
                .map(|number| {
                    let barrier = &barrier;
                    scope.spawn(move || {
                        barrier.wait();
                        mark(clinic, number).unwrap()
                    })
                })
                .into_iter()
                .collect();
            taps.into_iter().map(|tap| tap.join().unwrap()).collect()
        });
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        let facts = clinic.db.read(|tx| clinic.ledger().facts(tx, &[clinic.ada().1])).unwrap();
        assert_eq!(facts[&clinic.ada().1].len(), 1);
    });
}

#[test]
fn the_answer_is_for_the_same_person_and_the_same_act_only() {
    in_a_clinic(|clinic| {
        mark(clinic, 11).unwrap();
        let ask = |by: StaffId, action| clinic.db.read(|tx| answered(tx, clinic.organization, (id(70), by, action))).unwrap();
        assert_eq!(ask(clinic.dana, "mark_attendance").as_deref(), Some("/sessions/11"));
        assert_eq!(ask(clinic.dana, "move_session"), None);
        assert_eq!(ask(id(71), "mark_attendance"), None);
    });
}
