//! Open a site: its time zone, rooms and closed days.

use footbridge_care::ids::{RoomId, SiteId};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Work};
use footbridge_policy::{ManageSite, Permit, Subject};
use jiff::{civil::Date, tz::TimeZone};

/// A site to be.
#[derive(Debug, Clone)]
pub struct NewSite {
    /// Its name.
    pub name: String,
    /// Where its clock stands.
    pub zone: Zone,
    /// Its rooms, each with how many it seats if that is bounded.
    pub rooms: Vec<(String, Option<u16>)>,
    /// The days it is closed, each with why.
    pub closed_days: Vec<(Date, String)>,
}

/// The name of a time zone that exists: `America/New_York`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(String);

impl std::str::FromStr for Zone {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        TimeZone::get(text).map(|_| Self(text.to_owned()))
    }
}

impl Zone {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// Opens a site.
///
/// # Errors
/// [`Failure::Hidden`] when whoever asks may not; what storage says.
pub fn open(work: &mut Work<'_, '_>, new: &NewSite) -> Result<SiteId, Failure> {
    let site: SiteId = work.id();
    let permit = work.permit(ManageSite, Subject::site(work.organization(), site, false))?;
    insert(work, &permit, new)?;
    for (name, seats) in &new.rooms {
        add_room(work, &permit, (name, *seats))?;
    }
    for (day, reason) in &new.closed_days {
        close_day(work, &permit, (*day, reason))?;
    }
    work.note(&permit, Detail::says(format!("opened rooms={} closed_days={}", new.rooms.len(), new.closed_days.len())))?;
    Ok(site)
}

fn insert(work: &mut Work<'_, '_>, permit: &Permit<ManageSite>, new: &NewSite) -> Result<(), DbError> {
    let now = work.now();
    work.tx
        .sql("INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(permit.organization())
        .bind(permit.object())
        .bind(new.name.as_str())
        .bind(new.zone.name())
        .bind(now)
        .run()?;
    Ok(())
}

/// A room of that name already there stays as it is.
fn add_room(work: &mut Work<'_, '_>, permit: &Permit<ManageSite>, room: (&str, Option<u16>)) -> Result<(), DbError> {
    let id: RoomId = work.id();
    work.tx
        .sql("INSERT INTO room (organization_id, id, site_id, name, seats) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
        .bind(permit.organization())
        .bind(id)
        .bind(permit.object())
        .bind(room.0)
        .bind(room.1)
        .run()?;
    Ok(())
}

fn close_day(work: &mut Work<'_, '_>, permit: &Permit<ManageSite>, closed: (Date, &str)) -> Result<(), DbError> {
    work.tx
        .sql("INSERT INTO closed_day (organization_id, site_id, day, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(permit.organization())
        .bind(permit.object())
        .bind(closed.0)
        .bind(closed.1)
        .run()?;
    Ok(())
}
