//! The list of who waits, and the page of one.

use footbridge_kit::{At, Context, Failure, Fault, Faults, Fields, Form, Response, see_done};
use footbridge_ledger::compute::at;
use footbridge_policy::{Key, LogInquiry, table};
use footbridge_ui::{
    button,
    empty::Empty,
    flash::{Flash, Outcome},
    form::{Field, Form as Drawing, Typed, error_summary},
    icon::Icon,
    layout::{PageHead, section},
    pairs::Pairs,
    table::{Column, Row, Table},
    tag::{Tag, Tone},
    words::{count, date, date_short, stamp},
};
use jiff::Timestamp;
use maud::{Markup, html};

use super::{
    Clock, InquiryView,
    action::{self, NextStep, Refused},
    queries,
};
use crate::{log_inquiry::InquiryId, words};

/// Who waits.
pub async fn list(ctx: Context) -> Result<Markup, Failure> {
    let waiting = ctx
        .read(|reading| {
            let scope = reading.scope(LogInquiry)?;
            queries::waiting(reading, &scope)
        })
        .await?;
    let new = button::link(words::LOG_INQUIRY, "/inquiries/new").icon(Icon::Plus);
    let n = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let head = PageHead::new(words::INQUIRIES).lede(words::waiting(&count("person", n))).actions(html! { (new) });
    Ok(ctx.page(head, table_of(&waiting, ctx.now())))
}

fn table_of(waiting: &[InquiryView], now: Timestamp) -> Markup {
    let columns =
        [Column::text(words::WHO_ASKS), Column::text(words::WAITS_SINCE), Column::text(words::ANSWER), Column::text(words::NEXT_STEP)];
    let none = Empty::new(words::NOBODY_WAITS).hint(words::NOBODY_WAITS_HINT).action(words::LOG_INQUIRY, "/inquiries/new");
    let row = |one: &InquiryView| {
        let next = one.next_step.clone().unwrap_or_else(|| "–".to_owned());
        let on = one.next_step_on.map(date_short).map(|on| format!("{on}: ")).unwrap_or_default();
        Row::new([
            html! { a href=(format!("/inquiries/{}", one.id)) { (one.name) } },
            html! { (since(one, now)) },
            html! { (clock(one, now)) },
            html! { (on) (next) },
        ])
    };
    html! { (Table::new(words::INQUIRIES, columns).quiet_caption().rows(waiting.iter().map(row)).empty(none)) }
}

/// "3 days", by the dates at the site.
pub(crate) fn since(one: &InquiryView, now: Timestamp) -> String {
    let day = |moment| at(moment, &one.site.zone).date();
    match i64::from((day(now) - day(one.received_at)).get_days()) {
        0 => words::SINCE_TODAY.to_owned(),
        days => count("day", days),
    }
}

/// How its clock stands, as a tag.
pub(crate) fn clock(one: &InquiryView, now: Timestamp) -> Tag {
    match Clock::of(one.received_at, now) {
        Clock::Over(hours) => Tag::new(words::hours_over(hours), Tone::Serious, Icon::Clock),
        Clock::Left(hours) if hours < 12 => Tag::new(words::hours_left(hours), Tone::Caution, Icon::Clock),
        Clock::Left(hours) => Tag::new(words::hours_left(hours), Tone::Calm, Icon::Clock),
    }
}

/// One inquiry.
pub async fn page(ctx: Context, At(inquiry): At<InquiryId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, inquiry)).await?;
    Ok(draw(&ctx, &view, (&Typed::default(), false)))
}

/// Notes what is next.
pub async fn next(ctx: Context, At(inquiry): At<InquiryId>, form: Form) -> Result<Response, Failure> {
    let step = match parse_next(&form) {
        Ok(step) => step,
        Err(faults) => return Err(again(&ctx, inquiry, (&form, Err(&faults))).await?),
    };
    let Some(seen) = form.version else { return Err(again(&ctx, inquiry, (&form, Ok(()))).await?) };
    match ctx.once(&form, move |work| action::set_next(work, (inquiry, seen), &step)).await {
        Ok(()) => Ok(see_done(&format!("/inquiries/{inquiry}"), "next-step")),
        Err(Refused::Stale) => Err(again(&ctx, inquiry, (&form, Ok(()))).await?),
        Err(Refused::Failed(failure)) => Err(failure),
    }
}

/// Closes it.
pub async fn close(ctx: Context, At(inquiry): At<InquiryId>, form: Form) -> Result<Response, Failure> {
    let mut fields = Fields::of(&form.typed);
    let reason = fields.text("reason", 1000);
    let reason = match fields.finish(|| reason) {
        Ok(reason) => reason,
        Err(faults) => return Err(again(&ctx, inquiry, (&form, Err(&faults))).await?),
    };
    let Some(seen) = form.version else { return Err(again(&ctx, inquiry, (&form, Ok(()))).await?) };
    match ctx.once(&form, move |work| action::close(work, (inquiry, seen), &reason)).await {
        Ok(()) => Ok(see_done("/inquiries", "inquiry-closed")),
        Err(Refused::Stale) => Err(again(&ctx, inquiry, (&form, Ok(()))).await?),
        Err(Refused::Failed(failure)) => Err(failure),
    }
}

fn parse_next(form: &Form) -> Result<NextStep, Faults> {
    let mut fields = Fields::of(&form.typed);
    let what = fields.text("what", 500);
    let on = fields.parse_optional("on", Fault::NotADate);
    fields.finish(|| Some(NextStep { what: what?, on: on? }))
}

/// The page again as typed: with its faults, or beside what somebody else saved meanwhile.
async fn again(ctx: &Context, inquiry: InquiryId, (form, faults): (&Form, Result<(), &Faults>)) -> Result<Failure, Failure> {
    let view = ctx.read(move |reading| queries::view(reading, inquiry)).await?;
    Ok(match faults {
        Err(faults) => Failure::Invalid(draw(ctx, &view, (&form.redraw(faults), false))),
        Ok(()) => Failure::Conflict(draw(ctx, &view, (&form.redraw(&Faults::default()), true))),
    })
}

fn draw(ctx: &Context, view: &InquiryView, (typed, stale): (&Typed, bool)) -> Markup {
    let head = PageHead::new(view.name.as_str()).narrow().crumb(words::INQUIRIES, "/inquiries");
    let head = if stale { head.flash([Flash::new(Outcome::Refused, words::INQUIRY_CHANGED)]) } else { head };
    let admit = button::link(words::ADMIT, format!("/clients/new?inquiry={}", view.id)).icon(Icon::Plus);
    let may_admit = view.waiting && table::has(ctx.actor(), Key::EnrolClient);
    let head = if may_admit { head.actions(html! { (admit) }) } else { head };
    let forms = view.waiting.then(|| forms(ctx, view, typed));
    ctx.page(head, html! { (about(view, ctx.now())) @if let Some(forms) = forms { (forms) } })
}

fn about(view: &InquiryView, now: Timestamp) -> Markup {
    let client = view.client.map(|client| html! { a href=(format!("/clients/{client}")) { (words::TO_CLIENT) } });
    let pairs = Pairs::new()
        .maybe(words::CALL_BACK, view.phone.as_deref())
        .pair(words::BY_WHICH_WAY, words::channel(view.channel))
        .pair(words::FIRST_CONTACT, stamp(&at(view.received_at, &view.site.zone)))
        .maybe(words::ANSWER, view.waiting.then(|| clock(view, now)))
        .maybe(words::IN_A_FEW_WORDS, view.note.as_deref())
        .maybe(words::NEXT_STEP, view.next_step.as_deref())
        .maybe(words::NEXT_STEP_ON, view.next_step_on.map(date))
        .maybe(words::ADMITTED, client);
    html! { (pairs) @if !view.waiting && view.client.is_none() { p { (words::INQUIRY_IS_CLOSED) } } }
}

fn forms(ctx: &Context, view: &InquiryView, typed: &Typed) -> Markup {
    let next = Drawing::post(format!("/inquiries/{}/next", view.id), ctx.hidden_at(view.version))
        .label(words::NEXT_STEP)
        .field(Field::text("what", words::WHAT_NEXT).filled(typed))
        .field(Field::date("on", words::NEXT_STEP_ON).optional().filled(typed))
        .buttons([button::submit(words::SAVE)]);
    let close = Drawing::post(format!("/inquiries/{}/close", view.id), ctx.hidden_at(view.version))
        .label(words::CLOSE_INQUIRY)
        .field(Field::area("reason", words::REASON).lines(2).hint(words::REASON_KEPT).filled(typed))
        .buttons([button::secondary(words::CLOSE_INQUIRY)]);
    html! {
        @if !typed.errors().is_empty() { (error_summary(typed)) }
        (section("next", words::NEXT_STEP, next))
        (section("close", words::CLOSE_INQUIRY, close))
    }
}
