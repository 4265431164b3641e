//! The sessions that a client is expected at. The rule is `care`'s.

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, SessionId},
    schedule::{Session, Status, expected},
};
use footbridge_db::Each;
use footbridge_definition::calendar::Event;
use footbridge_kit::{Failure, Reading, reach};
use footbridge_policy::SeeClient;
use jiff::{ToSpan, Zoned, civil::Date};

use crate::{Names, change_course::clock, names};

/// A client's sessions.
pub(super) struct View {
    pub client: ClientId,
    pub names: Names,
    pub organization: String,
    /// The first day of the week shown.
    pub first: Date,
    pub now: Zoned,
    pub sessions: Vec<Planned>,
}

/// A session of theirs.
pub(super) struct Planned {
    pub session: Session,
    pub room: Option<String>,
    /// The program's name, where the client is in several.
    pub program: Option<String>,
}

/// The week that a day lies in.
pub(super) fn week(reading: &mut Reading<'_, '_>, client: ClientId, day: Option<Date>) -> Result<View, Failure> {
    let mut view = ahead(reading, client)?;
    let day = day.unwrap_or_else(|| view.now.date());
    view.first = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let (first, last) = (view.first, view.first.saturating_add(6.days()));
    view.sessions.retain(|planned| (first..=last).contains(&planned.session.date));
    Ok(view)
}

/// Everything from a month ago to a month ahead.
pub(super) fn ahead(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<View, Failure> {
    let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(SeeClient, subject)?;
    reading.saw(&permit);
    let organization = permit.organization();
    let names = names::of(reading.tx, reading.keys(), (organization, client))?.ok_or(Failure::Hidden)?;
    let enrolments: Vec<EnrolmentId> = reading
        .tx
        .sql("SELECT id FROM enrolment WHERE organization_id = $1 AND client_id = $2 AND ended_on IS NULL ORDER BY id")
        .bind(organization)
        .bind(client)
        .all()?;
    let loaded = reading.ledger().load_courses(reading.tx, &enrolments, reading.now())?;
    let mut sessions = Vec::new();
    let mut now = reading.now().to_zoned(jiff::tz::TimeZone::UTC);
    for enrolled in loaded.enrolled() {
        let Some(setting) = loaded.setting(enrolled) else { continue };
        let (course, marks) = (loaded.course(enrolled.id), loaded.marks(enrolled.id));
        let program = (loaded.enrolled().len() > 1).then(|| setting.programs.effective(course.on(setting.now.date())).program.name.clone());
        now = setting.now.clone();
        let theirs = setting.sessions.iter().filter(|session| expected(&course, session, &marks));
        sessions.extend(theirs.map(|session| Planned { session: session.clone(), room: None, program: program.clone() }));
    }
    sessions.sort_by_key(|planned| (planned.session.date, planned.session.starts));
    put_in_rooms(reading, &mut sessions)?;
    let organization = reading.tx.sql("SELECT name FROM organization WHERE id = $1").bind(organization).one()?;
    Ok(View { client, names, organization, first: now.date(), now, sessions })
}

fn put_in_rooms(reading: &mut Reading<'_, '_>, sessions: &mut [Planned]) -> Result<(), Failure> {
    let organization = reading.organization();
    let rows: Vec<(SessionId, String)> = reading
        .tx
        .sql(
            "SELECT s.id, r.name FROM session AS s JOIN room AS r ON r.organization_id = s.organization_id AND r.id = s.room_id
             WHERE s.organization_id = $1 AND s.id IN (SELECT value FROM json_each($2))",
        )
        .bind(organization)
        .bind(Each(sessions.iter().map(|planned| planned.session.id)))
        .all()?;
    let mut rooms: HashMap<SessionId, String> = rows.into_iter().collect();
    for planned in sessions {
        planned.room = rooms.remove(&planned.session.id);
    }
    Ok(())
}

/// What is still to come, as events of a calendar.
pub(super) fn events(view: &View) -> Vec<Event> {
    let ahead =
        view.sessions.iter().filter(|planned| planned.session.date >= view.now.date() && planned.session.status != Status::Cancelled);
    ahead.filter_map(|planned| event(view, planned)).collect()
}

fn event(view: &View, planned: &Planned) -> Option<Event> {
    let session = &planned.session;
    let start = session.date.to_datetime(clock(session.starts)).to_zoned(view.now.time_zone().clone()).ok()?;
    Some(Event {
        uid: format!("{}@footbridge", session.id),
        start,
        minutes: session.ends.saturating_sub(session.starts),
        summary: session.label.clone(),
        description: String::new(),
        location: planned.room.clone().unwrap_or_default(),
    })
}
