//! How somebody is enrolled: stage, track, their own slots of the week, credit from elsewhere, and what is found out about them.

use footbridge_care::course::Stand;
use footbridge_care::facts::{Brought, Occurrence};
use footbridge_care::schedule::Session;
use footbridge_care::standing::tally::{Spec, would_give};
use footbridge_definition::model::{AmountUnit, Definition, Family, Obligation, Values, Who};
use footbridge_definition::resolve::admits;
use footbridge_definition::value::Range;
use jiff::civil::Date;

use super::Life;
use crate::assumption::Assumptions;
use crate::happening::{Enrol, What};
use crate::luck::{number, shift};
use crate::site::Site;

/// The enrolment of somebody on a day; `on_track` says how many a track has already.
pub(crate) fn enrolment(life: &mut Life, site: &Site, assumptions: &Assumptions, on: Date, on_track: &dyn Fn(&str) -> usize) -> Enrol {
    let stage = site.first_stage().map(|stage| stage.name.clone());
    let track = track(life, site, stage.as_deref(), on_track);
    let stand = Stand { version: site.version.clone(), stage: stage.clone(), track: track.clone(), ..Stand::default() };
    let spare = life.luck.chance(assumptions.takes_spare_slot);
    let slots = if spare { Vec::new() } else { slots(life, site, &stand) };
    let brought = life.luck.chance(assumptions.brought_forward).then(|| brought(life, site, on));
    Enrol { version: site.version.clone(), stage, track, slots, brought }
}

/// A track that exists in the first stage and is for everybody; the emptier ones more often.
fn track(life: &mut Life, site: &Site, stage: Option<&str>, on_track: &dyn Fn(&str) -> usize) -> Option<String> {
    let given = |track: &&footbridge_definition::model::Track| admits(&track.stages, stage);
    let open: Vec<_> = site.def.track.iter().filter(given).filter(|track| track.only_for.is_none()).collect();
    let tracks = if open.is_empty() { site.def.track.iter().collect() } else { open };
    let weights: Vec<f64> = tracks.iter().map(|track| 1.0 / (3.0 + number(on_track(&track.name)))).collect();
    tracks.get(life.luck.weighed(&weights)).map(|track| track.name.clone())
}

/// Their own slots, where the track offers more than is asked: all but those that can be spared. None named where none is spared.
fn slots(life: &mut Life, site: &Site, stand: &Stand) -> Vec<String> {
    let def = site.programs.effective(stand);
    let mine = |session: &&Session| session.on_track(stand.track.as_deref());
    let all: Vec<&Session> = site.week().filter(mine).collect();
    let weekly = weekly(&def, stand);
    let now = |kept: &[&Session]| -> Vec<Session> {
        kept.iter().filter(|session| session.in_stage(stand.stage.as_deref())).map(|session| (*session).clone()).collect()
    };
    let asked: Vec<&Obligation> = weekly.into_iter().filter(|obligation| satisfies(&def, obligation, &now(&all)) == Some(true)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let mut kept = all.clone();
    let mut order: Vec<&Session> = all.clone();
    while let Some(candidate) = pop(&mut order, life) {
        let without: Vec<&Session> = kept.iter().filter(|session| session.slot != candidate.slot).copied().collect();
        let counted = asked.iter().any(|obligation| would_give(&spec(&def, obligation), candidate) > 0);
        if counted && asked.iter().all(|obligation| satisfies(&def, obligation, &now(&without)) == Some(true)) {
            kept = without;
        }
    }
    if kept.len() == all.len() { Vec::new() } else { kept.into_iter().map(|session| session.slot.clone()).collect() }
}

fn pop<'a>(order: &mut Vec<&'a Session>, life: &mut Life) -> Option<&'a Session> {
    if order.is_empty() { None } else { Some(order.swap_remove(life.luck.below(order.len()))) }
}

fn spec<'d>(def: &'d Definition, obligation: &'d Obligation) -> Spec<'d> {
    Spec::obligation(obligation, obligation.counter.as_ref().and_then(|name| def.counter_named(name)))
}

/// What the client owes week by week in a stage and on a track.
pub(crate) fn weekly<'d>(def: &'d Definition, stand: &Stand) -> Vec<&'d Obligation> {
    let owed = |obligation: &&Obligation| {
        obligation.who == Who::Client
            && obligation.per.is_some_and(|per| per.is_week())
            && admits(&obligation.stages, stand.stage.as_deref())
            && admits(&obligation.track, stand.track.as_deref())
    };
    def.obligation.iter().filter(owed).collect()
}

/// Whether a week of these sessions gives what is asked; nothing where sessions do not give it at all.
fn satisfies(def: &Definition, obligation: &Obligation, week: &[Session]) -> Option<bool> {
    let spec = spec(def, obligation);
    let gives: Vec<(i64, Date)> =
        week.iter().map(|session| (would_give(&spec, session), session.date)).filter(|(gives, _)| *gives > 0).collect();
    if gives.is_empty() {
        return None;
    }
    let least = obligation.amount.as_ref().and_then(Range::least).map_or(1, i64::from);
    let given = match spec.unit {
        AmountUnit::Days => {
            let days: std::collections::BTreeSet<i8> = gives.iter().map(|(_, date)| date.weekday().to_monday_zero_offset()).collect();
            i64::try_from(days.len()).unwrap_or(0)
        }
        AmountUnit::Minutes | AmountUnit::Times => gives.iter().map(|(gives, _)| gives).sum(),
        _ => return None,
    };
    Some(given >= least)
}

fn brought(life: &mut Life, site: &Site, on: Date) -> Brought {
    let weeks = life.luck.between(1, 3);
    let topics = site.def.curriculum.iter().filter(|c| c.who.is_none()).flat_map(|c| &c.topics);
    let topics = topics.filter(|_| life.luck.chance(0.2)).map(|topic| topic.name.clone()).collect();
    Brought {
        weeks,
        minutes: weeks * 540,
        topics,
        sober_since: Some(shift(on, -i64::from(life.luck.between(14, 60)))),
        source: "a residential program".into(),
    }
}

/// What is found out at the start: a value of each attribute, and of each status that has values.
pub(crate) fn known(life: &mut Life, site: &Site, on: Date) -> Vec<What> {
    let mut found = Vec::new();
    for kind in site.def.kind.iter().filter(|kind| matches!(kind.family, Family::Attribute | Family::Status)) {
        let mut it = Occurrence { kind: kind.name.clone(), ..Occurrence::default() };
        match &kind.values {
            Some(Values::Words(words)) => it.word = life.luck.one_of(words).cloned(),
            Some(Values::Scale(_)) if kind.name.contains("age") => it.number = Some(age(life.person.birth, on)),
            Some(Values::Scale(scale)) => {
                let width = usize::try_from(scale.max.saturating_sub(scale.min)).unwrap_or(0);
                it.number = Some(scale.min.saturating_add(i64::try_from(life.luck.below(width + 1)).unwrap_or(0)));
            }
            None if kind.family == Family::Attribute && kind.name == "age" => it.number = Some(age(life.person.birth, on)),
            None => continue,
        }
        found.push(What::Known(it));
    }
    found
}

fn age(birth: Date, on: Date) -> i64 {
    footbridge_care::course::days_between(birth, on) / 365
}
