//! The audit log tells what was done to it.

use std::{fs, sync::Arc, thread};

use footbridge_care::ids::{AuditId, Id};
use footbridge_db::{DbError, Engine, Keyring};
use footbridge_ledger::audit::{AuditReads, Checkpoint, Entry, Finding, Kind, Report, append_anchor, load_anchors, seal, verify};
use footbridge_testkit::Sandbox;

use crate::clinic::{Clinic, id, in_a_clinic, minute};

fn entry(clinic: &Clinic<'_>, number: u8) -> Entry {
    Entry {
        id: id(number),
        at: minute(i64::from(number)),
        actor: Some(clinic.dana),
        kind: Kind::Write,
        action: "mark_attendance".into(),
        subject_kind: "session".into(),
        subject: "s1".into(),
        client: Some(clinic.ada().0),
        request: None,
        detail: Some("12 marked".into()),
    }
}

fn write(clinic: &Clinic<'_>, numbers: impl Iterator<Item = u8>) {
    for number in numbers {
        clinic.db.write(|tx| clinic.ledger().audit(tx, &entry(clinic, number))).unwrap();
    }
}

fn sealed(clinic: &Clinic<'_>) -> Checkpoint {
    seal(clinic.db, &clinic.keyring, (clinic.organization, minute(500))).unwrap().expect("entries waited")
}

fn check(clinic: &Clinic<'_>, anchors: &[Checkpoint]) -> Report {
    verify(clinic.db, &clinic.keyring, (clinic.organization, anchors)).unwrap()
}

fn entry_id(number: u8) -> AuditId {
    id(number)
}

/// Takes the triggers away, as somebody with the database in their hands can.
fn unlock(clinic: &Clinic<'_>) {
    match clinic.db.engine() {
        Engine::Sqlite => clinic.tamper(&["DROP TRIGGER audit_update", "DROP TRIGGER audit_delete"]),
        Engine::Postgres => clinic.tamper(&["DROP TRIGGER audit_update ON audit", "DROP TRIGGER audit_delete ON audit"]),
    }
}

#[test]
fn an_untouched_log_is_sound_and_its_tail_is_reported() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=5);
        sealed(clinic);
        write(clinic, 6..=7);
        assert_eq!(check(clinic, &[]), Report { sealed: 5, unsealed: 2, findings: vec![] });
        let checkpoint = sealed(clinic);
        assert_eq!(check(clinic, &[checkpoint]), Report { sealed: 7, unsealed: 0, findings: vec![] });
        assert_eq!(seal(clinic.db, &clinic.keyring, (clinic.organization, minute(501))).unwrap(), None);
    });
}

#[test]
fn an_entry_cannot_be_changed_or_removed_through_the_program() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=1);
        for text in ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"] {
            let tried = clinic.db.write(|tx| tx.sql(text).run());
            assert!(tried.is_err_and(|error: DbError| error.is_conflict("audit_is_added_not_changed")), "{text}");
        }
    });
}

#[test]
fn every_column_of_a_changed_entry_is_noticed() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=3);
        sealed(clinic);
        unlock(clinic);
        let changes: [(&str, &str); 9] = [
            ("UPDATE audit SET at = at + 1 WHERE id = $1", "UPDATE audit SET at = at - 1 WHERE id = $1"),
            ("UPDATE audit SET actor_id = NULL WHERE id = $1", "UPDATE audit SET actor_id = (SELECT id FROM staff) WHERE id = $1"),
            ("UPDATE audit SET kind = 'read' WHERE id = $1", "UPDATE audit SET kind = 'write' WHERE id = $1"),
            ("UPDATE audit SET action = 'x' WHERE id = $1", "UPDATE audit SET action = 'mark_attendance' WHERE id = $1"),
            ("UPDATE audit SET subject_kind = 'x' WHERE id = $1", "UPDATE audit SET subject_kind = 'session' WHERE id = $1"),
            ("UPDATE audit SET subject_id = 's2' WHERE id = $1", "UPDATE audit SET subject_id = 's1' WHERE id = $1"),
            ("UPDATE audit SET request_id = id WHERE id = $1", "UPDATE audit SET request_id = NULL WHERE id = $1"),
            // What moves from one field to its neighbour leaves the bytes as they were, but not the entry.
            (
                "UPDATE audit SET action = 'mark_attendances', subject_kind = 'ession' WHERE id = $1",
                "UPDATE audit SET action = 'mark_attendance', subject_kind = 'session' WHERE id = $1",
            ),
            ("UPDATE audit SET detail = NULL WHERE id = $1", ""),
        ];
        for (change, back) in changes {
            let run = |text: &'static str| {
                clinic.db.write(|tx| tx.sql(text).bind(entry_id(2)).run()).unwrap_or_else(|error: DbError| panic!("{error}"))
            };
            run(change);
            assert_eq!(check(clinic, &[]).findings, [Finding::Changed { position: 2, entry: entry_id(2) }], "{change}");
            if !back.is_empty() {
                run(back);
                assert!(check(clinic, &[]).is_sound(), "{back}");
            }
        }
    });
}

#[test]
fn a_removed_entry_is_missing() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=3);
        sealed(clinic);
        unlock(clinic);
        clinic
            .db
            .write(|tx| tx.sql("DELETE FROM audit WHERE id = $1").bind(entry_id(2)).run())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(check(clinic, &[]).findings, [Finding::Missing { position: 2, entry: Some(entry_id(2)) }]);
        clinic.tamper(&["DELETE FROM audit_seal WHERE position = 2"]);
        assert!(check(clinic, &[]).findings.contains(&Finding::Missing { position: 2, entry: None }));
    });
}

#[test]
fn entries_that_changed_places_are_noticed() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=4);
        sealed(clinic);
        clinic.tamper(&[
            "UPDATE audit_seal SET position = 99 WHERE position = 2",
            "UPDATE audit_seal SET position = 2 WHERE position = 3",
            "UPDATE audit_seal SET position = 3 WHERE position = 99",
        ]);
        let findings = check(clinic, &[]).findings;
        assert!(findings.contains(&Finding::Changed { position: 2, entry: entry_id(3) }), "{findings:?}");
    });
}

#[test]
fn an_entry_slipped_in_stands_outside_the_chain() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=2);
        sealed(clinic);
        write(clinic, 3..=3);
        clinic.tamper(&["DELETE FROM audit_pending"]);
        assert_eq!(check(clinic, &[]).findings, [Finding::Outside { entry: entry_id(3) }]);
    });
}

#[test]
fn a_chain_made_anew_by_somebody_without_the_key_is_not_signed() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=3);
        sealed(clinic);
        unlock(clinic);
        clinic.tamper(&["UPDATE audit SET action = 'forged'", "DELETE FROM audit_seal", "DELETE FROM checkpoint"]);
        clinic.tamper(&["INSERT INTO audit_pending (organization_id, audit_id) SELECT organization_id, id FROM audit"]);
        let forger = Keyring::from_bytes(&[66; 32]).unwrap();
        seal(clinic.db, &forger, (clinic.organization, minute(600))).unwrap();
        assert_eq!(check(clinic, &[]).findings, [Finding::Unsigned { position: 3 }]);
        clinic.tamper(&["DELETE FROM checkpoint"]);
        assert_eq!(check(clinic, &[]).findings, [Finding::Unfinished { position: 3 }]);
    });
}

#[test]
fn a_log_that_was_cut_back_to_an_earlier_checkpoint_is_found_by_one_kept_outside() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=3);
        let early = sealed(clinic);
        write(clinic, 4..=6);
        let late = sealed(clinic);
        unlock(clinic);
        clinic.tamper(&["DELETE FROM audit_seal WHERE position > 3", "DELETE FROM checkpoint WHERE position > 3"]);
        clinic
            .db
            .write(|tx| tx.sql("DELETE FROM audit WHERE id > $1").bind(entry_id(3)).run())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(check(clinic, std::slice::from_ref(&early)).is_sound(), "what an earlier checkpoint proves is still there");
        assert_eq!(check(clinic, &[early, late]).findings, [Finding::RolledBack { position: 6 }]);
    });
}

#[test]
fn shredding_a_client_keeps_the_chain_whole() {
    in_a_clinic(|clinic| {
        write(clinic, 1..=3);
        sealed(clinic);
        clinic.db.write(|tx| clinic.keyring.shred(tx, (clinic.organization, clinic.ada().0), minute(9))).unwrap();
        assert!(check(clinic, &[]).is_sound());
    });
}

#[test]
fn anchors_survive_their_file_and_a_line_cut_short() {
    in_a_clinic(|clinic| {
        let sandbox = Sandbox::new();
        let path = sandbox.path("anchors");
        assert_eq!(load_anchors(&path).unwrap(), []);
        write(clinic, 1..=1);
        let one = sealed(clinic);
        write(clinic, 2..=2);
        let two = sealed(clinic);
        append_anchor(&path, &one).unwrap();
        append_anchor(&path, &two).unwrap();
        assert_eq!(load_anchors(&path).unwrap(), [one.clone(), two]);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() - 10]).unwrap();
        assert_eq!(load_anchors(&path).unwrap(), [one]);
    });
}

#[test]
fn a_read_is_recorded_before_its_page_leaves_and_readers_share_commits() {
    in_a_clinic(|clinic| {
        let keyring = Arc::new(Keyring::from_bytes(&[7; 32]).unwrap());
        let reads = AuditReads::start(clinic.db.clone(), keyring);
        thread::scope(|scope| {
            for reader in 0..8_u8 {
                let reads = &reads;
                scope.spawn(move || {
                    for page in 0..10_u8 {
                        let read = Entry {
                            id: Id::from_parts(1000, [reader, page, 0, 0, 0, 0, 0, 0, 0, 1]),
                            kind: Kind::Read,
                            ..entry(clinic, 1)
                        };
                        let wanted = read.id;
                        reads.record(clinic.organization, vec![read]).unwrap();
                        let there = clinic.db.read(|tx| tx.sql("SELECT 1 FROM audit WHERE id = $1").bind(wanted).exists());
                        assert!(there.unwrap_or_else(|error: DbError| panic!("{error}")), "committed when `record` returns");
                    }
                });
            }
        });
        drop(reads);
        sealed(clinic);
        assert_eq!(check(clinic, &[]), Report { sealed: 80, unsealed: 0, findings: vec![] });
    });
}

#[test]
fn an_entry_that_cannot_be_written_is_refused_and_the_writer_goes_on() {
    in_a_clinic(|clinic| {
        let reads = AuditReads::start(clinic.db.clone(), Arc::new(Keyring::from_bytes(&[7; 32]).unwrap()));
        reads.record(clinic.organization, vec![entry(clinic, 1)]).unwrap();
        let twice = reads.record(clinic.organization, vec![entry(clinic, 1)]);
        assert!(twice.is_err_and(|error| error.is_conflict("audit_pkey")));
        reads.record(clinic.organization, vec![entry(clinic, 2)]).unwrap();
    });
}

#[test]
fn when_the_disk_is_full_reads_go_on_from_the_reserve_until_it_is_used_up_and_none_is_lost() {
    let sandbox = Sandbox::new();
    let (url, reserve) = (format!("sqlite:{}", sandbox.path("full.db").display()), sandbox.path("reserve"));
    let keyring = Arc::new(Keyring::from_bytes(&[7; 32]).unwrap());
    let organization = id(1);
    let open = |max_pages| {
        let mut config = footbridge_db::DbConfig::new(&url).created();
        config.max_pages = max_pages;
        footbridge_db::Db::open(&config).unwrap()
    };
    let looked = |number: u64| Entry {
        id: Id::from_parts(number, [5; 10]),
        at: minute(0),
        actor: None,
        kind: Kind::Read,
        action: "open_chart".into(),
        subject_kind: "client".into(),
        subject: "x".repeat(400),
        client: None,
        request: None,
        detail: None,
    };
    let db = open(Some(300));
    db.migrate().unwrap();
    db.write(|tx| tx.sql("INSERT INTO organization (id, name, created_at) VALUES ($1, 'Blue Heart', 0)").bind(organization).run())
        .unwrap_or_else(|error: DbError| panic!("{error}"));
    let reads = AuditReads::with_reserve(db.clone(), keyring.clone(), &reserve).unwrap();
    let mut shown = 0;
    let refused = loop {
        match reads.record(organization, vec![looked(shown)]) {
            Ok(()) => shown += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, DbError::Unavailable { cause: footbridge_db::Cause::Full, .. }), "{refused}");
    assert!(reads.is_on_reserve());
    drop((reads, db));
    let db = open(None);
    let reads = AuditReads::with_reserve(db.clone(), keyring.clone(), &reserve).unwrap();
    assert!(reads.is_on_reserve());
    reads.record(organization, vec![looked(shown)]).unwrap();
    assert!(!reads.is_on_reserve());
    let logged: u64 = db.read(|tx| tx.sql("SELECT count(*) FROM audit").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
    assert_eq!(logged, shown + 1);
    seal(&db, &keyring, (organization, minute(1))).unwrap();
    assert!(verify(&db, &keyring, (organization, &[])).unwrap().is_sound());
}
