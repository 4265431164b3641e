//! The act of settling.

use footbridge_care::ids::{ClientId, EnrolmentId, TaskId};
use footbridge_db::row;
use footbridge_kit::{Detail, Failure, Reading, Version, Work, reach};
use footbridge_ledger::{Close, Closing, StoredTask};
use footbridge_policy::{SeeStanding, SettleTask};

use crate::{Names, names};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Settled {
    /// It is closed; it was about this client.
    Closed(ClientId),
    /// Somebody else changed it first.
    Stale,
}

row! {
    struct TaskRow {
        client_id: ClientId,
        enrolment_id: EnrolmentId,
    }
}

/// Ends a task, and computes the course's standing anew: what was waiting for it goes on.
///
/// # Errors
/// Hidden where there is no such task within reach, or it is more tender than they may be shown.
pub fn settle(work: &mut Work<'_, '_>, task: (TaskId, Option<Version>), close: &Close) -> Result<Settled, Failure> {
    let (settled, enrolment) = settle_later(work, task, close)?;
    if let Settled::Closed(_) = settled {
        work.settle(&[enrolment])?;
    }
    Ok(settled)
}

/// The same, where standing follows later: for ending many tasks at a time. Says whose course it was.
///
/// # Errors
/// As [`settle`].
pub fn settle_later(
    work: &mut Work<'_, '_>,
    (task, seen): (TaskId, Option<Version>),
    close: &Close,
) -> Result<(Settled, EnrolmentId), Failure> {
    let organization = work.organization();
    let row: Option<TaskRow> = work
        .tx
        .sql("SELECT client_id, enrolment_id FROM task WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(task)
        .optional()?;
    let row = row.ok_or(Failure::Hidden)?;
    let subject = reach::client(work.tx, work.actor(), row.client_id)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(SettleTask, subject)?;
    let all = work.ledger().tasks_of(work.tx, &[row.enrolment_id])?;
    let stored = all.iter().find(|each| each.id == task).ok_or(Failure::Hidden)?;
    let by = work.actor().staff_id().filter(|_| work.actor().may_see(stored.sensitivity.0)).ok_or(Failure::Hidden)?;
    let Some(Version(seen)) = seen else { return Ok((Settled::Stale, row.enrolment_id)) };
    let closing = Closing { task, seen, close: close.clone(), by, at: work.now() };
    if !work.ledger().close_task(work.tx, &closing)? {
        return Ok((Settled::Stale, row.enrolment_id));
    }
    work.note(&permit, Detail::says(if matches!(close, Close::Done(_)) { "done" } else { "waived" }))?;
    Ok((Settled::Closed(row.client_id), row.enrolment_id))
}

/// A task with whom it is about.
pub(super) struct View {
    pub task: StoredTask,
    pub names: Names,
}

/// A task, for somebody who may see it.
pub(super) fn view(reading: &mut Reading<'_, '_>, task: TaskId) -> Result<View, Failure> {
    let organization = reading.organization();
    let row: Option<TaskRow> = reading
        .tx
        .sql("SELECT client_id, enrolment_id FROM task WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(task)
        .optional()?;
    let row = row.ok_or(Failure::Hidden)?;
    let subject = reach::client(reading.tx, reading.actor(), row.client_id)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(SeeStanding, subject)?;
    reading.saw(&permit);
    let all = reading.ledger().tasks_of(reading.tx, &[row.enrolment_id])?;
    let stored = all.into_iter().find(|each| each.id == task).filter(|task| reading.actor().may_see(task.sensitivity.0));
    let names = names::of(reading.tx, reading.keys(), (organization, row.client_id))?.ok_or(Failure::Hidden)?;
    Ok(View { task: stored.ok_or(Failure::Hidden)?, names })
}
