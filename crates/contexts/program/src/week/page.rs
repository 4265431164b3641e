//! The week, drawn: a grid where there is room, a list by day on a phone.

use footbridge_kit::Context;
use footbridge_policy::{Key, table};
use footbridge_ui::{
    button,
    empty::Empty,
    form::{Choice, Choices, Form},
    icon::Icon,
    layout::PageHead,
    tag::{Status, Tag, Tone},
    week::{Slot, WeekDay, WeekGrid},
    words::{count, date_short, day_span, time_range},
};
use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};

use super::view::{Asked, WeekView};
use crate::{
    sessions::{Meeting, minute_of_day},
    words,
};

/// The page.
pub fn draw(ctx: &Context, view: &WeekView) -> Markup {
    let sunday = view.monday.saturating_add(6.days());
    let mut head = PageHead::new(words::WEEK).kicker(day_span(view.monday, sunday)).actions(around(view));
    let Some(site) = &view.site else {
        return ctx.page(head, html! { (Empty::new(words::NO_SITE)) });
    };
    let gaps = view.meetings.iter().filter(|meeting| meeting.lacks_facilitator()).count();
    head = head.site(&site.name).lede(words::week_lede(view.meetings.len(), gaps));
    let body = html! {
        (filter(view))
        (WeekGrid::new(words::week_of(&date_short(view.monday), &site.name), days(ctx, view)))
        @if view.unbooked > 0 { p.quiet { (words::unbooked(view.unbooked)) " " a href=(address(view, &Asked { all: true, ..view.asked.clone() }, view.monday)) { (words::SHOW_THEM) } } }
    };
    ctx.page(head, body)
}

fn around(view: &WeekView) -> Markup {
    let to = |monday: Date| address(view, &view.asked, monday);
    button::row([
        button::link(words::WEEK_BEFORE, to(view.monday.saturating_sub(7.days()))).icon(Icon::Back),
        button::link(words::THIS_WEEK, to(view.today)),
        button::link(words::WEEK_AFTER, to(view.monday.saturating_add(7.days()))).icon(Icon::Next),
    ])
}

fn address(view: &WeekView, asked: &Asked, day: Date) -> String {
    let mut parts = vec![format!("day={day}")];
    parts.extend(view.site.as_ref().map(|site| format!("site={}", site.id)));
    parts.extend(asked.track.as_ref().map(|track| format!("track={}", footbridge_kit::escape(track))));
    parts.extend(asked.room.map(|room| format!("room={room}")));
    parts.extend(asked.staff.map(|staff| format!("staff={staff}")));
    parts.extend(asked.all.then(|| "all=yes".to_owned()));
    format!("/week?{}", parts.join("&"))
}

fn filter(view: &WeekView) -> Form {
    let asked = &view.asked;
    let select = |name: &str, label: &str, choices: Vec<Choice>, chosen: Option<String>| {
        let all = Choice::new("", words::ALL);
        Choices::select(name, label).options(std::iter::once(all).chain(choices)).chosen(chosen.unwrap_or_default())
    };
    let mut form = Form::get("/week").label(words::FILTER).inline().carry("day", view.monday.to_string());
    if view.sites.len() > 1 {
        let sites = view.sites.iter().map(|site| Choice::new(site.id.to_string(), &site.name)).collect();
        form = form.field(select("site", words::SITE, sites, view.site.as_ref().map(|site| site.id.to_string())));
    }
    let tracks = view.tracks.iter().map(|(name, label)| Choice::new(name, label)).collect();
    let rooms = view.rooms.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let staff = view.staff.iter().map(|(name, id)| Choice::new(id.to_string(), name)).collect();
    form.field(select("track", words::TRACK, tracks, asked.track.clone()))
        .field(select("room", words::ROOM, rooms, asked.room.map(|room| room.to_string())))
        .field(select("staff", words::LED_BY, staff, asked.staff.map(|staff| staff.to_string())))
        .buttons([button::secondary(words::SHOW)])
}

fn days(ctx: &Context, view: &WeekView) -> Vec<WeekDay> {
    let day = |offset: i64| {
        let date = view.monday.saturating_add(offset.days());
        let slots = view.meetings.iter().filter(|meeting| meeting.date() == date).map(|meeting| slot(ctx, view, meeting));
        let day = WeekDay::new(date_short(date), slots);
        let day = if date == view.today { day.today() } else { day };
        match view.closed.get(&date) {
            Some(why) => day.closed(words::closed(why)),
            None => day,
        }
    };
    (0..7).map(day).collect()
}

fn slot(ctx: &Context, view: &WeekView, meeting: &Meeting) -> Slot {
    let (start, end) = (meeting.start(), meeting.end());
    let from = minute_of_day(&start);
    let minutes = |minute: u32| u16::try_from(minute).unwrap_or(u16::MAX);
    let slot = Slot::new((minutes(from), minutes(from + meeting.length())), time_range(start.time(), end.time()), &meeting.row.label)
        .detail(detail(view, meeting));
    let slot = if table::has(ctx.actor(), Key::SeeRosterPresence) { slot.href(format!("/sessions/{}", meeting.row.id)) } else { slot };
    match () {
        () if meeting.is_cancelled() => slot.off().tag(Status::Cancelled),
        () if meeting.lacks_facilitator() => slot.tone(Tone::Caution).tag(Tag::new(words::NO_FACILITATOR, Tone::Caution, Icon::Alert)),
        () if meeting.is_confirmed() => slot.tag(Status::Held),
        () => slot,
    }
}

fn detail(view: &WeekView, meeting: &Meeting) -> String {
    let mut parts: Vec<String> = view.room_of(meeting.row.room_id).map(str::to_owned).into_iter().collect();
    parts.extend(meeting.leads.iter().filter_map(|(staff, _)| view.name_of(*staff)).map(str::to_owned));
    let clients = view.counts.get(&meeting.row.id).copied().unwrap_or(0);
    if clients > 0 {
        parts.push(count("client", i64::try_from(clients).unwrap_or(i64::MAX)));
    }
    parts.join(", ")
}
