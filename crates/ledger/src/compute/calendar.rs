//! The calendar as stored, as standing reads it.

use std::collections::HashMap;

use footbridge_care::{
    ids::{EnrolmentId, SessionId, SiteId},
    schedule::{Block, Mark, Marks, Session, Status},
};
use footbridge_db::{DbError, Each, Tx, row};
use footbridge_definition::model::Offering;
use jiff::{Timestamp, ToSpan, civil::Date};

use super::{at, definitions::AtSite, minute};
use crate::Ledger;

row! {
    struct SessionRow {
        id: SessionId,
        offering: String,
        slot: String,
        starts_at: Timestamp,
        ends_at: Timestamp,
        zone: String,
        status: String,
    }
}

row! {
    struct BlockRow {
        session_id: SessionId,
        kind: String,
        minutes: u32,
        is_break: bool,
        topic: Option<String>,
    }
}

row! {
    struct MarkRow {
        enrolment_id: EnrolmentId,
        session_id: SessionId,
        kind: String,
    }
}

impl Ledger<'_> {
    /// The sessions of a program at a site between two dates, by date and time.
    pub(super) fn sessions(
        self,
        tx: &mut Tx<'_>,
        of: (SiteId, &str),
        (around, definitions): ((Date, Date), &[AtSite]),
    ) -> Result<Vec<Session>, DbError> {
        let rows: Vec<SessionRow> = tx
            .sql(
                "SELECT id, offering, slot, starts_at, ends_at, zone, status FROM session
                 WHERE organization_id = $1 AND site_id = $2 AND program = $3 AND local_date BETWEEN $4 AND $5 ORDER BY starts_at, id",
            )
            .bind(self.organization)
            .bind(of.0)
            .bind(of.1)
            .bind(around.0)
            .bind(around.1)
            .all()?;
        let ids: Vec<SessionId> = rows.iter().map(|row| row.id).collect();
        let mut blocks = self.blocks(tx, &ids)?;
        let offering = |name: &str| definitions.iter().find_map(|definition| definition.merged.offering_named(name));
        let mut sessions: Vec<Session> = rows
            .into_iter()
            .map(|row| {
                let parts = blocks.remove(&row.id).unwrap_or_default();
                session(&row, parts, offering(&row.offering))
            })
            .collect();
        sessions.sort_by_key(|session| (session.date, session.starts, session.id));
        Ok(sessions)
    }

    fn blocks(self, tx: &mut Tx<'_>, sessions: &[SessionId]) -> Result<HashMap<SessionId, Vec<Block>>, DbError> {
        let rows: Vec<BlockRow> = tx
            .sql(
                "SELECT session_id, kind, minutes, is_break, topic FROM session_block
                 WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2)) ORDER BY session_id, ordinal",
            )
            .bind(self.organization)
            .bind(Each(sessions))
            .all()?;
        let mut blocks: HashMap<SessionId, Vec<Block>> = HashMap::new();
        for BlockRow { session_id, kind, minutes, is_break, topic } in rows {
            blocks.entry(session_id).or_default().push(Block { kind, minutes, is_break, topic });
        }
        Ok(blocks)
    }

    /// What rosters around now say of these enrolments beyond the rule.
    pub(super) fn marks(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId], now: Timestamp) -> Result<HashMap<EnrolmentId, Marks>, DbError> {
        let days = |n: i64| now.checked_add((n * 24).hours()).unwrap_or(now);
        let rows: Vec<MarkRow> = tx
            .sql(
                "SELECT r.enrolment_id, r.session_id, r.kind FROM roster AS r
                 JOIN session AS s ON s.organization_id = r.organization_id AND s.id = r.session_id
                 WHERE r.organization_id = $1 AND r.enrolment_id IN (SELECT value FROM json_each($2)) AND s.starts_at BETWEEN $3 AND $4",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .bind(days(-36))
            .bind(days(36))
            .all()?;
        let mut marks: HashMap<EnrolmentId, Marks> = HashMap::new();
        for row in rows {
            let mark = match row.kind.as_str() {
                "visitor" | "added" => Mark::Added,
                "removed" => Mark::Removed,
                _ => continue,
            };
            marks.entry(row.enrolment_id).or_default().insert(row.session_id, mark);
        }
        Ok(marks)
    }
}

/// A stored session with what the definition says of its offering. One whose offering is no longer defined stands by its blocks.
fn session(row: &SessionRow, blocks: Vec<Block>, offering: Option<&Offering>) -> Session {
    let (starts, ends) = (at(row.starts_at, &row.zone), at(row.ends_at, &row.zone));
    let length = u32::try_from((row.ends_at.as_second() - row.starts_at.as_second()) / 60).unwrap_or(0);
    let from = minute(&starts);
    let kind = offering.and_then(|offering| offering.kind.clone()).or_else(|| blocks.first().map(|block| block.kind.clone()));
    let same_day = ends.date() == starts.date();
    Session {
        id: row.id,
        offering: row.offering.clone(),
        slot: row.slot.clone(),
        label: offering.map_or(row.offering.as_str(), Offering::label).to_owned(),
        kind: kind.unwrap_or_default(),
        tracks: offering.map(|offering| offering.track.0.clone()).unwrap_or_default(),
        stages: offering.map(|offering| offering.stages.0.clone()).unwrap_or_default(),
        date: starts.date(),
        starts: from,
        ends: if same_day { minute(&ends) } else { from + length },
        blocks,
        optional: offering.is_some_and(Offering::is_optional),
        by_roster: offering.is_some_and(Offering::is_by_roster),
        modality: offering.and_then(|offering| offering.modality.first().copied()),
        status: match row.status.as_str() {
            "held" => Status::Held,
            "cancelled" => Status::Cancelled,
            _ => Status::Scheduled,
        },
    }
}
