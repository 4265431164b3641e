//! Tasks: what standing proposed and people answer. Opened once for each (enrolment, rule, occasion).

mod answer;
mod reconcile;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, StaffId, TaskId},
    line::Reason,
};
use footbridge_db::{DbError, Each, Json, Tx, Word, row};
use footbridge_definition::model::Sensitivity;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::Ledger;

pub use answer::{Close, Closing};
pub use reconcile::{Occasion, Reconciled};

/// Where a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Somebody has to do it.
    Open,
    /// Somebody did.
    Done,
    /// Somebody decided, with a reason, that it need not be done.
    Waived,
    /// Its cause is gone.
    Withdrawn,
}

row! {
    /// A task as it is stored.
    #[derive(Debug, Clone, PartialEq)]
    pub struct StoredTask {
        /// Its id.
        pub id: TaskId,
        /// Whom it is about.
        pub client_id: ClientId,
        /// In which course.
        pub enrolment_id: EnrolmentId,
        /// The rule that proposed it.
        pub rule: String,
        /// The occasion; with enrolment and rule it is the task's key.
        pub occasion: String,
        /// What is to be done, in the definition's words.
        pub what: String,
        /// Why.
        pub because: Json<Vec<Reason>>,
        /// Who may learn of it.
        pub sensitivity: Word<Sensitivity>,
        /// The role that does it.
        pub owner_role: String,
        /// The person who does it, where one took it.
        pub owner_id: Option<StaffId>,
        /// By when.
        pub due: Option<Date>,
        /// The role that takes it when it is overdue.
        pub escalates_to: Option<String>,
        /// Where it is.
        pub state: Word<TaskState>,
        /// How it turned out, when it was done.
        pub outcome: Option<String>,
        /// When it was first proposed.
        pub opened_at: Timestamp,
        /// Since when it is overdue and with `escalates_to`.
        pub escalated_at: Option<Timestamp>,
        /// When it ended.
        pub closed_at: Option<Timestamp>,
        /// By whom it was done or waived.
        pub closed_by: Option<StaffId>,
        /// For forms: the version they were drawn from.
        pub row_version: i64,
    }
}

impl Ledger<'_> {
    /// All tasks of these enrolments, ended ones too, oldest first.
    pub fn tasks_of(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<Vec<StoredTask>, DbError> {
        tx.sql(
            "SELECT id, client_id, enrolment_id, rule, occasion, what, because, sensitivity, owner_role, owner_id, due, escalates_to, state,
                    outcome, opened_at, escalated_at, closed_at, closed_by, row_version
             FROM task WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2)) ORDER BY opened_at, id",
        )
        .bind(self.organization)
        .bind(Each(enrolments))
        .all()
    }

    /// The open tasks of these enrolments, most urgent first.
    pub fn open_tasks(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<Vec<StoredTask>, DbError> {
        tx.sql(
            "SELECT id, client_id, enrolment_id, rule, occasion, what, because, sensitivity, owner_role, owner_id, due, escalates_to, state,
                    outcome, opened_at, escalated_at, closed_at, closed_by, row_version
             FROM task WHERE organization_id = $1 AND state = 'open' AND enrolment_id IN (SELECT value FROM json_each($2))
             ORDER BY due ASC NULLS LAST, opened_at, id",
        )
        .bind(self.organization)
        .bind(Each(enrolments))
        .all()
    }
}
