//! The form.

use footbridge_care::ids::SiteId;
use footbridge_kit::{Fault, Faults, Fields, Form, Typed};
use footbridge_ui::{
    button,
    form::{Choice, Choices, Field, Form as Drawing, Hidden, Typed as Filled},
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::Admission;
use crate::{Names, log_inquiry::InquiryId, sites::SiteRow, words};

/// From what was typed to who is admitted, and from which inquiry.
pub(super) fn parse(form: &Form) -> Result<(Admission, Option<InquiryId>), Faults> {
    let mut fields = Fields::of(&form.typed);
    let site = fields.parse::<SiteId>("site", Fault::NotAChoice);
    let name = fields.text("name", 200);
    let preferred = fields.optional("preferred", 100);
    let birth_date = birth_date(&mut fields, &form.typed);
    let opened_on = fields.parse::<Date>("opened_on", Fault::NotADate);
    let referral_source = fields.optional("referral", 200);
    let inquiry = fields.parse_optional::<InquiryId>("inquiry", Fault::NotAChoice);
    fields.finish(|| {
        let names = Names { name: name?, preferred: preferred? };
        let (birth_date, opened_on, referral_source) = (birth_date?, opened_on?, referral_source?);
        Some((Admission { site: site?, names, birth_date, opened_on, referral_source }, inquiry?))
    })
}

/// A birth date lies before the day of admission.
fn birth_date(fields: &mut Fields<'_>, typed: &Typed) -> Option<Option<Date>> {
    let born = fields.parse_optional::<Date>("birth_date", Fault::NotADate)?;
    let opened: Option<Date> = typed.get("opened_on").parse().ok();
    match (born, opened) {
        (Some(born), Some(opened)) if born >= opened => fields.refuse("birth_date", Fault::Rule(words::BORN_LATER)),
        _ => Some(born),
    }
}

/// The form; `sites` are those where whoever asks may admit.
pub(super) fn draw(sites: &[SiteRow], inquiry: Option<InquiryId>, (typed, hidden): (&Filled, Hidden)) -> Markup {
    let form = Drawing::post("/clients/new", hidden).errors(typed);
    let form = inquiry.into_iter().fold(form, |form, inquiry| form.carry("inquiry", inquiry.to_string()));
    let form = match sites {
        [only] => form.carry("site", only.id.to_string()),
        several => form.field(
            Choices::select("site", words::SITE)
                .options(several.iter().map(|site| Choice::new(site.id.to_string(), &site.name)))
                .filled(typed),
        ),
    };
    let form = form
        .field(Field::text("name", words::FULL_NAME).autofocus().filled(typed))
        .field(Field::text("preferred", words::PREFERRED_NAME).optional().hint(words::PREFERRED_HINT).filled(typed))
        .field(Field::date("birth_date", words::BIRTH_DATE).optional().filled(typed))
        .field(Field::date("opened_on", words::ADMITTED_ON).filled(typed))
        .field(Field::text("referral", words::REFERRED_BY).optional().filled(typed))
        .buttons([button::submit(words::ADMIT), button::link(words::CANCEL, "/clients")]);
    html! { (form) }
}
