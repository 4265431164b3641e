//! Sessions as they are stored: what, when, where, who leads, and how they stand.

use std::collections::HashMap;

use footbridge_care::{
    ids::{OrganizationId, RoomId, SessionId, SiteId, StaffId},
    schedule::{Block, Session, Status},
};
use footbridge_db::{DbError, Each, Json, Tx, Word, row};
use footbridge_definition::model::{Modality, StaffNeed};
use footbridge_kit::Version;
use footbridge_ledger::compute;
use jiff::{Timestamp, Zoned, civil::Date};

use crate::booking::Span;

row! {
    /// A session's own row.
    #[derive(Debug, Clone)]
    pub struct SessionRow {
        /// Its id.
        pub id: SessionId,
        /// Where.
        pub site_id: SiteId,
        /// Of which program.
        pub program: String,
        /// Of which offering.
        pub offering: String,
        /// What people call it.
        pub label: String,
        /// The kind it counts as.
        pub kind: String,
        /// The tracks it belongs to; all where none is named.
        pub tracks: Json<Vec<String>>,
        /// The stages it belongs to; all where none is named.
        pub stages: Json<Vec<String>>,
        /// Who must be there.
        pub staff: Json<Vec<StaffNeed>>,
        /// The most people it takes.
        pub seats: Option<u32>,
        /// Where and how.
        pub modality: Option<Word<Modality>>,
        /// Nobody has to come.
        pub optional: bool,
        /// Only who is on its roster is expected.
        pub by_roster: bool,
        /// Its slot of the week.
        pub slot: String,
        /// The date its slot stands on; a session that moved keeps it.
        pub local_date: Date,
        /// When it starts.
        pub starts_at: Timestamp,
        /// When it ends.
        pub ends_at: Timestamp,
        /// The zone of its clock times.
        pub zone: String,
        /// Its room.
        pub room_id: Option<RoomId>,
        /// How it stands.
        pub status: Word<Status>,
        /// Why it is cancelled.
        pub cancelled_reason: Option<String>,
        /// A hand was laid on it: planning leaves it alone.
        pub touched: bool,
        /// Its first topic.
        pub topic: Option<String>,
        /// Who said that the rest are here.
        pub confirmed_by: Option<StaffId>,
        /// And when.
        pub confirmed_at: Option<Timestamp>,
        /// For forms: the version they were drawn from.
        pub row_version: i64,
    }
}

row! {
    struct BlockRow {
        session_id: SessionId,
        kind: String,
        label: String,
        minutes: u32,
        is_break: bool,
        topic: Option<String>,
    }
}

/// A block of a session, with what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What people call it.
    pub label: String,
    /// What it counts as.
    pub block: Block,
}

/// A session with its blocks and who leads it.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its row.
    pub row: SessionRow,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Who leads it, and in what role.
    pub leads: Vec<(StaffId, String)>,
}

impl Meeting {
    /// When it starts, at the site.
    pub fn start(&self) -> Zoned {
        compute::at(self.row.starts_at, &self.row.zone)
    }

    /// When it ends, at the site.
    pub fn end(&self) -> Zoned {
        compute::at(self.row.ends_at, &self.row.zone)
    }

    /// The date at the site.
    pub fn date(&self) -> Date {
        self.start().date()
    }

    /// From start to end.
    pub const fn span(&self) -> Span {
        (self.row.starts_at, self.row.ends_at)
    }

    /// Minutes from start to end, breaks included.
    pub fn length(&self) -> u32 {
        minutes_between(self.row.starts_at, self.row.ends_at)
    }

    /// Minutes it earns, net of breaks.
    pub fn net_minutes(&self) -> u32 {
        self.parts.iter().filter(|part| !part.block.is_break).map(|part| part.block.minutes).sum()
    }

    /// Minutes since its start; nothing before it.
    pub fn minutes_in(&self, now: Timestamp) -> u32 {
        minutes_between(self.row.starts_at, now).min(self.length())
    }

    /// Whether its roster is confirmed.
    pub const fn is_confirmed(&self) -> bool {
        self.row.confirmed_at.is_some()
    }

    /// Whether the clinic cancelled it.
    pub fn is_cancelled(&self) -> bool {
        self.row.status.0 == Status::Cancelled
    }

    /// Whether somebody must lead it and nobody does.
    pub fn lacks_facilitator(&self) -> bool {
        !self.is_cancelled() && !self.row.staff.0.is_empty() && self.leads.is_empty()
    }

    /// The version a form about it is drawn from.
    pub const fn version(&self) -> Version {
        Version(self.row.row_version)
    }

    /// Its blocks as rules read them.
    pub fn blocks(&self) -> Vec<Block> {
        self.parts.iter().map(|part| part.block.clone()).collect()
    }

    /// The session as rules read it.
    pub fn as_rule_reads(&self) -> Session {
        let start = self.start();
        let starts = minute_of_day(&start);
        Session {
            id: self.row.id,
            offering: self.row.offering.clone(),
            slot: self.row.slot.clone(),
            label: self.row.label.clone(),
            kind: self.row.kind.clone(),
            tracks: self.row.tracks.0.clone(),
            stages: self.row.stages.0.clone(),
            date: start.date(),
            starts,
            ends: starts + self.length(),
            blocks: self.blocks(),
            optional: self.row.optional,
            by_roster: self.row.by_roster,
            modality: self.row.modality.as_ref().map(|word| word.0),
            status: self.row.status.0,
        }
    }
}

/// The minute of the day.
pub fn minute_of_day(at: &Zoned) -> u32 {
    u32::from(at.hour().unsigned_abs()) * 60 + u32::from(at.minute().unsigned_abs())
}

fn minutes_between(from: Timestamp, until: Timestamp) -> u32 {
    u32::try_from((until.as_second() - from.as_second()) / 60).unwrap_or(0)
}

/// These sessions, in the order in which they start.
pub fn load(tx: &mut Tx<'_>, organization: OrganizationId, ids: &[SessionId]) -> Result<Vec<Meeting>, DbError> {
    let rows = tx
        .sql(
            "SELECT id, site_id, program, offering, label, kind, tracks, stages, staff, seats, modality, optional, by_roster, slot, local_date,
                    starts_at, ends_at, zone, room_id, status, cancelled_reason, touched, topic, confirmed_by, confirmed_at, row_version
             FROM session WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2)) ORDER BY starts_at, id",
        )
        .bind(organization)
        .bind(Each(ids))
        .all()?;
    complete(tx, organization, rows)
}

/// One session, if there is one.
pub fn one(tx: &mut Tx<'_>, organization: OrganizationId, id: SessionId) -> Result<Option<Meeting>, DbError> {
    load(tx, organization, &[id]).map(|found| found.into_iter().next())
}

/// The sessions of a site that meet a stretch of time, in the order in which they start.
pub fn at_site(tx: &mut Tx<'_>, organization: OrganizationId, (site, span): (SiteId, Span)) -> Result<Vec<Meeting>, DbError> {
    let rows = tx
        .sql(
            "SELECT id, site_id, program, offering, label, kind, tracks, stages, staff, seats, modality, optional, by_roster, slot, local_date,
                    starts_at, ends_at, zone, room_id, status, cancelled_reason, touched, topic, confirmed_by, confirmed_at, row_version
             FROM session WHERE organization_id = $1 AND site_id = $2 AND starts_at < $4 AND $3 < ends_at ORDER BY starts_at, id",
        )
        .bind(organization)
        .bind(site)
        .bind(span.0)
        .bind(span.1)
        .all()?;
    complete(tx, organization, rows)
}

/// The sessions of a program at a site whose slots stand on these dates, both inside.
pub fn of_program(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    ((site, program), (first, last)): ((SiteId, &str), (Date, Date)),
) -> Result<Vec<Meeting>, DbError> {
    let rows = tx
        .sql(
            "SELECT id, site_id, program, offering, label, kind, tracks, stages, staff, seats, modality, optional, by_roster, slot, local_date,
                    starts_at, ends_at, zone, room_id, status, cancelled_reason, touched, topic, confirmed_by, confirmed_at, row_version
             FROM session WHERE organization_id = $1 AND site_id = $2 AND program = $3 AND local_date BETWEEN $4 AND $5
             ORDER BY starts_at, id",
        )
        .bind(organization)
        .bind(site)
        .bind(program)
        .bind(first)
        .bind(last)
        .all()?;
    complete(tx, organization, rows)
}

fn complete(tx: &mut Tx<'_>, organization: OrganizationId, rows: Vec<SessionRow>) -> Result<Vec<Meeting>, DbError> {
    let ids: Vec<SessionId> = rows.iter().map(|row| row.id).collect();
    let mut parts = blocks(tx, organization, &ids)?;
    let mut leads = leads(tx, organization, &ids)?;
    let complete = |row: SessionRow| {
        let (parts, leads) = (parts.remove(&row.id).unwrap_or_default(), leads.remove(&row.id).unwrap_or_default());
        Meeting { row, parts, leads }
    };
    Ok(rows.into_iter().map(complete).collect())
}

fn blocks(tx: &mut Tx<'_>, organization: OrganizationId, ids: &[SessionId]) -> Result<HashMap<SessionId, Vec<Part>>, DbError> {
    let rows: Vec<BlockRow> = tx
        .sql(
            "SELECT session_id, kind, label, minutes, is_break, topic FROM session_block
             WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2)) ORDER BY session_id, ordinal",
        )
        .bind(organization)
        .bind(Each(ids))
        .all()?;
    let mut parts: HashMap<SessionId, Vec<Part>> = HashMap::new();
    for row in rows {
        let block = Block { kind: row.kind, minutes: row.minutes, is_break: row.is_break, topic: row.topic };
        parts.entry(row.session_id).or_default().push(Part { label: row.label, block });
    }
    Ok(parts)
}

type Leads = HashMap<SessionId, Vec<(StaffId, String)>>;

fn leads(tx: &mut Tx<'_>, organization: OrganizationId, ids: &[SessionId]) -> Result<Leads, DbError> {
    let rows: Vec<(SessionId, StaffId, String)> = tx
        .sql(
            "SELECT session_id, staff_id, role FROM session_staff
             WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2)) ORDER BY session_id, role, staff_id",
        )
        .bind(organization)
        .bind(Each(ids))
        .all()?;
    let mut leads = Leads::new();
    for (session, staff, role) in rows {
        leads.entry(session).or_default().push((staff, role));
    }
    Ok(leads)
}

/// Notes that a hand was laid on a session: planning leaves it alone from now on, and forms drawn before are out of date.
pub fn touch(tx: &mut Tx<'_>, organization: OrganizationId, session: SessionId) -> Result<(), DbError> {
    tx.sql("UPDATE session SET touched = 1, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(session)
        .run()?;
    Ok(())
}
