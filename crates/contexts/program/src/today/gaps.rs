//! Sessions to come that nobody leads, or whose facilitator's credential runs out before them.

use std::collections::HashMap;

use footbridge_care::ids::StaffId;
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{AssignFacilitator, Scope};
use footbridge_ui::{
    card::{Card, line},
    icon::Icon,
    tag::{Tag, Tone},
    words::{date_short, time},
};
use maud::{Markup, html};

use super::now;
use crate::{
    assign_facilitator::{fit, leaders},
    sessions::Meeting,
    words,
};

/// So many days ahead.
const DAYS: i64 = 14;
/// So many sessions are listed; the rest are counted.
const SHOWN: usize = 8;

/// The card; nothing when every session is led.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<AssignFacilitator>) -> Result<Option<Markup>, Failure> {
    let mut gaps: Vec<Markup> = Vec::new();
    for site in now::sites(reading)? {
        let at = now::at(reading, &site);
        let mut meetings = now::within(reading, scope, (site.id, now::days(&at, 0, DAYS)))?;
        let now = reading.now();
        meetings.retain(|meeting| meeting.row.starts_at > now && !meeting.is_cancelled());
        let leaders = leaders(reading.tx, (scope.organization(), site.id))?;
        let rosters = now::rosters(reading, &meetings)?;
        // A slot for one client that nobody booked needs nobody.
        meetings.retain(|meeting| !meeting.row.by_roster || rosters.contains_key(&meeting.row.id));
        gaps.extend(meetings.iter().filter_map(|meeting| gap(meeting, &leaders).map(|why| item(meeting, &why))));
    }
    if gaps.is_empty() {
        return Ok(None);
    }
    let number = gaps.len();
    let more = number.saturating_sub(SHOWN);
    gaps.truncate(SHOWN);
    let card = Card::new(words::COVERAGE_GAPS)
        .id("coverage-gaps")
        .count(number.to_string(), words::SESSIONS)
        .tone(Tone::Serious)
        .items(gaps)
        .items((more > 0).then(|| html! { p.quiet { (words::and_more(more)) } }))
        .more(words::THE_WEEK, "/week");
    Ok(Some(html! { (card) }))
}

/// Why a session is not led, if it is not.
fn gap(meeting: &Meeting, leaders: &HashMap<StaffId, fit::Leader>) -> Option<String> {
    if meeting.lacks_facilitator() {
        return Some(words::NO_FACILITATOR.to_owned());
    }
    let need = meeting.row.staff.0.first();
    let unfit = |(staff, _): &(StaffId, String)| match leaders.get(staff) {
        Some(leader) => fit::fits(leader, need, meeting.date()).err(),
        None => Some(fit::Unfit::NotEmployed),
    };
    meeting.leads.iter().find_map(unfit).map(|unfit| words::unfit(&unfit))
}

fn item(meeting: &Meeting, why: &str) -> Markup {
    let when = format!("{}, {}", date_short(meeting.date()), time(meeting.start().time()));
    let lead = html! { a href={ "/sessions/" (meeting.row.id) "/change" } { (meeting.row.label) ", " (when) } };
    line(lead, why, html! { (Tag::new(words::TO_FILL, Tone::Serious, Icon::Alert)) })
}
