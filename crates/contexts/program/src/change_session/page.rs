//! The pages of a change: the forms, and what would follow.

use footbridge_kit::{Context, Form as Sent};
use footbridge_ui::{
    button,
    confirm::{Affected, Confirm},
    empty::Empty,
    form::{Choice, Choices, Field, Form, Typed, side_by_side},
    layout::{PageHead, section},
    tag::Status,
    words::{amount, date, date_short, time, time_range},
};
use maud::{Markup, Render, html};

use super::{
    Said,
    preview::{Effect, Follows},
    view::{Candidate, ChangeView},
};
use crate::{cancel_session::Cancel, move_session::Move, sessions::Meeting, words};

/// The page with its forms.
pub fn draw(ctx: &Context, view: &ChangeView, said: Said) -> Markup {
    let Said { typed, flash } = said;
    let head = head(&view.meeting, words::CHANGE_SESSION).flash(flash);
    if view.meeting.is_confirmed() || view.meeting.is_cancelled() {
        let why = if view.meeting.is_cancelled() { words::IS_CANCELLED } else { words::IS_CONFIRMED };
        return ctx.page(head, html! { (Empty::new(why).action(words::BACK_TO_SESSION, path(&view.meeting))) });
    }
    let body = html! {
        @if view.may_assign { (section("facilitator", words::WHO_LEADS, facilitator(ctx, view, &typed))) }
        @if view.may_move { (section("move", words::MOVE, to(ctx, view, &typed))) }
        @if view.may_cancel { (section("cancel", words::CANCEL, cancel(ctx, view, &typed))) }
    };
    ctx.page(head, body)
}

fn head(meeting: &Meeting, title: &str) -> PageHead {
    let (start, end) = (meeting.start(), meeting.end());
    let kicker = format!("{} · {}", date(start.date()), time_range(start.time(), end.time()));
    PageHead::new(format!("{}: {title}", meeting.row.label))
        .kicker(kicker)
        .crumb(words::WEEK, format!("/week?site={}&day={}", meeting.row.site_id, meeting.date()))
        .crumb(&meeting.row.label, path(meeting))
        .narrow()
}

fn path(meeting: &Meeting) -> String {
    format!("/sessions/{}", meeting.row.id)
}

fn facilitator(ctx: &Context, view: &ChangeView, typed: &Typed) -> Form {
    let meeting = &view.meeting;
    let choice = |candidate: &Candidate| {
        let label = candidate.but.as_ref().map_or_else(|| candidate.name.clone(), |but| format!("{} ({but})", candidate.name));
        Choice::new(candidate.staff.to_string(), label)
    };
    let leads = meeting.leads.first().map(|(staff, _)| staff.to_string());
    let who = Choices::select("staff", words::LED_BY).options(view.candidates.iter().map(choice)).optional();
    let who = leads.map_or(who.clone(), |leads| who.chosen(leads));
    let until = Choices::radios("until", words::FOR_HOW_LONG)
        .options([Choice::new("once", words::ONCE), Choice::new("onwards", words::ONWARDS).hint(words::ONWARDS_HINT)])
        .chosen("once");
    Form::post(format!("{}/facilitator", path(meeting)), ctx.hidden_at(meeting.version()))
        .label(words::WHO_LEADS)
        .field(who.filled(typed))
        .field(until.filled(typed))
        .buttons([button::submit(words::SAVE_WHO_LEADS)])
}

fn to(ctx: &Context, view: &ChangeView, typed: &Typed) -> Form {
    let (meeting, start) = (&view.meeting, view.meeting.start());
    let rooms = view.rooms.iter().map(|(id, name)| Choice::new(id.to_string(), name));
    let room = Choices::select("room", words::ROOM).options(rooms).optional();
    let room = meeting.row.room_id.map_or(room.clone(), |id| room.chosen(id.to_string()));
    let when = html! {
        (Field::date("date", words::DATE).value(start.date().to_string()).filled(typed))
        (Field::time("starts", words::STARTS).value(start.time().strftime("%H:%M").to_string()).filled(typed))
    };
    Form::post(format!("{}/move", path(meeting)), ctx.hidden_at(meeting.version()))
        .label(words::MOVE)
        .errors(typed)
        .body(side_by_side(when))
        .field(room.filled(typed))
        .buttons([button::secondary(words::SHOW_WHO_IS_AFFECTED)])
}

fn cancel(ctx: &Context, view: &ChangeView, typed: &Typed) -> Form {
    Form::post(format!("{}/cancel", path(&view.meeting)), ctx.hidden_at(view.meeting.version()))
        .label(words::CANCEL)
        .field(Field::text("reason", words::REASON).filled(typed).hint(words::REASON_HINT))
        .buttons([button::secondary(words::SHOW_WHO_IS_AFFECTED)])
}

/// Before a move: who is affected, and the question.
pub fn confirm_move(ctx: &Context, follows: &Follows, (to, form): (&Move, &Sent)) -> Markup {
    let meeting = &follows.meeting;
    let question = words::move_to(&date_short(to.date), &time(to.starts));
    let confirm = Confirm::new(question, words::MOVE_IT, format!("{}/move", path(meeting)), hidden(ctx, meeting, form))
        .carry("confirmed", "yes")
        .carry("date", to.date.to_string())
        .carry("starts", to.starts.strftime("%H:%M").to_string())
        .carry("room", to.room.map(|room| room.to_string()).unwrap_or_default());
    ctx.page(head(meeting, words::MOVE), affected(confirm, follows).cancel(format!("{}/change", path(meeting))).render())
}

/// Before a cancellation: who is affected, and the question.
pub fn confirm_cancel(ctx: &Context, follows: &Follows, (cancel, form): (&Cancel, &Sent)) -> Markup {
    let meeting = &follows.meeting;
    let confirm = Confirm::new(words::CANCEL_THIS, words::CANCEL_IT, format!("{}/cancel", path(meeting)), hidden(ctx, meeting, form))
        .carry("confirmed", "yes")
        .carry("reason", &cancel.reason)
        .serious();
    ctx.page(head(meeting, words::CANCEL), affected(confirm, follows).cancel(format!("{}/change", path(meeting))).render())
}

/// The version stays that of the first form: what changed in between is a conflict, not a surprise.
fn hidden(ctx: &Context, meeting: &Meeting, form: &Sent) -> footbridge_ui::form::Hidden {
    ctx.hidden_at(form.version.unwrap_or_else(|| meeting.version()))
}

fn affected(confirm: Confirm, follows: &Follows) -> Confirm {
    let breaks = follows.effects.iter().filter(|effect| effect.breaks()).count();
    confirm.says(words::breaks(breaks, follows.effects.len())).affects(follows.effects.iter().map(one))
}

fn one(effect: &Effect) -> Affected {
    let affected = Affected::new(&effect.name.shown, how(effect)).href(format!("/clients/{}", effect.client));
    match effect.after.as_ref().and_then(|line| Status::from_code("state", line.state.name())) {
        Some(status) => affected.tag(status),
        None => affected,
    }
}

fn how(effect: &Effect) -> String {
    let figure = |line: &footbridge_care::line::Line| amount(line.projected.unwrap_or(line.value), line.unit.name());
    match (&effect.before, &effect.after) {
        (Some(before), Some(after)) if figure(before) != figure(after) => {
            let target = after.target.map(|target| amount(target, after.unit.name())).unwrap_or_default();
            words::changes(&figure(before), &figure(after), &target)
        }
        (_, Some(_)) => words::SAME_WEEK.to_owned(),
        _ => words::NO_HOURS_ASKED.to_owned(),
    }
}
