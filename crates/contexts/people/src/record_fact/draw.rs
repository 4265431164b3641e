//! The pages.

use footbridge_care::facts::{Body, Fact, Occurrence};
use footbridge_definition::model::{Family, Kind, Values};
use footbridge_kit::Context;
use footbridge_policy::RecordFact;
use footbridge_ui::{
    button, card,
    empty::Empty,
    flash::{Flash, Outcome},
    form::{Choice, Choices, Field, Form, Typed},
    layout::{PageHead, section},
    tag::{Status, Tag, Tone},
    words::{readable, stamp},
};
use maud::{Markup, html};

use crate::{
    course_view::CourseView,
    labels,
    see_client::{full, told, when},
    words,
};

fn head(view: &CourseView, title: &str) -> PageHead {
    PageHead::new(title).narrow().crumb(words::CLIENTS, "/clients").crumb(view.names.spoken(), view.home())
}

/// The form for a kind; the kinds to choose from where none is named or known.
pub(super) fn record(ctx: &Context, view: &CourseView, (kind, typed): (&str, &Typed)) -> Markup {
    let kinds: Vec<&Kind> = labels::recordable(&view.written).filter(|kind| ctx.actor().may_see(kind.sensitivity())).collect();
    match kinds.iter().find(|each| each.name == kind) {
        Some(kind) => {
            let form = Form::post(view.at("record"), ctx.hidden_at(view.version))
                .errors(typed)
                .carry("kind", kind.name.as_str())
                .body(fields(view, (kind, None), typed))
                .buttons([button::submit(words::RECORD), button::link(words::ANOTHER_KIND, view.at("record"))]);
            ctx.page(head(view, kind.label()).lede(words::for_client(&view.names.spoken())), html! { (form) })
        }
        None => ctx.page(head(view, words::RECORD).lede(words::for_client(&view.names.spoken())), choose(view, &kinds)),
    }
}

/// The kinds, as links: one tap leads to the form.
fn choose(view: &CourseView, kinds: &[&Kind]) -> Markup {
    if kinds.is_empty() {
        return html! { (Empty::new(words::NOTHING_TO_RECORD)) };
    }
    let families = [
        (words::CONTACTS, &[Family::Contact, Family::Call, Family::Meeting, Family::Work][..]),
        (words::PAPERS, &[Family::Document, Family::Payment]),
        (words::EVENTS, &[Family::Event, Family::Status, Family::Attribute, Family::Measure]),
        (words::TESTS_AND_HOUSE, &[Family::Test, Family::Presence, Family::Leave]),
    ];
    let of = |families: &[Family]| kinds.iter().filter(|kind| families.contains(&kind.family)).copied().collect::<Vec<_>>();
    let link = |kind: &Kind| {
        button::link(labels::kind(&view.written, &kind.name), view.at(&format!("record?kind={}", footbridge_kit::escape(&kind.name))))
    };
    html! {
        @for (title, families) in families {
            @let here = of(families);
            @if !here.is_empty() { (section(&footbridge_kit::escape(&title.to_lowercase().replace(' ', "-")), title, button::row(here.into_iter().map(link)))) }
        }
    }
}

fn fields(view: &CourseView, (kind, stood): (&Kind, Option<&Fact>), typed: &Typed) -> Markup {
    let it = stood.and_then(|fact| match &fact.body {
        Body::Occurred(it) => Some(it),
        _ => None,
    });
    let day = stood.map_or_else(|| view.today(), |fact| fact.occurred_on);
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    html! {
        @if !kind.outcomes.is_empty() { (outcomes(view, (kind, it), typed)) }
        (values((kind, it), typed))
        (Field::date("on", words::DAY).value(day.to_string()).filled(typed))
        @if lasts(kind.family) {
            (Field::number("minutes", words::LASTED).unit(words::MIN).optional().value(it.filter(|it| it.minutes > 0).map(|it| it.minutes.to_string()).unwrap_or_default()).filled(typed))
        }
        @if matches!(kind.family, Family::Meeting | Family::Event | Family::Leave) {
            (Field::text("place", words::PLACE).optional().value(text(it.and_then(|it| it.place.as_ref()))).filled(typed))
        }
        @if matches!(kind.family, Family::Meeting | Family::Document | Family::Work | Family::Event | Family::Contact) {
            (Field::text("evidence", words::EVIDENCE).optional().hint(words::EVIDENCE_HINT).value(text(it.and_then(|it| it.evidence.as_ref()))).filled(typed))
        }
    }
}

fn outcomes(view: &CourseView, (kind, it): (&Kind, Option<&Occurrence>), typed: &Typed) -> Markup {
    let choice = |name: &String| Choice::new(name, labels::outcome(&view.written, (&kind.name, name)));
    let choices = Choices::radios("outcome", words::OUTCOME).options(kind.outcomes.keys().map(choice));
    let chosen = it.and_then(|it| it.outcome.clone()).into_iter().fold(choices, Choices::chosen);
    html! { (chosen.filled(typed)) }
}

fn values((kind, it): (&Kind, Option<&Occurrence>), typed: &Typed) -> Markup {
    let number = it.and_then(|it| it.number).map(|number| number.to_string()).unwrap_or_default();
    match &kind.values {
        Some(Values::Scale(scale)) => {
            let field = Field::number("number", words::VALUE).hint(words::from_to(scale.min, scale.max)).value(number);
            let field = scale.unit.iter().fold(field, |field, unit| field.unit(unit.as_str()));
            html! { (field.filled(typed)) }
        }
        Some(Values::Words(list)) => {
            let choices = Choices::radios("word", words::VALUE).options(list.iter().map(|word| Choice::new(word, readable(word))));
            let chosen = it.and_then(|it| it.word.clone()).into_iter().fold(choices, Choices::chosen);
            html! { (chosen.filled(typed)) }
        }
        None if kind.family == Family::Payment => html! { (Field::number("number", words::CENTS).value(number).filled(typed)) },
        None => html! {},
    }
}

const fn lasts(family: Family) -> bool {
    matches!(family, Family::Contact | Family::Call | Family::Meeting | Family::Work)
}

/// A fact: the whole chain, what stands last, and the forms to put it right.
pub(super) fn fact(ctx: &Context, view: &CourseView, (chain, typed, stale): (&[Fact], &Typed, bool)) -> Markup {
    let Some(stands) = chain.last() else { return html! {} };
    let title = told(&view.written, &stands.body).title;
    let head = head(view, &title).kicker(words::for_client(&view.names.spoken()));
    let head = if stale { head.flash([Flash::new(Outcome::Refused, words::CORRECTED_MEANWHILE)]) } else { head };
    ctx.page(head, html! { (history(ctx, view, chain)) (mend(ctx, view, (stands, typed))) })
}

fn history(ctx: &Context, view: &CourseView, chain: &[Fact]) -> Markup {
    let zone = view.now.time_zone();
    let last = chain.len().saturating_sub(1);
    let line = |(at, fact): (usize, &Fact)| {
        let tag = if at == last {
            Tag::from(Status::Met).saying(words::STANDS)
        } else {
            Tag::new(words::REPLACED, Tone::Quiet, footbridge_ui::icon::Icon::Dash)
        };
        let recorded = words::recorded_at(&stamp(&fact.recorded_at.to_zoned(zone.clone())));
        let detail = format!("{} · {recorded}", when(fact, zone.iana_name().unwrap_or("UTC")));
        card::line(html! { (full(ctx.actor(), &told(&view.written, &fact.body))) }, detail, html! { (tag) })
    };
    html! { ul.card-list role="list" { @for each in chain.iter().enumerate().rev() { li { (line(each)) } } } }
}

/// The forms for what stands. Attendance is put right where it was marked; turns are answered by other turns.
fn mend(ctx: &Context, view: &CourseView, (fact, typed): (&Fact, &Typed)) -> Markup {
    let may = footbridge_policy::decide(ctx.actor(), RecordFact, view.subject).is_ok();
    let Body::Occurred(it) = &fact.body else { return html! {} };
    if let Some(session) = &it.session {
        return button::row([button::link(words::TO_SESSION, format!("/sessions/{}", session.id))]);
    }
    let kind = view.written.kind_named(&it.kind);
    let (Some(kind), true) = (kind, may) else { return html! {} };
    let address = view.at(&format!("facts/{}", fact.id));
    let truly = Form::post(address.clone(), ctx.hidden())
        .errors(typed)
        .label(words::CORRECT)
        .carry("how", "truly")
        .body(fields(view, (kind, Some(fact)), typed))
        .buttons([button::submit(words::CORRECT)]);
    let not = Form::post(address, ctx.hidden())
        .label(words::TAKE_BACK)
        .carry("how", "not")
        .field(Field::area("reason", words::REASON).lines(2).hint(words::REASON_KEPT).filled(typed))
        .buttons([button::serious(words::TAKE_BACK)]);
    html! {
        (section("correct", words::CORRECT, truly))
        (section("not", words::DID_NOT_HAPPEN, not))
    }
}
