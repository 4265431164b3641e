//! The form: what is chosen first stands in the address, so that the week is in sight before anybody decides; the rest is sent.

use footbridge_care::{facts::Brought, ids::EnrolmentId};
use footbridge_definition::{model::Definition, resolve};
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_ui::{
    button, disclosure,
    form::{Choice, Choices, Field, Form as Drawing, Hidden, Typed, group},
    layout::section,
};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Enrolling, queries::View};
use crate::{
    change_course::{SampleWeek, draw_week},
    labels, words,
};

/// What was chosen so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    pub track: Option<String>,
    pub starts_on: Option<Date>,
    /// The earlier course whose credit is brought along.
    pub credit_of: Option<EnrolmentId>,
}

impl Chosen {
    /// From the address or the form; a program with one track needs no choice.
    pub fn of(view: &View, typed: &footbridge_kit::Typed) -> Self {
        let known = |name: &str| view.versions.first().and_then(|newest| newest.merged.track_named(name)).map(|track| track.name.clone());
        let only = view.versions.first().and_then(|newest| match newest.merged.track.as_slice() {
            [only] => Some(only.name.clone()),
            _ => None,
        });
        Self {
            track: known(typed.get("track")).or(only),
            starts_on: typed.get("starts_on").parse().ok(),
            credit_of: typed.get("credit_of").parse().ok(),
        }
    }
}

/// From what was typed to the course that begins.
pub(super) fn parse(form: &Form, view: &View) -> Result<Enrolling, Faults> {
    let mut fields = Fields::of(&form.typed);
    let version = fields.parse("program_version", Fault::NotAChoice);
    let known = version.and_then(|version| view.versions.iter().find(|one| one.version == version));
    if version.is_some() && known.is_none() {
        fields.refuse::<()>("program_version", Fault::NotAChoice);
    }
    let definition = known.map(|known| &known.merged);
    let track = fields.optional("track", 100);
    if definition.is_some_and(|definition| !definition.track.is_empty()) && track == Some(None) {
        fields.refuse::<()>("track", Fault::Missing);
    }
    let stage = fields.optional("stage", 100).and_then(|stage| match &stage {
        Some(name) if definition.is_some_and(|definition| definition.stage_named(name).is_none()) => {
            fields.refuse("stage", Fault::NotAChoice)
        }
        _ => Some(stage),
    });
    let starts_on = fields.parse("starts_on", Fault::NotADate);
    let slots = slots(&mut fields, form, (definition.map(|definition| &**definition), track.clone().flatten(), starts_on));
    let brought = brought(&mut fields, form);
    fields.finish(|| {
        let (client, episode, site) = (view.client, view.episode.id, view.episode.site_id);
        let program = known?.merged.program.id.clone();
        let (slots, brought) = (slots?, brought?);
        Some(Enrolling {
            client,
            episode,
            site,
            program,
            version: version?,
            track: track?,
            stage: stage?,
            slots,
            starts_on: starts_on?,
            brought,
        })
    })
}

/// The client's own slots; none where they come to all of the track's.
fn slots(
    fields: &mut Fields<'_>,
    form: &Form,
    (definition, track, day): (Option<&Definition>, Option<String>, Option<Date>),
) -> Option<Vec<String>> {
    let chosen: Vec<String> = form.typed.all("slot").into_iter().map(str::to_owned).collect();
    let week = SampleWeek::planned(definition?, (track.as_deref(), None), day?);
    if chosen.iter().any(|slot| !week.has(slot)) {
        return fields.refuse("slot", Fault::NotAChoice);
    }
    if chosen.is_empty() && !week.names().is_empty() && form.typed.has("slots_shown") {
        return fields.refuse("slot", Fault::Missing);
    }
    Some(if week.is_all(&chosen) { Vec::new() } else { chosen })
}

/// Credit brought along; who vouches for it must be named.
fn brought(fields: &mut Fields<'_>, form: &Form) -> Option<Option<Brought>> {
    let weeks = optional_number(fields, ("weeks", 520));
    let minutes = optional_number(fields, ("minutes", 600_000));
    let sober_since = fields.parse_optional::<Date>("sober_since", Fault::NotADate);
    let source = fields.optional("source", 200);
    let topics: Vec<String> = form.typed.all("topic").into_iter().map(str::to_owned).collect();
    let (weeks, minutes, sober_since, source) = (weeks?, minutes?, sober_since?, source?);
    let any = weeks > 0 || minutes > 0 || sober_since.is_some() || !topics.is_empty();
    match (any, source) {
        (false, _) => Some(None),
        (true, None) => fields.refuse("source", Fault::Rule(words::WHO_VOUCHES_IS_NEEDED)),
        (true, Some(source)) => Some(Some(Brought { weeks, minutes, topics, sober_since, source })),
    }
}

fn optional_number(fields: &mut Fields<'_>, (field, most): (&'static str, i64)) -> Option<u32> {
    match fields.parse_optional::<i64>(field, Fault::NotANumber)? {
        None => Some(0),
        Some(number) if (0..=most).contains(&number) => u32::try_from(number).ok(),
        Some(_) => fields.refuse(field, Fault::OutOfRange(0, most)),
    }
}

/// The page's body.
pub(super) fn draw(view: &View, chosen: &Chosen, (typed, hidden): (&Typed, Hidden)) -> Markup {
    let definition = view.versions.first().map(|newest| &*newest.merged);
    let ready = definition.filter(|definition| definition.track.is_empty() || chosen.track.is_some());
    html! {
        (choose(view, chosen))
        @if let Some(definition) = ready { (decide(view, (definition, chosen), (typed, hidden))) }
    }
}

/// First: which program, which track.
fn choose(view: &View, chosen: &Chosen) -> Markup {
    let program = view.versions.first().map(|newest| newest.merged.program.id.clone()).unwrap_or_default();
    let programs = Choices::select("program", words::PROGRAM).options(view.programs.iter().map(|(name, label)| Choice::new(name, label)));
    let programs = if program.is_empty() { programs } else { programs.chosen(program) };
    let day = chosen.starts_on.unwrap_or(view.today);
    let form = Drawing::get(format!("/clients/{}/enrol", view.client)).label(words::CHOOSE_TRACK).field(programs);
    let form = chosen.credit_of.iter().fold(form, |form, course| form.carry("credit_of", course.to_string()));
    let form = match view.versions.first().map(|newest| &newest.merged) {
        Some(definition) if definition.track.len() > 1 => form.field(tracks(definition, chosen, day)),
        _ => form,
    };
    html! { (form.buttons([button::secondary(words::SHOW_WEEK)])) }
}

fn tracks(definition: &Definition, chosen: &Chosen, day: Date) -> Choices {
    let said = |name: &str| SampleWeek::planned(definition, (Some(name), None), day).said();
    let choice = |name: &String| Choice::new(name, labels::track(definition, name)).hint(said(name));
    let choices = Choices::radios("track", words::TRACK).options(definition.track.iter().map(|track| choice(&track.name)));
    chosen.track.iter().fold(choices, Choices::chosen)
}

/// Then, with the week in sight: slots, version, stage, credit.
fn decide(view: &View, (definition, chosen): (&Definition, &Chosen), (typed, hidden): (&Typed, Hidden)) -> Markup {
    let day = chosen.starts_on.unwrap_or(view.today);
    let week = SampleWeek::planned(definition, (chosen.track.as_deref(), None), day);
    let form = Drawing::post(format!("/clients/{}/enrol", view.client), hidden)
        .errors(typed)
        .label(words::ENROL)
        .carry("program", definition.program.id.as_str())
        .carry("slots_shown", "1")
        .field(Field::date("starts_on", words::FIRST_DAY).value(day.to_string()).filled(typed));
    let form = chosen.track.iter().fold(form, |form, track| form.carry("track", track.as_str()));
    let form = form
        .body(versions(view, typed))
        .body(stages(definition, typed))
        .body(own_slots(definition, &week, typed))
        .body(credit_part(view, definition, typed))
        .buttons([button::submit(words::ENROL), button::link(words::CANCEL, format!("/clients/{}", view.client))]);
    section("decide", words::THE_WEEK, html! { (draw_week(&week)) (form) })
}

fn versions(view: &View, typed: &Typed) -> Markup {
    let newest = view.versions.first().map(|one| one.version.to_string()).unwrap_or_default();
    if view.versions.len() <= 1 {
        return html! { input type="hidden" name="program_version" value=(newest); };
    }
    let options = view.versions.iter().map(|one| Choice::new(one.version.to_string(), &one.name));
    html! { (Choices::select("program_version", words::VERSION).options(options).chosen(newest).filled(typed)) }
}

fn stages(definition: &Definition, typed: &Typed) -> Markup {
    let stages: Vec<_> = resolve::stages_in_order(definition).into_iter().filter(|stage| !stage.aside).collect();
    let Some(first) = stages.first().filter(|_| stages.len() > 1) else { return html! {} };
    let options = stages.iter().map(|stage| Choice::new(&stage.name, labels::stage(definition, &stage.name)));
    html! { (Choices::select("stage", words::BEGINS_IN).options(options).chosen(&first.name).filled(typed)) }
}

fn own_slots(definition: &Definition, week: &SampleWeek, typed: &Typed) -> Markup {
    let names = week.names();
    if names.is_empty() {
        return html! {};
    }
    let choices = Choices::checkboxes("slot", words::SLOTS).hint(words::SLOTS_HINT).options(week.choices(definition));
    let choices = names.into_iter().fold(choices, Choices::chosen);
    html! { @if typed.pairs().is_empty() { (choices) } @else { (choices.filled(typed)) } }
}

/// Credit, open where there is some.
fn credit_part(view: &View, definition: &Definition, typed: &Typed) -> Markup {
    let fields = credit(view.credit.as_ref(), definition, typed);
    if view.credit.is_some() { disclosure::opened("credit", words::CREDIT, fields) } else { disclosure::details(words::CREDIT, fields) }
}

fn credit(earned: Option<&Brought>, definition: &Definition, typed: &Typed) -> Markup {
    let number = |of: fn(&Brought) -> u32| earned.map(of).filter(|n| *n > 0).map(|n| n.to_string()).unwrap_or_default();
    let topics: Vec<Choice> = definition
        .curriculum
        .iter()
        .flat_map(|curriculum| &curriculum.topics)
        .map(|topic| Choice::new(&topic.name, labels::topic(definition, &topic.name)))
        .collect();
    let fields = html! {
        p { (words::CREDIT_LEDE) }
        (Field::number("weeks", words::WEEKS).optional().value(number(|earned| earned.weeks)).filled(typed))
        (Field::number("minutes", words::MINUTES).unit(words::MIN).optional().value(number(|earned| earned.minutes)).filled(typed))
        @if !topics.is_empty() { (covered(earned, topics, typed)) }
        (Field::date("sober_since", words::SOBER_SINCE).optional().value(earned.and_then(|earned| earned.sober_since).map(|day| day.to_string()).unwrap_or_default()).filled(typed))
        (Field::text("source", words::WHO_VOUCHES).optional().hint(words::WHO_VOUCHES_HINT).value(earned.map(|earned| earned.source.clone()).unwrap_or_default()).filled(typed))
    };
    group(words::CREDIT, fields)
}

fn covered(earned: Option<&Brought>, topics: Vec<Choice>, typed: &Typed) -> Markup {
    let choices = Choices::checkboxes("topic", words::TOPICS).options(topics).optional();
    let choices = earned.iter().flat_map(|earned| &earned.topics).fold(choices, Choices::chosen);
    html! { @if typed.pairs().is_empty() { (choices) } @else { (choices.filled(typed)) } }
}
