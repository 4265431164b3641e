//! Bringing tasks in line with what standing proposes.

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, TaskId},
    line::Proposal,
};
use footbridge_db::{DbError, Json, Tx, Word};
use jiff::{Timestamp, civil::Date};

use super::{StoredTask, TaskState};
use crate::Ledger;

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
}

/// Overdue, and somebody is named to take it.
fn escalates(occasion: Occasion, proposal: &Proposal) -> bool {
    proposal.escalates_to.is_some() && proposal.due.is_some_and(|due| due < occasion.today)
}
