//! Tasks are opened once, ended by people, and never doubled or revived.

use footbridge_care::{
    ids::{Id, TaskId},
    line::Proposal,
};
use footbridge_definition::model::Sensitivity;
use footbridge_ledger::{Close, Closing, Occasion, Reconciled, StoredTask, TaskState};
use jiff::civil::date;

use crate::clinic::{Clinic, in_a_clinic, minute};

fn call_about(absence: &str) -> Proposal {
    Proposal {
        rule: "absence.call".into(),
        occasion: absence.into(),
        role: "counselor".into(),
        what: "Call the client".into(),
        due: Some(date(2026, 1, 8)),
        escalates_to: Some("director".into()),
        because: Vec::new(),
        sensitivity: Sensitivity::Clinical,
    }
}

fn reconcile(clinic: &Clinic<'_>, day: i8, proposals: &[Proposal]) -> Reconciled {
    let occasion =
        Occasion { client: clinic.ada().0, enrolment: clinic.ada().1, today: date(2026, 1, day), now: minute(i64::from(day) * 1440) };
    let mut next = tasks(clinic).len();
    let mut new_id = || -> TaskId {
        next += 1;
        Id::from_parts(next as u64, [9; 10])
    };
    clinic.db.write(|tx| clinic.ledger().reconcile(tx, occasion, proposals, &mut new_id)).unwrap()
}

fn tasks(clinic: &Clinic<'_>) -> Vec<StoredTask> {
    clinic.db.read(|tx| clinic.ledger().tasks_of(tx, &[clinic.ada().1])).unwrap()
}

fn close(clinic: &Clinic<'_>, task: &StoredTask, close: Close) -> bool {
    let closing = Closing { task: task.id, seen: task.row_version, close, by: clinic.dana, at: minute(9000) };
    clinic.db.write(|tx| clinic.ledger().close_task(tx, &closing)).unwrap()
}

const NOTHING: Reconciled = Reconciled { opened: 0, withdrawn: 0, escalated: 0 };

#[test]
fn a_proposal_opens_one_task_however_often_it_is_made() {
    in_a_clinic(|clinic| {
        let proposals = [call_about("monday"), call_about("tuesday")];
        assert_eq!(reconcile(clinic, 6, &proposals), Reconciled { opened: 2, ..NOTHING });
        assert_eq!(reconcile(clinic, 6, &proposals), NOTHING);
        assert_eq!(tasks(clinic).len(), 2);
    });
}

#[test]
fn a_task_that_somebody_did_or_waived_is_never_opened_again() {
    in_a_clinic(|clinic| {
        let proposals = [call_about("monday"), call_about("tuesday")];
        reconcile(clinic, 6, &proposals);
        let open = tasks(clinic);
        assert!(close(clinic, &open[0], Close::Done(Some("reached".into()))));
        assert!(close(clinic, &open[1], Close::Waived("in hospital".into())));
        assert_eq!(reconcile(clinic, 20, &proposals), NOTHING);
        assert_eq!(reconcile(clinic, 20, &[]), NOTHING);
        let states: Vec<TaskState> = tasks(clinic).iter().map(|task| task.state.0).collect();
        assert_eq!(states, [TaskState::Done, TaskState::Waived]);
    });
}

#[test]
fn a_task_is_withdrawn_when_its_cause_is_corrected_and_comes_back_with_it() {
    in_a_clinic(|clinic| {
        reconcile(clinic, 6, &[call_about("monday")]);
        assert_eq!(reconcile(clinic, 6, &[]), Reconciled { withdrawn: 1, ..NOTHING });
        assert_eq!(tasks(clinic)[0].state.0, TaskState::Withdrawn);
        assert_eq!(reconcile(clinic, 6, &[call_about("monday")]), Reconciled { opened: 1, ..NOTHING });
        assert_eq!(tasks(clinic).len(), 1);
        assert_eq!(tasks(clinic)[0].state.0, TaskState::Open);
    });
}

#[test]
fn an_overdue_task_escalates_once() {
    in_a_clinic(|clinic| {
        reconcile(clinic, 6, &[call_about("monday")]);
        assert_eq!(reconcile(clinic, 8, &[call_about("monday")]), NOTHING, "on its last day");
        assert_eq!(reconcile(clinic, 9, &[call_about("monday")]), Reconciled { escalated: 1, ..NOTHING });
        let since = tasks(clinic)[0].escalated_at;
        assert!(since.is_some());
        assert_eq!(reconcile(clinic, 10, &[call_about("monday")]), NOTHING);
        assert_eq!(tasks(clinic)[0].escalated_at, since);
    });
}

#[test]
fn who_saw_an_older_version_of_a_task_does_not_end_it() {
    in_a_clinic(|clinic| {
        reconcile(clinic, 6, &[call_about("monday")]);
        let seen = tasks(clinic).remove(0);
        clinic.db.write(|tx| clinic.ledger().assign_task(tx, seen.id, Some(clinic.dana))).unwrap();
        assert!(!close(clinic, &seen, Close::Done(None)));
        assert_eq!(tasks(clinic)[0].state.0, TaskState::Open);
        assert!(close(clinic, &tasks(clinic)[0], Close::Done(None)));
        assert!(!close(clinic, &tasks(clinic)[0], Close::Done(None)), "it is done already");
    });
}

#[test]
fn open_tasks_come_most_urgent_first() {
    in_a_clinic(|clinic| {
        let whenever = Proposal { due: None, ..call_about("whenever") };
        let soon = Proposal { due: Some(date(2026, 1, 7)), ..call_about("soon") };
        reconcile(clinic, 6, &[whenever, call_about("later"), soon]);
        let open = clinic.db.read(|tx| clinic.ledger().open_tasks(tx, &[clinic.ada().1])).unwrap();
        assert_eq!(open.iter().map(|task| task.occasion.as_str()).collect::<Vec<_>>(), ["soon", "later", "whenever"]);
    });
}
