//! People ending tasks and taking them on.

use footbridge_care::ids::{ClientId, StaffId, TaskId};
use footbridge_db::{DbError, Place, Sealed, Tx, Word};
use jiff::Timestamp;

use super::TaskState;
use crate::Ledger;

/// How a person ends a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Close {
    /// It was done, with this outcome where the rule asks for one.
    Done(Option<String>),
    /// It need not be done, for this reason.
    Waived(String),
}

/// A person ending a task.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Which.
    pub task: TaskId,
    /// The version of the row that the person saw.
    pub seen: i64,
    /// How.
    pub close: Close,
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Ledger<'_> {
    /// Ends a task. `false` when somebody else changed it since it was seen, and nothing was done.
    pub fn close_task(self, tx: &mut Tx<'_>, closing: &Closing) -> Result<bool, DbError> {
        let (state, outcome, reason) = match &closing.close {
            Close::Done(outcome) => (TaskState::Done, outcome.clone(), None),
            Close::Waived(reason) => (TaskState::Waived, None, Some(reason)),
        };
        let reason = reason.map(|reason| self.seal_reason(tx, closing.task, reason)).transpose()?;
        let changed = tx
            .sql(
                "UPDATE task SET state = $3, outcome = $4, reason = $5, closed_at = $6, closed_by = $7, row_version = row_version + 1
                 WHERE organization_id = $1 AND id = $2 AND state = 'open' AND row_version = $8",
            )
            .bind(self.organization)
            .bind(closing.task)
            .bind(Word(state))
            .bind(outcome)
            .bind(reason)
            .bind(closing.at)
            .bind(closing.by)
            .bind(closing.seen)
            .run()?;
        Ok(changed == 1)
    }

    /// Gives an open task to a person, or back to its role.
    pub fn assign_task(self, tx: &mut Tx<'_>, task: TaskId, to: Option<StaffId>) -> Result<bool, DbError> {
        let changed = tx
            .sql(
                "UPDATE task SET owner_id = $3, row_version = row_version + 1
                 WHERE organization_id = $1 AND id = $2 AND state = 'open'",
            )
            .bind(self.organization)
            .bind(task)
            .bind(to)
            .run()?;
        Ok(changed == 1)
    }

    fn seal_reason(self, tx: &mut Tx<'_>, task: TaskId, reason: &String) -> Result<Sealed<String>, DbError> {
        let client: ClientId =
            tx.sql("SELECT client_id FROM task WHERE organization_id = $1 AND id = $2").bind(self.organization).bind(task).one()?;
        let key = self.key(tx, Some(client))?;
        Ok(key.seal(&Place::new("task", "reason", task), reason)?)
    }
}
