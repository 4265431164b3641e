//! How often one may try. Each try is counted before the password is looked at, so that many at once do not slip past.
//!
//! An account: five tries, then half a minute, doubling to an hour; past a hundred, a day (NIST SP 800-63B-4, 3.2.2: no more than a hundred in
//! a row). An address: thirty tries, as a clinic's staff share one; then the same, forgotten after an hour's quiet.

use footbridge_db::{DbError, Keyring, Tx};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// What is counted, under a hash: what was typed as a name may be a password.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    key_hash: String,
    free: i64,
    forgotten_after: Option<SignedDuration>,
}

impl Counted {
    pub(super) fn account(keys: &Keyring, user: &str) -> Self {
        Self { key_hash: hash(keys, &format!("account {}", user.to_lowercase())), free: 5, forgotten_after: None }
    }

    pub(super) fn address(keys: &Keyring, address: &str) -> Self {
        let key_hash = hash(keys, &format!("address {address}"));
        Self { key_hash, free: 30, forgotten_after: Some(SignedDuration::from_hours(1)) }
    }

    /// How long to wait from the last try, after so many that failed.
    fn pause(&self, failures: i64) -> SignedDuration {
        match failures {
            n if n < self.free => SignedDuration::ZERO,
            100.. => SignedDuration::from_hours(24),
            n => SignedDuration::from_secs(30 << (n - self.free).min(7)).min(SignedDuration::from_hours(1)),
        }
    }
}

fn hash(keys: &Keyring, text: &str) -> String {
    let digest = Sha256::new().chain_update(keys.derive("sign-in throttle").as_slice()).chain_update(text).finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Counts a try, or says how long to wait. A try that must wait is not counted.
pub(super) fn count(tx: &mut Tx<'_>, counted: &[Counted], now: Timestamp) -> Result<Result<(), SignedDuration>, DbError> {
    let mut found = Vec::new();
    for each in counted {
        let (failures, last) = failures(tx, each, now)?;
        let left = each.pause(failures) - now.duration_since(last);
        if failures > 0 && left > SignedDuration::ZERO {
            return Ok(Err(left));
        }
        found.push((each, failures));
    }
    for (each, failures) in found {
        write(tx, each, (failures + 1, now))?;
    }
    Ok(Ok(()))
}

/// The try was right: the account starts anew, the address has not tried.
pub(super) fn forgive(tx: &mut Tx<'_>, counted: &[Counted], now: Timestamp) -> Result<(), DbError> {
    for each in counted {
        let (failures, _) = failures(tx, each, now)?;
        let left = if each.forgotten_after.is_some() { failures - 1 } else { 0 };
        write(tx, each, (left.max(0), now))?;
    }
    Ok(())
}

fn failures(tx: &mut Tx<'_>, counted: &Counted, now: Timestamp) -> Result<(i64, Timestamp), DbError> {
    let found: Option<(i64, Timestamp)> =
        tx.sql("SELECT failures, last_at FROM sign_in_throttle WHERE key_hash = $1").bind(counted.key_hash.as_str()).optional()?;
    let (failures, last) = found.unwrap_or((0, now));
    let forgotten = counted.forgotten_after.is_some_and(|after| now.duration_since(last) >= after);
    Ok((if forgotten { 0 } else { failures }, last))
}

fn write(tx: &mut Tx<'_>, counted: &Counted, (failures, now): (i64, Timestamp)) -> Result<(), DbError> {
    tx.sql(
        "INSERT INTO sign_in_throttle (key_hash, failures, last_at) VALUES ($1, $2, $3)
         ON CONFLICT (key_hash) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
    )
    .bind(counted.key_hash.as_str())
    .bind(failures)
    .bind(now)
    .run()?;
    Ok(())
}
