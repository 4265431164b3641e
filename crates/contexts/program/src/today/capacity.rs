//! Seats: how full the groups of the week ahead are, slot by slot.

use std::collections::BTreeMap;

use footbridge_kit::{Failure, Reading};
use footbridge_policy::{Scope, SeeCensus};
use footbridge_ui::{
    card::Card,
    progress::Bar,
    tag::Tone,
    words::{time, weekday_short},
};
use maud::{Markup, html};

use super::now;
use crate::words;

/// The card; nothing where no group says how many it takes.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<SeeCensus>) -> Result<Option<Markup>, Failure> {
    let mut bars: BTreeMap<(i64, String), Markup> = BTreeMap::new();
    for site in now::sites(reading)? {
        let at = now::at(reading, &site);
        let mut meetings = now::within(reading, scope, (site.id, now::days(&at, 0, 7)))?;
        meetings.retain(|meeting| !meeting.is_cancelled() && !meeting.row.by_roster && meeting.row.seats.is_some_and(|seats| seats > 1));
        let rosters = now::rosters(reading, &meetings)?;
        for meeting in &meetings {
            let taken = rosters.get(&meeting.row.id).map_or(0, Vec::len);
            let seats = meeting.row.seats.unwrap_or(1);
            let start = meeting.start();
            let label = format!("{} {} {}", weekday_short(start.weekday()), time(start.time()), meeting.row.label);
            bars.insert((start.timestamp().as_second(), label.clone()), bar(&label, (taken, seats)));
        }
    }
    if bars.is_empty() {
        return Ok(None);
    }
    Ok(Some(html! { (Card::new(words::CAPACITY).id("capacity").items(bars.into_values())) }))
}

fn bar(label: &str, (taken, seats): (usize, u32)) -> Markup {
    let (value, full) = (i64::try_from(taken).unwrap_or(i64::MAX), i64::from(seats));
    let tone = if value > full {
        Tone::Serious
    } else if value == full {
        Tone::Caution
    } else {
        Tone::Calm
    };
    let said = words::seats(taken, seats);
    html! { div.card-line { div { div.card-lead { (label) } div.card-detail { (said) } } } (Bar::new(value, full).tone(tone).label(format!("{label}: {said}"))) }
}
