//! Facts in words, and the source of the timeline that tells them. A correction tells what stands and what stood.

use std::{collections::HashMap, sync::Arc};

use footbridge_care::{
    facts::{Body, Brought, Fact, Occurrence, Turn},
    ids::{EnrolmentId, FactId, ProgramVersionId, SiteId, StaffId},
};
use footbridge_db::{Each, row};
use footbridge_definition::model::{Definition, Family};
use footbridge_kit::{Failure, Reading, TimelineEntry, TimelineWindow};
use footbridge_ledger::compute;
use footbridge_policy::{Actor, Permit, SeeClient, Sensitivity};
use footbridge_ui::{
    icon::Icon,
    tag::Tone,
    timeline::Entry,
    words::{amount, count, date, minutes, readable, time},
};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use maud::{Render as _, html};

use crate::{labels, staff_names, words};

/// A fact in words.
pub(crate) struct Told {
    pub title: String,
    /// A line below it, and how tender that line is.
    pub detail: Option<(String, Sensitivity)>,
    pub sensitivity: Sensitivity,
    pub icon: Icon,
    pub tone: Tone,
}

/// Puts a fact into words, by the definition it is judged by.
pub(crate) fn told(definition: &Definition, body: &Body) -> Told {
    match body {
        Body::Occurred(occurred) => told_occurrence(definition, occurred),
        Body::Course(turn) => told_turn(definition, turn),
        Body::Retracted { reason } => Told {
            title: words::TAKEN_BACK.to_owned(),
            detail: Some((reason.clone(), Sensitivity::Clinical)),
            sensitivity: Sensitivity::Presence,
            icon: Icon::Barred,
            tone: Tone::Quiet,
        },
    }
}

fn told_occurrence(definition: &Definition, it: &Occurrence) -> Told {
    let kind = definition.kind_named(&it.kind);
    let sensitivity = kind.map_or(Sensitivity::Clinical, footbridge_definition::model::Kind::sensitivity);
    let outcome = it.outcome.as_deref().map(|name| labels::outcome(definition, (&it.kind, name)));
    let value = it.number.map(|number| number.to_string()).or_else(|| it.word.as_deref().map(readable));
    let title = [Some(labels::kind(definition, &it.kind)), outcome, value].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let (icon, tone) = kind.map_or((Icon::Note, Tone::Quiet), |kind| look(kind.family, it));
    Told { title, detail: details(definition, it).map(|detail| (detail, sensitivity)), sensitivity, icon, tone }
}

fn look(family: Family, it: &Occurrence) -> (Icon, Tone) {
    match (family, it.outcome.as_deref()) {
        (Family::Session, Some("absent")) => (Icon::Cross, Tone::Caution),
        (Family::Session, Some("late" | "left_early")) => (Icon::Clock, Tone::Quiet),
        (Family::Session, Some("excused")) => (Icon::Note, Tone::Quiet),
        (Family::Session, _) => (Icon::Check, Tone::Good),
        (Family::Contact | Family::Call, _) => (Icon::Person, Tone::Calm),
        (Family::Test, _) => (Icon::Vial, Tone::Calm),
        (Family::Presence | Family::Leave | Family::Work, _) => (Icon::House, Tone::Calm),
        (Family::Document, _) => (Icon::Sheet, Tone::Calm),
        (Family::Event, _) => (Icon::Alert, Tone::Caution),
        _ => (Icon::Note, Tone::Quiet),
    }
}

fn details(definition: &Definition, it: &Occurrence) -> Option<String> {
    let topics: Vec<String> = it.topics.iter().map(|topic| labels::topic(definition, topic)).collect();
    let parts = [
        (it.minutes > 0).then(|| minutes(it.minutes.into())),
        (it.late > 0).then(|| words::late(it.late)),
        (it.left > 0).then(|| words::left_early(it.left)),
        it.modality.as_deref().filter(|modality| *modality != "in_person").map(words::by_modality),
        (!topics.is_empty()).then(|| topics.join(", ")),
        it.place.clone(),
        it.evidence.clone(),
        it.makes_up.map(|_| words::MAKES_UP.to_owned()),
    ];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

fn told_turn(definition: &Definition, turn: &Turn) -> Told {
    let (title, detail) = turn_said(definition, turn);
    let (icon, tone) = match turn {
        Turn::Aside { .. } => (Icon::Pause, Tone::Caution),
        Turn::Left { .. } => (Icon::Leave, Tone::Calm),
        _ => (Icon::Flag, Tone::Calm),
    };
    Told { title, detail: detail.map(|detail| (detail, Sensitivity::Clinical)), sensitivity: Sensitivity::Presence, icon, tone }
}

fn turn_said(definition: &Definition, turn: &Turn) -> (String, Option<String>) {
    let track = |name: &str| labels::track(definition, name);
    let stage = |name: &str| labels::stage(definition, name);
    match turn {
        Turn::Enrolled { track: on, stage: first, .. } => {
            let which = [on.as_deref().map(track), first.as_deref().map(stage)];
            let which: Vec<String> = which.into_iter().flatten().collect();
            (words::enrolled(&definition.program.name), (!which.is_empty()).then(|| which.join(", ")))
        }
        Turn::Brought(brought) => (words::BROUGHT.to_owned(), Some(brought_said(definition, brought))),
        Turn::Stage { stage: name } => (words::moved_to_stage(&stage(name)), None),
        Turn::Track { track: name, .. } => (words::moved_to_track(&track(name)), None),
        Turn::Slots { slots } if slots.is_empty() => (words::ALL_OF_THE_TRACK.to_owned(), None),
        Turn::Slots { slots } => (words::own_week(slots.len()), None),
        Turn::Version { .. } => (words::MOVED_TO_VERSION.to_owned(), None),
        Turn::Plan { .. } => (words::PLAN_CHOSE.to_owned(), None),
        Turn::Aside { stage: name, reason } => {
            let title = name.as_deref().map_or_else(|| words::WENT_ON_HOLD.to_owned(), |name| words::went_aside(&stage(name)));
            (title, Some(reason.clone()).filter(|reason| !reason.is_empty()))
        }
        Turn::Back => (words::CAME_BACK.to_owned(), None),
        Turn::Left { by, reason } => (
            words::left_program(&definition.program.name, &labels::way(definition, by)),
            Some(reason.clone()).filter(|reason| !reason.is_empty()),
        ),
        Turn::Again => (words::CAME_IN_AGAIN.to_owned(), None),
    }
}

fn brought_said(definition: &Definition, brought: &Brought) -> String {
    let topics: Vec<String> = brought.topics.iter().map(|topic| labels::topic(definition, topic)).collect();
    let parts = [
        (brought.weeks > 0).then(|| count("week", brought.weeks.into())),
        (brought.minutes > 0).then(|| amount(brought.minutes.into(), "minutes")),
        (!topics.is_empty()).then(|| topics.join(", ")),
        brought.sober_since.map(words::sober_since),
        (!brought.source.is_empty()).then(|| words::vouched_by(&brought.source)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

row! {
    struct SettingRow {
        id: EnrolmentId,
        site_id: SiteId,
        program: String,
        program_version_id: ProgramVersionId,
        zone: String,
    }
}

struct Setting {
    definition: Arc<Definition>,
    zone: String,
}

/// The timeline's source: facts that stand, newest first.
pub(crate) fn timeline(
    reading: &mut Reading<'_, '_>,
    permit: &Permit<SeeClient>,
    window: TimelineWindow,
) -> Result<Vec<TimelineEntry>, Failure> {
    let until = window.before.to_zoned(TimeZone::UTC).date().saturating_add(1.day());
    let facts = reading.ledger().newest_facts(reading.tx, permit.object(), (until, window.most.saturating_add(40)))?;
    let mut enrolments: Vec<EnrolmentId> = facts.iter().map(|fact| fact.enrolment).collect();
    enrolments.sort_unstable();
    enrolments.dedup();
    let settings = settings(reading, &enrolments)?;
    let by: Vec<StaffId> = facts.iter().filter_map(|fact| fact.recorded_by).collect();
    let names = staff_names::of(reading, &by)?;
    let replaced: HashMap<FactId, &Fact> = facts.iter().map(|fact| (fact.id, fact)).collect();
    let gone: Vec<FactId> = facts.iter().filter_map(|fact| fact.supersedes).collect();
    let stands = facts.iter().filter(|fact| !gone.contains(&fact.id));
    let entry = |fact: &Fact| {
        let setting = settings.get(&fact.enrolment)?;
        let before = fact.supersedes.and_then(|earlier| replaced.get(&earlier)).map(|earlier| &earlier.body);
        let by = fact.recorded_by.and_then(|staff| names.get(&staff)).map(String::as_str);
        Some(entry(reading.actor(), (fact, before), (setting, by)))
    };
    Ok(stands.filter_map(entry).collect())
}

fn settings(reading: &mut Reading<'_, '_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Setting>, Failure> {
    let organization = reading.organization();
    let rows: Vec<SettingRow> = reading
        .tx
        .sql(
            "SELECT e.id, e.site_id, e.program, e.program_version_id, s.zone
             FROM enrolment AS e JOIN site AS s ON s.organization_id = e.organization_id AND s.id = e.site_id
             WHERE e.organization_id = $1 AND e.id IN (SELECT value FROM json_each($2))",
        )
        .bind(organization)
        .bind(Each(enrolments))
        .all()?;
    let mut settings = HashMap::new();
    for row in rows {
        let all = reading.ledger().definitions(reading.tx, (row.site_id, &row.program))?;
        let own = all.iter().find(|at_site| at_site.version == row.program_version_id).or(all.first());
        let definition = own.map(|at_site| at_site.merged.clone()).unwrap_or_default();
        settings.insert(row.id, Setting { definition, zone: row.zone });
    }
    Ok(settings)
}

fn entry(actor: &Actor, (fact, before): (&Fact, Option<&Body>), (setting, by): (&Setting, Option<&str>)) -> TimelineEntry {
    let now = told(&setting.definition, &fact.body);
    let stood = before.map(|body| told(&setting.definition, body));
    // a fact that was taken back is as tender as what it took back
    let sensitivity = match (&fact.body, &stood) {
        (Body::Retracted { .. }, Some(stood)) => stood.sensitivity,
        _ => now.sensitivity,
    };
    let clock = fact.occurred_at.map(|at| time(compute::at(at, &setting.zone).time()));
    let when = clock.unwrap_or_else(|| words::NO_TIME.to_owned());
    let mut drawn = Entry::new(when, now.title).icon(now.icon, now.tone).id(format!("fact-{}", fact.id));
    drawn = drawn.href(format!("/enrolments/{}/facts/{}", fact.enrolment, fact.id));
    if let Some((detail, tender)) = now.detail.filter(|(_, tender)| actor.may_see(*tender)) {
        let _ = tender;
        drawn = drawn.detail(html! { (detail) });
    }
    if let Some(stood) = stood.filter(|stood| actor.may_see(stood.sensitivity)) {
        drawn = drawn.corrects(full(actor, &stood));
    }
    let recorded = compute::at(fact.recorded_at, &setting.zone).date();
    let said = words::recorded(by, (recorded != fact.occurred_on).then_some(recorded));
    let drawn = if said.is_empty() { drawn } else { drawn.by(said) };
    TimelineEntry { at: moment(fact, &setting.zone), sensitivity, body: drawn.render() }
}

/// Title and detail in a line, as far as somebody may be shown them.
pub(crate) fn full(actor: &Actor, told: &Told) -> String {
    match told.detail.as_ref().filter(|(_, tender)| actor.may_see(*tender)) {
        Some((detail, _)) => format!("{}: {detail}", told.title),
        None => told.title.clone(),
    }
}

/// Where a fact without a time stands in its day: turns of the course at its beginning, the rest at noon.
fn moment(fact: &Fact, zone: &str) -> Timestamp {
    let hour = if matches!(fact.body, Body::Course(_)) { 0 } else { 12 };
    let day: Date = fact.occurred_on;
    let at = || day.at(hour, 0, 0, 0).to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC)).ok();
    fact.occurred_at.or_else(|| at().map(|zoned| zoned.timestamp())).unwrap_or(fact.recorded_at)
}

/// "Monday, Nov 23, 2026" and the time where one is known.
pub(crate) fn when(fact: &Fact, zone: &str) -> String {
    let clock = fact.occurred_at.map(|at| time(compute::at(at, zone).time()));
    [Some(date(fact.occurred_on)), clock].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
