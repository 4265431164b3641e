//! The page, fresh or from an inquiry.

use footbridge_care::ids::ClientId;
use footbridge_kit::{Context, Failure, Faults, Form, Reading, Response, see_done};
use footbridge_ledger::compute::at;
use footbridge_policy::EnrolClient;
use footbridge_ui::{form::Typed, layout::PageHead};
use maud::Markup;

use super::{admit, form};
use crate::{
    follow_inquiry::{self, InquiryView},
    log_inquiry::InquiryId,
    sites::{self, SiteRow},
    words,
};

struct View {
    sites: Vec<SiteRow>,
    inquiry: Option<InquiryView>,
}

fn view(reading: &mut Reading<'_, '_>, inquiry: Option<InquiryId>) -> Result<View, Failure> {
    let scope = reading.scope(EnrolClient)?;
    let sites = sites::within(reading, &scope)?;
    let inquiry = inquiry.map(|inquiry| follow_inquiry::view(reading, inquiry)).transpose()?;
    Ok(View { sites, inquiry })
}

/// The form; with `?inquiry=` filled from it.
pub async fn page(ctx: Context) -> Result<Markup, Failure> {
    let inquiry: Option<InquiryId> = ctx.query().get("inquiry").parse().ok();
    let view = ctx.read(move |reading| view(reading, inquiry)).await?;
    let zone = view.sites.first().map_or("UTC", |site| site.zone.as_str());
    let today = at(ctx.now(), zone).date().to_string();
    let name = view.inquiry.as_ref().map(|inquiry| inquiry.name.clone()).unwrap_or_default();
    let source = view.inquiry.as_ref().map(|inquiry| words::channel(inquiry.channel).to_owned()).unwrap_or_default();
    let typed = Typed::new([("name", name), ("opened_on", today), ("referral", source)]);
    Ok(draw(&ctx, &view, (inquiry, &typed)))
}

/// Admits, and says of the inquiry that it was.
pub async fn submit(ctx: Context, form: Form) -> Result<Response, Failure> {
    let (admission, inquiry) = match form::parse(&form) {
        Ok(parsed) => parsed,
        Err(faults) => return Err(again(&ctx, &form, &faults).await?),
    };
    let client: ClientId = ctx
        .once(&form, move |work| {
            let admitted = admit(work, &admission)?;
            if let Some(inquiry) = inquiry {
                follow_inquiry::admitted(work, inquiry, admitted.client)?;
            }
            Ok::<_, Failure>(admitted.client)
        })
        .await?;
    Ok(see_done(&format!("/clients/{client}/enrol"), "admitted"))
}

async fn again(ctx: &Context, form: &Form, faults: &Faults) -> Result<Failure, Failure> {
    let inquiry: Option<InquiryId> = form.typed.get("inquiry").parse().ok();
    let view = ctx.read(move |reading| view(reading, inquiry)).await?;
    Ok(Failure::Invalid(draw(ctx, &view, (inquiry, &form.redraw(faults)))))
}

fn draw(ctx: &Context, view: &View, (inquiry, typed): (Option<InquiryId>, &Typed)) -> Markup {
    let head = PageHead::new(words::ADMIT).lede(words::ADMIT_LEDE).narrow().crumb(words::CLIENTS, "/clients");
    ctx.page(head, form::draw(&view.sites, inquiry, (typed, ctx.hidden())))
}
