//! Sessions beyond those that are everybody's: individual ones, sign-ups, what is optional.

use footbridge_care::schedule::{Session, expected};
use footbridge_definition::model::Definition;
use footbridge_definition::resolve::admits;

use super::duties::{Planning, is_scheduled, is_workday, kinds, owed, take};
use super::{Errand, Life, fitting};
use crate::luck::shift;
use crate::site::is_by_rule;

/// Puts a client on the rosters of sessions of these kinds that are by roster or optional.
pub(super) fn book(life: &mut Life, planning: &mut Planning<'_>, kinds: &[String], times: u32) -> Vec<usize> {
    let mut booked = Vec::new();
    for _ in 0..times {
        let open = open_to(life, planning, kinds, &booked);
        let usual = |at: &&usize| {
            let slot = planning.site.sessions.get(**at).map(|session| (&session.kind, &session.slot));
            slot.is_some_and(|(kind, slot)| life.usual_slot.get(kind) == Some(slot))
        };
        let Some(at) = open.iter().find(usual).copied().or_else(|| life.luck.one_of(&open).copied()) else { break };
        if let Some(session) = planning.site.sessions.get(at) {
            life.usual_slot.insert(session.kind.clone(), session.slot.clone());
        }
        *planning.taken.entry(at).or_default() += 1;
        life.booked.push(at);
        booked.push(at);
    }
    booked
}

/// Sessions with a seat left that lie clear of the client's own.
fn open_to(life: &Life, planning: &Planning<'_>, kinds: &[String], booked: &[usize]) -> Vec<usize> {
    let site = planning.site;
    let stand = life.course.on(planning.from);
    let week = site.between(planning.from, planning.until);
    let mine = |session: &Session| expected(&life.course, session, &life.marks);
    let own: Vec<&Session> =
        site.sessions.get(week.clone()).unwrap_or(&[]).iter().filter(|session| is_by_rule(session) && mine(session)).collect();
    let open = |at: &usize| {
        let Some((session, about)) = site.session(*at) else { return false };
        let seats = about.seats.unwrap_or(usize::MAX);
        let clear = |other: &Session| !other.overlaps(session);
        kinds.contains(&session.kind)
            && !is_by_rule(session)
            && session.in_stage(stand.stage.as_deref())
            && session.on_track(stand.track.as_deref())
            && planning.taken.get(at).copied().unwrap_or(0) < seats
            && !life.booked.contains(at)
            && own.iter().all(|other| clear(other))
            && booked.iter().chain(&life.booked).filter_map(|at| site.sessions.get(*at)).all(clear)
    };
    week.filter(open).collect()
}

/// Optional sessions and contacts that nobody owes, taken up now and then.
pub(super) fn optional(life: &mut Life, planning: &mut Planning<'_>, def: &Definition) -> Vec<usize> {
    let stand = life.course.on(planning.from).clone();
    let planned = owed(life, def, planning.from).into_iter().map(|obligation| kinds(def, obligation));
    let asked: Vec<&str> = planned.filter(|kinds| !is_scheduled(life, planning, kinds)).flatten().map(String::as_str).collect();
    let everybodys: Vec<&str> = planning.site.week().map(|session| session.kind.as_str()).collect();
    let mut booked = Vec::new();
    for offering in &def.offering {
        let Some(kind) = offering.kind.as_deref().filter(|kind| !asked.contains(kind) && !everybodys.contains(kind)) else { continue };
        let for_others = offering.only_for.is_some() || offering.with.iter().any(|with| with.starts_with("only:"));
        let here = admits(&offering.stages, stand.stage.as_deref()) && admits(&offering.track, stand.track.as_deref());
        let open = offering.optional || offering.is_individual();
        let chance = if offering.optional { planning.assumptions.optional_visit } else { planning.assumptions.individual_unsaid };
        if for_others || !here || !open || !life.luck.chance(chance) {
            continue;
        }
        let timetabled = offering.when.iter().any(footbridge_definition::value::When::is_timetabled);
        if timetabled {
            booked.extend(book(life, planning, &[kind.to_owned()], 1));
        } else {
            let it = fitting::instance(def, kind, None, &mut life.luck);
            let workdays = (0..planning.days()).map(|n| shift(planning.from, n)).filter(|day| is_workday(planning.site, *day));
            let Some(day) = take(&mut workdays.collect(), &mut life.luck) else { continue };
            let minute = 600 + life.luck.between(0, 28) * 15;
            life.plan(day, minute, Errand::Do { it: Box::new(it), chance: 1.0, missed: None });
        }
    }
    booked
}
