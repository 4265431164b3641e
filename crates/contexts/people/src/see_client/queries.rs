//! What the page shows: courses with standing and tasks, panels, the timeline.

use std::{collections::HashMap, sync::Arc};

use footbridge_care::{
    ids::{Client, ClientId, EnrolmentId, SiteId},
    line::Standing,
};
use footbridge_db::row;
use footbridge_definition::model::Definition;
use footbridge_kit::{Failure, Reading, TimelineEntry, TimelineWindow, reach};
use footbridge_ledger::{StoredTask, compute};
use footbridge_policy::{
    BookVisit, ChangeTrack, Discharge, EditClient, EnrolClient, HoldEnrolment, RecordFact, Right, SeeClient, SeeStanding, SettleTask,
    Subject, decide,
};
use jiff::{Timestamp, civil::Date};
use maud::Markup;

use crate::{Names, lines, names};

/// How many entries of the timeline a page has.
pub(super) const ENTRIES: i64 = 30;

row! {
    struct CourseRow {
        id: EnrolmentId,
        site_id: SiteId,
        program: String,
        program_version_id: footbridge_care::ids::ProgramVersionId,
        track: Option<String>,
        status: String,
        starts_on: Date,
        ended_on: Option<Date>,
        zone: String,
    }
}

/// One course of the client.
pub(super) struct Course {
    pub id: EnrolmentId,
    pub definition: Arc<Definition>,
    pub track: Option<String>,
    pub status: String,
    pub starts_on: Date,
    pub ended_on: Option<Date>,
    pub today: Date,
    /// For whoever may see it, of a course that runs.
    pub standing: Option<Standing>,
    pub tasks: Vec<StoredTask>,
}

impl Course {
    /// How much it presses.
    fn weight(&self) -> usize {
        let pressing = self.standing.iter().flat_map(|standing| &standing.lines).filter(|line| lines::is_pressing(line.state)).count();
        pressing * 2 + self.tasks.len()
    }
}

/// What whoever looks may do here.
#[derive(Clone, Copy)]
pub(super) struct May {
    pub enrol: bool,
    pub record: bool,
    pub change_track: bool,
    pub hold: bool,
    pub discharge: bool,
    pub settle: bool,
    pub visit: bool,
    pub edit: bool,
}

/// The page's view.
pub(super) struct View {
    pub client: ClientId,
    pub names: Names,
    pub in_care: bool,
    pub courses: Vec<Course>,
    pub may: May,
    pub panels: Vec<Markup>,
    pub timeline: Vec<TimelineEntry>,
    pub zone: String,
    pub newest: bool,
}

/// A client, for somebody who may see them.
pub(super) fn client(reading: &mut Reading<'_, '_>, client: ClientId, before: Timestamp) -> Result<View, Failure> {
    let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(SeeClient, subject)?;
    reading.saw(&permit);
    let names = names::of(reading.tx, reading.keys(), (permit.organization(), client))?.ok_or(Failure::Hidden)?;
    let rows = rows(reading, client)?;
    let zone = rows.first().map_or_else(|| "UTC".to_owned(), |row| row.zone.clone());
    let courses = courses(reading, (subject, rows))?;
    let panels = reading.client_panels(subject)?.into_iter().map(|(_, panel)| panel).collect();
    let timeline = reading.timeline(subject, TimelineWindow { before, most: ENTRIES })?;
    let (in_care, newest) = (has_open_episode(reading, client)?, before == Timestamp::MAX);
    Ok(View { client, names, in_care, courses, may: may(reading, subject), panels, timeline, zone, newest })
}

fn may(reading: &Reading<'_, '_>, subject: Subject<Client>) -> May {
    May {
        enrol: allows(reading, EnrolClient, subject),
        record: allows(reading, RecordFact, subject),
        change_track: allows(reading, ChangeTrack, subject),
        hold: allows(reading, HoldEnrolment, subject),
        discharge: allows(reading, Discharge, subject),
        settle: allows(reading, SettleTask, subject),
        visit: allows(reading, BookVisit, subject),
        edit: allows(reading, EditClient, subject),
    }
}

fn allows<R: Right<Object = Client>>(reading: &Reading<'_, '_>, right: R, subject: Subject<Client>) -> bool {
    decide(reading.actor(), right, subject).is_ok()
}

fn has_open_episode(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<bool, Failure> {
    let organization = reading.organization();
    let open = reading
        .tx
        .sql("SELECT 1 FROM episode WHERE organization_id = $1 AND client_id = $2 AND closed_on IS NULL")
        .bind(organization)
        .bind(client)
        .exists()?;
    Ok(open)
}

/// The courses, those that run first, the newest first.
fn rows(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<Vec<CourseRow>, Failure> {
    let organization = reading.organization();
    let rows = reading
        .tx
        .sql(
            "SELECT e.id, e.site_id, e.program, e.program_version_id, e.track, e.status, e.starts_on, e.ended_on, s.zone
             FROM enrolment AS e JOIN site AS s ON s.organization_id = e.organization_id AND s.id = e.site_id
             WHERE e.organization_id = $1 AND e.client_id = $2
             ORDER BY CASE WHEN e.ended_on IS NULL THEN 0 ELSE 1 END, e.starts_on DESC, e.id DESC",
        )
        .bind(organization)
        .bind(client)
        .all()?;
    Ok(rows)
}

fn courses(reading: &mut Reading<'_, '_>, (subject, rows): (Subject<Client>, Vec<CourseRow>)) -> Result<Vec<Course>, Failure> {
    let running: Vec<EnrolmentId> = rows.iter().filter(|row| row.ended_on.is_none()).map(|row| row.id).collect();
    let (mut standings, mut tasks) = (HashMap::new(), HashMap::<EnrolmentId, Vec<StoredTask>>::new());
    if let Ok(permit) = reading.permit(SeeStanding, subject) {
        reading.saw(&permit);
        standings = reading.ledger().current_standings(reading.tx, &running, reading.now())?;
        let open = reading.ledger().open_tasks(reading.tx, &running)?;
        for task in reading.actor().keep_visible(open, |task| task.sensitivity.0) {
            tasks.entry(task.enrolment_id).or_default().push(task);
        }
    }
    let mut courses = Vec::new();
    for row in rows {
        let definition = definition(reading, &row)?;
        let standing = standings.remove(&row.id).map(|standing| lines::visible(reading.actor(), standing));
        let tasks = tasks.remove(&row.id).unwrap_or_default();
        let today = compute::at(reading.now(), &row.zone).date();
        let CourseRow { id, track, status, starts_on, ended_on, .. } = row;
        courses.push(Course { id, definition, track, status, starts_on, ended_on, today, standing, tasks });
    }
    courses.sort_by_key(|course| (course.ended_on.is_some(), std::cmp::Reverse(course.weight())));
    Ok(courses)
}

/// The definition of the version the client is on.
fn definition(reading: &mut Reading<'_, '_>, row: &CourseRow) -> Result<Arc<Definition>, Failure> {
    let all = reading.ledger().definitions(reading.tx, (row.site_id, &row.program))?;
    let own = all.iter().find(|at_site| at_site.version == row.program_version_id);
    Ok(own.map(|at_site| at_site.merged.clone()).unwrap_or_default())
}
