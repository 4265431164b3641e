//! What the week shows.

use std::collections::{BTreeMap, HashMap};

use footbridge_care::ids::{RoomId, SessionId, SiteId, StaffId};
use footbridge_db::DbError;
use footbridge_kit::{Failure, Reading, Typed};
use footbridge_ledger::compute;
use footbridge_policy::{Nearness, SeeSchedule};
use jiff::{ToSpan, civil::Date};

use crate::{
    definitions,
    names::{self, SiteRow},
    roster::{self, On},
    sessions::{self, Meeting},
};

/// What was asked for, in the address. Nothing in it is anybody's data.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The site.
    pub site: Option<SiteId>,
    /// A day of the week.
    pub day: Option<Date>,
    /// Only this track.
    pub track: Option<String>,
    /// Only this room.
    pub room: Option<RoomId>,
    /// Only what they lead.
    pub staff: Option<StaffId>,
    /// Also slots for one client that nobody booked.
    pub all: bool,
}

impl Asked {
    /// Reads the address; what is no id or date asks for nothing.
    pub fn of(query: &Typed) -> Self {
        Self {
            site: query.get("site").parse().ok(),
            day: query.get("day").parse().ok(),
            track: Some(query.get("track").to_owned()).filter(|track| !track.is_empty()),
            room: query.get("room").parse().ok(),
            staff: query.get("staff").parse().ok(),
            all: query.get("all") == "yes",
        }
    }
}

/// The page's data.
#[derive(Debug)]
pub struct WeekView {
    /// What was asked for, with the site and the day that are shown.
    pub asked: Asked,
    /// The sites the viewer may look at.
    pub sites: Vec<SiteRow>,
    /// The site shown.
    pub site: Option<SiteRow>,
    /// Today there.
    pub today: Date,
    /// The first day of the week.
    pub monday: Date,
    /// The sessions.
    pub meetings: Vec<Meeting>,
    /// How many are on each roster.
    pub counts: HashMap<SessionId, usize>,
    /// Closed days of the site, with what they are called.
    pub closed: BTreeMap<Date, String>,
    /// Tracks by name, with their labels.
    pub tracks: BTreeMap<String, String>,
    /// Rooms.
    pub rooms: Vec<(RoomId, String)>,
    /// Names of those who lead anything.
    pub staff: BTreeMap<String, StaffId>,
    /// How many slots for one client nobody booked, where they are left out.
    pub unbooked: usize,
}

impl WeekView {
    /// The name of a member of staff.
    pub fn name_of(&self, staff: StaffId) -> Option<&str> {
        self.staff.iter().find(|(_, id)| **id == staff).map(|(name, _)| name.as_str())
    }

    /// The name of a room.
    pub fn room_of(&self, room: Option<RoomId>) -> Option<&str> {
        self.rooms.iter().find(|(id, _)| Some(*id) == room).map(|(_, name)| name.as_str())
    }
}

/// Reads a week.
///
/// # Errors
/// Hidden for a site that is not theirs to look at.
pub fn load(reading: &mut Reading<'_, '_>, asked: &Asked) -> Result<WeekView, Failure> {
    let scope = reading.scope(SeeSchedule)?;
    let mut sites = names::sites(reading.tx, scope.organization())?;
    let near =
        |site: SiteId, reading: &Reading<'_, '_>| if reading.actor().works_at(site) { Nearness::Site } else { Nearness::Organization };
    sites.retain(|site| scope.covers(near(site.id, reading), Some(site.id)));
    let wanted = asked.site;
    let site = sites.iter().find(|site| wanted.is_none_or(|id| id == site.id)).cloned();
    if wanted.is_some() && site.is_none() {
        return Err(Failure::Hidden);
    }
    let zone = site.as_ref().map_or("UTC", |site| site.zone.as_str()).to_owned();
    let today = compute::at(reading.now(), &zone).date();
    let day = asked.day.unwrap_or(today);
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let mut view = empty((asked, sites, site), (today, monday));
    if let Some(site) = view.site.clone() {
        fill(reading, &site, &mut view)?;
    }
    Ok(view)
}

fn empty((asked, sites, site): (&Asked, Vec<SiteRow>, Option<SiteRow>), (today, monday): (Date, Date)) -> WeekView {
    WeekView {
        asked: asked.clone(),
        sites,
        site,
        today,
        monday,
        meetings: Vec::new(),
        counts: HashMap::new(),
        closed: BTreeMap::new(),
        tracks: BTreeMap::new(),
        rooms: Vec::new(),
        staff: BTreeMap::new(),
        unbooked: 0,
    }
}

fn fill(reading: &mut Reading<'_, '_>, site: &SiteRow, view: &mut WeekView) -> Result<(), Failure> {
    let organization = reading.organization();
    let at = |date: Date| compute::at(reading.now(), &site.zone).with().date(date).hour(0).minute(0).second(0).subsec_nanosecond(0).build();
    let next = view.monday.saturating_add(7.days());
    let (Ok(from), Ok(until)) = (at(view.monday), at(next)) else { return Ok(()) };
    let all = sessions::at_site(reading.tx, organization, (site.id, (from.timestamp(), until.timestamp())))?;
    view.counts = counts(reading, &all)?;
    view.tracks = tracks(reading, site, (&all, view.monday))?;
    view.rooms = names::rooms(reading.tx, (organization, site.id))?;
    let names = names::staff(reading.tx, reading.keys(), organization)?;
    view.staff = all.iter().flat_map(|meeting| &meeting.leads).filter_map(|(staff, _)| Some((names.get(staff)?.clone(), *staff))).collect();
    view.closed = closed(&all, (view.monday, next));
    view.meetings = chosen(all, view);
    Ok(())
}

fn counts(reading: &mut Reading<'_, '_>, meetings: &[Meeting]) -> Result<HashMap<SessionId, usize>, DbError> {
    let (organization, ids) = (reading.organization(), meetings.iter().map(|meeting| meeting.row.id).collect::<Vec<_>>());
    let mut counts: HashMap<SessionId, usize> = HashMap::new();
    for row in roster::rows(reading.tx, organization, &ids)? {
        if row.kind.0 != On::Removed {
            *counts.entry(row.session_id).or_default() += 1;
        }
    }
    Ok(counts)
}

fn tracks(reading: &mut Reading<'_, '_>, site: &SiteRow, (all, date): (&[Meeting], Date)) -> Result<BTreeMap<String, String>, DbError> {
    let organization = reading.organization();
    let mut tracks = BTreeMap::new();
    let mut programs: Vec<&str> = all.iter().map(|meeting| meeting.row.program.as_str()).collect();
    programs.sort_unstable();
    programs.dedup();
    for program in programs {
        let holds = definitions::holding(reading.tx, reading.keys(), (organization, (site.id, program), date))?;
        let own = holds.into_iter().flat_map(|at_site| at_site.merged.track.clone());
        tracks.extend(own.map(|track| (track.name.clone(), track.label().to_owned())));
    }
    Ok(tracks)
}

/// A day is shown as closed where a closed day cancelled every session that it had.
fn closed(all: &[Meeting], (from, until): (Date, Date)) -> BTreeMap<Date, String> {
    let mut days: BTreeMap<Date, Vec<&Meeting>> = BTreeMap::new();
    for meeting in all.iter().filter(|meeting| (from..until).contains(&meeting.date())) {
        days.entry(meeting.date()).or_default().push(meeting);
    }
    let name = |meetings: &[&Meeting]| {
        let by_day = meetings.iter().all(|meeting| meeting.is_cancelled() && !meeting.row.touched);
        by_day.then(|| meetings.first()?.row.cancelled_reason.clone()).flatten()
    };
    days.into_iter().filter_map(|(date, meetings)| Some((date, name(&meetings)?))).collect()
}

fn chosen(all: Vec<Meeting>, view: &mut WeekView) -> Vec<Meeting> {
    let asked = view.asked.clone();
    let wanted = |meeting: &Meeting| {
        asked.track.as_ref().is_none_or(|track| meeting.row.tracks.0.is_empty() || meeting.row.tracks.0.contains(track))
            && asked.room.is_none_or(|room| meeting.row.room_id == Some(room))
            && asked.staff.is_none_or(|staff| meeting.leads.iter().any(|(lead, _)| *lead == staff))
            && !view.closed.contains_key(&meeting.date())
    };
    let (shown, unbooked): (Vec<Meeting>, Vec<Meeting>) = all
        .into_iter()
        .filter(wanted)
        .partition(|meeting| asked.all || !meeting.row.by_roster || view.counts.contains_key(&meeting.row.id));
    view.unbooked = unbooked.len();
    shown
}
