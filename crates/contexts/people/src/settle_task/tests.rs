//! Settling tasks.

use footbridge_care::ids::{Id, TaskId};
use footbridge_db::DbError;
use footbridge_kit::testing::TestClinic;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::{Case, count, with_ana};

/// A task as a rule would have proposed it.
fn task(clinic: &TestClinic, case: &Case, sensitivity: &'static str) -> String {
    let id: TaskId = Id::from_parts(3, [3; 10]);
    let made = clinic.db().write(|tx| {
        tx.sql(
            "INSERT INTO task (organization_id, id, client_id, enrolment_id, rule, occasion, what, because, sensitivity, owner_role, state, opened_at)
             VALUES ($1, $2, $3, $4, 'rule', 'once', 'Review the plan', '[]', $5, 'therapist', 'open', 0)",
        )
        .bind(clinic.organization)
        .bind(id)
        .bind(case.client)
        .bind(case.enrolment)
        .bind(sensitivity)
        .run()
    });
    made.map_err(|error: DbError| error).unwrap();
    format!("/tasks/{id}")
}

#[test]
fn a_task_is_done_from_the_clients_page() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let address = task(&clinic, &ana, "clinical");
        let page = director.get(&ana.home());
        assert!(page.says("Review the plan") && page.says(&address), "{}", page.text);
        director.get(&address);
        let done = director.post(&address, &[("close", "done")]);
        assert_eq!(done.location(), format!("{}?done=task-settled", ana.home()), "{}", done.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM task WHERE state = 'done' AND rule = 'rule'"), 1);
        assert!(director.get(&address).says("Done"));
    });
}

#[test]
fn a_task_is_waived_only_with_a_reason() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let address = task(&clinic, &ana, "clinical");
        director.get(&address);
        assert_eq!(director.post(&address, &[("close", "waived"), ("reason", " ")]).status, 422);
        assert_eq!(director.post(&address, &[]).status, 422);
        assert_eq!(director.post(&address, &[("close", "waived"), ("reason", "Done last week")]).status, 303);
        let late = director.post(&address, &[("close", "done"), ("outcome", "kept")]);
        assert!(late.status == 409 && late.says("Waived"), "{}", late.text);
        assert_eq!(count(&clinic, "SELECT count(*) FROM task WHERE state = 'waived' AND reason IS NOT NULL"), 1);
    });
}

#[test]
fn a_task_that_is_too_tender_or_out_of_reach_is_not_there() {
    each_engine(|db| {
        let (clinic, ana, _) = with_ana(db, Role::ProgramDirector);
        let address = task(&clinic, &ana, "clinical");
        let mut intake = clinic.browser(Role::IntakeCoordinator);
        assert!(!intake.get(&ana.home()).says("Review the plan"));
        assert_eq!(intake.get(&address).status, 404);
        assert_eq!(intake.post(&address, &[("close", "done"), ("version", "1")]).status, 404);
        assert_eq!(clinic.browser(Role::Therapist).get(&address).status, 404);
        assert_eq!(count(&clinic, "SELECT count(*) FROM task WHERE state = 'open' AND rule = 'rule'"), 1);
    });
}
