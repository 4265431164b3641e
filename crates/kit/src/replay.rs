//! A form sent twice is one act: the second sending gets the first answer.

use footbridge_care::ids::RequestId;
use footbridge_db::{DbError, Json};
use serde::{Serialize, de::DeserializeOwned};

use crate::Work;

/// One form as drawn, sent to one address.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    request: RequestId,
    action: String,
}

pub(crate) fn key(request: RequestId, path: &str) -> Key {
    Key { request, action: path.to_owned() }
}

/// Acts, or repeats the first answer. Two at once meet at the claim: the later one waits, then repeats.
///
/// # Errors
/// What the act returns; a conflict named `request` when the id was somebody else's or of another form.
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

fn whose(work: &Work<'_, '_>) -> String {
    work.actor().staff_id().map(|staff| staff.to_string()).unwrap_or_default()
}

fn claim(work: &mut Work<'_, '_>, key: &Key) -> Result<bool, DbError> {
    let (organization, staff, now) = (work.organization(), whose(work), work.now());
    let claimed = work
        .tx
        .sql(
            "INSERT INTO request (organization_id, id, staff_id, action, answered_at, answer) VALUES ($1, $2, $3, $4, $5, '')
             ON CONFLICT (organization_id, id) DO NOTHING",
        )
        .bind(organization)
        .bind(key.request)
        .bind(staff)
        .bind(key.action.as_str())
        .bind(now)
        .run()?;
    Ok(claimed > 0)
}

fn first_answer<T: DeserializeOwned>(work: &mut Work<'_, '_>, key: &Key) -> Result<Option<T>, DbError> {
    let (organization, staff) = (work.organization(), whose(work));
    let answer: Option<Json<T>> = work
        .tx
        .sql("SELECT answer FROM request WHERE organization_id = $1 AND id = $2 AND staff_id = $3 AND action = $4 AND answer <> ''")
        .bind(organization)
        .bind(key.request)
        .bind(staff)
        .bind(key.action.as_str())
        .optional()?;
    Ok(answer.map(|Json(answer)| answer))
}

fn keep<T: Serialize>(work: &mut Work<'_, '_>, key: &Key, answer: &T) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("UPDATE request SET answer = $3 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(key.request)
        .bind(Json(answer))
        .run()?;
    Ok(())
}
