//! Aside for a while, and back.

use footbridge_care::facts::Turn;
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_policy::HoldEnrolment;
use footbridge_ui::form::{Choice, Choices, Field, Typed};
use jiff::civil::Date;
use maud::{Markup, html};

use super::turn_form::TurnForm;
use crate::{course_view::CourseView, labels, words};

pub(super) const ASIDE: TurnForm<HoldEnrolment> = TurnForm {
    right: HoldEnrolment,
    part: "hold",
    says: (words::HOLD, words::HOLD_LEDE, words::HOLD),
    parse: parse_aside,
    fits: |view| view.stand.aside.then_some(words::IS_ASIDE_ALREADY),
    fields: aside_fields,
    serious: false,
    done: "held",
};

pub(super) const BACK: TurnForm<HoldEnrolment> = TurnForm {
    right: HoldEnrolment,
    part: "back",
    says: (words::COMES_BACK, words::COMES_BACK_LEDE, words::COMES_BACK),
    parse: parse_back,
    fits: |view| (!view.stand.aside).then_some(words::IS_NOT_ASIDE),
    fields: back_fields,
    serious: false,
    done: "back",
};

fn parse_aside(form: &Form, view: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    let reason = fields.text("reason", 1000);
    let stage = fields.optional("stage", 100).and_then(|stage| match stage {
        Some(name) if view.written.stage_named(&name).is_none_or(|stage| !stage.aside) => fields.refuse("stage", Fault::NotAChoice),
        stage => Some(stage),
    });
    fields.finish(|| Some((on?, Turn::Aside { stage: stage?, reason: reason? })))
}

fn aside_fields(view: &CourseView, typed: &Typed) -> Markup {
    let asides: Vec<&String> = view.written.stage.iter().filter(|stage| stage.aside).map(|stage| &stage.name).collect();
    let choices = asides.iter().map(|name| Choice::new(*name, labels::stage(&view.written, name)));
    html! {
        @if !asides.is_empty() { (Choices::radios("stage", words::WHERE_TO).options(choices).optional().filled(typed)) }
        (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed))
        (Field::area("reason", words::REASON).lines(3).hint(words::REASON_KEPT).filled(typed))
    }
}

fn parse_back(form: &Form, _: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    fields.finish(|| Some((on?, Turn::Back)))
}

fn back_fields(view: &CourseView, typed: &Typed) -> Markup {
    html! { (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed)) }
}
