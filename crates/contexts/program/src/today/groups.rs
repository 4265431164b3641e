//! Groups now and next: those one leads first, with who is new and who returns.

use std::collections::HashMap;

use footbridge_care::ids::{ClientId, EnrolmentId};
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{MarkAttendance, Role, Scope, SeeRosterPresence};
use footbridge_ui::{
    card::{Card, line},
    empty::Empty,
    icon::Icon,
    tag::{Status, Tag, Tone},
    words::{count, time_range},
};
use jiff::Timestamp;
use maud::{Markup, html};

use super::now;
use crate::{
    names::{self, ClientName},
    roster::RosterRow,
    session_page::{Lately, lately},
    sessions::Meeting,
    words,
};

/// The card. Directors have the week; they see it only for groups they lead.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<MarkAttendance>) -> Result<Option<Markup>, Failure> {
    let mut items = Vec::new();
    for site in now::sites(reading)? {
        let at = now::at(reading, &site);
        let mut meetings = now::within(reading, scope, (site.id, now::days(&at, 0, 1)))?;
        mine(reading, &mut meetings);
        let rosters = now::rosters(reading, &meetings)?;
        meetings.retain(|meeting| rosters.contains_key(&meeting.row.id) || !meeting.row.by_roster);
        let rooms = now::rooms(reading, site.id)?;
        for meeting in &meetings {
            let roster = rosters.get(&meeting.row.id).map_or(&[][..], Vec::as_slice);
            let room = meeting.row.room_id.and_then(|room| rooms.get(&room));
            items.push(item(reading, meeting, (roster, room))?);
        }
    }
    if items.is_empty() && !reading.actor().holds(Role::GroupCounselor) {
        return Ok(None);
    }
    let number = items.len().to_string();
    let card = Card::new(words::GROUPS_TODAY)
        .id("groups")
        .wide()
        .items(items)
        .empty(Empty::new(words::NO_GROUPS_TODAY))
        .more(words::THE_WEEK, "/week");
    Ok(Some(html! { (if number == "0" { card } else { card.count(number, words::TODAY) }) }))
}

/// For those who lead: theirs and their program's groups. For those who run the site: only theirs.
fn mine(reading: &Reading<'_, '_>, meetings: &mut Vec<Meeting>) {
    let me = reading.actor().staff_id();
    let leads = |meeting: &Meeting| meeting.leads.iter().any(|(staff, _)| Some(*staff) == me);
    let runs_the_site = reading.actor().holds(Role::ProgramDirector);
    meetings.retain(|meeting| leads(meeting) || (!runs_the_site && !meeting.row.by_roster));
    meetings.sort_by_key(|meeting| (!leads(meeting), meeting.row.starts_at));
}

fn item(reading: &mut Reading<'_, '_>, meeting: &Meeting, (roster, room): (&[RosterRow], Option<&String>)) -> Result<Markup, Failure> {
    let when = time_range(meeting.start().time(), meeting.end().time());
    let mut detail = vec![when];
    detail.extend(room.cloned());
    detail.push(count("client", i64::try_from(roster.len()).unwrap_or(i64::MAX)));
    let lead = html! { a href={ "/sessions/" (meeting.row.id) } { (meeting.row.label) } };
    let people = if meeting.row.ends_at > reading.now() && !meeting.is_cancelled() {
        greet(reading, meeting, roster)?
    } else {
        html! {}
    };
    Ok(html! { (line(lead, detail.join(" · "), html! { (tag(meeting, reading.now())) })) (people) })
}

fn tag(meeting: &Meeting, now: Timestamp) -> Tag {
    match () {
        () if meeting.is_cancelled() => Status::Cancelled.into(),
        () if meeting.is_confirmed() => Status::Held.into(),
        () if now::is_on(meeting, now) => Tag::new(words::NOW, Tone::Good, Icon::Rising),
        () if meeting.row.ends_at <= now => Tag::new(words::ATTENDANCE_OPEN, Tone::Caution, Icon::Clock),
        () => Tag::new(words::LATER, Tone::Quiet, Icon::Calendar),
    }
}

/// Who comes for the first time, and who was not there last time.
fn greet(reading: &mut Reading<'_, '_>, meeting: &Meeting, roster: &[RosterRow]) -> Result<Markup, Failure> {
    let organization = reading.organization();
    let lately = lately(reading.tx, organization, (meeting, roster))?;
    let special: Vec<&RosterRow> =
        roster.iter().filter(|row| lately.get(&row.enrolment_id).is_some_and(|lately| *lately != Lately::AsUsual)).collect();
    let clients: Vec<ClientId> = special.iter().map(|row| row.client_id).collect();
    let Ok(scope) = reading.scope(SeeRosterPresence) else { return Ok(html! {}) };
    let names = names::clients(reading.tx, reading.keys(), (organization, &clients))?;
    reading.saw_clients(&scope, clients);
    let new = those(&special, (&names, &lately, Lately::New));
    let returns = those(&special, (&names, &lately, Lately::Returns));
    Ok(html! {
        @if !new.is_empty() { p.card-detail { (words::NEW) ": " (new) } }
        @if !returns.is_empty() { p.card-detail { (words::RETURNS) ": " (returns) } }
    })
}

type Known<'k> = (&'k HashMap<ClientId, ClientName>, &'k HashMap<EnrolmentId, Lately>, Lately);

fn those(rows: &[&RosterRow], (names, lately, which): Known<'_>) -> String {
    let chosen = rows.iter().filter(|row| lately.get(&row.enrolment_id) == Some(&which));
    let mut shown: Vec<&str> = chosen.filter_map(|row| names.get(&row.client_id)).map(|name| name.shown.as_str()).collect();
    shown.sort_unstable();
    shown.join(", ")
}
