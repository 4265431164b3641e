//! The sign-ins in storage.

use footbridge_care::ids::{OrganizationId, SignInId, StaffId};
use footbridge_db::{DbError, Tx, row};
use jiff::{SignedDuration, Timestamp};

use super::Token;
use crate::{Work, clock::NoRandomness};

/// How long a sign-in lasts. NIST SP 800-63B-4 asks for at most an hour idle and a day in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// After so long without a request it ends. Use is noted once a minute, so it may end up to a minute sooner.
    pub idle: SignedDuration,
    /// After so long it ends in any case.
    pub absolute: SignedDuration,
}

impl Limits {
    /// For staff: half an hour idle, twelve hours in all.
    pub const STAFF: Self = Self { idle: SignedDuration::from_mins(30), absolute: SignedDuration::from_hours(12) };

    pub(crate) fn at(self, now: Timestamp) -> Deadline {
        Deadline { now, used_since: now.checked_sub(self.idle).unwrap_or(Timestamp::MIN) }
    }
}

/// A moment, and how recently a sign-in must have been used to hold then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    now: Timestamp,
    used_since: Timestamp,
}

row! {
    /// A browser that signed in.
    #[derive(Debug, Clone)]
    pub struct SignInRow {
        /// Its id.
        pub id: SignInId,
        /// The organization of who signed in.
        pub organization_id: OrganizationId,
        /// Who signed in.
        pub staff_id: StaffId,
        /// When.
        pub created_at: Timestamp,
        /// When it was last used, to the minute.
        pub seen_at: Timestamp,
        /// When it ends at the latest.
        pub expires_at: Timestamp,
        /// What the browser calls itself.
        pub user_agent: String,
    }
}

impl SignInRow {
    pub(crate) fn is_due_a_touch(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) >= SignedDuration::from_mins(1)
    }
}

/// The sign-in a token belongs to, if it still holds.
pub(crate) fn find(tx: &mut Tx<'_>, token_hash: &[u8], deadline: Deadline) -> Result<Option<SignInRow>, DbError> {
    tx.sql(
        "SELECT id, organization_id, staff_id, created_at, seen_at, expires_at, user_agent FROM sign_in
         WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND seen_at > $3",
    )
    .bind(token_hash)
    .bind(deadline.now)
    .bind(deadline.used_since)
    .optional()
}

/// Notes that a sign-in was used.
pub(crate) fn touch(tx: &mut Tx<'_>, row: &SignInRow, now: Timestamp) -> Result<(), DbError> {
    tx.sql("UPDATE sign_in SET seen_at = $3 WHERE organization_id = $1 AND id = $2 AND seen_at < $3")
        .bind(row.organization_id)
        .bind(row.id)
        .bind(now)
        .run()?;
    Ok(())
}

/// A sign-in about to be made: for whom, with which token, how long, in which browser.
#[derive(Debug)]
pub struct NewSignIn {
    /// Who signs in.
    pub staff: StaffId,
    /// The token their browser gets.
    pub token: Token,
    /// How long it lasts.
    pub limits: Limits,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// Opens a sign-in. Only `identity` does, after it has checked who it is.
///
/// # Errors
/// What storage says.
pub fn open(work: &mut Work<'_, '_>, new: &NewSignIn) -> Result<SignInId, DbError> {
    let (id, now, organization) = (work.id(), work.now(), work.organization());
    let agent: String = new.user_agent.chars().filter(|each| !each.is_control()).take(200).collect();
    work.tx
        .sql(
            "INSERT INTO sign_in (organization_id, id, token_hash, staff_id, created_at, seen_at, expires_at, user_agent)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(organization)
        .bind(id)
        .bind(new.token.hash())
        .bind(new.staff)
        .bind(now)
        .bind(now)
        .bind(now.checked_add(new.limits.absolute).unwrap_or(Timestamp::MAX))
        .bind(agent)
        .run()?;
    Ok(id)
}

/// The sign-ins of somebody that still hold, newest first.
///
/// # Errors
/// What storage says.
pub fn list(tx: &mut Tx<'_>, whose: (OrganizationId, StaffId), at: (Timestamp, Limits)) -> Result<Vec<SignInRow>, DbError> {
    let deadline = at.1.at(at.0);
    tx.sql(
        "SELECT id, organization_id, staff_id, created_at, seen_at, expires_at, user_agent FROM sign_in
         WHERE organization_id = $1 AND staff_id = $2 AND ended_at IS NULL AND expires_at > $3 AND seen_at > $4
         ORDER BY created_at DESC, id DESC",
    )
    .bind(whose.0)
    .bind(whose.1)
    .bind(deadline.now)
    .bind(deadline.used_since)
    .all()
}

/// Ends one sign-in of somebody; it holds no more from the next request on. False when there was none to end.
///
/// # Errors
/// What storage says.
pub fn end(work: &mut Work<'_, '_>, whose: StaffId, sign_in: SignInId) -> Result<bool, DbError> {
    let (now, organization) = (work.now(), work.organization());
    let ended = work
        .tx
        .sql("UPDATE sign_in SET ended_at = $4 WHERE organization_id = $1 AND staff_id = $2 AND id = $3 AND ended_at IS NULL")
        .bind(organization)
        .bind(whose)
        .bind(sign_in)
        .bind(now)
        .run()?;
    Ok(ended > 0)
}

/// Ends every sign-in of somebody: their password changed, they left. Says how many there were.
///
/// # Errors
/// What storage says.
pub fn end_all(work: &mut Work<'_, '_>, whose: StaffId) -> Result<u64, DbError> {
    let (now, organization) = (work.now(), work.organization());
    work.tx
        .sql("UPDATE sign_in SET ended_at = $3 WHERE organization_id = $1 AND staff_id = $2 AND ended_at IS NULL")
        .bind(organization)
        .bind(whose)
        .bind(now)
        .run()
}

impl NewSignIn {
    /// A token for a sign-in.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source refuses.
    pub fn token(random: &crate::Random) -> Result<Token, NoRandomness> {
        Token::fresh(random)
    }
}
