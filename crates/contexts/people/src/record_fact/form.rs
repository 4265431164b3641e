//! From what was typed to what occurred. The definition says what a kind can be.

use footbridge_care::facts::Occurrence;
use footbridge_definition::model::{Family, Kind, Values};
use footbridge_kit::{Fault, Faults, Fields, Typed};
use footbridge_policy::{Actor, Role};
use jiff::civil::Date;

use crate::{course_view::CourseView, labels, words};

/// The most minutes that one thing lasts.
pub(super) const MOST_MINUTES: i64 = 24 * 60;

/// Parses what occurred; `stood` is what a correction starts from.
pub(super) fn parse(typed: &Typed, view: &CourseView, (actor, stood): (&Actor, Option<&Occurrence>)) -> Result<(Date, Occurrence), Faults> {
    let mut fields = Fields::of(typed);
    let on = day(&mut fields, view.today());
    let kind = kind(&mut fields, view, (typed, actor, stood));
    let outcome = kind.map(|kind| outcome(&mut fields, (typed, kind)));
    let number = kind.map(|kind| number(&mut fields, (typed, kind)));
    let word = kind.map(|kind| word(&mut fields, (typed, kind)));
    let minutes = minutes(&mut fields, typed);
    let place = fields.optional("place", 200);
    let evidence = fields.optional("evidence", 500);
    fields.finish(|| {
        let what = Occurrence {
            kind: kind?.name.clone(),
            outcome: outcome??,
            number: number??,
            word: word??,
            minutes: minutes?,
            place: place?,
            evidence: evidence?,
            by_role: role(actor),
            ..stood.cloned().unwrap_or_default()
        };
        Some((on?, what))
    })
}

fn role(actor: &Actor) -> Option<String> {
    Role::ALL.into_iter().find(|role| actor.holds(*role)).map(|role| role.code().to_owned())
}

/// What is recorded happened: today at the latest.
fn day(fields: &mut Fields<'_>, today: Date) -> Option<Date> {
    let on = fields.parse::<Date>("on", Fault::NotADate)?;
    if on > today { fields.refuse("on", Fault::Rule(words::NOT_IN_FUTURE)) } else { Some(on) }
}

fn kind<'v>(
    fields: &mut Fields<'_>,
    view: &'v CourseView,
    (typed, actor, stood): (&Typed, &Actor, Option<&Occurrence>),
) -> Option<&'v Kind> {
    let named = stood.map_or_else(|| typed.get("kind"), |stood| stood.kind.as_str());
    let known = labels::recordable(&view.written).find(|kind| kind.name == named && actor.may_see(kind.sensitivity()));
    known.or_else(|| fields.refuse("kind", Fault::NotAChoice))
}

/// One of the kind's outcomes; a kind without any has none. The outer `None` is a fault.
fn outcome(fields: &mut Fields<'_>, (typed, kind): (&Typed, &Kind)) -> Option<Option<String>> {
    match typed.get("outcome") {
        "" if kind.outcomes.is_empty() => Some(None),
        "" => fields.refuse("outcome", Fault::Missing),
        named if kind.outcomes.contains_key(named) => Some(Some(named.to_owned())),
        _ => fields.refuse("outcome", Fault::NotAChoice),
    }
}

fn number(fields: &mut Fields<'_>, (_, kind): (&Typed, &Kind)) -> Option<Option<i64>> {
    match &kind.values {
        Some(Values::Scale(scale)) => fields.number("number", (scale.min, scale.max)).map(Some),
        _ if kind.family == Family::Payment => fields.number("number", (0, 10_000_000)).map(Some),
        _ => Some(None),
    }
}

fn word(fields: &mut Fields<'_>, (typed, kind): (&Typed, &Kind)) -> Option<Option<String>> {
    let Some(Values::Words(words)) = &kind.values else { return Some(None) };
    match typed.get("word") {
        "" => fields.refuse("word", Fault::Missing),
        named if words.iter().any(|word| word == named) => Some(Some(named.to_owned())),
        _ => fields.refuse("word", Fault::NotAChoice),
    }
}

fn minutes(fields: &mut Fields<'_>, typed: &Typed) -> Option<u32> {
    match typed.get("minutes").trim() {
        "" => Some(0),
        _ => fields.number("minutes", (0, MOST_MINUTES)).and_then(|minutes| u32::try_from(minutes).ok()),
    }
}
