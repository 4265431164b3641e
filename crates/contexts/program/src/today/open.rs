//! Sessions that are over and whose roster nobody confirmed: nobody has earned anything by them yet.

use footbridge_kit::{Failure, Reading};
use footbridge_policy::{MarkAttendance, Role, Scope};
use footbridge_ui::{
    card::{Card, line},
    icon::Icon,
    tag::{Tag, Tone},
    words::{count, date_short, time_range},
};
use maud::{Markup, html};

use super::now;
use crate::{sessions::Meeting, words};

/// So many days back.
const DAYS: i64 = 14;

/// The card; nothing when nothing is open.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<MarkAttendance>) -> Result<Option<Markup>, Failure> {
    let mut items = Vec::new();
    for site in now::sites(reading)? {
        let at = now::at(reading, &site);
        let mut meetings = now::within(reading, scope, (site.id, now::days(&at, -DAYS, 1)))?;
        let now = reading.now();
        meetings.retain(|meeting| meeting.row.ends_at <= now && !meeting.is_confirmed() && !meeting.is_cancelled());
        theirs(reading, &mut meetings);
        let rosters = now::rosters(reading, &meetings)?;
        items.extend(meetings.iter().filter_map(|meeting| Some(item(meeting, rosters.get(&meeting.row.id)?.len()))));
    }
    if items.is_empty() {
        return Ok(None);
    }
    let number = items.len().to_string();
    Ok(Some(
        html! { (Card::new(words::OPEN_ATTENDANCE).id("open-attendance").count(number, words::SESSIONS).tone(Tone::Caution).items(items)) },
    ))
}

/// Who leads sees their own sessions and their program's groups; who runs the site sees all.
fn theirs(reading: &Reading<'_, '_>, meetings: &mut Vec<Meeting>) {
    let (me, runs_the_site) = (reading.actor().staff_id(), reading.actor().holds(Role::ProgramDirector));
    let leads = |meeting: &Meeting| meeting.leads.iter().any(|(staff, _)| Some(*staff) == me);
    meetings.retain(|meeting| runs_the_site || !meeting.row.by_roster || leads(meeting));
}

fn item(meeting: &Meeting, roster: usize) -> Markup {
    let when = format!("{}, {}", date_short(meeting.date()), time_range(meeting.start().time(), meeting.end().time()));
    let detail = format!("{when} · {}", count("client", i64::try_from(roster).unwrap_or(i64::MAX)));
    let lead = html! { a href={ "/sessions/" (meeting.row.id) } { (meeting.row.label) } };
    line(lead, detail, html! { (Tag::new(words::TO_CONFIRM, Tone::Caution, Icon::Clock)) })
}
