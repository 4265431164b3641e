//! Standing as last computed, and whether it may still be shown.

use footbridge_care::{
    ids::{EnrolmentId, ProgramVersion, Site},
    line::{Line, Reason, Standing, State, Unit},
};
use footbridge_db::DbError;
use footbridge_definition::model::Sensitivity;
use footbridge_ledger::{Stamp, Stored};
use jiff::civil::date;

use crate::clinic::{Clinic, id, in_a_clinic, minute};

fn line(code: &str, value: i64) -> Line {
    Line {
        code: code.into(),
        label: "Hours this week".into(),
        state: State::AtRisk,
        value,
        target: Some(540),
        projected: None,
        unit: Unit::Minutes,
        window: Some((date(2026, 1, 5), date(2026, 1, 11))),
        due: None,
        because: vec![Reason::new("hours", "attended").arg("minutes", value)],
        sensitivity: Sensitivity::Presence,
    }
}

fn standing(enrolment: EnrolmentId, lines: Vec<Line>) -> Standing {
    Standing {
        enrolment,
        program: "iop".into(),
        on: date(2026, 1, 6),
        stage: Some("one".into()),
        track: None,
        week: 1,
        aside: false,
        ended: false,
        expected_end: Some(date(2026, 3, 1)),
        lines,
        proposals: Vec::new(),
        make_ups: Vec::new(),
        valid_on: date(2026, 1, 6),
    }
}

fn stamp(clinic: &Clinic<'_>) -> Stamp {
    clinic.db.read(|tx| clinic.ledger().stamps(tx, &[clinic.ada().1])).unwrap()[&clinic.ada().1]
}

fn store(clinic: &Clinic<'_>, lines: Vec<Line>) -> Stored {
    let stored =
        Stored { stamp: stamp(clinic), computed_at: minute(60), valid_until: minute(120), standing: standing(clinic.ada().1, lines) };
    clinic.db.write(|tx| clinic.ledger().store_standings(tx, std::slice::from_ref(&stored))).unwrap();
    stored
}

fn load(clinic: &Clinic<'_>) -> Stored {
    clinic.db.read(|tx| clinic.ledger().standings(tx, &[clinic.ada().1])).unwrap().remove(&clinic.ada().1).unwrap()
}

#[test]
fn a_standing_comes_back_as_it_was_stored() {
    in_a_clinic(|clinic| {
        let stored = store(clinic, vec![line("owed:hours", 180), line("attendance", 90)]);
        assert_eq!(load(clinic), stored);
    });
}

#[test]
fn storing_it_again_replaces_what_changed_and_drops_what_is_gone() {
    in_a_clinic(|clinic| {
        store(clinic, vec![line("owed:hours", 180), line("attendance", 90), line("stage", 1)]);
        let stored = store(clinic, vec![line("owed:hours", 180), line("attendance", 95)]);
        assert_eq!(load(clinic), stored);
    });
}

#[test]
fn it_is_shown_until_it_runs_out() {
    in_a_clinic(|clinic| {
        let stored = store(clinic, vec![]);
        assert!(stored.is_current(&stamp(clinic), minute(60)));
        assert!(stored.is_current(&stamp(clinic), minute(119)));
        assert!(!stored.is_current(&stamp(clinic), minute(120)));
    });
}

#[test]
fn it_is_not_shown_after_a_fact_a_calendar_change_or_another_version() {
    in_a_clinic(|clinic| {
        let mut stored = store(clinic, vec![]);
        let stale = |stored: &Stored| !stored.is_current(&stamp(clinic), minute(61));
        clinic.record(&[clinic.attended(clinic.ada(), (11, 60))]).unwrap();
        assert!(stale(&stored), "after a fact");
        stored = store(clinic, vec![]);
        clinic.db.write(|tx| clinic.ledger().touch_calendar(tx, id::<Site>(3), "iop")).unwrap();
        assert!(stale(&stored), "after a change of the calendar");
        stored = store(clinic, vec![]);
        clinic.tamper(&["INSERT INTO program_version SELECT organization_id, 'v2', program, '2', NULL, '', '', 'published', 0, NULL, NULL, 1 FROM program_version"]);
        let moved = "UPDATE enrolment SET program_version_id = $1";
        clinic.tamper(&["UPDATE program_version SET version = '2b' WHERE version = '2'"]);
        let other = id::<ProgramVersion>(5);
        clinic
            .db
            .write(|tx| {
                tx.sql("UPDATE program_version SET id = $1 WHERE id = 'v2'").bind(other).run()?;
                tx.sql(moved).bind(other).run()
            })
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(stale(&stored), "after a move to another version");
    });
}

#[test]
fn a_fact_about_another_client_leaves_it_as_it_is() {
    in_a_clinic(|clinic| {
        let stored = store(clinic, vec![]);
        clinic.record(&[clinic.attended(clinic.ben(), (11, 60))]).unwrap();
        assert!(stored.is_current(&stamp(clinic), minute(61)));
    });
}

#[test]
fn shredding_a_client_removes_what_was_worked_out_from_their_record() {
    in_a_clinic(|clinic| {
        store(clinic, vec![line("owed:hours", 180)]);
        assert!(clinic.db.write(|tx| clinic.ledger().shred(tx, clinic.ada().0, minute(61))).unwrap());
        let left = clinic.db.read(|tx| clinic.ledger().standings(tx, &[clinic.ada().1])).unwrap();
        assert!(left.is_empty());
        let lines: i64 =
            clinic.db.read(|tx| tx.sql("SELECT count(*) FROM standing_line").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(lines, 0);
        assert!(!clinic.db.write(|tx| clinic.ledger().shred(tx, clinic.ada().0, minute(62))).unwrap(), "once is enough");
    });
}
