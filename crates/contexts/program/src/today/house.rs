//! The house: which residents are due in group now, and who came. Presence only: no topic, no program detail, nothing clinical.

use std::collections::{HashMap, HashSet};

use footbridge_care::ids::{ClientId, EnrolmentId};
use footbridge_db::row;
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{Scope, SeeHousePresence};
use footbridge_ui::{
    card::{Card, line},
    empty::Empty,
    tag::{Status, Tag},
    words::time_range,
};
use maud::{Markup, html};

use super::now;
use crate::{
    attendance::{Sheet, sheets},
    definitions,
    names::{self, SiteRow},
    sessions::Meeting,
    words,
};

/// What a definition calls a home.
const HOME: &str = "recovery residence";

row! {
    struct Enrolled {
        id: EnrolmentId,
        client_id: ClientId,
        program: String,
    }
}

/// The card.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<SeeHousePresence>) -> Result<Option<Markup>, Failure> {
    let mut due: Vec<Markup> = Vec::new();
    let mut residents = 0;
    for site in now::sites(reading)? {
        let residents_here = residents_of(reading, &site)?;
        residents += residents_here.len();
        due.extend(of_site(reading, (scope, &site), &residents_here)?);
    }
    let works_there = reading.actor().grants().iter().any(|grant| grant.role.is_house());
    if residents == 0 || (due.is_empty() && !works_there) {
        return Ok(None);
    }
    Ok(Some(html! { (Card::new(words::RESIDENTS_DUE).id("house").items(due).empty(Empty::new(words::NOBODY_DUE))) }))
}

/// The clients who live in a home of the site.
fn residents_of(reading: &mut Reading<'_, '_>, site: &SiteRow) -> Result<HashSet<ClientId>, Failure> {
    let organization = reading.organization();
    let today = now::at(reading, site).date();
    let all: Vec<Enrolled> = reading
        .tx
        .sql("SELECT id, client_id, program FROM enrolment WHERE organization_id = $1 AND site_id = $2 AND ended_on IS NULL")
        .bind(organization)
        .bind(site.id)
        .all()?;
    let programs: HashSet<&str> = all.iter().map(|one| one.program.as_str()).collect();
    let mut homes: HashSet<&str> = HashSet::new();
    for program in programs {
        let holds = definitions::holding(reading.tx, reading.keys(), (organization, (site.id, program), today))?;
        if holds
            .is_some_and(|at_site| at_site.merged.program.level_of_care.as_deref().is_some_and(|level| level.eq_ignore_ascii_case(HOME)))
        {
            homes.insert(program);
        }
    }
    Ok(all.iter().filter(|one| homes.contains(one.program.as_str())).map(|one| one.client_id).collect())
}

fn of_site(
    reading: &mut Reading<'_, '_>,
    (scope, site): (&Scope<SeeHousePresence>, &SiteRow),
    residents: &HashSet<ClientId>,
) -> Result<Vec<Markup>, Failure> {
    let (organization, at) = (reading.organization(), now::at(reading, site));
    let mut meetings = crate::sessions::at_site(reading.tx, organization, (site.id, now::days(&at, 0, 1)))?;
    meetings.retain(|meeting| !meeting.is_cancelled());
    let rosters = now::rosters(reading, &meetings)?;
    let ids: Vec<_> = meetings.iter().map(|meeting| meeting.row.id).collect();
    let marks = sheets(reading.tx, reading.keys(), (organization, &ids))?;
    let all: Vec<ClientId> = residents.iter().copied().collect();
    let names = names::clients(reading.tx, reading.keys(), (organization, &all))?;
    let (none, mut items, mut seen) = (Sheet::new(), Vec::new(), Vec::new());
    for meeting in &meetings {
        let sheet = marks.get(&meeting.row.id).unwrap_or(&none);
        let here = rosters.get(&meeting.row.id).into_iter().flatten().filter(|row| residents.contains(&row.client_id));
        for row in here {
            seen.push(row.client_id);
            let name = names.get(&row.client_id).map(|name| name.shown.as_str()).unwrap_or_default();
            items.push(item(meeting, name, presence(meeting, sheet, row.enrolment_id)));
        }
    }
    reading.saw_clients(scope, seen);
    Ok(items)
}

/// Came or not, and nothing about how: why somebody is excused is not the house's to know.
fn presence(meeting: &Meeting, sheet: &HashMap<EnrolmentId, crate::attendance::MarkRow>, enrolment: EnrolmentId) -> Tag {
    match sheet.get(&enrolment) {
        Some(mark) if mark.came.is_here() => Status::Present.into(),
        Some(mark) if mark.came.code() == "excused" => Status::Excused.into(),
        Some(_) => Status::Absent.into(),
        None if meeting.is_confirmed() => Status::Absent.into(),
        None => Status::Expected.into(),
    }
}

fn item(meeting: &Meeting, name: &str, tag: Tag) -> Markup {
    let when = time_range(meeting.start().time(), meeting.end().time());
    line(html! { (name) }, format!("{}, {when}", words::IN_GROUP), html! { (tag) })
}
