//! Record what occurred, see a fact with what it corrected, and correct it.

use footbridge_care::{
    facts::{Body, Fact},
    ids::{EnrolmentId, FactId},
};
use footbridge_kit::{At, Context, Failure, Faults, Fields, Form, Response, see_done};
use footbridge_policy::{RecordFact, SeeClient};
use footbridge_ui::form::Typed;
use maud::Markup;

use super::{Correction, Recording, action, draw, form};
use crate::{course_view::CourseView, see_client::told, words};

/// The form, for the kind that the address names; without one, the kinds to choose from.
pub async fn page(ctx: Context, At(enrolment): At<EnrolmentId>) -> Result<Markup, Failure> {
    let view = CourseView::read(&ctx, RecordFact, enrolment).await?;
    Ok(draw::record(&ctx, &view, (ctx.query().get("kind"), &Typed::default())))
}

/// Records it.
pub async fn submit(ctx: Context, At(enrolment): At<EnrolmentId>, form: Form) -> Result<Response, Failure> {
    let view = CourseView::read(&ctx, RecordFact, enrolment).await?;
    let (on, what) = match form::parse(&form.typed, &view, (ctx.actor(), None)) {
        Ok(parsed) => parsed,
        Err(faults) => return Err(Failure::Invalid(draw::record(&ctx, &view, (form.typed.get("kind"), &form.redraw(&faults))))),
    };
    let new = Recording { enrolment, on, at: None, what };
    ctx.once(&form, move |work| {
        let fact = action::record(work, &new)?;
        work.settle(&[enrolment])?;
        Ok::<_, Failure>(fact)
    })
    .await?;
    Ok(see_done(&view.home(), "recorded"))
}

/// A fact, with what it took the place of and what took its.
pub async fn fact_page(ctx: Context, At((enrolment, fact)): At<(EnrolmentId, FactId)>) -> Result<Markup, Failure> {
    let view = CourseView::read(&ctx, SeeClient, enrolment).await?;
    let chain = chain(&ctx, &view, fact)?;
    Ok(draw::fact(&ctx, &view, (&chain, &Typed::default(), false)))
}

/// Corrects it, or takes it back.
pub async fn correct(ctx: Context, At((enrolment, fact)): At<(EnrolmentId, FactId)>, form: Form) -> Result<Response, Failure> {
    let view = CourseView::read(&ctx, RecordFact, enrolment).await?;
    let chain = chain(&ctx, &view, fact)?;
    let stood = chain.iter().find(|one| one.id == fact).ok_or(Failure::Hidden)?;
    let correction = match correction(&ctx, &view, (&form, stood)) {
        Ok(correction) => correction,
        Err(faults) => return Err(Failure::Invalid(draw::fact(&ctx, &view, (&chain, &form.redraw(&faults), false)))),
    };
    let done = ctx.once(&form, move |work| {
        let fact = action::correct(work, &correction)?;
        work.settle(&[enrolment])?;
        Ok::<_, Failure>(fact)
    });
    match done.await {
        Ok(_) => Ok(see_done(&view.home(), "corrected")),
        Err(Failure::Conflict(_)) => {
            let fresh = CourseView::read(&ctx, RecordFact, enrolment).await?;
            let chain = self::chain(&ctx, &fresh, fact)?;
            Err(Failure::Conflict(draw::fact(&ctx, &fresh, (&chain, &form.redraw(&Faults::default()), true))))
        }
        Err(failure) => Err(failure),
    }
}

fn correction(ctx: &Context, view: &CourseView, (form, stood): (&Form, &Fact)) -> Result<Correction, Faults> {
    let (enrolment, fact) = (view.enrolment, stood.id);
    if form.typed.get("how") == "not" {
        let mut fields = Fields::of(&form.typed);
        let reason = fields.text("reason", 1000);
        return fields.finish(|| Some(Correction { enrolment, fact, on: stood.occurred_on, truly: Err(reason?) }));
    }
    let Body::Occurred(occurred) = &stood.body else {
        return Err(Faults::one("how", footbridge_kit::Fault::Rule(words::NOT_CORRECTED_HERE)));
    };
    let (on, truly) = form::parse(&form.typed, view, (ctx.actor(), Some(occurred)))?;
    Ok(Correction { enrolment, fact, on, truly: Ok(truly) })
}

/// The chain of corrections that a fact is part of, oldest first. Hidden where it is more tender than they may be shown.
fn chain(ctx: &Context, view: &CourseView, fact: FactId) -> Result<Vec<Fact>, Failure> {
    let all = view.loaded.facts(view.enrolment);
    let find = |id: FactId| all.iter().find(|one| one.id == id);
    let mut first = find(fact).ok_or(Failure::Hidden)?;
    while let Some(earlier) = first.supersedes.and_then(find) {
        first = earlier;
    }
    let mut chain = vec![first.clone()];
    while let Some(next) = chain.last().and_then(|last| all.iter().find(|one| one.supersedes == Some(last.id))) {
        chain.push(next.clone());
    }
    let seen = chain.iter().all(|one| ctx.actor().may_see(told(&view.written, &one.body).sensitivity));
    if seen { Ok(chain) } else { Err(Failure::Hidden) }
}
