//! Moving a session to another time or room.

use footbridge_care::ids::{EnrolmentId, RoomId, SessionId};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Version, Work};
use footbridge_policy::MoveSession;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::{
    ActError, Refused, acts,
    booking::{self, Resource, Span},
    definitions::{Refresh, refresh},
    roster,
    sessions::{self, Meeting},
};

/// Moving one session.
#[derive(Debug, Clone)]
pub struct Move {
    /// The session.
    pub session: SessionId,
    /// The date at the site.
    pub date: Date,
    /// The start on the site's clock.
    pub starts: Time,
    /// The room; none for a place that is no room of ours.
    pub room: Option<RoomId>,
    /// The version the form was drawn from.
    pub seen: Option<Version>,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Moves a session; it stays as long as it was. Says whose course it touches.
///
/// # Errors
/// Refused for one that took place or is cancelled, and where the room, the facilitator or a client is taken then.
pub fn move_session(work: &mut Work<'_, '_>, to: &Move) -> Result<Vec<EnrolmentId>, ActError> {
    let held = acts::hold(work, MoveSession, to.session)?;
    held.takes_place()?;
    held.is_open()?;
    held.seen(to.seen)?;
    let span = span(&held.meeting, to)?;
    let before = acts::roll(work, &held.meeting)?;
    let organization = work.organization();
    write(work, &held.meeting, (to, span))?;
    rebook(work, &held.meeting, (to.room, span))?;
    let moved = sessions::one(work.tx, organization, held.permit.object())?.ok_or(Refused::NoSuchTime)?;
    roster::fill(work, std::slice::from_ref(&moved))?;
    work.note(&held.permit, Detail::says(format!("to={}", moved.start().strftime("%Y-%m-%dT%H:%M"))))?;
    acts::calendar_changed(work, &moved)?;
    let mut touched: Vec<EnrolmentId> = before.iter().map(|row| row.enrolment_id).collect();
    touched.extend(roster::present(work.tx, organization, moved.row.id)?.iter().map(|row| row.enrolment_id));
    touched.sort_unstable();
    touched.dedup();
    refresh(work, &touched, to.refresh)?;
    Ok(touched)
}

fn span(meeting: &Meeting, to: &Move) -> Result<Span, ActError> {
    let zone = TimeZone::get(&meeting.row.zone).unwrap_or(TimeZone::UTC);
    let start = to.date.to_datetime(to.starts).to_zoned(zone).map_err(|_| Refused::NoSuchTime)?;
    // On the day the clock springs forward, 2:30 in the morning does not exist.
    if start.time() != to.starts {
        return Err(Refused::NoSuchTime.into());
    }
    let starts: Timestamp = start.timestamp();
    let ends = starts.checked_add(i64::from(meeting.length()).minutes()).map_err(|_| Refused::NoSuchTime)?;
    Ok((starts, ends))
}

fn write(work: &mut Work<'_, '_>, meeting: &Meeting, (to, span): (&Move, Span)) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql(
            "UPDATE session SET starts_at = $3, ends_at = $4, room_id = $5, touched = 1, row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(meeting.row.id)
        .bind(span.0)
        .bind(span.1)
        .bind(to.room)
        .run()?;
    Ok(())
}

/// Lets go of the old time and takes the new one for everybody: the room, who leads, and each client.
fn rebook(work: &mut Work<'_, '_>, meeting: &Meeting, (room, span): (Option<RoomId>, Span)) -> Result<(), ActError> {
    let organization = work.organization();
    let held = booking::held_by(work.tx, organization, meeting.row.id)?;
    booking::free_all(work.tx, organization, meeting.row.id)?;
    let rest = held.into_iter().filter(|what| !matches!(what, Resource::Room(_)));
    for what in room.map(Resource::Room).into_iter().chain(rest) {
        booking::take(work.tx, organization, (what, meeting.row.id, span))??;
    }
    Ok(())
}
