//! Marks as they are stored: rows that are added, never changed, the newest of a chain in force.

use std::collections::{HashMap, HashSet};

use footbridge_care::ids::{AttendanceId, ClientId, EnrolmentId, FactId, OrganizationId, SessionId, StaffId};
use footbridge_db::{DbError, Each, Keyring, Place, SealError, Sealed, Tx, row};
use footbridge_kit::{Version, Work};
use jiff::Timestamp;

use super::Came;

row! {
    struct Row {
        id: AttendanceId,
        session_id: SessionId,
        enrolment_id: EnrolmentId,
        client_id: ClientId,
        outcome: String,
        late_minutes: u32,
        left_minutes: u32,
        by_video: bool,
        reason: Option<Sealed<String>>,
        recorded_by: Option<StaffId>,
        recorded_at: Timestamp,
        fact_id: Option<FactId>,
        supersedes: Option<AttendanceId>,
    }
}

/// A mark in force.
#[derive(Debug, Clone)]
pub struct MarkRow {
    /// Its id.
    pub id: AttendanceId,
    /// How they took part.
    pub came: Came,
    /// By whom it was marked.
    pub by: Option<StaffId>,
    /// And when.
    pub at: Timestamp,
    /// The fact it led to, once the roster is confirmed.
    pub fact: Option<FactId>,
    /// How many marks there have been: what a form about it is drawn from.
    pub version: Version,
}

/// The marks of one session, by enrolment.
pub type Sheet = HashMap<EnrolmentId, MarkRow>;

/// The version of a row without a mark.
pub const UNMARKED: Version = Version(0);

/// The marks of these sessions.
///
/// # Errors
/// What storage says; a reason that cannot be opened.
pub fn sheets(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    (organization, sessions): (OrganizationId, &[SessionId]),
) -> Result<HashMap<SessionId, Sheet>, DbError> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT a.id, a.session_id, a.enrolment_id, e.client_id, a.outcome, a.late_minutes, a.left_minutes, a.by_video, a.reason,
                    a.recorded_by, a.recorded_at, a.fact_id, a.supersedes
             FROM attendance a JOIN enrolment e ON e.organization_id = a.organization_id AND e.id = a.enrolment_id
             WHERE a.organization_id = $1 AND a.session_id IN (SELECT value FROM json_each($2)) ORDER BY a.session_id, a.enrolment_id, a.id",
        )
        .bind(organization)
        .bind(Each(sessions))
        .all()?;
    let clients: Vec<ClientId> = rows.iter().filter(|row| row.reason.is_some()).map(|row| row.client_id).collect();
    let keys = if clients.is_empty() { HashMap::new() } else { keys.client_keys(tx, organization, &clients)? };
    let gone: HashSet<AttendanceId> = rows.iter().filter_map(|row| row.supersedes).collect();
    let mut times: HashMap<(SessionId, EnrolmentId), i64> = HashMap::new();
    rows.iter().for_each(|row| *times.entry((row.session_id, row.enrolment_id)).or_default() += 1);
    let mut sheets: HashMap<SessionId, Sheet> = HashMap::new();
    for row in rows.into_iter().filter(|row| !gone.contains(&row.id)) {
        let reason = match (&row.reason, keys.get(&row.client_id)) {
            (Some(sealed), Some(key)) => Some(key.open(&place(row.id), sealed)?),
            _ => None,
        };
        let version = Version(times.get(&(row.session_id, row.enrolment_id)).copied().unwrap_or(0));
        sheets.entry(row.session_id).or_default().insert(row.enrolment_id, row.mark(reason, version));
    }
    Ok(sheets)
}

impl Row {
    fn mark(self, reason: Option<String>, version: Version) -> MarkRow {
        let came = match self.outcome.as_str() {
            "here" => Came::Here { late: self.late_minutes, left: self.left_minutes, video: self.by_video },
            "excused" => Came::Excused(reason),
            "withdrawn" => Came::Withdrawn,
            _ => Came::Absent,
        };
        MarkRow { id: self.id, came, by: self.recorded_by, at: self.recorded_at, fact: self.fact_id, version }
    }
}

fn place(mark: AttendanceId) -> Place {
    Place::new("attendance", "reason", mark)
}

/// A mark to be added.
pub(super) struct New<'a> {
    pub session: SessionId,
    pub enrolment: EnrolmentId,
    pub client: ClientId,
    pub came: &'a Came,
    pub minutes: u32,
    pub fact: Option<FactId>,
    pub supersedes: Option<AttendanceId>,
}

/// Adds a mark.
pub(super) fn insert(work: &mut Work<'_, '_>, new: &New<'_>) -> Result<(), DbError> {
    let (organization, id, by, now) =
        (work.organization(), work.id::<footbridge_care::ids::Attendance>(), work.actor().staff_id(), work.now());
    let reason = match new.came {
        Came::Excused(Some(reason)) => Some(seal(work, (new.client, id), reason)?),
        _ => None,
    };
    let (late, left) = new.came.minutes();
    work.tx
        .sql(
            "INSERT INTO attendance (organization_id, id, session_id, enrolment_id, outcome, minutes, late_minutes, left_minutes, by_video, \
             reason, recorded_by, recorded_at, fact_id, supersedes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(organization)
        .bind(id)
        .bind(new.session)
        .bind(new.enrolment)
        .bind(new.came.code())
        .bind(new.minutes)
        .bind(late)
        .bind(left)
        .bind(matches!(new.came, Came::Here { video: true, .. }))
        .bind(reason)
        .bind(by)
        .bind(now)
        .bind(new.fact)
        .bind(new.supersedes)
        .run()?;
    Ok(())
}

fn seal(work: &mut Work<'_, '_>, (client, id): (ClientId, AttendanceId), reason: &String) -> Result<Sealed<String>, DbError> {
    let key = work.keys().client_key(work.tx, (work.actor().organization(), client))?;
    key.seal(&place(id), reason).map_err(|error: SealError| error.into())
}

/// Says which fact a mark led to, when its roster is confirmed.
pub(super) fn has_fact(work: &mut Work<'_, '_>, mark: AttendanceId, fact: FactId) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("UPDATE attendance SET fact_id = $3 WHERE organization_id = $1 AND id = $2 AND fact_id IS NULL")
        .bind(organization)
        .bind(mark)
        .bind(fact)
        .run()?;
    Ok(())
}
