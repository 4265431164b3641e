//! Forms that arrive twice are answered once: the first answer, kept in the transaction of the act.

use footbridge_care::ids::{OrganizationId, RequestId, StaffId};
use footbridge_db::{DbError, Tx};
use jiff::Timestamp;

/// An act that was answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The form.
    pub request: RequestId,
    /// Who sent it.
    pub by: StaffId,
    /// The use case: `mark_attendance`.
    pub action: &'static str,
    /// When.
    pub at: Timestamp,
    /// The answer, in a form that can be given again: where to go next. Never anything personal.
    pub answer: String,
}

/// The answer that this person's form got before, if it did. Somebody else's form, or another action's, has none.
pub fn answered(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    form: (RequestId, StaffId, &'static str),
) -> Result<Option<String>, DbError> {
    tx.sql("SELECT answer FROM request WHERE organization_id = $1 AND id = $2 AND staff_id = $3 AND action = $4")
        .bind(organization)
        .bind(form.0)
        .bind(form.1)
        .bind(form.2)
        .optional()
}

/// Keeps the answer. Two taps that arrive at once meet here: the second fails with conflict `request_pkey`, and asks again.
pub fn remember(tx: &mut Tx<'_>, organization: OrganizationId, answered: &Answered) -> Result<(), DbError> {
    tx.sql("INSERT INTO request (organization_id, id, staff_id, action, answered_at, answer) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(organization)
        .bind(answered.request)
        .bind(answered.by)
        .bind(answered.action)
        .bind(answered.at)
        .bind(&answered.answer)
        .run()
        .map(drop)
}
