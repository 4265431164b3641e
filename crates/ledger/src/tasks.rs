//! Tasks: what standing proposed and people answer. Opened once for each (enrolment, rule, occasion).

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, StaffId, TaskId},
    line::{Proposal, Reason},
};
use footbridge_db::{DbError, Each, Json, Place, Sealed, Tx, Word, row};
use footbridge_definition::model::Sensitivity;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::Ledger;

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

/// Whose tasks are reconciled, and when.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// Whose.
    pub client: ClientId,
    /// In which course.
    pub enrolment: EnrolmentId,
    /// The date at the site.
    pub today: Date,
    /// The instant.
    pub now: Timestamp,
}

/// What reconciling changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Tasks opened, or opened again after their cause came back.
    pub opened: usize,
    /// Tasks withdrawn because their cause is gone.
    pub withdrawn: usize,
    /// Tasks that became overdue and went to whom they escalate.
    pub escalated: usize,
}

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
    /// Brings the tasks of an enrolment in line with what standing proposes now. What people ended stays ended.
    pub fn reconcile(
        self,
        tx: &mut Tx<'_>,
        occasion: Occasion,
        proposals: &[Proposal],
        new_id: &mut dyn FnMut() -> TaskId,
    ) -> Result<Reconciled, DbError> {
        let stored = self.tasks_of(tx, &[occasion.enrolment])?;
        let mut known: HashMap<(&str, &str), &StoredTask> =
            stored.iter().map(|task| ((task.rule.as_str(), task.occasion.as_str()), task)).collect();
        let mut changed = Reconciled::default();
        for proposal in proposals {
            match known.remove(&(proposal.rule.as_str(), proposal.occasion.as_str())) {
                None => changed.opened += usize::from(self.open(tx, occasion, (new_id(), proposal))?),
                Some(task) if task.state.0 == TaskState::Withdrawn => {
                    self.reopen(tx, occasion, (task.id, proposal))?;
                    changed.opened += 1;
                }
                Some(task) if task.state.0 == TaskState::Open => {
                    changed.escalated += usize::from(self.refresh(tx, occasion, (task, proposal))?);
                }
                Some(_) => {}
            }
        }
        for task in known.into_values().filter(|task| task.state.0 == TaskState::Open) {
            self.withdraw(tx, occasion, task.id)?;
            changed.withdrawn += 1;
        }
        Ok(changed)
    }

    fn open(self, tx: &mut Tx<'_>, occasion: Occasion, task: (TaskId, &Proposal)) -> Result<bool, DbError> {
        let (id, proposal) = task;
        let inserted = tx
            .sql(
                "INSERT INTO task (organization_id, id, client_id, enrolment_id, rule, occasion, what, because, sensitivity, owner_role, \
                 due, escalates_to, state, opened_at, escalated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13, $14)
                 ON CONFLICT (organization_id, enrolment_id, rule, occasion) DO NOTHING",
            )
            .bind(self.organization)
            .bind(id)
            .bind(occasion.client)
            .bind(occasion.enrolment)
            .bind(&proposal.rule)
            .bind(&proposal.occasion)
            .bind(&proposal.what)
            .bind(Json(&proposal.because))
            .bind(Word(proposal.sensitivity))
            .bind(&proposal.role)
            .bind(proposal.due)
            .bind(proposal.escalates_to.as_deref())
            .bind(occasion.now)
            .bind(escalates(occasion, proposal).then_some(occasion.now))
            .run()?;
        Ok(inserted == 1)
    }

    /// A task that was withdrawn comes back when its cause does: nobody decided about it.
    fn reopen(self, tx: &mut Tx<'_>, occasion: Occasion, task: (TaskId, &Proposal)) -> Result<u64, DbError> {
        let (id, proposal) = task;
        tx.sql(
            "UPDATE task SET state = 'open', closed_at = NULL, due = $3, because = $4, escalated_at = $5, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND state = 'withdrawn'",
        )
        .bind(self.organization)
        .bind(id)
        .bind(proposal.due)
        .bind(Json(&proposal.because))
        .bind(escalates(occasion, proposal).then_some(occasion.now))
        .run()
    }

    /// Keeps an open task true to its cause. Returns whether it escalated just now.
    fn refresh(self, tx: &mut Tx<'_>, occasion: Occasion, task: (&StoredTask, &Proposal)) -> Result<bool, DbError> {
        let (task, proposal) = task;
        let escalated = escalates(occasion, proposal).then_some(task.escalated_at.unwrap_or(occasion.now));
        let same = (task.due, &task.because.0, task.escalated_at) == (proposal.due, &proposal.because, escalated);
        if same {
            return Ok(false);
        }
        tx.sql(
            "UPDATE task SET due = $3, because = $4, escalated_at = $5, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND state = 'open'",
        )
        .bind(self.organization)
        .bind(task.id)
        .bind(proposal.due)
        .bind(Json(&proposal.because))
        .bind(escalated)
        .run()?;
        Ok(task.escalated_at.is_none() && escalated.is_some())
    }

    fn withdraw(self, tx: &mut Tx<'_>, occasion: Occasion, task: TaskId) -> Result<u64, DbError> {
        tx.sql(
            "UPDATE task SET state = 'withdrawn', closed_at = $3, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2 AND state = 'open'",
        )
        .bind(self.organization)
        .bind(task)
        .bind(occasion.now)
        .run()
    }

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

/// Overdue, and somebody is named to take it.
fn escalates(occasion: Occasion, proposal: &Proposal) -> bool {
    proposal.escalates_to.is_some() && proposal.due.is_some_and(|due| due < occasion.today)
}
