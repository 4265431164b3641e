//! Rosters: who is expected at a session by rule, who was put on it and who was taken off.

use std::collections::{HashMap, HashSet};

use footbridge_care::{
    course::Course,
    facts::holding,
    ids::{ClientId, EnrolmentId, OrganizationId, SessionId, SiteId},
    schedule::{self, Mark, Marks},
};
use footbridge_db::{DbError, Each, Tx, Word, row};
use footbridge_kit::Work;
use footbridge_ledger::Ledger;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{booking, sessions::Meeting};

/// How a client came onto a roster, or off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum On {
    /// By rule: their track and stage, their own week.
    Expected,
    /// Somebody put them on it.
    Visitor,
    /// Somebody took them off it.
    Removed,
}

row! {
    /// One client of one roster.
    #[derive(Debug, Clone)]
    pub struct RosterRow {
        /// The session.
        pub session_id: SessionId,
        /// The client's course.
        pub enrolment_id: EnrolmentId,
        /// The client.
        pub client_id: ClientId,
        /// How they came onto it.
        pub kind: Word<On>,
    }
}

/// The rosters of these sessions, those taken off too.
pub fn rows(tx: &mut Tx<'_>, organization: OrganizationId, sessions: &[SessionId]) -> Result<Vec<RosterRow>, DbError> {
    tx.sql(
        "SELECT r.session_id, r.enrolment_id, e.client_id, r.kind FROM roster r
         JOIN enrolment e ON e.organization_id = r.organization_id AND e.id = r.enrolment_id
         WHERE r.organization_id = $1 AND r.session_id IN (SELECT value FROM json_each($2)) ORDER BY r.session_id, r.enrolment_id",
    )
    .bind(organization)
    .bind(Each(sessions))
    .all()
}

/// The same, without those who were taken off.
pub fn present(tx: &mut Tx<'_>, organization: OrganizationId, session: SessionId) -> Result<Vec<RosterRow>, DbError> {
    let mut rows = rows(tx, organization, &[session])?;
    rows.retain(|row| row.kind.0 != On::Removed);
    Ok(rows)
}

row! {
    /// An enrolment of a program at a site.
    #[derive(Debug, Clone, Copy)]
    pub struct Enrolled {
        /// Its id.
        pub id: EnrolmentId,
        /// Whose.
        pub client_id: ClientId,
    }
}

/// Who is or was enrolled in a program at a site on any of these days.
pub fn enrolled(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    ((site, program), (first, last)): ((SiteId, &str), (Date, Date)),
) -> Result<Vec<Enrolled>, DbError> {
    tx.sql(
        "SELECT id, client_id FROM enrolment
         WHERE organization_id = $1 AND site_id = $2 AND program = $3 AND starts_on <= $5 AND (ended_on IS NULL OR ended_on >= $4) ORDER BY id",
    )
    .bind(organization)
    .bind(site)
    .bind(program)
    .bind(first)
    .bind(last)
    .all()
}

/// The courses of these enrolments as known now.
pub fn courses(work: &mut Work<'_, '_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Course>, DbError> {
    let facts = Ledger::new(work.organization(), work.keys()).courses(work.tx, enrolments)?;
    let now = work.now();
    Ok(facts.into_iter().map(|(enrolment, facts)| (enrolment, Course::of(&holding(&facts, now)))).collect())
}

/// Brings the rosters of these sessions in line with the rule. Who was put on or taken off by hand stays so; who has a mark stays.
///
/// # Errors
/// What storage says.
pub fn fill(work: &mut Work<'_, '_>, meetings: &[Meeting]) -> Result<(), DbError> {
    let by_rule = |meeting: &&Meeting| !meeting.is_confirmed() && !meeting.is_cancelled() && !meeting.row.by_roster;
    let open: Vec<&Meeting> = meetings.iter().filter(by_rule).collect();
    let mut programs: HashMap<(SiteId, &str), Vec<&Meeting>> = HashMap::new();
    for meeting in open {
        programs.entry((meeting.row.site_id, meeting.row.program.as_str())).or_default().push(meeting);
    }
    for (of, meetings) in programs {
        fill_program(work, (of, &meetings))?;
    }
    Ok(())
}

fn fill_program(work: &mut Work<'_, '_>, (of, meetings): ((SiteId, &str), &[&Meeting])) -> Result<(), DbError> {
    let organization = work.organization();
    let dates = meetings.iter().map(|meeting| meeting.date());
    let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) else { return Ok(()) };
    let people = enrolled(work.tx, organization, (of, (first, last)))?;
    let ids: Vec<EnrolmentId> = people.iter().map(|enrolled| enrolled.id).collect();
    let courses = courses(work, &ids)?;
    let sessions: Vec<SessionId> = meetings.iter().map(|meeting| meeting.row.id).collect();
    let known = known(work.tx, organization, &sessions)?;
    let empty = Roll::default();
    for meeting in meetings {
        let roll = known.get(&meeting.row.id).unwrap_or(&empty);
        let by_rule = by_rule(meeting, &people, &courses);
        reconcile(work, meeting, (roll, &by_rule))?;
    }
    Ok(())
}

/// A roster as it is stored.
#[derive(Default)]
struct Roll {
    rows: HashMap<EnrolmentId, RosterRow>,
    marked: HashSet<EnrolmentId>,
}

fn known(tx: &mut Tx<'_>, organization: OrganizationId, sessions: &[SessionId]) -> Result<HashMap<SessionId, Roll>, DbError> {
    let mut rolls: HashMap<SessionId, Roll> = HashMap::new();
    for row in rows(tx, organization, sessions)? {
        rolls.entry(row.session_id).or_default().rows.insert(row.enrolment_id, row);
    }
    let marked: Vec<(SessionId, EnrolmentId)> = tx
        .sql(
            "SELECT session_id, enrolment_id FROM attendance
             WHERE organization_id = $1 AND session_id IN (SELECT value FROM json_each($2)) AND supersedes IS NULL",
        )
        .bind(organization)
        .bind(Each(sessions))
        .all()?;
    for (session, enrolment) in marked {
        rolls.entry(session).or_default().marked.insert(enrolment);
    }
    Ok(rolls)
}

fn by_rule<'p>(meeting: &Meeting, people: &'p [Enrolled], courses: &HashMap<EnrolmentId, Course>) -> Vec<&'p Enrolled> {
    let (session, none) = (meeting.as_rule_reads(), Marks::new());
    let expected = |one: &&Enrolled| courses.get(&one.id).is_some_and(|course| schedule::expected(course, &session, &none));
    people.iter().filter(expected).collect()
}

fn reconcile(work: &mut Work<'_, '_>, meeting: &Meeting, (roll, by_rule): (&Roll, &[&Enrolled])) -> Result<(), DbError> {
    let wanted: HashSet<EnrolmentId> = by_rule.iter().map(|one| one.id).collect();
    let new: Vec<&&Enrolled> = by_rule.iter().filter(|one| !roll.rows.contains_key(&one.id)).collect();
    let gone =
        |row: &&RosterRow| row.kind.0 == On::Expected && !wanted.contains(&row.enrolment_id) && !roll.marked.contains(&row.enrolment_id);
    let gone: Vec<&RosterRow> = roll.rows.values().filter(gone).collect();
    if !new.is_empty() {
        let enrolments: Vec<EnrolmentId> = new.iter().map(|one| one.id).collect();
        let clients: Vec<ClientId> = new.iter().map(|one| one.client_id).collect();
        expect(work, meeting.row.id, &enrolments)?;
        let organization = work.organization();
        booking::take_free_clients(work.tx, organization, (&clients, meeting.row.id, meeting.span()))?;
    }
    if !gone.is_empty() {
        let enrolments: Vec<EnrolmentId> = gone.iter().map(|row| row.enrolment_id).collect();
        let clients: Vec<ClientId> = gone.iter().map(|row| row.client_id).collect();
        expect_no_more(work, meeting.row.id, (&enrolments, &clients))?;
    }
    Ok(())
}

fn expect(work: &mut Work<'_, '_>, session: SessionId, enrolments: &[EnrolmentId]) -> Result<(), DbError> {
    let (organization, staff, now) = (work.organization(), work.actor().staff_id(), work.now());
    work.tx
        .sql(
            "INSERT INTO roster (organization_id, session_id, enrolment_id, kind, added_by, added_at)
             SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), value, 'expected', CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM json_each($5)
             WHERE 1 = 1
             ON CONFLICT (organization_id, session_id, enrolment_id) DO NOTHING",
        )
        .bind(organization)
        .bind(session)
        .bind(staff)
        .bind(now)
        .bind(Each(enrolments))
        .run()?;
    Ok(())
}

fn expect_no_more(
    work: &mut Work<'_, '_>,
    session: SessionId,
    (enrolments, clients): (&[EnrolmentId], &[ClientId]),
) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql(
            "DELETE FROM roster WHERE organization_id = $1 AND session_id = $2 AND kind = 'expected'
             AND enrolment_id IN (SELECT value FROM json_each($3))",
        )
        .bind(organization)
        .bind(session)
        .bind(Each(enrolments))
        .run()?;
    work.tx
        .sql(
            "DELETE FROM occupancy WHERE organization_id = $1 AND session_id = $2 AND kind = 'client'
             AND resource_id IN (SELECT value FROM json_each($3))",
        )
        .bind(organization)
        .bind(session)
        .bind(Each(clients))
        .run()?;
    Ok(())
}

/// Brings the rosters still to come in line after a client's course took a turn: enrolled, another track, a hold, discharge. For the
/// context that records the turn, in its transaction.
///
/// # Errors
/// What storage says.
pub fn follow_course(work: &mut Work<'_, '_>, enrolment: EnrolmentId) -> Result<(), DbError> {
    let (organization, now) = (work.organization(), work.now());
    let ids: Vec<SessionId> = work
        .tx
        .sql(
            "SELECT s.id FROM session s
             JOIN enrolment e ON e.organization_id = s.organization_id AND e.site_id = s.site_id AND e.program = s.program
             WHERE e.organization_id = $1 AND e.id = $2 AND s.starts_at > $3 AND s.status = 'scheduled' AND s.by_roster = 0",
        )
        .bind(organization)
        .bind(enrolment)
        .bind(now)
        .all()?;
    let meetings = crate::sessions::load(work.tx, organization, &ids)?;
    follow(work, enrolment, &meetings)
}

fn follow(work: &mut Work<'_, '_>, enrolment: EnrolmentId, meetings: &[Meeting]) -> Result<(), DbError> {
    let organization = work.organization();
    let client: Option<ClientId> = work
        .tx
        .sql("SELECT client_id FROM enrolment WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(enrolment)
        .optional()?;
    let Some(client_id) = client else { return Ok(()) };
    let one = Enrolled { id: enrolment, client_id };
    let courses = courses(work, &[enrolment])?;
    let sessions: Vec<SessionId> = meetings.iter().map(|meeting| meeting.row.id).collect();
    let mut known = known(work.tx, organization, &sessions)?;
    for meeting in meetings {
        let mut roll = known.remove(&meeting.row.id).unwrap_or_default();
        roll.rows.retain(|id, _| *id == enrolment);
        reconcile(work, meeting, (&roll, &by_rule(meeting, &[one], &courses)))?;
    }
    Ok(())
}

/// What a roster says of one client beyond the rule.
pub const fn mark(on: On) -> Option<Mark> {
    match on {
        On::Expected => None,
        On::Visitor => Some(Mark::Added),
        On::Removed => Some(Mark::Removed),
    }
}
