//! What the way out asks for besides time and attendance: papers, attestations, goals, scores. Near the end of a stage they
//! come about, one by one, where they are still wanting.

use footbridge_care::facts::Occurrence;
use footbridge_care::standing::{verdict, view::View};
use footbridge_definition::model::{Condition, Definition, Family, Test};

use super::{Life, fitting, screen};
use crate::assumption::Assumptions;
use crate::happening::What;
use crate::luck::whole;

/// How many goals are set at the start.
const GOALS: usize = 3;

/// What comes about this week for a client who is `days` from the end of their time in the stage.
pub(crate) fn comes_about(life: &mut Life, view: &View<'_>, tests: &[&Test], assumptions: &Assumptions, days: i64) -> Vec<What> {
    let mut wanted = Vec::new();
    for test in tests {
        wants(&view.def, test, 0, &mut wanted);
    }
    let near = days <= 21;
    let doing_well = life.recent >= 0.6;
    let chance = if doing_well { assumptions.evidence_per_week } else { assumptions.evidence_if_struggling };
    let mut found = Vec::new();
    for condition in wanted {
        if verdict::verdict(view, &Test::Inline(Box::new(condition.clone()))).holds {
            continue;
        }
        if let Some(tag) = &condition.goals {
            found.extend(goals(life, view, tag, chance * if near { 1.0 } else { 0.4 }));
        } else if (near || condition.counter.is_some()) && life.luck.chance(chance) {
            found.extend(provided(life, view, &condition));
        }
    }
    found
}

/// The single conditions that a test comes down to; of alternatives, the first; nothing of what must not be.
fn wants(def: &Definition, test: &Test, depth: u32, out: &mut Vec<Condition>) {
    let condition = match test {
        Test::Named(name) => def.condition_named(name),
        Test::Inline(condition) => Some(condition.as_ref()),
    };
    let Some(condition) = condition.filter(|_| depth < 12) else { return };
    for test in condition.all.iter().chain(condition.any.iter().take(1)) {
        wants(def, test, depth + 1, out);
    }
    let single = Condition { all: Vec::new(), any: Vec::new(), not: None, ..condition.clone() };
    if single.at_most.is_none() || single.score.is_some() {
        out.push(single);
    }
}

fn goals(life: &mut Life, view: &View<'_>, tag: &str, chance: f64) -> Vec<What> {
    let word = if tag == "all" { "program" } else { tag };
    let with = |outcome: &str| {
        let goals = view.seen.iter().filter(|seen| seen.it.kind == "goal" && (tag == "all" || seen.it.word.as_deref() == Some(tag)));
        goals.filter(|seen| seen.it.outcome.as_deref() == Some(outcome)).count()
    };
    let goal = |outcome: &str| {
        What::Note(Occurrence { kind: "goal".into(), outcome: Some(outcome.into()), word: Some(word.into()), ..Occurrence::default() })
    };
    match with("set") {
        0 => (0..GOALS).map(|_| goal("set")).collect(),
        set if with("met") < set && life.luck.chance(chance) => vec![goal("met")],
        _ => Vec::new(),
    }
}

fn provided(life: &mut Life, view: &View<'_>, condition: &Condition) -> Vec<What> {
    let def = &view.def;
    if let Some(attested) = &condition.attested {
        let by_role = attested.by.iter().find(|role| *role != "client").or(attested.by.first()).cloned();
        let it = Occurrence { kind: attested.what.clone(), word: Some(attested.what.clone()), by_role, ..Occurrence::default() };
        return vec![What::Attest(it)];
    }
    if let Some(named) = condition.has.first() {
        let (kind, outcome) = named.split_once('.').map_or((named.as_str(), None), |(kind, outcome)| (kind, Some(outcome)));
        let family = def.kind_named(kind).map(|kind| kind.family);
        if screen::use_event(def) == Some(kind) || matches!(family, Some(Family::Test | Family::Session)) {
            return Vec::new();
        }
        let mut it = fitting::instance(def, kind, None, &mut life.luck);
        it.outcome = outcome.map(str::to_owned).or(it.outcome);
        return vec![fitting::what(def, it)];
    }
    if let Some(score) = &condition.score {
        let mut it = fitting::instance(def, &score.measure, None, &mut life.luck);
        let first = view.seen.iter().find(|seen| seen.it.kind == score.measure).and_then(|seen| seen.it.number);
        it.number = score.at_most.or(score.at_least).or_else(|| Some(first? - score.fell_by? + score.rose_by.unwrap_or(0))).or(it.number);
        return vec![What::Note(it)];
    }
    if let Some((name, wanted)) = condition.is.first() {
        let value = wanted.first().cloned().unwrap_or_default();
        let changes = def.kind_named(name).is_some_and(|kind| kind.family == Family::Status);
        let it = Occurrence { kind: name.clone(), word: Some(value), ..Occurrence::default() };
        return if changes { vec![What::Known(it)] } else { Vec::new() };
    }
    counted(life, view, condition)
}

/// Something that a counter counts and that is neither session nor test: a meeting, an hour of service, a payment.
fn counted(life: &mut Life, view: &View<'_>, condition: &Condition) -> Vec<What> {
    let Some(counter) = condition.counter.as_ref().and_then(|name| view.def.counter_named(name)) else { return Vec::new() };
    let family = |kind: &str| view.def.kind_named(kind).map(|kind| kind.family);
    let may = |kind: &&String| !matches!(family(kind), Some(Family::Session | Family::Test | Family::Event) | None);
    let owed = |kind: &&String| view.def.obligation.iter().any(|o| o.kinds.contains(kind));
    let Some(kind) = counter.counts.iter().filter(may).find(|kind| !owed(kind)).filter(|_| counter.run.is_none()) else {
        return Vec::new();
    };
    let it = fitting::instance(&view.def, kind, counter.only.as_ref(), &mut life.luck);
    vec![fitting::what(&view.def, it)]
}

/// How long a client and staff mean a stage to be, in days: between its least and its usual time, or as is assumed where the
/// program does not say; and its longest.
pub(crate) fn meant(life: &Life, view: &View<'_>, assumptions: &Assumptions, aftercare: bool) -> (i64, Option<i64>) {
    let time = view.stand.stage.as_deref().and_then(|name| view.def.stage_named(name)).and_then(|stage| stage.time.as_ref());
    let days = |length: Option<footbridge_definition::value::Length>| length.map(|length| i64::from(length.about_days()));
    let Some(time) = time else {
        let weeks = match () {
            () if aftercare => assumptions.aftercare_without_time,
            () if life.minutes_a_week < crate::life::leave::INTENSIVE => assumptions.residence_without_time,
            () => assumptions.stage_without_time,
        };
        return (whole(weeks * 7.0), None);
    };
    let low = days(time.min.or(time.usual).or(time.max)).unwrap_or(0);
    let high = days(time.usual.or(time.max).or(time.min)).unwrap_or(low).max(low);
    let span = u32::try_from(high - low).unwrap_or(0);
    (low + whole(life.patience * f64::from(span)), days(time.max))
}
