//! Recording facts, and loading them for many enrolments at once.

use std::collections::HashMap;

use footbridge_care::{
    facts::{Body, FORMAT, Fact, Turn},
    ids::{ClientId, EnrolmentId, FactId, StaffId},
};
use footbridge_db::{DataKey, DbError, Each, Place, SealError, Sealed, Tx, row};
use jiff::{Timestamp, civil::Date};

use crate::Ledger;

row! {
    struct FactRow {
        id: FactId,
        client_id: ClientId,
        enrolment_id: EnrolmentId,
        format: u32,
        occurred_on: Date,
        occurred_at: Option<Timestamp>,
        recorded_at: Timestamp,
        recorded_by: Option<StaffId>,
        supersedes: Option<FactId>,
        payload: Sealed<Body>,
    }
}

impl Ledger<'_> {
    /// Records facts, in order.
    ///
    /// # Errors
    /// Conflict `fact_superseded` when somebody else corrected the same fact first; `fact_pkey` when it is recorded already;
    /// `fact_of_another` when it would supersede a fact of another enrolment, or one that does not exist.
    pub fn record(self, tx: &mut Tx<'_>, facts: &[Fact]) -> Result<(), DbError> {
        let clients: Vec<ClientId> = facts.iter().map(|fact| fact.client).collect();
        let keys = self.keyring.client_keys(tx, self.organization, &clients)?;
        for fact in facts {
            let key = keys.get(&fact.client).ok_or(SealError::Unknown)?;
            self.check_superseded(tx, fact)?;
            self.insert(tx, fact, key)?;
            self.move_head(tx, fact)?;
        }
        Ok(())
    }

    fn check_superseded(self, tx: &mut Tx<'_>, fact: &Fact) -> Result<(), DbError> {
        let Some(earlier) = fact.supersedes else { return Ok(()) };
        let own = tx
            .sql("SELECT 1 FROM fact WHERE organization_id = $1 AND id = $2 AND enrolment_id = $3")
            .bind(self.organization)
            .bind(earlier)
            .bind(fact.enrolment)
            .exists()?;
        if own { Ok(()) } else { Err(DbError::Conflict { constraint: "fact_of_another".into() }) }
    }

    fn insert(self, tx: &mut Tx<'_>, fact: &Fact, key: &DataKey) -> Result<u64, DbError> {
        tx.sql(
            "INSERT INTO fact (organization_id, id, client_id, enrolment_id, kind, format, occurred_on, occurred_at, recorded_at, \
             recorded_by, supersedes, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(self.organization)
        .bind(fact.id)
        .bind(fact.client)
        .bind(fact.enrolment)
        .bind(kind(&fact.body))
        .bind(FORMAT)
        .bind(fact.occurred_on)
        .bind(fact.occurred_at)
        .bind(fact.recorded_at)
        .bind(fact.recorded_by)
        .bind(fact.supersedes)
        .bind(key.seal(&place(fact.id), &fact.body)?)
        .run()
    }

    fn move_head(self, tx: &mut Tx<'_>, fact: &Fact) -> Result<u64, DbError> {
        tx.sql(
            "INSERT INTO fact_head (organization_id, enrolment_id, last_fact_id, facts) VALUES ($1, $2, $3, 1)
             ON CONFLICT (organization_id, enrolment_id)
             DO UPDATE SET last_fact_id = excluded.last_fact_id, facts = fact_head.facts + 1",
        )
        .bind(self.organization)
        .bind(fact.enrolment)
        .bind(fact.id)
        .run()
    }

    /// All facts of these enrolments, superseded ones too, by enrolment and in the order recorded. Two statements, however many there
    /// are. An enrolment without facts has none here; a client who was shredded has none that can be read.
    pub fn facts(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Vec<Fact>>, DbError> {
        let rows: Vec<FactRow> = tx
            .sql(
                "SELECT id, client_id, enrolment_id, format, occurred_on, occurred_at, recorded_at, recorded_by, supersedes, payload
                 FROM fact WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2)) ORDER BY enrolment_id, id",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        self.open_all(tx, rows)
    }

    /// The newest facts of a client that still stand, newest first, with those whose place they took: for a timeline. `until` is the
    /// last day asked for.
    pub fn newest_facts(self, tx: &mut Tx<'_>, client: ClientId, (until, most): (Date, i64)) -> Result<Vec<Fact>, DbError> {
        let mut rows: Vec<FactRow> = tx
            .sql(
                "SELECT f.id, f.client_id, f.enrolment_id, f.format, f.occurred_on, f.occurred_at, f.recorded_at, f.recorded_by, f.supersedes,
                        f.payload
                 FROM fact AS f WHERE f.organization_id = $1 AND f.client_id = $2 AND f.occurred_on <= $3
                   AND NOT EXISTS (SELECT 1 FROM fact AS n WHERE n.organization_id = f.organization_id AND n.supersedes = f.id)
                 ORDER BY f.occurred_on DESC, f.id DESC LIMIT $4",
            )
            .bind(self.organization)
            .bind(client)
            .bind(until)
            .bind(most)
            .all()?;
        let before: Vec<FactId> = rows.iter().filter_map(|row| row.supersedes).collect();
        let replaced: Vec<FactRow> = tx
            .sql(
                "SELECT id, client_id, enrolment_id, format, occurred_on, occurred_at, recorded_at, recorded_by, supersedes, payload
                 FROM fact WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))",
            )
            .bind(self.organization)
            .bind(Each(&before))
            .all()?;
        rows.extend(replaced);
        let key = self.keyring.client_key(tx, (self.organization, client))?;
        rows.into_iter().map(|row| open(row, &key)).collect()
    }

    /// Only the turns of their courses, and what was taken back: enough to know who is expected where, without opening the rest.
    pub fn courses(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Vec<Fact>>, DbError> {
        let rows: Vec<FactRow> = tx
            .sql(
                "SELECT id, client_id, enrolment_id, format, occurred_on, occurred_at, recorded_at, recorded_by, supersedes, payload
                 FROM fact WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2)) AND kind <> 'occurred'
                 ORDER BY enrolment_id, id",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        self.open_all(tx, rows)
    }

    fn open_all(self, tx: &mut Tx<'_>, rows: Vec<FactRow>) -> Result<HashMap<EnrolmentId, Vec<Fact>>, DbError> {
        let mut clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).collect();
        clients.sort_unstable();
        clients.dedup();
        let keys = self.keyring.client_keys(tx, self.organization, &clients)?;
        let mut facts: HashMap<EnrolmentId, Vec<Fact>> = HashMap::new();
        for row in rows {
            if let Some(key) = keys.get(&row.client_id) {
                facts.entry(row.enrolment_id).or_default().push(open(row, key)?);
            }
        }
        Ok(facts)
    }
}

fn open(row: FactRow, key: &DataKey) -> Result<Fact, DbError> {
    if row.format != FORMAT {
        return Err(DbError::Internal { what: format!("a fact of format {}, which this program does not know", row.format) });
    }
    Ok(Fact {
        id: row.id,
        client: row.client_id,
        enrolment: row.enrolment_id,
        occurred_on: row.occurred_on,
        occurred_at: row.occurred_at,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
        supersedes: row.supersedes,
        body: key.open(&place(row.id), &row.payload)?,
    })
}

fn place(fact: FactId) -> Place {
    Place::new("fact", "payload", fact)
}

/// What may be known of a fact without its key: enough to count by, and no more.
fn kind(body: &Body) -> &'static str {
    match body {
        Body::Occurred(_) => "occurred",
        Body::Course(Turn::Enrolled { .. }) => "course.enrolled",
        Body::Course(Turn::Left { .. }) => "course.left",
        Body::Course(_) => "course",
        Body::Retracted { .. } => "retracted",
    }
}
