//! Standing, roster, timeline, week.

use maud::{Markup, html};

use super::{Sample, Voice};
use crate::{
    form::{Choice, Hidden},
    icon::Icon,
    progress::Bar,
    roster::{Roster, RosterRow},
    standing::{self, StandingLine},
    tag::{Status, Tag, Tone},
    timeline::{Entry, Timeline},
    week::{Slot, WeekDay, WeekGrid},
    words,
};

pub(super) fn samples(v: Voice) -> Vec<Sample> {
    vec![
        Sample::new("standing", "Standing", standing::list(lines(v))),
        Sample::new("bars", "Bars", bars(v)),
        Sample::new("roster", "Roster", roster(v)),
        Sample::new("roster-confirmed", "Roster, confirmed", confirmed(v)),
        Sample::new("timeline", "Timeline", timeline(v)),
        Sample::new("week", "Week", week(v)),
    ]
}

fn hours(v: Voice) -> StandingLine {
    StandingLine::new(v.say("Hours this week"), Status::AtRisk)
        .id("line-hours")
        .measured(405, 540, "minutes")
        .projected(495, "minutes")
        .when(v.say("Mon, Nov 23 to Sun, Nov 29"))
        .mend(html! { a href="/s" { (v.say("Thursday 6:00 pm, Coping skills")) } })
        .reason(v.say("The program asks for 9 h 00 min a week, Monday to Sunday."))
        .reason_markup(
            html! { (v.say("Present 135 min on ")) a href="/s" { (v.say("Mon, Nov 23")) } " " span.why-rule { (v.say("hours")) } },
        )
}

fn lines(v: Voice) -> Vec<StandingLine> {
    vec![
        hours(v),
        StandingLine::new(v.say("Individual sessions"), Status::Met).measured(1, 1, "sessions").reason(v.say("One a week.")),
        StandingLine::new(v.say("Days a week"), Status::OnCourse).measured(2, 4, "days").projected(4, "days"),
        StandingLine::new(v.say("Sober days"), Status::OnCourse).valued(34, "days"),
        StandingLine::new(v.say("Plan review"), Status::Due)
            .saying(v.say("by Fri, Nov 27"))
            .reason(v.say("Every 30 days; the last was signed on Oct 28.")),
        StandingLine::new(v.say("Testing agreement"), Status::Late).saying(v.say("was due Wed, Nov 18")),
        StandingLine::new(v.say("Orientation in the first week"), Status::Missed).measured(0, 1, "sessions"),
        StandingLine::new(v.say("Home meeting"), Status::NotApplicable).saying(v.say("Does not live in the home.")),
    ]
}

fn bars(v: Voice) -> Markup {
    html! {
        div.stack {
            (Bar::new(405, 540).projected(495).tone(Tone::Caution).label(v.say("6 h 45 min of 9 h 00 min")))
            (Bar::new(720, 540).tone(Tone::Good).label(v.say("12 h 00 min of 9 h 00 min")))
            (Bar::new(0, 540).label(v.say("0 min of 9 h 00 min")))
        }
    }
}

fn row(v: Voice, at: usize, name: &str, initials: &str) -> RosterRow {
    RosterRow::new(format!("row-{at}"), v.say(initials), v.say(name))
        .href(v.say("/clients/1"))
        .sends(v.say("/sessions/1/mark"), Hidden::new(v.say("token"), v.say("r1")).version(v.say("7")))
}

fn reasons(v: Voice) -> [Choice; 2] {
    [Choice::new(v.say("ill"), v.say("Ill")), Choice::new("court", v.say("Court"))]
}

fn roster(v: Voice) -> Markup {
    let rows = [
        row(v, 1, "Jordan R.", "JR").standing(hours(v)).badge(Tag::new(v.say("New today"), Tone::Calm, Icon::Person)),
        row(v, 2, "Sam O.", "SO")
            .marked("late", Tag::from(Status::CameLate).saying(v.say("Late, 12 min")))
            .minutes(v.say("12"))
            .note(v.say("Dana R., 9:14 am")),
        row(v, 3, "Alexandria Montgomery-Whitfield", "AM").marked("video", Status::Video),
        row(v, 4, "Lee T.", "LT").marked("excused", Status::Excused).reasons(reasons(v), "court").note(v.say("Court")),
        row(v, 5, "Kim B.", "KB").marked("absent", Status::Absent),
        row(v, 6, "Chris D.", "CD").marked("left_early", Status::LeftEarly).minutes("20").reasons(reasons(v), ""),
    ];
    html! { (Roster::new(v.say("Relapse prevention"), rows).rest("/sessions/1/mark", Hidden::new("t", "r0"), 9)) }
}

fn confirmed(v: Voice) -> Markup {
    let rows =
        [RosterRow::new("row-20", v.say("JR"), v.say("Jordan R.")).marked("present", Status::Present).sends("/x", Hidden::default())];
    html! { (Roster::new(v.say("Grief and loss"), rows).confirmed(v.say("Confirmed by Dana Reyes at 11:20 am"))) }
}

fn timeline(v: Voice) -> Markup {
    html! {
        (Timeline::new()
            .day(v.say("Monday, Nov 23, 2026"), [
                Entry::new(v.say("11:20 am"), v.say("Relapse prevention")).id("e1").href("/s").icon(Icon::Check, Tone::Good).tag(Status::Present)
                    .detail(html! { (v.say("135 min credited, both blocks")) }).by(v.say("Dana Reyes")),
                Entry::new(v.say("9:05 am"), v.say("Attendance corrected")).icon(Icon::Pencil, Tone::Caution).corrects(v.say("Absent on Thu, Nov 19")).tag(Status::CameLate).by(v.say("Dana Reyes")),
            ])
            .day(v.say("Friday, Nov 20, 2026"), [Entry::new(v.say("2:00 pm"), v.say("Moved to phase 2")).icon(Icon::Flag, Tone::Calm).by(v.say("Rosa Lindqvist"))]))
    }
}

fn slot(v: Voice, from: u16, to: u16, title: &str) -> Slot {
    let clock = |minutes: u16| jiff::civil::Time::midnight().saturating_add(jiff::SignedDuration::from_mins(minutes.into()));
    Slot::new((from, to), v.say(&words::time_range(clock(from), clock(to))), v.say(title))
        .detail(v.say("Room 2, Dana R."))
        .href(v.say("/sessions/1"))
}

fn week(v: Voice) -> Markup {
    let morning = || slot(v, 540, 675, "Relapse prevention");
    let evening = || slot(v, 1080, 1215, "Coping skills");
    let days = [
        WeekDay::new(v.say("Mon, Nov 23"), [morning(), slot(v, 570, 660, "Family workshop"), evening()]).today(),
        WeekDay::new(v.say("Tue, Nov 24"), [morning(), evening().off().tag(Status::Cancelled)]),
        WeekDay::new(
            v.say("Wed, Nov 25"),
            [slot(v, 540, 630, "Grief"), slot(v, 540, 630, "Trauma"), slot(v, 545, 640, "Parenting"), slot(v, 780, 825, "Individual")],
        ),
        WeekDay::new(v.say("Thu, Nov 26"), []).closed(v.say("Thanksgiving: closed")),
        WeekDay::new(
            v.say("Fri, Nov 27"),
            [morning().tone(Tone::Caution).tag(Tag::new(v.say("No facilitator"), Tone::Caution, Icon::Alert)), evening()],
        ),
        WeekDay::new(v.say("Sat, Nov 28"), [slot(v, 600, 690, "Meeting")]),
        WeekDay::new(v.say("Sun, Nov 29"), []),
    ];
    html! { (WeekGrid::new(v.say("Week of Nov 23, Main Street"), days)) }
}
