//! The clinic before its first day: organization, site, staff, programs, timetables, the sessions of the whole past.

use std::collections::HashMap;
use std::sync::Arc;

use footbridge_care::ids::{OrganizationId, ProgramVersionId, SiteId, StaffId};
use footbridge_db::{Db, Keyring};
use footbridge_identity::found_organization::Founding;
use footbridge_identity::open_site::NewSite;
use footbridge_identity::{Passwords, employ_staff, found_organization};
use footbridge_kit::{Act, Failure, Ids, Random};
use footbridge_ledger::Ledger;
use footbridge_policy::{Actor, Grant};
use footbridge_program::ActError;
use footbridge_program::publish_version::{Publish, publish_version};
use footbridge_program::set_timetable::{SetTimetable, set_timetable};
use jiff::Timestamp;

use super::Shown;
use super::staff::{self, House, STAFF, SignIn};
use crate::clock;
use crate::stop::Stop;

/// What the demo's clinic is called.
pub const NAME: &str = "Footbridge demo clinic";

/// A clinic that was founded.
pub struct Founded {
    /// The organization.
    pub organization: OrganizationId,
    /// Its site.
    pub site: SiteId,
    /// Staff by user name, with what each was granted.
    pub staff: HashMap<&'static str, (StaffId, Vec<Grant>)>,
    /// The versions published, by program.
    pub versions: HashMap<String, ProgramVersionId>,
    /// Homes and other programs that clients may be in at the same time.
    pub beside: Vec<Shown>,
    /// One sign-in for each role.
    pub sign_ins: Vec<SignIn>,
    keys: Arc<Keyring>,
    random: Random,
}

impl Founded {
    /// The ledger of the organization.
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger::new(self.organization, &self.keys)
    }

    /// An act of one of the staff at an instant; of the operator where nobody of that name works here.
    pub fn act(&self, user: &str, now: Timestamp) -> Result<Act, Stop> {
        let actor = match self.staff.get(user) {
            Some((id, grants)) => Actor::staff(self.organization, *id, grants.clone()),
            None => Actor::operator_of_this_machine(self.organization),
        };
        Ok(Act::new(actor, Ids::new(now, seed(&self.random)?), self.keys.clone()))
    }
}

fn seed(random: &Random) -> Result<[u8; 32], Stop> {
    random.bytes().map_err(|error| Stop::Storage(error.to_string()))
}

/// An act that was refused while a past is built is a mistake of ours; it says which.
pub fn refused(error: ActError) -> Stop {
    match error {
        ActError::Refused(refused) => Stop::Storage(refused.to_string()),
        ActError::Failure(failure) => failed(&failure),
    }
}

/// The same for a failure.
pub fn failed(failure: &Failure) -> Stop {
    Stop::Storage(format!("the demo could not be built: {failure:?}"))
}

/// Founds the clinic a year ago.
pub fn found(db: &Db, keys: &Arc<Keyring>, (program, passwords): (&Shown, &Passwords)) -> Result<Founded, Stop> {
    let random = Random::of_the_system();
    let now = clock::now();
    let mut ids = Ids::new(now, seed(&random)?);
    let organization: OrganizationId = ids.draw();
    let today = now.to_zoned(program.zone.clone()).date();
    let since = today.checked_sub(jiff::ToSpan::years(1)).unwrap_or(today);
    let beside = program.merged.program.beside.iter().map(|id| super::shown(id)).collect::<Result<Vec<_>, _>>()?;
    let programs: Vec<String> = std::iter::once(program.id.clone()).chain(beside.iter().map(|shown| shown.id.clone())).collect();
    let operator = Act::new(Actor::operator_of_this_machine(organization), ids, keys.clone());
    let mut founded = Founded {
        organization,
        site: SiteId::from_parts(0, [0; 10]),
        staff: HashMap::new(),
        versions: HashMap::new(),
        beside,
        sign_ins: staff::sign_ins(),
        keys: keys.clone(),
        random: random.clone(),
    };
    let zone = program.zone_name.parse().map_err(|_| Stop::Storage("no such zone".to_owned()))?;
    let site = NewSite { name: "Main street".to_owned(), zone, rooms: Vec::new(), closed_days: Vec::new() };
    let house = |site: SiteId| House { site, programs: &programs, definition: &program.merged, since, today };
    let administrator = STAFF.iter().find(|(user, ..)| *user == "admin").ok_or_else(|| Stop::Storage("no administrator".to_owned()))?;
    let password = staff::hashed(passwords, &random)?;
    let mut first = staff::member(&house(founded.site), administrator, &password)?;
    (first.programs, first.grants) = (Vec::new(), Vec::new());
    let founding = Founding { name: NAME.to_owned(), synthetic: true, site, administrator: first };
    let made = operator.write(db, |work| found_organization::found(work, &founding)).map_err(|failure| failed(&failure))?;
    founded.site = made.site;
    for who in STAFF.iter().filter(|(user, ..)| *user != "admin") {
        let new = staff::member(&house(made.site), who, &password)?;
        let grants = new.grants.clone();
        let act = founded.act("", now)?;
        let id = act.write(db, |work| employ_staff::employ(work, &new)).map_err(|error| Stop::Storage(error.to_string()))?;
        founded.staff.insert(who.0, (id, grants));
    }
    publish(db, &mut founded, program, now)?;
    for shown in std::mem::take(&mut founded.beside) {
        publish(db, &mut founded, &shown, now)?;
        founded.beside.push(shown);
    }
    Ok(founded)
}

fn publish(db: &Db, founded: &mut Founded, program: &Shown, now: Timestamp) -> Result<(), Stop> {
    let publish = Publish { source: program.source.clone(), draft: None };
    let published = founded.act("", now)?.write(db, |work| publish_version(work, &publish)).map_err(refused)?;
    founded.versions.insert(program.id.clone(), published.version);
    if let Some(source) = &program.timetable {
        let set = SetTimetable { site: founded.site, source: source.clone() };
        founded.act("", now)?.write(db, |work| set_timetable(work, &set)).map_err(refused)?;
    }
    Ok(())
}
