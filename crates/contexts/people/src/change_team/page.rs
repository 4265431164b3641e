//! The panel and the page.

use footbridge_kit::{Context, Failure, Reading};
use footbridge_policy::{EditClient, Permit, SeeClient, decide};
use footbridge_ui::{
    button, card,
    empty::Empty,
    form::{Choice, Choices, Form, Typed},
    icon::Icon,
    layout::{PageHead, section},
    tag::Tag,
};
use maud::{Markup, html};

use super::queries::{Member, View, team};
use crate::words;

/// The team, on the client's page.
pub(crate) fn panel(reading: &mut Reading<'_, '_>, permit: &Permit<SeeClient>) -> Result<Option<Markup>, Failure> {
    let team = team(reading, permit.object())?;
    let subject = footbridge_kit::reach::client(reading.tx, reading.actor(), permit.object())?;
    let may = subject.is_some_and(|subject| decide(reading.actor(), EditClient, subject).is_ok());
    if team.is_empty() && !may {
        return Ok(None);
    }
    let change = may.then(|| button::link(words::CHANGE_TEAM, format!("/clients/{}/team", permit.object())));
    let body = html! {
        @if team.is_empty() { p.quiet { (words::NOBODY_ON_TEAM) } }
        ul.card-list role="list" { @for member in &team { li { (line(member)) } } }
        @if let Some(change) = change { (button::row([change])) }
    };
    Ok(Some(section("team", words::CARE_TEAM, body)))
}

fn line(member: &Member) -> Markup {
    let tag = html! { @if member.primary { (Tag::word(words::ANSWERS_FOR)) } };
    card::line(html! { (member.name) }, "", tag)
}

pub(super) fn draw(ctx: &Context, view: &View, typed: &Typed) -> Markup {
    let home = format!("/clients/{}", view.client);
    let head = PageHead::new(words::CARE_TEAM)
        .lede(words::CARE_TEAM_LEDE)
        .narrow()
        .crumb(words::CLIENTS, "/clients")
        .crumb(view.names.spoken(), home.clone());
    ctx.page(head, html! { (members(ctx, view)) (section("join", words::PUT_ON_TEAM, join(ctx, view, typed))) })
}

fn members(ctx: &Context, view: &View) -> Markup {
    if view.team.is_empty() {
        return html! { (Empty::new(words::NOBODY_ON_TEAM).icon(Icon::Person)) };
    }
    let off = |member: &Member| {
        Form::post(format!("/clients/{}/team/{}/leave", view.client, member.staff), ctx.hidden())
            .inline()
            .buttons([button::quiet(words::TAKE_OFF).about(&member.name)])
    };
    html! { ul.card-list role="list" { @for member in &view.team { li { (line(member)) (off(member)) } } } }
}

fn join(ctx: &Context, view: &View, typed: &Typed) -> Markup {
    let colleagues = view.colleagues.iter().map(|(id, name)| Choice::new(id.to_string(), name));
    let form = Form::post(format!("/clients/{}/team", view.client), ctx.hidden())
        .errors(typed)
        .field(Choices::select("staff", words::WHO).options(colleagues).filled(typed))
        .field(Choices::checkboxes("primary", words::CAPACITY).options([Choice::new("yes", words::ANSWERS_FOR)]).filled(typed))
        .buttons([button::submit(words::PUT_ON_TEAM)]);
    html! { (form) }
}
