//! Writing sessions as planned.

use footbridge_care::ids::{RoomId, SessionId, SiteId};
use footbridge_care::schedule::Status;
use footbridge_db::{DbError, Json, Word};
use footbridge_definition::calendar::PlannedSession;
use footbridge_kit::Work;
use jiff::civil::Date;

use super::wanted::Wanted;

/// Where a planned session is written.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// Its id.
    pub id: SessionId,
    /// The site.
    pub site: SiteId,
    /// The program.
    pub program: &'a str,
    /// The room, where it has one that is free.
    pub room: Option<RoomId>,
}

/// Adds a session with its blocks.
pub fn insert(work: &mut Work<'_, '_>, spot: Spot<'_>, wanted: &Wanted) -> Result<(), DbError> {
    let organization = work.organization();
    let session = &wanted.session;
    work.tx
        .sql(
            "INSERT INTO session (organization_id, id, site_id, program, offering, slot, local_date, starts_at, ends_at, zone, room_id, status, \
             cancelled_reason, topic, label, kind, tracks, stages, staff, seats, modality, optional, by_roster)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
        )
        .bind(organization)
        .bind(spot.id)
        .bind(spot.site)
        .bind(spot.program)
        .bind(&session.offering)
        .bind(&session.slot)
        .bind(session.slot_date)
        .bind(session.start.timestamp())
        .bind(session.end.timestamp())
        .bind(zone(session))
        .bind(spot.room)
        .bind(Word(status(wanted)))
        .bind(wanted.closed.as_deref())
        .bind(topic(session))
        .bind(&session.label)
        .bind(&session.kind)
        .bind(Json(&session.tracks))
        .bind(Json(&session.stages))
        .bind(Json(&session.staff))
        .bind(session.seats)
        .bind(session.modality.first().map(|modality| Word(*modality)))
        .bind(session.optional)
        .bind(session.by_roster)
        .run()?;
    insert_blocks(work, spot.id, session)
}

/// Writes a session anew that nobody touched.
pub fn update(work: &mut Work<'_, '_>, spot: Spot<'_>, wanted: &Wanted) -> Result<(), DbError> {
    let organization = work.organization();
    let session = &wanted.session;
    work.tx
        .sql(
            "UPDATE session SET offering = $3, starts_at = $4, ends_at = $5, zone = $6, room_id = $7, status = $8, cancelled_reason = $9,
                topic = $10, label = $11, kind = $12, tracks = $13, stages = $14, staff = $15, seats = $16, modality = $17, optional = $18,
                by_roster = $19, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(spot.id)
        .bind(&session.offering)
        .bind(session.start.timestamp())
        .bind(session.end.timestamp())
        .bind(zone(session))
        .bind(spot.room)
        .bind(Word(status(wanted)))
        .bind(wanted.closed.as_deref())
        .bind(topic(session))
        .bind(&session.label)
        .bind(&session.kind)
        .bind(Json(&session.tracks))
        .bind(Json(&session.stages))
        .bind(Json(&session.staff))
        .bind(session.seats)
        .bind(session.modality.first().map(|modality| Word(*modality)))
        .bind(session.optional)
        .bind(session.by_roster)
        .run()?;
    work.tx.sql("DELETE FROM session_block WHERE organization_id = $1 AND session_id = $2").bind(organization).bind(spot.id).run()?;
    insert_blocks(work, spot.id, session)
}

fn insert_blocks(work: &mut Work<'_, '_>, id: SessionId, session: &PlannedSession) -> Result<(), DbError> {
    let organization = work.organization();
    for (ordinal, block) in (0_i64..).zip(&session.blocks) {
        work.tx
            .sql(
                "INSERT INTO session_block (organization_id, session_id, ordinal, kind, label, minutes, is_break, topic)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(organization)
            .bind(id)
            .bind(ordinal)
            .bind(&block.kind)
            .bind(&block.label)
            .bind(block.minutes)
            .bind(block.is_break)
            .bind(block.topic.as_ref().map(|topic| topic.name.as_str()))
            .run()?;
    }
    Ok(())
}

/// Removes a session that nobody touched, with its roster.
pub fn remove(work: &mut Work<'_, '_>, id: SessionId) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx.sql("DELETE FROM roster WHERE organization_id = $1 AND session_id = $2").bind(organization).bind(id).run()?;
    work.tx.sql("DELETE FROM session WHERE organization_id = $1 AND id = $2").bind(organization).bind(id).run()?;
    Ok(())
}

/// Notes until when the sessions of a program at a site are planned, and that they changed.
pub fn planned_until(work: &mut Work<'_, '_>, (site, program, until): (SiteId, &str, Date)) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql(
            "INSERT INTO calendar (organization_id, site_id, program, revision, planned_until) VALUES ($1, $2, $3, 1, $4)
             ON CONFLICT (organization_id, site_id, program)
             DO UPDATE SET revision = calendar.revision + 1, planned_until = excluded.planned_until",
        )
        .bind(organization)
        .bind(site)
        .bind(program)
        .bind(until)
        .run()?;
    Ok(())
}

fn zone(session: &PlannedSession) -> String {
    session.start.time_zone().iana_name().unwrap_or("UTC").to_owned()
}

fn status(wanted: &Wanted) -> Status {
    if wanted.closed.is_some() { Status::Cancelled } else { Status::Scheduled }
}

fn topic(session: &PlannedSession) -> Option<&str> {
    session.blocks.iter().find_map(|block| block.topic.as_ref()).map(|topic| topic.name.as_str())
}
