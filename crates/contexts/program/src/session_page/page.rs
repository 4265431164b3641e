//! The page of a group.

use footbridge_care::{ids::EnrolmentId, line::Line, schedule::Status as Stands};
use footbridge_kit::Context;
use footbridge_ledger::compute;
use footbridge_ui::{
    button, disclosure,
    empty::Empty,
    flash::Flash,
    form::{Choice, Choices, Field, Form},
    icon::Icon,
    layout::{PageHead, beside, section},
    pairs::Pairs,
    roster::{Roster, RosterRow},
    standing::StandingLine,
    tag::{Status, Tag, Tone},
    words::{amount, count, date, of, time, time_range},
};
use maud::{Markup, html};

use super::{Attendee, SessionView, topics::Teaching, view::Lately};
use crate::{
    attendance::{Came, MarkRow},
    roster::On,
    words,
};

/// The page.
pub fn draw(ctx: &Context, view: &SessionView, flash: Option<Flash>) -> Markup {
    let meeting = &view.meeting;
    let (start, end) = (meeting.start(), meeting.end());
    let kicker = format!("{} · {}", date(start.date()), time_range(start.time(), end.time()));
    let mut head =
        PageHead::new(&meeting.row.label).kicker(kicker).lede_markup(lede(view)).flash(flash).crumb(words::WEEK, week_href(view));
    if view.may.change && !meeting.is_confirmed() && !meeting.is_cancelled() {
        head = head.actions(button::row([button::link(words::CHANGE_SESSION, format!("/sessions/{}/change", meeting.row.id))]));
    }
    ctx.page(head, beside(main(ctx, view), aside(ctx, view)))
}

fn week_href(view: &SessionView) -> String {
    format!("/week?site={}&day={}", view.meeting.row.site_id, view.meeting.date())
}

/// The first line: what there is to do here.
fn lede(view: &SessionView) -> Markup {
    let meeting = &view.meeting;
    if meeting.is_cancelled() {
        let why = meeting.row.cancelled_reason.as_deref().unwrap_or_default();
        return html! { (Status::Cancelled) " " (words::cancelled(why)) };
    }
    let expected = expected(view);
    match (meeting.is_confirmed(), view.now < meeting.row.starts_at) {
        (true, _) => html! { (Status::Held) " " (words::came(came(view), view.roster.len())) },
        (false, true) => html! { (count("client", expected)) " expected." },
        (false, false) => html! { (words::TAP_EXCEPTIONS) },
    }
}

fn expected(view: &SessionView) -> i64 {
    i64::try_from(view.roster.iter().filter(|one| open(one)).count()).unwrap_or(i64::MAX)
}

fn open(attendee: &Attendee) -> bool {
    attendee.mark.as_ref().is_none_or(|mark| mark.came == Came::Withdrawn)
}

fn came(view: &SessionView) -> usize {
    view.roster.iter().filter(|one| one.mark.as_ref().is_some_and(|mark| mark.came.is_here())).count()
}

fn main(ctx: &Context, view: &SessionView) -> Markup {
    if view.roster.is_empty() {
        return Empty::new(words::NOBODY_EXPECTED).hint(words::NOBODY_EXPECTED_HINT).icon(Icon::Person).render_now();
    }
    html! { (roster(ctx, view)) (put_right(ctx, view)) }
}

trait RenderNow {
    fn render_now(&self) -> Markup;
}

impl<R: maud::Render> RenderNow for R {
    fn render_now(&self) -> Markup {
        self.render()
    }
}

fn roster(ctx: &Context, view: &SessionView) -> Roster {
    let rows: Vec<RosterRow> = view.roster.iter().map(|one| row(ctx, view, one)).collect();
    let roster = Roster::new(&view.meeting.row.label, rows);
    let path = format!("/sessions/{}", view.meeting.row.id);
    match (view.meeting.is_confirmed(), view.meeting.is_cancelled()) {
        (true, _) => roster.confirmed(confirmed(view)),
        (false, false) if view.may.confirm && view.now >= view.meeting.row.starts_at => {
            roster.rest(format!("{path}/confirm"), ctx.hidden(), expected(view))
        }
        _ => roster,
    }
}

fn confirmed(view: &SessionView) -> String {
    let who = view.confirmed_by.as_deref().unwrap_or(words::SOMEBODY);
    let when = view.meeting.row.confirmed_at.map(|at| time(compute::at(at, &view.meeting.row.zone).time())).unwrap_or_default();
    words::confirmed(who, &when)
}

/// The id of a client's row.
pub fn row_id(enrolment: EnrolmentId) -> String {
    format!("row-{}", enrolment.short())
}

fn row(ctx: &Context, view: &SessionView, one: &Attendee) -> RosterRow {
    let action = format!("/sessions/{}/marks/{}", view.meeting.row.id, one.enrolment);
    let mut row = RosterRow::new(row_id(one.enrolment), &one.name.initials, &one.name.shown).sends(action, ctx.hidden_at(one.version()));
    if view.may.clients {
        row = row.href(format!("/clients/{}", one.client));
    }
    row = badges(row, one);
    if let Some(line) = &one.line {
        row = row.standing(standing(line));
    }
    match &one.mark {
        Some(mark) if mark.came != Came::Withdrawn => marked(row, view, mark),
        _ => row,
    }
    .marks_if(view.may.mark && !view.meeting.is_cancelled())
}

trait MarksIf {
    fn marks_if(self, may: bool) -> Self;
}

impl MarksIf for RosterRow {
    /// Without leave to mark there is nothing to tap.
    fn marks_if(self, may: bool) -> Self {
        if may { self } else { self.marks([]) }
    }
}

fn badges(row: RosterRow, one: &Attendee) -> RosterRow {
    let row = match one.lately {
        Lately::New => row.badge(Tag::new(words::NEW, Tone::Calm, Icon::Person)),
        Lately::Returns => row.badge(Tag::new(words::RETURNS, Tone::Calm, Icon::Back)),
        Lately::AsUsual => row,
    };
    if one.on == On::Visitor { row.badge(Tag::word(words::VISITS)) } else { row }
}

fn marked(row: RosterRow, view: &SessionView, mark: &MarkRow) -> RosterRow {
    let (late, left) = mark.came.minutes();
    let row = row.marked(mark.came.button(), tag(&mark.came)).note(noted(view, mark));
    match &mark.came {
        Came::Here { late: 1.., .. } => row.minutes(late.to_string()),
        Came::Here { left: 1.., .. } => row.minutes(left.to_string()),
        Came::Excused(reason) => row.reasons(reasons(reason.as_deref()), reason.clone().unwrap_or_default()),
        _ => row,
    }
}

/// How somebody took part, as one tag.
pub fn tag(came: &Came) -> Tag {
    match came {
        Came::Here { late: 0, left: 0, video: true } => Status::Video.into(),
        Came::Here { late: 0, left: 0, video: false } => Status::Present.into(),
        Came::Here { late, left, video } => {
            let status = if *late > 0 { Status::CameLate } else { Status::LeftEarly };
            Tag::from(status).saying(words::partly(*late, *left, *video))
        }
        Came::Excused(Some(reason)) => Tag::from(Status::Excused).saying(words::excused(reason)),
        Came::Excused(None) => Status::Excused.into(),
        Came::Absent | Came::Withdrawn => Status::Absent.into(),
    }
}

fn noted(view: &SessionView, mark: &MarkRow) -> String {
    let who = mark.by.and_then(|staff| view.staff.get(&staff)).map_or(words::SOMEBODY, String::as_str);
    words::noted(who, &time(compute::at(mark.at, &view.meeting.row.zone).time()))
}

fn reasons(chosen: Option<&str>) -> Vec<Choice> {
    let usual = words::REASONS.iter().map(|reason| Choice::new(*reason, *reason));
    let own = chosen.filter(|chosen| !words::REASONS.contains(chosen)).map(|own| Choice::new(own, own));
    usual.chain(own).collect()
}

/// One line of the week: what there is, and where it will end.
pub fn standing(line: &Line) -> StandingLine {
    let status = Status::from_code("state", line.state.name()).unwrap_or(Status::NotApplicable);
    let unit = line.unit.name();
    let target = line.target.map(|target| amount(target, unit));
    let now = amount(line.value, unit);
    let figure = match (&target, line.projected) {
        (Some(target), Some(projected)) if projected != line.value => words::heading(&now, &amount(projected, unit), target),
        (Some(target), _) => of(&now, target),
        (None, _) => now,
    };
    StandingLine::new(&line.label, status).saying(figure)
}

/// What is put right afterwards or added: folded away until it is wanted.
fn put_right(ctx: &Context, view: &SessionView) -> Markup {
    if !view.may.join || view.meeting.is_cancelled() {
        return html! {};
    }
    html! {
        (disclosure::details(words::ADD_SOMEBODY, add(ctx, view)))
        (disclosure::details(words::TAKE_OFF, take_off(ctx, view)))
    }
}

fn add(ctx: &Context, view: &SessionView) -> Markup {
    if view.others.is_empty() {
        return Empty::new(words::NOBODY_ELSE).render_now();
    }
    let choices = view.others.iter().map(|(enrolment, name)| Choice::new(enrolment.to_string(), &name.shown));
    let form = Form::post(format!("/sessions/{}/visitors", view.meeting.row.id), ctx.hidden())
        .label(words::ADD_SOMEBODY)
        .field(Choices::select("enrolment", words::CLIENT).options(choices));
    let form = if view.meeting.is_confirmed() {
        form.field(Field::number("minutes", words::MINUTES_LATE).unit(words::MIN).optional().hint(words::LATE_JOINER))
    } else {
        form
    };
    form.buttons([button::secondary(words::ADD).icon(Icon::Plus)]).render_now()
}

fn take_off(ctx: &Context, view: &SessionView) -> Markup {
    html! {
        p.quiet { (words::TAKE_OFF_HINT) }
        ul role="list" {
            @for one in &view.roster {
                li {
                    (Form::post(format!("/sessions/{}/off/{}", view.meeting.row.id, one.enrolment), ctx.hidden())
                        .inline()
                        .label(&one.name.shown)
                        .carry("reason", words::WRONG_CLIENT)
                        .body(html! { span { (one.name.shown) } })
                        .buttons([button::quiet(words::TAKE_OFF_ONE).about(&one.name.shown)]))
                }
            }
        }
    }
}

fn aside(ctx: &Context, view: &SessionView) -> Markup {
    html! {
        (section("about", words::ABOUT, about(view)))
        @if !view.teaching.is_empty() { (section("topics", words::TOPICS, topics(ctx, view))) }
    }
}

fn about(view: &SessionView) -> Markup {
    let meeting = &view.meeting;
    let leads = if view.leads.is_empty() {
        html! { (Tag::new(words::NO_FACILITATOR, Tone::Caution, Icon::Alert)) }
    } else {
        html! { (view.leads.join(", ")) }
    };
    let mut at = meeting.start();
    let parts: Vec<(String, String)> = meeting
        .parts
        .iter()
        .map(|part| {
            let from = at.clone();
            at = at.checked_add(jiff::SignedDuration::from_mins(i64::from(part.block.minutes))).unwrap_or_else(|_| from.clone());
            (time_range(from.time(), at.time()), words::block(part))
        })
        .collect();
    html! {
        (Pairs::new()
            .pair(words::LED_BY, leads)
            .maybe(words::ROOM, view.room.clone())
            .maybe(words::TRACK, (!view.tracks.is_empty()).then(|| view.tracks.join(", ")))
            .pair(words::EARNS, amount(i64::from(meeting.net_minutes()), "minutes"))
            .maybe(words::SEATS, meeting.row.seats.map(|seats| seats.to_string())))
        h3 { (words::BLOCKS) }
        ul role="list" { @for (when, what) in &parts { li { span.num { (when) } br; span.quiet { (what) } } } }
    }
}

fn topics(ctx: &Context, view: &SessionView) -> Markup {
    html! { @for teaching in &view.teaching { (topic(ctx, view, teaching)) } }
}

fn topic(ctx: &Context, view: &SessionView, teaching: &Teaching) -> Markup {
    let chosen = teaching.chosen.as_deref();
    let label =
        |name: &str| teaching.needs.iter().find(|need| need.name == name).map_or_else(|| name.to_owned(), |need| need.label.clone());
    let proposed = teaching.needs.first().filter(|need| chosen.is_none() && need.clients > 0);
    html! {
        @match (chosen, proposed) {
            (Some(name), _) => p { (words::TOPIC_IS) " " strong { (label(name)) } },
            (None, Some(need)) => p { (words::proposed(&need.label, need.clients, view.roster.len())) },
            (None, None) => p.quiet { (words::NO_TOPIC) },
        }
        @if view.may.topic && view.meeting.row.status.0 != Stands::Cancelled { (choose(ctx, view, teaching)) }
    }
}

fn choose(ctx: &Context, view: &SessionView, teaching: &Teaching) -> Form {
    let choices = teaching.needs.iter().map(|need| {
        let label = if need.clients > 0 { words::needed_by(&need.label, need.clients) } else { need.label.clone() };
        Choice::new(&need.name, label)
    });
    let first = teaching.chosen.clone().or_else(|| teaching.needs.first().map(|need| need.name.clone())).unwrap_or_default();
    let id = format!("topic-{}", teaching.block);
    Form::post(format!("/sessions/{}/topic", view.meeting.row.id), ctx.hidden())
        .label(&teaching.label)
        .carry("block", teaching.block.to_string())
        .field(Choices::select("topic", &teaching.label).id(id).options(choices).chosen(first))
        .buttons([button::secondary(words::TEACH_THIS)])
        .in_place()
}
