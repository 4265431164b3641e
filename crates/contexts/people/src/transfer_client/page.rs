//! The page.

use footbridge_kit::Context;
use footbridge_ui::{
    button,
    empty::Empty,
    flash::{Flash, Outcome},
    form::{Choice, Choices, Field, Form, Typed},
    layout::PageHead,
};
use maud::{Markup, html};

use super::queries::View;
use crate::{change_course::stands, words};

pub(super) fn draw(ctx: &Context, view: &View, (typed, stale): (&Typed, bool)) -> Markup {
    let course = &view.course;
    let head = PageHead::new(words::TRANSFER)
        .lede(words::TRANSFER_LEDE)
        .narrow()
        .crumb(words::CLIENTS, "/clients")
        .crumb(course.names.spoken(), course.home());
    let head = if stale { head.flash([Flash::new(Outcome::Refused, words::CHANGED_MEANWHILE)]) } else { head };
    ctx.page(head, html! { (stands(course)) (form(ctx, view, typed)) })
}

fn form(ctx: &Context, view: &View, typed: &Typed) -> Markup {
    if view.targets.is_empty() {
        return html! { (Empty::new(words::NOWHERE_TO_GO)) };
    }
    let targets = view.targets.iter().map(|target| Choice::new(target.value(), &target.label));
    let form = Form::post(view.course.at("transfer"), ctx.hidden_at(view.course.version))
        .errors(typed)
        .field(Choices::select("to", words::TRANSFER_TO).options(targets).filled(typed))
        .field(Field::date("on", words::LAST_DAY).value(view.course.today().to_string()).filled(typed))
        .field(Field::area("reason", words::REASON).lines(3).hint(words::REASON_KEPT).filled(typed))
        .buttons([button::serious(words::TRANSFER), button::link(words::LEAVE_AS_IS, view.course.home())]);
    html! { (form) }
}
