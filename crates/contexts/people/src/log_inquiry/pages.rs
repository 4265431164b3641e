//! One screen, thirty seconds: who, how to call back, what they said.

use footbridge_care::ids::SiteId;
use footbridge_kit::{Context, Failure, Fault, Faults, Fields, Form, Response, see_done};
use footbridge_policy::LogInquiry;
use footbridge_ui::{
    button,
    form::{Choice, Choices, Field, Form as Drawing, Typed},
    layout::PageHead,
};
use jiff::Timestamp;
use maud::{Markup, html};

use super::{Channel, NewInquiry, log};
use crate::{
    sites::{self, SiteRow},
    words,
};

async fn my_sites(ctx: &Context) -> Result<Vec<SiteRow>, Failure> {
    ctx.read(|reading| {
        let scope = reading.scope(LogInquiry)?;
        sites::within(reading, &scope)
    })
    .await
}

/// The form.
pub async fn page(ctx: Context) -> Result<Markup, Failure> {
    let sites = my_sites(&ctx).await?;
    Ok(draw(&ctx, &sites, &Typed::default()))
}

/// Logs the call.
pub async fn submit(ctx: Context, form: Form) -> Result<Response, Failure> {
    match parse(&form, ctx.now()) {
        Ok(new) => {
            ctx.once(&form, move |work| log(work, &new)).await?;
            Ok(see_done("/inquiries", "inquiry-logged"))
        }
        Err(faults) => {
            let sites = my_sites(&ctx).await?;
            Err(Failure::Invalid(draw(&ctx, &sites, &form.redraw(&faults))))
        }
    }
}

fn parse(form: &Form, now: Timestamp) -> Result<NewInquiry, Faults> {
    let mut fields = Fields::of(&form.typed);
    let site = fields.parse::<SiteId>("site", Fault::NotAChoice);
    let name = fields.text("name", 200);
    let phone = fields.optional("phone", 50);
    let note = fields.optional("note", 2000);
    let channel = Channel::named(form.typed.get("channel")).or_else(|| fields.refuse("channel", Fault::NotAChoice));
    fields.finish(|| Some(NewInquiry { site: site?, name: name?, phone: phone?, note: note?, channel: channel?, received_at: now }))
}

fn draw(ctx: &Context, sites: &[SiteRow], typed: &Typed) -> Markup {
    let head = PageHead::new(words::LOG_INQUIRY).lede(words::LOG_INQUIRY_LEDE).narrow().crumb(words::INQUIRIES, "/inquiries");
    let channels = Channel::ALL.map(|channel| Choice::new(channel.code(), words::channel(channel)));
    let form = Drawing::post("/inquiries/new", ctx.hidden()).errors(typed).keeps_draft("inquiry");
    let form = match sites {
        [only] => form.carry("site", only.id.to_string()),
        several => form.field(
            Choices::select("site", words::SITE)
                .options(several.iter().map(|site| Choice::new(site.id.to_string(), &site.name)))
                .filled(typed),
        ),
    };
    let form = form
        .field(Field::text("name", words::WHO_ASKS).autofocus().filled(typed))
        .field(Field::phone("phone", words::CALL_BACK).optional().filled(typed))
        .field(Choices::radios("channel", words::BY_WHICH_WAY).options(channels).chosen(Channel::Phone.code()).side_by_side().filled(typed))
        .field(Field::area("note", words::IN_A_FEW_WORDS).optional().lines(3).hint(words::NOTE_HINT).filled(typed))
        .buttons([button::submit(words::SAVE_INQUIRY), button::link(words::CANCEL, "/inquiries")]);
    ctx.page(head, html! { (form) })
}
