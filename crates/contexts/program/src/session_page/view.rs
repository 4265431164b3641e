//! Everything the page of a group shows, read in one view of the data.

use std::collections::{HashMap, HashSet};

use footbridge_care::{
    ids::{ClientId, EnrolmentId, OrganizationId, SessionId},
    line::{Line, Standing},
};
use footbridge_db::{DbError, Each, Tx, row};
use footbridge_kit::{Failure, Reading, Version, reach};
use footbridge_policy::{By, Key, SeeRosterPresence, SeeStanding, table};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::topics::{self, Teaching};
use crate::{
    attendance::{MarkRow, Sheet, sheets, store::UNMARKED},
    definitions::{self, weekly_line},
    names::{self, ClientName},
    roster::{self, On, RosterRow},
    sessions::{self, Meeting},
};

/// How lately somebody came: what to know before greeting them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lately {
    /// Nothing to say.
    AsUsual,
    /// This is their first time.
    New,
    /// They were not there last time.
    Returns,
}

/// One client of the roster.
#[derive(Debug, Clone)]
pub struct Attendee {
    /// Their course.
    pub enrolment: EnrolmentId,
    /// The client.
    pub client: ClientId,
    /// What they are called here.
    pub name: ClientName,
    /// How they came onto the roster.
    pub on: On,
    /// What is marked.
    pub mark: Option<MarkRow>,
    /// How lately they came.
    pub lately: Lately,
    /// Their week, where the viewer may see it.
    pub line: Option<Line>,
}

impl Attendee {
    /// The version a form about them is drawn from.
    pub fn version(&self) -> Version {
        self.mark.as_ref().map_or(UNMARKED, |mark| mark.version)
    }
}

/// What the viewer may do here.
#[derive(Debug, Clone, Copy)]
pub struct May {
    /// Mark and put right.
    pub mark: bool,
    /// Say that the rest are here.
    pub confirm: bool,
    /// Put somebody on the roster or take them off.
    pub join: bool,
    /// Choose the topic.
    pub topic: bool,
    /// Move, cancel, replace.
    pub change: bool,
    /// Open the pages of clients.
    pub clients: bool,
}

/// The page's data.
#[derive(Debug)]
pub struct SessionView {
    /// The session.
    pub meeting: Meeting,
    /// Its room.
    pub room: Option<String>,
    /// What its tracks are called.
    pub tracks: Vec<String>,
    /// Who leads it.
    pub leads: Vec<String>,
    /// Who said that the rest are here.
    pub confirmed_by: Option<String>,
    /// The roster, by name.
    pub roster: Vec<Attendee>,
    /// Who could be put on it.
    pub others: Vec<(EnrolmentId, ClientName)>,
    /// Names of staff, for marks.
    pub staff: HashMap<footbridge_care::ids::StaffId, String>,
    /// The blocks that teach something.
    pub teaching: Vec<Teaching>,
    /// What the viewer may do.
    pub may: May,
    /// Now.
    pub now: Timestamp,
}

/// Reads the page. Who is on the roster is seen, and says so to the audit.
///
/// # Errors
/// Hidden where the viewer may not see the roster.
pub fn load(reading: &mut Reading<'_, '_>, session: SessionId) -> Result<SessionView, Failure> {
    let subject = reach::session(reading.tx, reading.actor(), session)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(SeeRosterPresence, subject)?;
    let organization = permit.organization();
    let meeting = sessions::one(reading.tx, organization, permit.object())?.ok_or(Failure::Hidden)?;
    reading.saw(&permit);
    let rows = rows(reading, &meeting)?;
    let within = within_reach(reading, &meeting)?;
    let standings = standings(reading, (&rows, &within))?;
    let of = (meeting.row.site_id, meeting.row.program.as_str());
    let definition = definitions::holding(reading.tx, reading.keys(), (organization, of, meeting.date()))?;
    let teaching = definition.as_ref().map(|at_site| topics::teaching(&at_site.merged, &meeting, &standings)).unwrap_or_default();
    let tracks = definition.as_ref().map(|at_site| crate::track_labels(&at_site.merged, &meeting.row.tracks.0)).unwrap_or_default();
    let staff = names::staff(reading.tx, reading.keys(), organization)?;
    let rooms = names::rooms(reading.tx, (organization, meeting.row.site_id))?;
    let room = rooms.into_iter().find(|(id, _)| Some(*id) == meeting.row.room_id).map(|(_, name)| name);
    let (roster, others) = people(reading, &meeting, (&rows, &within, &standings))?;
    Ok(SessionView {
        room,
        tracks,
        leads: meeting.leads.iter().filter_map(|(staff_id, _)| staff.get(staff_id).cloned()).collect(),
        confirmed_by: meeting.row.confirmed_by.and_then(|staff_id| staff.get(&staff_id).cloned()),
        roster,
        others,
        staff,
        teaching,
        may: may(reading, subject),
        now: reading.now(),
        meeting,
    })
}

fn may(reading: &Reading<'_, '_>, subject: footbridge_policy::Subject<footbridge_care::ids::Session>) -> May {
    use footbridge_policy::{CancelSession, ChooseTopic, ConfirmRoster, JoinRoster, MarkAttendance, MoveSession};
    May {
        mark: reading.permit(MarkAttendance, subject).is_ok(),
        confirm: reading.permit(ConfirmRoster, subject).is_ok(),
        join: reading.permit(JoinRoster, subject).is_ok(),
        topic: reading.permit(ChooseTopic, subject).is_ok(),
        change: reading.permit(MoveSession, subject).is_ok() || reading.permit(CancelSession, subject).is_ok(),
        clients: table::has(reading.actor(), Key::SeeClient),
    }
}

/// The roster as stored. Sessions still open are in line with the rule since they were planned, and again when somebody marks.
fn rows(reading: &mut Reading<'_, '_>, meeting: &Meeting) -> Result<Vec<RosterRow>, DbError> {
    roster::present(reading.tx, reading.organization(), meeting.row.id)
}

row! {
    struct Near {
        id: EnrolmentId,
        client_id: ClientId,
        starts_on: Date,
    }
}

/// Everybody enrolled in the program that day whose standing the viewer may see.
fn within_reach(reading: &mut Reading<'_, '_>, meeting: &Meeting) -> Result<Vec<Near>, DbError> {
    let Ok(scope) = reading.scope(SeeStanding) else { return Ok(Vec::new()) };
    let viewer = match scope.viewer() {
        By::Staff(staff) => staff.to_string(),
        By::Operator => String::new(),
        By::Stranger => return Ok(Vec::new()),
    };
    reading
        .tx
        .sql(
            "SELECT e.id, e.client_id, e.starts_on FROM enrolment e
             WHERE e.organization_id = $1 AND e.site_id = $2 AND e.program = $3 AND e.starts_on <= $4 AND (e.ended_on IS NULL OR e.ended_on >= $4)
               AND ($5 = '' OR EXISTS (SELECT 1 FROM reach r
                    WHERE r.organization_id = $1 AND r.staff_id = $5 AND r.client_id = e.client_id AND r.nearness <= $6))
             ORDER BY e.id",
        )
        .bind(scope.organization())
        .bind(meeting.row.site_id)
        .bind(&meeting.row.program)
        .bind(meeting.date())
        .bind(viewer)
        .bind(scope.rank())
        .all()
}

fn standings(reading: &mut Reading<'_, '_>, (rows, within): (&[RosterRow], &[Near])) -> Result<HashMap<EnrolmentId, Standing>, Failure> {
    let near: HashSet<EnrolmentId> = within.iter().map(|near| near.id).collect();
    let seen: Vec<&RosterRow> = rows.iter().filter(|row| near.contains(&row.enrolment_id)).collect();
    let ids: Vec<EnrolmentId> = seen.iter().map(|row| row.enrolment_id).collect();
    if let Ok(scope) = reading.scope(SeeStanding) {
        reading.saw_clients(&scope, seen.iter().map(|row| row.client_id));
    }
    Ok(definitions::standings(reading, &ids)?)
}

type People = (Vec<Attendee>, Vec<(EnrolmentId, ClientName)>);

fn people(
    reading: &mut Reading<'_, '_>,
    meeting: &Meeting,
    (rows, within, standings): (&[RosterRow], &[Near], &HashMap<EnrolmentId, Standing>),
) -> Result<People, Failure> {
    let organization = reading.organization();
    let mut clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).chain(within.iter().map(|near| near.client_id)).collect();
    clients.sort_unstable();
    clients.dedup();
    let names = names::clients(reading.tx, reading.keys(), (organization, &clients))?;
    let sheet = sheets(reading.tx, reading.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let lately = lately(reading.tx, organization, (meeting, rows))?;
    let mut roster: Vec<Attendee> = rows.iter().map(|row| attendee(reading, row, (&names, &sheet, &lately, standings))).collect();
    roster.sort_by(|a, b| a.name.shown.cmp(&b.name.shown));
    let on: HashSet<EnrolmentId> = rows.iter().map(|row| row.enrolment_id).collect();
    let mut others: Vec<(EnrolmentId, ClientName)> = within
        .iter()
        .filter(|near| !on.contains(&near.id))
        .filter_map(|near| Some((near.id, names.get(&near.client_id)?.clone())))
        .collect();
    others.sort_by(|a, b| a.1.shown.cmp(&b.1.shown));
    Ok((roster, others))
}

type Known<'k> = (&'k HashMap<ClientId, ClientName>, &'k Sheet, &'k HashMap<EnrolmentId, Lately>, &'k HashMap<EnrolmentId, Standing>);

fn attendee(reading: &Reading<'_, '_>, row: &RosterRow, (names, sheet, lately, standings): Known<'_>) -> Attendee {
    let line = standings.get(&row.enrolment_id).and_then(weekly_line).filter(|line| reading.actor().may_see(line.sensitivity));
    Attendee {
        enrolment: row.enrolment_id,
        client: row.client_id,
        name: names.get(&row.client_id).cloned().unwrap_or_default(),
        on: row.kind.0,
        mark: sheet.get(&row.enrolment_id).cloned(),
        lately: lately.get(&row.enrolment_id).copied().unwrap_or(Lately::AsUsual),
        line: line.cloned(),
    }
}

/// Who of a roster is new, and who was not there last time: by what was marked in the four weeks before.
pub fn lately(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    (meeting, rows): (&Meeting, &[RosterRow]),
) -> Result<HashMap<EnrolmentId, Lately>, DbError> {
    let enrolments: Vec<EnrolmentId> = rows.iter().map(|row| row.enrolment_id).collect();
    let since = meeting.row.starts_at.checked_sub((28 * 24).hours()).unwrap_or(meeting.row.starts_at);
    let marks: Vec<(EnrolmentId, String)> = tx
        .sql(
            "SELECT a.enrolment_id, a.outcome FROM attendance a
             JOIN session s ON s.organization_id = a.organization_id AND s.id = a.session_id
             WHERE a.organization_id = $1 AND a.enrolment_id IN (SELECT value FROM json_each($2)) AND s.starts_at < $3 AND s.starts_at >= $4
               AND a.fact_id IS NOT NULL AND a.outcome <> 'withdrawn'
               AND NOT EXISTS (SELECT 1 FROM attendance n WHERE n.organization_id = $1 AND n.supersedes = a.id)
             ORDER BY s.starts_at",
        )
        .bind(organization)
        .bind(Each(&enrolments))
        .bind(meeting.row.starts_at)
        .bind(since)
        .all()?;
    let mut last: HashMap<EnrolmentId, String> = HashMap::new();
    last.extend(marks);
    let started: HashMap<EnrolmentId, Date> = tx
        .sql("SELECT id, starts_on FROM enrolment WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))")
        .bind(organization)
        .bind(Each(&enrolments))
        .all::<(EnrolmentId, Date)>()?
        .into_iter()
        .collect();
    let is_recent = |enrolment: &EnrolmentId| started.get(enrolment).is_some_and(|date| *date >= meeting.date().saturating_sub(14.days()));
    let judge = |enrolment: EnrolmentId| {
        let lately = match last.get(&enrolment).map(String::as_str) {
            None if is_recent(&enrolment) => Lately::New,
            None => Lately::Returns,
            Some("here") => Lately::AsUsual,
            Some(_) => Lately::Returns,
        };
        (enrolment, lately)
    };
    Ok(enrolments.into_iter().map(judge).collect())
}
