//! Who may be found, by whom.

use std::collections::{HashMap, HashSet};

use footbridge_care::{
    ids::{ClientId, EnrolmentId, SiteId},
    line::Standing,
};
use footbridge_db::{DbError, Each, Tx, row};
use footbridge_kit::{Failure, Reading, Typed};
use footbridge_policy::{Nearness, Right, Scope, SearchClients, SeeStanding};
use jiff::civil::Date;

use crate::{labels, names::NameIndex, words};

/// How many are suggested under the box.
pub(super) const SUGGESTED: usize = 8;
/// How many a page of results shows.
pub(super) const FOUND: usize = 50;
/// How many rows a page of the list has.
pub(super) const PAGE: usize = 50;
/// How many who answer to a name are looked at before reach narrows them.
const LOOKED_AT: usize = 500;

row! {
    struct NearRow {
        client_id: ClientId,
        nearness: i64,
        site_id: Option<SiteId>,
    }
}

/// Which of these clients lie within a scope: one statement.
pub(crate) fn within_reach<R: Right>(tx: &mut Tx<'_>, scope: &Scope<R>, clients: &[ClientId]) -> Result<HashSet<ClientId>, DbError> {
    let Some(viewer) = scope.viewer().staff() else {
        return Ok(clients.iter().copied().collect());
    };
    let near: Vec<NearRow> = tx
        .sql(
            "SELECT DISTINCT r.client_id, r.nearness, r.site_id FROM reach r
             WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.nearness <= $3 AND r.client_id IN (SELECT value FROM json_each($4))",
        )
        .bind(scope.organization())
        .bind(viewer)
        .bind(scope.rank())
        .bind(Each(clients))
        .all()?;
    let covered = near.into_iter().filter(|row| scope.covers(Nearness::from_rank(row.nearness), row.site_id));
    Ok(covered.map(|row| row.client_id).collect())
}

row! {
    struct CareRow {
        client_id: ClientId,
        site_id: SiteId,
        enrolment_id: Option<EnrolmentId>,
        program: Option<String>,
        track: Option<String>,
        status: Option<String>,
        starts_on: Option<Date>,
        ended_on: Option<Date>,
    }
}

/// One who answers to a name.
pub(super) struct Found {
    pub client: ClientId,
    pub name: String,
    /// The program and track, or that they are in none now.
    pub detail: String,
}

/// Who answers to a name within reach, the best first. Who is shown is in the audit.
pub(super) fn search(reading: &mut Reading<'_, '_>, index: &NameIndex, (asked, most): (&str, usize)) -> Result<Vec<Found>, Failure> {
    let scope = reading.scope(SearchClients)?;
    let shelf = index.current(reading.tx, reading.keys(), scope.organization())?;
    let mut answering = shelf.find(asked);
    answering.truncate(LOOKED_AT);
    let near = within_reach(reading.tx, &scope, &answering)?;
    answering.retain(|client| near.contains(client));
    answering.truncate(most);
    let courses = newest_courses(reading.tx, &scope, &answering)?;
    let mut found = Vec::new();
    for client in &answering {
        let detail = courses.get(client).map_or(Ok(words::NOT_ENROLLED.to_owned()), |row| described(reading, row))?;
        let name = shelf.names(*client).map(crate::Names::spoken).unwrap_or_default();
        found.push(Found { client: *client, name, detail });
    }
    reading.saw_clients(&scope, answering);
    Ok(found)
}

fn newest_courses<R: Right>(tx: &mut Tx<'_>, scope: &Scope<R>, clients: &[ClientId]) -> Result<HashMap<ClientId, CareRow>, DbError> {
    let rows: Vec<CareRow> = tx
        .sql(
            "SELECT client_id, site_id, id AS enrolment_id, program, track, status, starts_on, ended_on FROM enrolment
             WHERE organization_id = $1 AND client_id IN (SELECT value FROM json_each($2)) ORDER BY starts_on, id",
        )
        .bind(scope.organization())
        .bind(Each(clients))
        .all()?;
    Ok(rows.into_iter().map(|row| (row.client_id, row)).collect())
}

/// Program, track, and how it stands with them, in a line.
fn described(reading: &mut Reading<'_, '_>, row: &CareRow) -> Result<String, Failure> {
    let Some(program) = &row.program else { return Ok(words::NOT_ENROLLED.to_owned()) };
    let definitions = reading.ledger().definitions(reading.tx, (row.site_id, program))?;
    let definition = definitions.first().map(|newest| &newest.merged);
    let name = definition.map_or_else(|| program.clone(), |definition| definition.program.name.clone());
    let track = row.track.as_deref().zip(definition).map(|(track, definition)| labels::track(definition, track));
    let ended = row.ended_on.map(words::ended_on);
    Ok([Some(name), track, ended].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// What the list is narrowed to.
#[derive(Clone, Default)]
pub(super) struct Filter {
    pub program: String,
    pub track: String,
    pub page: usize,
}

impl Filter {
    pub fn of(query: &Typed) -> Self {
        let page = query.get("page").parse().unwrap_or(1).max(1);
        Self { program: query.get("program").to_owned(), track: query.get("track").to_owned(), page }
    }
}

/// One line of the list: a client with the courses that run.
pub(super) struct InCare {
    pub client: ClientId,
    pub name: String,
    pub courses: Vec<Running>,
}

/// A course that runs; without a program for somebody admitted and not enrolled.
pub(super) struct Running {
    pub program: Option<String>,
    pub track: Option<String>,
    pub status: Option<String>,
    pub standing: Option<Standing>,
}

/// The list.
pub(super) struct List {
    pub rows: Vec<InCare>,
    pub all: usize,
    pub filter: Filter,
    /// The programs and tracks there are, each with its name and what people call it.
    pub programs: Vec<(String, String)>,
    pub tracks: Vec<(String, String)>,
}

/// Everybody in care within reach, by name, a page at a time. Who is shown is in the audit.
pub(super) fn list(reading: &mut Reading<'_, '_>, index: &NameIndex, filter: &Filter) -> Result<List, Failure> {
    let scope = reading.scope(SearchClients)?;
    let shelf = index.current(reading.tx, reading.keys(), scope.organization())?;
    let mut rows = in_care(reading.tx, &scope)?;
    let clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).collect();
    let near = within_reach(reading.tx, &scope, &clients)?;
    rows.retain(|row| near.contains(&row.client_id));
    let (programs, tracks) = choices(reading, &rows, filter)?;
    rows.retain(|row| is_or_any(&filter.program, row.program.as_deref()) && is_or_any(&filter.track, row.track.as_deref()));
    rows.sort_by_cached_key(|row| (shelf.names(row.client_id).map(crate::Names::sort_key), row.client_id, row.track.is_none()));
    let mut clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).collect();
    clients.dedup();
    let all = clients.len();
    let page: HashSet<ClientId> = clients.into_iter().skip((filter.page - 1) * PAGE).take(PAGE).collect();
    rows.retain(|row| page.contains(&row.client_id));
    let mut standings = standings(reading, &rows)?;
    reading.saw_clients(&scope, page);
    let mut lines: Vec<InCare> = Vec::new();
    for row in rows {
        let program = row.program.as_ref().map(|name| called(&programs, name));
        let track = row.track.as_ref().map(|name| called(&tracks, name));
        let standing = row.enrolment_id.and_then(|enrolment| standings.remove(&enrolment));
        let course = Running { program, track, status: row.status, standing };
        match lines.last_mut().filter(|last| last.client == row.client_id) {
            Some(last) => last.courses.push(course),
            None => {
                let name = shelf.names(row.client_id).map(crate::Names::spoken).unwrap_or_default();
                lines.push(InCare { client: row.client_id, name, courses: vec![course] });
            }
        }
    }
    Ok(List { rows: lines, all, filter: filter.clone(), programs, tracks })
}

fn is_or_any(wanted: &str, is: Option<&str>) -> bool {
    wanted.is_empty() || is == Some(wanted)
}

fn called(known: &[(String, String)], name: &str) -> String {
    known.iter().find(|(each, _)| each == name).map_or_else(|| name.to_owned(), |(_, label)| label.clone())
}

/// Everybody with an open episode near enough to the viewer, with their open enrolments.
fn in_care(tx: &mut Tx<'_>, scope: &Scope<SearchClients>) -> Result<Vec<CareRow>, DbError> {
    tx.sql(
        "SELECT p.client_id, p.site_id, e.id AS enrolment_id, e.program, e.track, e.status, e.starts_on, e.ended_on
         FROM episode AS p
         LEFT JOIN enrolment AS e ON e.organization_id = p.organization_id AND e.episode_id = p.id AND e.ended_on IS NULL
         WHERE p.organization_id = $1 AND p.closed_on IS NULL
           AND EXISTS (SELECT 1 FROM reach r WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.client_id = p.client_id
                       AND r.nearness <= $3)
         ORDER BY p.client_id, e.id",
    )
    .bind(scope.organization())
    .bind(scope.viewer().staff().map(|staff| staff.to_string()).unwrap_or_default())
    .bind(scope.rank())
    .all()
}

/// How they stand, for whoever may see it; nothing for anybody else.
fn standings(reading: &mut Reading<'_, '_>, rows: &[CareRow]) -> Result<HashMap<EnrolmentId, Standing>, Failure> {
    let Ok(scope) = reading.scope(SeeStanding) else { return Ok(HashMap::new()) };
    let clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).collect();
    let near = within_reach(reading.tx, &scope, &clients)?;
    let seen = rows.iter().filter(|row| near.contains(&row.client_id));
    let enrolments: Vec<EnrolmentId> = seen.filter_map(|row| row.enrolment_id).collect();
    let mut standings = reading.ledger().current_standings(reading.tx, &enrolments, reading.now())?;
    for standing in standings.values_mut() {
        standing.lines = reading.actor().keep_visible(std::mem::take(&mut standing.lines), |line| line.sensitivity);
    }
    Ok(standings)
}

type Named = Vec<(String, String)>;

/// The programs and tracks to narrow by, as people call them.
fn choices(reading: &mut Reading<'_, '_>, rows: &[CareRow], filter: &Filter) -> Result<(Named, Named), Failure> {
    let mut seen: Vec<(SiteId, &String)> = rows.iter().filter_map(|row| Some((row.site_id, row.program.as_ref()?))).collect();
    seen.sort_unstable();
    seen.dedup();
    let (mut programs, mut tracks): (Named, Named) = (Vec::new(), Vec::new());
    for (site, program) in seen {
        let definitions = reading.ledger().definitions(reading.tx, (site, program))?;
        let Some(newest) = definitions.first() else { continue };
        programs.push((program.clone(), newest.merged.program.name.clone()));
        if filter.program.is_empty() || filter.program == *program {
            tracks.extend(newest.merged.track.iter().map(|track| (track.name.clone(), labels::track(&newest.merged, &track.name))));
        }
    }
    for named in [&mut programs, &mut tracks] {
        named.sort_unstable();
        named.dedup_by(|a, b| a.0 == b.0);
    }
    Ok((programs, tracks))
}
