//! Work to be done later: claimed under a lease, done at least once, tried again with growing pauses, and set aside for people to see
//! when it will not succeed.

use footbridge_care::ids::{EventId, JobId, OrganizationId};
use footbridge_db::{Db, DbError, Each, Tx, row};
use jiff::{SignedDuration, Timestamp};

/// How often a job is tried before it is set aside.
const ATTEMPTS: u32 = 8;

/// A job to be queued.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// For whom.
    pub organization: OrganizationId,
    /// Its id.
    pub id: JobId,
    /// Who does it: the name of a handler.
    pub kind: String,
    /// At most one job of the kind has this key, ever: queueing it again does nothing.
    pub once_key: Option<String>,
    /// Jobs of the kind with the same key are done one after another, in the order of their ids.
    pub order_key: Option<String>,
    /// The event it delivers.
    pub event: Option<EventId>,
    /// What the handler needs to know; sealed by the caller if it is personal.
    pub payload: Option<Vec<u8>>,
    /// Not before this.
    pub run_at: Timestamp,
}

row! {
    /// A job that somebody has claimed.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Claimed {
        /// For whom.
        pub organization_id: OrganizationId,
        /// Its id.
        pub id: JobId,
        /// Who does it.
        pub kind: String,
        /// The event it delivers.
        pub event_id: Option<EventId>,
        /// What the handler needs to know.
        pub payload: Option<Vec<u8>>,
        /// Which attempt this is, from 1.
        pub attempts: u32,
        /// The lease it is held under.
        pub lease_id: String,
    }
}

/// A claim on jobs, for a time. Who does not finish in time loses them to the next.
#[derive(Clone, Debug)]
pub struct Lease {
    /// Who holds it: unique to the claimer and the moment.
    pub id: String,
    /// From when.
    pub now: Timestamp,
    /// For how long.
    pub length: SignedDuration,
}

row! {
    /// A job that did not succeed, for people to see.
    #[derive(Clone, Debug, PartialEq)]
    pub struct DeadLetter {
        /// Its id.
        pub id: JobId,
        /// Who should have done it.
        pub kind: String,
        /// How often it was tried.
        pub attempts: u32,
        /// What went wrong last, without personal data.
        pub last_error: Option<String>,
        /// When it was set aside.
        pub finished_at: Option<Timestamp>,
    }
}

/// Queues a job, in the transaction that wants it. `false` when its `once_key` was queued before.
pub fn enqueue(tx: &mut Tx<'_>, job: &NewJob) -> Result<bool, DbError> {
    let queued = tx
        .sql(
            "INSERT INTO job (organization_id, id, kind, once_key, order_key, event_id, payload, state, run_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8) ON CONFLICT (organization_id, kind, once_key) DO NOTHING",
        )
        .bind(job.organization)
        .bind(job.id)
        .bind(&job.kind)
        .bind(job.once_key.as_deref())
        .bind(job.order_key.as_deref())
        .bind(job.event)
        .bind(job.payload.clone())
        .bind(job.run_at)
        .run()?;
    Ok(queued == 1)
}

/// Claims up to `limit` jobs of these kinds that are due, or whose holder's lease ran out.
pub fn claim(db: &Db, kinds: &[&str], wanted: (&Lease, u32)) -> Result<Vec<Claimed>, DbError> {
    let (lease, limit) = wanted;
    let until = lease.now.checked_add(lease.length).unwrap_or(Timestamp::MAX);
    let mut claimed: Vec<Claimed> = db.write(|tx| {
        tx.sql(
            "UPDATE job SET state = 'running', attempts = attempts + 1, lease_id = $2, lease_until = $3
             WHERE id IN (
                SELECT j.id FROM job AS j
                WHERE j.kind IN (SELECT value FROM json_each($1))
                  AND ((j.state = 'waiting' AND j.run_at <= $4) OR (j.state = 'running' AND j.lease_until <= $4))
                  AND NOT EXISTS (
                    SELECT 1 FROM job AS e WHERE e.organization_id = j.organization_id AND e.kind = j.kind
                      AND e.order_key = j.order_key AND e.id < j.id AND e.state IN ('waiting', 'running'))
                ORDER BY j.run_at, j.id LIMIT $5)
             RETURNING organization_id, id, kind, event_id, payload, attempts, lease_id",
        )
        .bind(Each(kinds))
        .bind(&lease.id)
        .bind(until)
        .bind(lease.now)
        .bind(limit)
        .all()
    })?;
    claimed.sort_by_key(|job| job.id);
    Ok(claimed)
}

/// Marks a job as done, in the transaction of its work. `false` when its lease was lost: the caller must keep nothing of the work.
pub fn done(tx: &mut Tx<'_>, job: &Claimed, now: Timestamp) -> Result<bool, DbError> {
    let marked = tx
        .sql(
            "UPDATE job SET state = 'done', finished_at = $4, lease_id = NULL, lease_until = NULL
             WHERE organization_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
        )
        .bind(job.organization_id)
        .bind(job.id)
        .bind(&job.lease_id)
        .bind(now)
        .run()?;
    Ok(marked == 1)
}

/// Gives a job back after it went wrong: to be tried again later, or set aside. `why` must not hold personal data.
pub fn failed(tx: &mut Tx<'_>, job: &Claimed, went: (&str, Timestamp)) -> Result<(), DbError> {
    let (why, now) = went;
    let dead = job.attempts >= ATTEMPTS;
    tx.sql(
        "UPDATE job SET state = $4, last_error = $5, run_at = $6, finished_at = $7, lease_id = NULL, lease_until = NULL
         WHERE organization_id = $1 AND id = $2 AND lease_id = $3 AND state = 'running'",
    )
    .bind(job.organization_id)
    .bind(job.id)
    .bind(&job.lease_id)
    .bind(if dead { "dead" } else { "waiting" })
    .bind(why)
    .bind(now.checked_add(pause(job.attempts)).unwrap_or(Timestamp::MAX))
    .bind(dead.then_some(now))
    .run()
    .map(drop)
}

/// 5 seconds after the first attempt, doubled after each, an hour at most.
fn pause(attempts: u32) -> SignedDuration {
    let doubled = 5_i64.saturating_mul(1 << attempts.saturating_sub(1).min(20));
    SignedDuration::from_secs(doubled.min(3600))
}

/// What was set aside, newest first.
pub fn dead_letters(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<DeadLetter>, DbError> {
    tx.sql(
        "SELECT id, kind, attempts, last_error, finished_at FROM job
         WHERE organization_id = $1 AND state = 'dead' ORDER BY finished_at DESC NULLS LAST, id",
    )
    .bind(organization)
    .all()
}

/// Tries a job again that was set aside.
pub fn revive(tx: &mut Tx<'_>, job: (OrganizationId, JobId), now: Timestamp) -> Result<bool, DbError> {
    let revived = tx
        .sql(
            "UPDATE job SET state = 'waiting', attempts = 0, run_at = $3, finished_at = NULL
             WHERE organization_id = $1 AND id = $2 AND state = 'dead'",
        )
        .bind(job.0)
        .bind(job.1)
        .bind(now)
        .run()?;
    Ok(revived == 1)
}
