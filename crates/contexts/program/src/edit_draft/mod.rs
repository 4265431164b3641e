//! Writing a draft: the text with its findings beside it, forms for the usual things, and publishing it as a version.

mod action;
mod page;
mod splice;
mod usual;
mod view;

use axum::response::{IntoResponse, Response};
use footbridge_care::ids::ProgramVersionId;
use footbridge_kit::{At, Context, Failure, Form, see_done, see_other};
use footbridge_ui::{
    findings,
    flash::{Flash, Outcome},
};
use maud::Markup;

pub use action::{SaveDraft, save_draft, start_draft};

use crate::{
    ActError, Refused,
    program_page::{finding, findings_of},
    publish_version::{Publish, publish_version},
};

/// `POST /programs/{program}/draft`: the draft in work, or a new one from the newest version.
pub async fn start(ctx: Context, At(program): At<String>, form: Form) -> Result<Response, Failure> {
    match ctx.once(&form, move |work| start_draft(work, &program)).await {
        Ok(draft) => Ok(see_other(&format!("/drafts/{draft}"))),
        Err(ActError::Failure(failure)) => Err(failure),
        Err(ActError::Refused(_)) => Err(Failure::Hidden),
    }
}

/// `GET /drafts/{draft}`
pub async fn show(ctx: Context, At(draft): At<ProgramVersionId>) -> Result<Markup, Failure> {
    let view = ctx.read(move |reading| view::load(reading, draft)).await?;
    Ok(page::draw(&ctx, &view, page::Said::default()))
}

/// `POST /drafts/{draft}`: saves the text; two who write the same draft see both.
pub async fn save(ctx: Context, At(draft): At<ProgramVersionId>, form: Form) -> Result<Response, Failure> {
    let source = text(&form);
    let save = SaveDraft { draft, source: source.clone(), seen: form.version };
    match ctx.once(&form, move |work| save_draft(work, &save)).await {
        Ok(()) => Ok(see_done(&format!("/drafts/{draft}"), "draft-saved")),
        Err(error) => refused(&ctx, draft, (error, Some(source))).await,
    }
}

/// `POST /drafts/{draft}/check`: the findings of a text as it is written, nothing kept.
pub async fn check(ctx: Context, At(draft): At<ProgramVersionId>, form: Form) -> Result<Markup, Failure> {
    let timetable = ctx.read(move |reading| view::load(reading, draft)).await?.timetable;
    let found: Vec<findings::Finding> = findings_of(&text(&form), timetable.as_deref()).iter().map(finding).collect();
    Ok(findings::list(&found))
}

/// `POST /drafts/{draft}/usual`: what the forms say, written into the text.
pub async fn usual(ctx: Context, At(draft): At<ProgramVersionId>, form: Form) -> Result<Response, Failure> {
    let view = ctx.read(move |reading| view::load(reading, draft)).await?;
    let source = match usual::write(&view.source, &form.typed) {
        Ok(source) => source,
        Err(faults) => {
            let said = page::Said { usual: form.redraw(&faults), ..page::Said::default() };
            return Err(Failure::Invalid(page::draw(&ctx, &view, said)));
        }
    };
    let save = SaveDraft { draft, source, seen: form.version };
    match ctx.once(&form, move |work| save_draft(work, &save)).await {
        Ok(()) => Ok(see_done(&format!("/drafts/{draft}"), "draft-saved")),
        Err(error) => refused(&ctx, draft, (error, None)).await,
    }
}

/// `GET /drafts/{draft}/publish`: what changes in the weeks to come, and the question.
pub async fn ask(ctx: Context, At(draft): At<ProgramVersionId>) -> Result<Response, Failure> {
    let view = ctx.read(move |reading| view::load(reading, draft)).await?;
    let publish = Publish { source: view.source.clone(), draft: Some(draft) };
    match action::rehearse(&ctx, publish).await {
        Ok(published) => Ok(page::confirm(&ctx, &view, &published).into_response()),
        Err(error) => refused(&ctx, draft, (error, None)).await,
    }
}

/// `POST /drafts/{draft}/publish`
pub async fn publish(ctx: Context, At(draft): At<ProgramVersionId>, form: Form) -> Result<Response, Failure> {
    let seen = form.version;
    let done = ctx
        .once(&form, move |work| {
            let source = action::unchanged(work, (draft, seen))?;
            publish_version(work, &Publish { source, draft: Some(draft) }).map(|published| published.program)
        })
        .await;
    match done {
        Ok(program) => Ok(see_done(&format!("/programs/{program}"), "version-published")),
        Err(error) => refused(&ctx, draft, (error, None)).await,
    }
}

/// The text as typed, with the line ends that files have.
fn text(form: &Form) -> String {
    form.typed.get("source").replace("\r\n", "\n")
}

async fn refused(ctx: &Context, draft: ProgramVersionId, (error, typed): (ActError, Option<String>)) -> Result<Response, Failure> {
    let refused = match error {
        ActError::Failure(failure) => return Err(failure),
        ActError::Refused(refused) => refused,
    };
    let view = ctx.read(move |reading| view::load(reading, draft)).await?;
    if let (Refused::Stale, Some(mine)) = (&refused, &typed) {
        return Err(Failure::Conflict(page::conflict(ctx, &view, mine)));
    }
    let said = page::Said { flash: Some(Flash::new(Outcome::Refused, refused.to_string())), source: typed, ..page::Said::default() };
    Err(Failure::Invalid(page::draw(ctx, &view, said)))
}
