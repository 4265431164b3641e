//! Standing as last computed, with the stamp of what it was computed from.

mod rows;
mod store;

use std::collections::HashMap;

use footbridge_care::{
    ids::{EnrolmentId, FactId, ProgramVersionId, SiteId},
    line::Standing,
};
use footbridge_db::{DbError, Each, Tx};
use jiff::Timestamp;

use self::rows::{HeadRow, LineRow, StampRow};
use crate::Ledger;

/// What standing depends on besides the clock. Two equal stamps mean that nothing was recorded, published or rescheduled in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// How many facts there are.
    pub facts: i64,
    /// The newest.
    pub last_fact: Option<FactId>,
    /// The definition version the client is enrolled under.
    pub program_version: ProgramVersionId,
    /// How often the program's calendar at the site was changed.
    pub calendar_revision: i64,
}

/// A stored standing. Its proposals are empty: those are tasks by now.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// What it was computed from.
    pub stamp: Stamp,
    /// When.
    pub computed_at: Timestamp,
    /// Until when it holds if the stamp stays the same.
    pub valid_until: Timestamp,
    /// What it says.
    pub standing: Standing,
}

impl Stored {
    /// Whether it may be shown: computed from what there is now, and not run out.
    pub fn is_current(&self, stamp: &Stamp, now: Timestamp) -> bool {
        self.stamp == *stamp && self.computed_at <= now && now < self.valid_until
    }
}

impl Ledger<'_> {
    /// What standing depends on now, for these enrolments.
    pub fn stamps(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Stamp>, DbError> {
        let rows: Vec<StampRow> = tx
            .sql(
                "SELECT e.id, coalesce(h.facts, 0) AS facts, h.last_fact_id, e.program_version_id,
                        coalesce(c.revision, 0) AS calendar_revision
                 FROM enrolment AS e
                 LEFT JOIN fact_head AS h ON h.organization_id = e.organization_id AND h.enrolment_id = e.id
                 LEFT JOIN calendar AS c ON c.organization_id = e.organization_id AND c.site_id = e.site_id AND c.program = e.program
                 WHERE e.organization_id = $1 AND e.id IN (SELECT value FROM json_each($2))",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        Ok(rows.into_iter().map(|row| (row.id, row.stamp())).collect())
    }

    /// Notes that sessions of a program at a site were changed, so that stored standings are looked at again.
    pub fn touch_calendar(self, tx: &mut Tx<'_>, site: SiteId, program: &str) -> Result<(), DbError> {
        tx.sql(
            "INSERT INTO calendar (organization_id, site_id, program, revision) VALUES ($1, $2, $3, 1)
             ON CONFLICT (organization_id, site_id, program) DO UPDATE SET revision = calendar.revision + 1",
        )
        .bind(self.organization)
        .bind(site)
        .bind(program)
        .run()
        .map(drop)
    }

    /// The stored standings of these enrolments; compare each with its stamp before showing it.
    pub fn standings(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Stored>, DbError> {
        let heads: Vec<HeadRow> = tx
            .sql(
                "SELECT enrolment_id, facts, last_fact_id, program_version_id, calendar_revision, computed_at, valid_until, program,
                        on_date, stage, track, week, aside, ended, expected_end, make_ups, valid_on
                 FROM standing WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2))",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        let mut stored: HashMap<EnrolmentId, Stored> = heads.into_iter().map(|head| (head.enrolment_id, head.stored())).collect();
        for row in self.lines(tx, enrolments)? {
            if let Some(stored) = stored.get_mut(&row.enrolment_id) {
                stored.standing.lines.push(row.line());
            }
        }
        Ok(stored)
    }

    fn lines(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<Vec<LineRow>, DbError> {
        tx.sql(
            "SELECT enrolment_id, code, label, state, value, target, projected, unit, window_from, window_until, due, because, sensitivity
             FROM standing_line WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2))
             ORDER BY enrolment_id, ordinal",
        )
        .bind(self.organization)
        .bind(Each(enrolments))
        .all()
    }
}
