//! Putting a client on a roster (a visit, a make-up, a late joiner) and taking one off who was not meant.

use footbridge_care::ids::{ClientId, EnrolmentId, SessionId};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_policy::{BookVisit, JoinRoster};

use crate::{
    ActError, Refused, acts,
    attendance::{Came, Entry, Room, Tap, came::Moment, record, sheets, take_back},
    booking::{self, Resource},
    definitions::{Refresh, refresh},
    roster::{self, Enrolled, On},
    sessions::{self, Meeting},
};

/// Putting one client on a roster.
#[derive(Debug, Clone)]
pub struct Join {
    /// The session.
    pub session: SessionId,
    /// The client's course.
    pub enrolment: EnrolmentId,
    /// How they took part, where the roster is confirmed already; here for the whole session where not said.
    pub tap: Option<Tap>,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Puts a client on a roster. On one that is confirmed they earn at once.
///
/// # Errors
/// Refused for a cancelled session, a client not enrolled there that day, no seat, or another session at that time.
pub fn join_roster(work: &mut Work<'_, '_>, join: &Join) -> Result<(), ActError> {
    let held = acts::hold(work, JoinRoster, join.session)?;
    held.takes_place()?;
    let meeting = &held.meeting;
    let client = enrolled(work, meeting, join.enrolment)?.client_id;
    may_book(work, client)?;
    let roll = acts::roll(work, meeting)?;
    if roll.iter().any(|row| row.enrolment_id == join.enrolment) {
        return Err(Refused::OnRoster.into());
    }
    has_seat(meeting, roll.len())?;
    let organization = work.organization();
    booking::take(work.tx, organization, (Resource::Client(client), meeting.row.id, meeting.span()))??;
    put(work, meeting, (join.enrolment, On::Visitor))?;
    sessions::touch(work.tx, organization, meeting.row.id)?;
    work.note(&held.permit, Detail::says("join").about(client))?;
    if meeting.is_confirmed() {
        came_after_all(work, meeting, (client, join))?;
    }
    acts::calendar_changed(work, meeting)?;
    refresh(work, &[join.enrolment], join.refresh)?;
    Ok(())
}

fn came_after_all(work: &mut Work<'_, '_>, meeting: &Meeting, (client, join): (ClientId, &Join)) -> Result<(), ActError> {
    let organization = work.organization();
    let sheet = sheets(work.tx, work.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let moment = Moment { passed: meeting.minutes_in(work.now()), length: meeting.length() };
    let came = join.tap.as_ref().unwrap_or(&Tap::Here).on(None, moment);
    let entry = Entry { enrolment: join.enrolment, client, came, before: sheet.get(&join.enrolment), same: false };
    let room = Room::load(work, meeting, &[join.enrolment])?;
    Ok(record(work, &room, &[entry])?)
}

fn enrolled(work: &mut Work<'_, '_>, meeting: &Meeting, enrolment: EnrolmentId) -> Result<Enrolled, ActError> {
    let (organization, date) = (work.organization(), meeting.date());
    let of = (meeting.row.site_id, meeting.row.program.as_str());
    let there = roster::enrolled(work.tx, organization, (of, (date, date)))?;
    let found = there.into_iter().find(|one| one.id == enrolment);
    let courses = roster::courses(work, &[enrolment])?;
    let holds = courses.get(&enrolment).is_some_and(|course| course.holds_on(date));
    found.filter(|_| holds).ok_or_else(|| Refused::NotEnrolled.into())
}

fn may_book(work: &mut Work<'_, '_>, client: ClientId) -> Result<(), ActError> {
    let subject = reach::client(work.tx, work.actor(), client)?.ok_or(Failure::Hidden)?;
    work.permit(BookVisit, subject)?;
    Ok(())
}

fn has_seat(meeting: &Meeting, taken: usize) -> Result<(), ActError> {
    match meeting.row.seats {
        Some(seats) if u32::try_from(taken).is_ok_and(|taken| taken >= seats) => Err(Refused::Full(seats).into()),
        _ => Ok(()),
    }
}

fn put(work: &mut Work<'_, '_>, meeting: &Meeting, (enrolment, on): (EnrolmentId, On)) -> Result<(), DbError> {
    let (organization, staff, now) = (work.organization(), work.actor().staff_id(), work.now());
    work.tx
        .sql(
            "INSERT INTO roster (organization_id, session_id, enrolment_id, kind, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (organization_id, session_id, enrolment_id)
             DO UPDATE SET kind = excluded.kind, added_by = excluded.added_by, added_at = excluded.added_at",
        )
        .bind(organization)
        .bind(meeting.row.id)
        .bind(enrolment)
        .bind(footbridge_db::Word(on))
        .bind(staff)
        .bind(now)
        .run()?;
    Ok(())
}

/// Taking one client off a roster.
#[derive(Debug, Clone)]
pub struct Leave {
    /// The session.
    pub session: SessionId,
    /// The client's course.
    pub enrolment: EnrolmentId,
    /// Why: "wrong client". Kept with the fact it takes back.
    pub reason: String,
    /// When standings follow.
    pub refresh: Refresh,
}

/// Takes a client off a roster. What was recorded of them in this session is taken back by a newer fact; nothing is lost.
///
/// # Errors
/// Refused for a client who is not on it.
pub fn leave_roster(work: &mut Work<'_, '_>, leave: &Leave) -> Result<(), ActError> {
    let held = acts::hold(work, JoinRoster, leave.session)?;
    let meeting = &held.meeting;
    let roll = acts::roll(work, meeting)?;
    let client = acts::row_of(&roll, leave.enrolment)?.client_id;
    let organization = work.organization();
    put(work, meeting, (leave.enrolment, On::Removed))?;
    booking::free(work.tx, organization, (Resource::Client(client), meeting.row.id))?;
    let sheet = sheets(work.tx, work.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let entry = Entry { enrolment: leave.enrolment, client, came: Came::Withdrawn, before: sheet.get(&leave.enrolment), same: false };
    take_back(work, meeting, (&entry, &leave.reason))?;
    sessions::touch(work.tx, organization, meeting.row.id)?;
    work.note(&held.permit, Detail::says("leave").about(client))?;
    acts::calendar_changed(work, meeting)?;
    refresh(work, &[leave.enrolment], leave.refresh)?;
    Ok(())
}
