//! A fact that meets what is asked: of the kind, with an outcome that counts, like those that are meant.

use footbridge_care::facts::Occurrence;
use footbridge_definition::model::{AmountUnit, Counts, Definition, Family, Kind, Modality, Obligation, Only, Values, Who};

use crate::happening::What;
use crate::luck::Luck;

/// Outcomes that are bad news by their names, where the definition does not say what they count as.
const NOT: [&str; 14] = [
    "absent",
    "missed",
    "refused",
    "no_show",
    "no-show",
    "unmet",
    "excused",
    "cancelled",
    "unable",
    "not_kept",
    "away",
    "no",
    "found",
    "dropped",
];

/// An instance of a kind that counts.
pub(crate) fn instance(def: &Definition, kind: &str, only: Option<&Only>, luck: &mut Luck) -> Occurrence {
    let known = def.kind_named(kind);
    let only = only.cloned().unwrap_or_default();
    let (word, number) = value(known, &only, luck);
    let outcome = only.outcome.first().cloned().or_else(|| known.and_then(|kind| good(kind, &only)));
    let first = |list: &[String]| list.first().cloned();
    Occurrence {
        kind: kind.into(),
        outcome,
        word,
        number,
        minutes: only.min_minutes.map_or_else(|| length(def, kind), |minutes| minutes.0),
        topics: only.topic.first().cloned().into_iter().collect(),
        place: first(&only.place),
        with: only.with.first().cloned().into_iter().collect(),
        evidence: first(&only.evidence),
        modality: only.modality.first().cloned().or_else(|| modality(def, kind)),
        starts: only.between.map(|[from, _]| from.minute()),
        ..Occurrence::default()
    }
}

/// An instance that meets an obligation.
pub(crate) fn fitting(def: &Definition, obligation: &Obligation, kind: &str, luck: &mut Luck) -> Occurrence {
    let counter = obligation.counter.as_ref().and_then(|name| def.counter_named(name));
    let only = obligation.only.as_ref().or(counter.and_then(|counter| counter.only.as_ref()));
    let mut it = instance(def, kind, only, luck);
    it.place = it.place.or_else(|| obligation.place.clone());
    it.starts = obligation.between.map(|[from, _]| from.minute()).or(it.starts);
    if matches!(obligation.unit, AmountUnit::Cents | AmountUnit::Points) {
        it.number = obligation.amount.as_ref().and_then(|amount| amount.typical()).map(i64::from);
    }
    if let Who::Role(role) = &obligation.who {
        it.by_role = Some(role.clone());
    }
    it
}

/// The outcome of not having done it, where the kind declares one.
pub(crate) fn missed(def: &Definition, kind: &str) -> Option<String> {
    let kind = def.kind_named(kind)?;
    kind.outcomes.iter().find(|(_, outcome)| outcome.counts == Some(Counts::No)).map(|(name, _)| name.clone())
}

fn good(kind: &Kind, only: &Only) -> Option<String> {
    let counts = |name: &&String| {
        let said = kind.outcomes.get(name.as_str()).and_then(|outcome| outcome.counts);
        let by_name = if NOT.contains(&name.as_str()) { Counts::No } else { Counts::Yes };
        said.unwrap_or(by_name) == Counts::Yes && !only.outcome_not.contains(name)
    };
    // The last is usually the whole of it: drafted, then signed; made, then kept. Of sessions the first is: present.
    let mut good = kind.outcomes.keys().filter(counts);
    if kind.family == Family::Session { good.next().cloned().or_else(|| Some("present".into())) } else { good.next_back().cloned() }
}

fn value(kind: Option<&Kind>, only: &Only, luck: &mut Luck) -> (Option<String>, Option<i64>) {
    if let Some(wanted) = only.value.first() {
        let bound = wanted.trim_start_matches(['>', '<', '=']).split("..").next().and_then(|text| text.trim().parse::<i64>().ok());
        return if bound.is_some() { (None, bound) } else { (Some(wanted.clone()), None) };
    }
    match kind.and_then(|kind| kind.values.as_ref()) {
        Some(Values::Words(words)) => (luck.one_of(words).cloned(), None),
        Some(Values::Scale(scale)) => {
            let width = usize::try_from(scale.max.saturating_sub(scale.min)).unwrap_or(0);
            let part = i64::try_from((luck.below(width + 1) + luck.below(width + 1)) / 2).unwrap_or(0);
            (None, Some(scale.min.saturating_add(part)))
        }
        None => (None, None),
    }
}

/// How long it is: by its offering, or about as long as such things are.
fn length(def: &Definition, kind: &str) -> u32 {
    let offered = def.offering.iter().filter(|o| o.kind.as_deref() == Some(kind)).find_map(|o| o.net_minutes());
    let usual = match def.kind_named(kind).map(|kind| kind.family) {
        Some(Family::Session) => 50,
        Some(Family::Contact) => 20,
        Some(Family::Meeting | Family::Work) => 60,
        Some(Family::Call) => 5,
        _ => 0,
    };
    offered.map_or(usual, |(_, most)| most)
}

fn modality(def: &Definition, kind: &str) -> Option<String> {
    let offering = def.offering.iter().find(|offering| offering.kind.as_deref() == Some(kind))?;
    let name = match offering.modality.first()? {
        Modality::Video => "video",
        Modality::Phone => "phone",
        Modality::InPerson | Modality::Hybrid => "in_person",
    };
    Some(name.into())
}

/// What it is for a caller: by the family of its kind.
pub(crate) fn what(def: &Definition, it: Occurrence) -> What {
    match def.kind_named(&it.kind).map(|kind| kind.family) {
        Some(Family::Session | Family::Contact | Family::Call) => What::Contact(it),
        Some(Family::Test) => What::Test(it),
        Some(Family::Attribute | Family::Status) => What::Known(it),
        _ => What::Note(it),
    }
}
