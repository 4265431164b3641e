//! Who leads a slot as a rule: whoever led most of its last sessions.

use std::collections::HashMap;

use footbridge_care::ids::{SiteId, StaffId};
use footbridge_db::DbError;
use footbridge_definition::model::StaffNeed;
use footbridge_kit::Work;
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::assign_facilitator::{fit, leaders};

/// So many of a slot's last sessions say who leads it as a rule: one replacement changes nothing.
const LAST: usize = 4;

/// The regular leaders of a program's slots at a site.
pub struct Regulars {
    by_slot: HashMap<String, StaffId>,
    leaders: HashMap<StaffId, fit::Leader>,
}

impl Regulars {
    /// Reads them off the sessions from six weeks ago on, those planned included.
    pub fn load(work: &mut Work<'_, '_>, (site, program): (SiteId, &str), first: Date) -> Result<Self, DbError> {
        let organization = work.organization();
        let since = first.checked_sub(6.weeks()).unwrap_or(first);
        let rows: Vec<(String, StaffId, Timestamp)> = work
            .tx
            .sql(
                "SELECT s.slot, l.staff_id, s.starts_at FROM session_staff l
                 JOIN session s ON s.organization_id = l.organization_id AND s.id = l.session_id
                 WHERE s.organization_id = $1 AND s.site_id = $2 AND s.program = $3 AND s.local_date >= $4 ORDER BY s.starts_at DESC, l.staff_id",
            )
            .bind(organization)
            .bind(site)
            .bind(program)
            .bind(since)
            .all()?;
        let mut last: HashMap<String, Vec<StaffId>> = HashMap::new();
        for (slot, staff, _) in rows {
            last.entry(slot).or_default().push(staff);
        }
        let by_slot = last.into_iter().filter_map(|(slot, staff)| Some((slot, most_often(&staff)?))).collect();
        Ok(Self { by_slot, leaders: leaders(work.tx, (organization, site))? })
    }

    /// Who leads a slot as a rule.
    pub fn of(&self, slot: &str) -> Option<StaffId> {
        self.by_slot.get(slot).copied()
    }

    /// Whether somebody may lead on a day.
    pub fn may_lead(&self, staff: StaffId, need: Option<&StaffNeed>, date: Date) -> bool {
        self.leaders.get(&staff).is_some_and(|leader| fit::fits(leader, need, date).is_ok())
    }
}

/// Of the last few, newest first, who led most; the newest where two led as many.
fn most_often(newest_first: &[StaffId]) -> Option<StaffId> {
    let last = newest_first.get(..LAST.min(newest_first.len()))?;
    let times = |staff: &StaffId| last.iter().filter(|other| *other == staff).count();
    last.iter().rev().max_by_key(|staff| times(staff)).copied()
}
