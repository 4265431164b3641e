//! What the forms of all turns have in common: how it stands now is shown above what is asked; sent twice is done once; a course that
//! somebody else changed meanwhile is shown beside what was typed.

use footbridge_care::{facts::Turn, ids::EnrolmentId};
use footbridge_db::DbError;
use footbridge_kit::{Context, Failure, Fault, Faults, Form, Response, Version, Work, see_done};
use footbridge_policy::Right;
use footbridge_ui::{
    flash::{Flash, Outcome},
    form::{Form as Drawing, Hidden, Typed},
    layout::PageHead,
    pairs::Pairs,
    words::date,
};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{
    course_view::CourseView,
    labels,
    take_turn::{Turning, take},
    words,
};

/// One kind of turn as a form.
pub(super) struct TurnForm<R> {
    /// The right it takes.
    pub right: R,
    /// The part of its address after the enrolment.
    pub part: &'static str,
    /// Title, first line and the words on its button.
    pub says: (&'static str, &'static str, &'static str),
    /// From what was typed to the day and the turn.
    pub parse: fn(&Form, &CourseView) -> Result<(Date, Turn), Faults>,
    /// Why it does not fit how the course stands now, in words; nothing where it does.
    pub fits: fn(&CourseView) -> Option<&'static str>,
    /// Its fields.
    pub fields: fn(&CourseView, &Typed) -> Markup,
    /// Whether its button is one with consequences.
    pub serious: bool,
    /// What is said when it is done.
    pub done: &'static str,
}

/// The form.
pub(super) async fn page<R: Right<Object = footbridge_care::ids::Client>>(
    ctx: Context,
    enrolment: EnrolmentId,
    turn: TurnForm<R>,
) -> Result<Markup, Failure> {
    let view = CourseView::read(&ctx, turn.right, enrolment).await?;
    Ok(draw(&ctx, &view, (&turn, &Typed::new(ctx.query().iter()), false)))
}

/// Sends it.
pub(super) async fn submit<R: Right<Object = footbridge_care::ids::Client>>(
    ctx: Context,
    enrolment: EnrolmentId,
    (form, turn): (Form, TurnForm<R>),
) -> Result<Response, Failure> {
    let view = CourseView::read(&ctx, turn.right, enrolment).await?;
    let parsed = (turn.parse)(&form, &view).and_then(|(on, taken)| match on < view.starts_on {
        true => Err(Faults::one("on", Fault::Rule(words::BEFORE_THE_START))),
        false => Ok((on, taken)),
    });
    let (on, taken) = match parsed {
        Ok(parsed) => parsed,
        Err(faults) => return Err(Failure::Invalid(draw(&ctx, &view, (&turn, &form.redraw(&faults), false)))),
    };
    let (turning, drawn) =
        (Turning { enrolment, on, turn: taken }, Drawn { from: form.version, looked_at: view.version, unfit: (turn.fits)(&view) });
    match ctx.once(&form, move |work| turned(work, &turning, drawn)).await {
        Ok(()) => Ok(see_done(&view.home(), turn.done)),
        Err(Refused::Failed(failure)) => Err(failure),
        Err(Refused::Unfit(why)) => {
            let faults = Faults::one("on", Fault::Rule(why));
            Err(Failure::Invalid(draw(&ctx, &view, (&turn, &form.redraw(&faults), false))))
        }
        Err(Refused::Stale) => {
            let fresh = CourseView::read(&ctx, turn.right, enrolment).await?;
            Err(Failure::Conflict(draw(&ctx, &fresh, (&turn, &form.redraw(&Faults::default()), true))))
        }
    }
}

/// What a form was drawn from, and what its turn was compared with.
#[derive(Clone, Copy)]
struct Drawn {
    from: Option<Version>,
    looked_at: Version,
    unfit: Option<&'static str>,
}

/// Takes the turn on the course that the form was drawn from, and brings rosters, standing and tasks in line.
fn turned(work: &mut Work<'_, '_>, turning: &Turning, drawn: Drawn) -> Result<(), Refused> {
    let now = version(work, turning.enrolment)?.ok_or(Failure::Hidden)?;
    if drawn.from != Some(now) || drawn.looked_at != now {
        return Err(Refused::Stale);
    }
    if let Some(why) = drawn.unfit {
        return Err(Refused::Unfit(why));
    }
    take(work, turning)?;
    Ok(work.settle(&[turning.enrolment])?)
}

/// How often a course was changed.
pub(crate) fn version(work: &mut Work<'_, '_>, enrolment: EnrolmentId) -> Result<Option<Version>, DbError> {
    let organization = work.organization();
    let found: Option<i64> = work
        .tx
        .sql("SELECT row_version FROM enrolment WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(enrolment)
        .optional()?;
    Ok(found.map(Version))
}

/// Why a turn was not taken.
pub(crate) enum Refused {
    /// Somebody else changed the course first.
    Stale,
    /// It does not fit how the course stands.
    Unfit(&'static str),
    /// Anything else.
    Failed(Failure),
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

fn draw<R>(ctx: &Context, view: &CourseView, (turn, typed, stale): (&TurnForm<R>, &Typed, bool)) -> Markup {
    let (title, lede, button) = turn.says;
    let head = PageHead::new(title).lede(lede).narrow().crumb(words::CLIENTS, "/clients").crumb(view.names.spoken(), view.home());
    let head = if stale { head.flash([Flash::new(Outcome::Refused, words::CHANGED_MEANWHILE)]) } else { head };
    ctx.page(head, html! { (stands(view)) (form(view, (turn, typed, button), ctx.hidden_at(view.version))) })
}

fn form<R>(view: &CourseView, (turn, typed, button): (&TurnForm<R>, &Typed, &str), hidden: Hidden) -> Markup {
    let submit = if turn.serious { footbridge_ui::button::serious(button) } else { footbridge_ui::button::submit(button) };
    let back = footbridge_ui::button::link(words::LEAVE_AS_IS, view.home());
    let form = Drawing::post(view.at(turn.part), hidden).errors(typed).body((turn.fields)(view, typed)).buttons([submit, back]);
    html! { (form) }
}

/// How the course stands now: what a form is compared with.
pub(crate) fn stands(view: &CourseView) -> Markup {
    let stand = &view.stand;
    let track = stand.track.as_deref().map(|name| labels::track(&view.written, name));
    let stage = stand.stage.as_deref().map(|name| labels::stage(&view.written, name));
    let aside =
        stand.aside.then(|| stand.aside_stage.as_deref().map_or(words::ON_HOLD.to_owned(), |name| labels::stage(&view.written, name)));
    let slots = (!stand.slots.is_empty()).then(|| words::slots(stand.slots.len()));
    let pairs = Pairs::new()
        .pair(words::CLIENT, view.names.spoken())
        .pair(words::PROGRAM, view.written.program.name.as_str())
        .maybe(words::STAGE, stage)
        .maybe(words::TRACK, track)
        .maybe(words::OWN_WEEK, slots)
        .maybe(words::ASIDE, aside)
        .maybe(words::SINCE, stand.since.map(date));
    html! { (pairs) }
}
