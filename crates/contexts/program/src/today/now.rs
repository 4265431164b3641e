//! What several cards begin with: the sites of the viewer, their days, and the sessions within reach.

use std::collections::{HashMap, HashSet};

use footbridge_care::ids::{RoomId, SessionId, SiteId, StaffId};
use footbridge_db::DbError;
use footbridge_kit::Reading;
use footbridge_ledger::compute;
use footbridge_policy::{Nearness, Right, Scope};
use jiff::{Timestamp, ToSpan, Zoned};

use crate::{
    booking::Span,
    names::{self, SiteRow},
    roster::{self, On, RosterRow},
    sessions::{self, Meeting},
};

/// The sites where the viewer works.
pub fn sites(reading: &mut Reading<'_, '_>) -> Result<Vec<SiteRow>, DbError> {
    let organization = reading.organization();
    let mut sites = names::sites(reading.tx, organization)?;
    sites.retain(|site| reading.actor().works_at(site.id));
    Ok(sites)
}

/// Now, at a site.
pub fn at(reading: &Reading<'_, '_>, site: &SiteRow) -> Zoned {
    compute::at(reading.now(), &site.zone)
}

/// From the midnight before to so many days later.
pub fn days(now: &Zoned, from: i64, until: i64) -> Span {
    let midnight = |days: i64| {
        let date = now.date().checked_add(days.days()).unwrap_or(now.date());
        date.to_zoned(now.time_zone().clone()).map_or_else(|_| now.timestamp(), |midnight| midnight.timestamp())
    };
    (midnight(from), midnight(until))
}

/// The sessions of a site in a stretch of time that a scope reaches.
pub fn within<R: Right>(reading: &mut Reading<'_, '_>, scope: &Scope<R>, (site, span): (SiteId, Span)) -> Result<Vec<Meeting>, DbError> {
    let organization = scope.organization();
    let programs = programs(reading, site)?;
    let me = scope.viewer().staff();
    let mut all = sessions::at_site(reading.tx, organization, (site, span))?;
    all.retain(|meeting| scope.covers(near(meeting, me, &programs), Some(site)));
    Ok(all)
}

fn near(meeting: &Meeting, me: Option<StaffId>, programs: &HashSet<String>) -> Nearness {
    if meeting.leads.iter().any(|(staff, _)| Some(*staff) == me) {
        Nearness::Own
    } else if programs.contains(&meeting.row.program) {
        Nearness::Program
    } else {
        Nearness::Site
    }
}

fn programs(reading: &mut Reading<'_, '_>, site: SiteId) -> Result<HashSet<String>, DbError> {
    let (organization, staff) = (reading.organization(), reading.actor().staff_id());
    let programs: Vec<String> = reading
        .tx
        .sql("SELECT program FROM program_staff WHERE organization_id = $1 AND site_id = $2 AND staff_id = $3")
        .bind(organization)
        .bind(site)
        .bind(staff)
        .all()?;
    Ok(programs.into_iter().collect())
}

/// Who is on the rosters of these sessions.
pub fn rosters(reading: &mut Reading<'_, '_>, meetings: &[Meeting]) -> Result<HashMap<SessionId, Vec<RosterRow>>, DbError> {
    let (organization, ids) = (reading.organization(), meetings.iter().map(|meeting| meeting.row.id).collect::<Vec<_>>());
    let mut rosters: HashMap<SessionId, Vec<RosterRow>> = HashMap::new();
    for row in roster::rows(reading.tx, organization, &ids)? {
        if row.kind.0 != On::Removed {
            rosters.entry(row.session_id).or_default().push(row);
        }
    }
    Ok(rosters)
}

/// The rooms of a site by id.
pub fn rooms(reading: &mut Reading<'_, '_>, site: SiteId) -> Result<HashMap<RoomId, String>, DbError> {
    let organization = reading.organization();
    Ok(names::rooms(reading.tx, (organization, site))?.into_iter().collect())
}

/// Whether a session is on now.
pub fn is_on(meeting: &Meeting, now: Timestamp) -> bool {
    meeting.row.starts_at <= now && now < meeting.row.ends_at
}
