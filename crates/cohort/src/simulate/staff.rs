//! Hours of staff: sessions by what they need, contacts and tests, and the writing that follows.

use std::collections::BTreeMap;

use footbridge_care::facts::Occurrence;
use footbridge_care::schedule::Session;
use footbridge_definition::model::{Definition, Family, StaffNeed};

use crate::assumption::Assumptions;
use crate::luck::{number, whole};
use crate::site::About;

/// Minutes of one role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Minutes {
    pub with_clients: u64,
    pub writing: u64,
}

/// Minutes by role.
#[derive(Clone, Debug, Default)]
pub(crate) struct Staff(pub BTreeMap<String, Minutes>);

/// The role where nothing says who.
const SOMEBODY: &str = "counselor";

impl Staff {
    fn add(&mut self, role: &str, with_clients: u64, writing: f64) {
        let minutes = self.0.entry(role.to_owned()).or_default();
        minutes.with_clients += with_clients;
        minutes.writing += u64::try_from(whole(writing)).unwrap_or(0);
    }

    /// A session that was held by so many, in so many rooms; gives how many rooms that took.
    pub fn session(&mut self, (session, about): (&Session, &About), came: usize, assumptions: &Assumptions) {
        let rooms = rooms(about, came);
        let minutes = u64::from(session.ends.saturating_sub(session.starts));
        let nobody = [StaffNeed::default()];
        let needs = if about.staff.is_empty() { nobody.as_slice() } else { about.staff.as_slice() };
        let note = if about.seats == Some(1) { assumptions.individual_note } else { assumptions.group_note * number(came) };
        for (nth, need) in needs.iter().enumerate() {
            let people = people(need, came, rooms);
            let writing = if nth == 0 { note } else { 0.0 };
            self.add(need.role.as_deref().unwrap_or(SOMEBODY), minutes * people, writing);
        }
    }

    /// A contact, or a session by arrangement.
    pub fn contact(&mut self, def: &Definition, it: &Occurrence, assumptions: &Assumptions) {
        let offering = def.offering.iter().find(|offering| offering.kind.as_deref() == Some(it.kind.as_str()));
        let by_offering = offering.and_then(|offering| offering.staff.first()?.role.as_deref());
        let owner = def.obligation.iter().find(|o| o.kinds.contains(&it.kind)).and_then(|o| o.owner.as_deref());
        let role = it.by_role.as_deref().or(by_offering).or(owner).unwrap_or(SOMEBODY);
        let minutes = if it.minutes > 0 { u64::from(it.minutes) } else { u64::try_from(whole(assumptions.contact_length)).unwrap_or(0) };
        let is_session = def.kind_named(&it.kind).is_some_and(|kind| kind.family == Family::Session);
        self.add(role, minutes, if is_session { assumptions.individual_note } else { assumptions.contact_note });
    }

    /// A test that was given.
    pub fn test(&mut self, def: &Definition, it: &Occurrence, assumptions: &Assumptions) {
        let owner = def.obligation.iter().find(|o| o.kinds.contains(&it.kind)).and_then(|o| o.owner.as_deref());
        self.add(owner.unwrap_or("nurse"), u64::try_from(whole(assumptions.test_length)).unwrap_or(0), 0.0);
    }
}

/// How many rooms so many people take: one, or more where there are more people than seats.
pub(crate) fn rooms(about: &About, came: usize) -> usize {
    about.seats.map_or(1, |seats| came.div_ceil(seats.max(1)).max(1))
}

fn people(need: &StaffNeed, came: usize, rooms: usize) -> u64 {
    let base = u64::from(need.count.unwrap_or(1)) * u64::try_from(rooms).unwrap_or(1);
    let more = need.per_clients.and_then(|per| u64::try_from(came).ok()?.checked_div(u64::from(per))).unwrap_or(0);
    base.max(more)
}
