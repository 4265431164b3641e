//! A form sent twice is one act: the second sending gets the first answer.

use footbridge_care::ids::RequestId;
use footbridge_db::{DbError, Json, Tx};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{Form, Work};

/// One form as drawn and filled in, sent to one address. Sent again with something changed it is another act: somebody went back and meant it.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    sent: [u8; 32],
    path: String,
}

pub(crate) fn key(form: &Form, path: &str) -> Option<Key> {
    let mut digest = Sha256::new().chain_update(form.request?.uuid().as_bytes()).chain_update(path).chain_update([0]);
    for (name, value) in form.typed.iter() {
        digest.update(u64::try_from(name.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(name);
        digest.update(u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(value);
    }
    Some(Key { sent: digest.finalize().into(), path: path.to_owned() })
}

impl Key {
    /// What was sent, by whom: somebody else's form of the same id is another one.
    fn id(&self, work: &Work<'_, '_>) -> RequestId {
        let staff = work.actor().staff_id().map(|staff| staff.to_string()).unwrap_or_default();
        let digest: [u8; 32] = Sha256::new().chain_update(self.sent).chain_update(staff).finalize().into();
        let [head @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = digest;
        RequestId::from(uuid::Builder::from_custom_bytes(head).into_uuid())
    }
}

/// Acts, or repeats the first answer. Two at once meet at the claim: the later one waits, then repeats.
///
/// # Errors
/// What the act returns.
pub(crate) fn once<T, E>(work: &mut Work<'_, '_>, key: &Key, act: &mut impl FnMut(&mut Work<'_, '_>) -> Result<T, E>) -> Result<T, E>
where
    T: Serialize + DeserializeOwned,
    E: From<DbError>,
{
    if !claim(work, key)? {
        let answer = first_answer(work, key)?.ok_or_else(|| DbError::Conflict { constraint: "request".to_owned() })?;
        work.was_noted_before();
        return Ok(answer);
    }
    let answer = act(work)?;
    keep(work, key, &answer)?;
    Ok(answer)
}

fn claim(work: &mut Work<'_, '_>, key: &Key) -> Result<bool, DbError> {
    let (organization, id, now) = (work.organization(), key.id(work), work.now());
    let staff = work.actor().staff_id().map(|staff| staff.to_string()).unwrap_or_default();
    let claimed = work
        .tx
        .sql(
            "INSERT INTO request (organization_id, id, staff_id, action, answered_at, answer) VALUES ($1, $2, $3, $4, $5, '')
             ON CONFLICT (organization_id, id) DO NOTHING",
        )
        .bind(organization)
        .bind(id)
        .bind(staff)
        .bind(key.path.as_str())
        .bind(now)
        .run()?;
    Ok(claimed > 0)
}

fn first_answer<T: DeserializeOwned>(work: &mut Work<'_, '_>, key: &Key) -> Result<Option<T>, DbError> {
    let (organization, id) = (work.organization(), key.id(work));
    let answer: Option<Json<T>> = work
        .tx
        .sql("SELECT answer FROM request WHERE organization_id = $1 AND id = $2 AND answer <> ''")
        .bind(organization)
        .bind(id)
        .optional()?;
    Ok(answer.map(|Json(answer)| answer))
}

fn keep<T: Serialize>(work: &mut Work<'_, '_>, key: &Key, answer: &T) -> Result<(), DbError> {
    let (organization, id) = (work.organization(), key.id(work));
    work.tx
        .sql("UPDATE request SET answer = $3 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(id)
        .bind(Json(answer))
        .run()?;
    Ok(())
}

/// Forgets the answers given before a moment. A form older than that, sent again, is another act. For the nightly job.
///
/// # Errors
/// What storage says.
pub fn forget_requests(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, DbError> {
    tx.sql("DELETE FROM request WHERE answered_at < $1").bind(before).run()
}
