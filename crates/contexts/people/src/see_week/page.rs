//! The page.

use footbridge_care::schedule::Status as Stands;
use footbridge_ui::{
    button,
    empty::Empty,
    icon::Icon,
    layout::{PageHead, section},
    print::PrintHead,
    tag::Status,
    week::{Slot, WeekDay, WeekGrid},
    words::{date_short, day_span, minutes, stamp, time_range},
};
use jiff::ToSpan;
use maud::{Markup, html};

use super::queries::{Planned, View};
use crate::{change_course::clock, words};

pub(super) fn head(view: &View) -> PageHead {
    let home = format!("/clients/{}", view.client);
    let span = day_span(view.first, view.first.saturating_add(6.days()));
    let total: u32 = view
        .sessions
        .iter()
        .filter(|planned| planned.session.status != Stands::Cancelled)
        .map(|planned| planned.session.net_minutes())
        .sum();
    let n = view.sessions.len();
    PageHead::new(words::WEEK)
        .kicker(view.names.spoken())
        .lede(words::week_holds(&span, n, &minutes(total.into())))
        .crumb(words::CLIENTS, "/clients")
        .crumb(view.names.spoken(), home.clone())
        .actions(html! { (button::link(words::AS_CALENDAR_FILE, format!("{home}/week.ics")).icon(Icon::Calendar)) })
}

pub(super) fn draw(view: &View, by: &str) -> Markup {
    let printed = words::printed(&stamp(&view.now), by);
    let print = PrintHead::new(&view.organization, view.names.spoken(), printed).notice(words::FOR_THE_CLIENT);
    let day = |offset: i64| {
        let date = view.first.saturating_add(offset.days());
        let here = view.sessions.iter().filter(|planned| planned.session.date == date).map(slot);
        let day = WeekDay::new(date_short(date), here);
        if date == view.now.date() { day.today() } else { day }
    };
    html! {
        (print)
        @if view.sessions.is_empty() { (Empty::new(words::NO_SESSIONS_THIS_WEEK).icon(Icon::Calendar)) }
        @else { (section("sessions", words::SESSIONS, WeekGrid::new(words::WEEK, (0..7).map(day)))) }
        (around(view))
    }
}

fn slot(planned: &Planned) -> Slot {
    let session = &planned.session;
    let span = (u16::try_from(session.starts).unwrap_or(0), u16::try_from(session.ends).unwrap_or(u16::MAX));
    let when = time_range(clock(session.starts), clock(session.ends));
    let detail = [planned.room.clone(), planned.program.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let slot = Slot::new(span, when, session.label.clone()).detail(detail).href(format!("/sessions/{}", session.id));
    if session.status == Stands::Cancelled { slot.off().tag(Status::Cancelled) } else { slot }
}

fn around(view: &View) -> Markup {
    let link = |label: &str, weeks: i64| {
        let first = view.first.saturating_add((weeks * 7).days());
        button::link(label, format!("/clients/{}/week?from={first}", view.client))
    };
    button::row([link(words::WEEK_BEFORE, -1), link(words::WEEK_AFTER, 1)])
}
