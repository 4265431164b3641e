//! Which move people decide: on where the stage's own conditions hold, out where the program is done, longer where it is not.

use footbridge_care::standing::{verdict, view::View};
use footbridge_definition::model::{Definition, Move, MoveKind, Test};

use super::Life;
use super::evidence::{comes_about, meant};
use crate::assumption::Assumptions;
use crate::happening::{Reason, What};
use crate::site::Site;

/// What is decided in a client's weekly review, with what comes about towards it.
pub(crate) fn review(life: &mut Life, site: &Site, view: &View<'_>, assumptions: &Assumptions) -> Vec<What> {
    let Some(name) = view.stand.stage.clone() else { return without_stage(life, site, view, assumptions) };
    let since = view.stand.stage_since.unwrap_or(view.input.today);
    let days = view.days_since(since);
    let (time, most) = meant(life, view, assumptions, site.is_aftercare(Some(&name)));
    let ways = Ways::from(site, &name);
    let exit = view.def.stage_named(&name).and_then(|stage| stage.exit.clone());
    let tests: Vec<&Test> = exit.iter().chain(ways.main.iter().filter_map(|way| way.test.as_ref())).collect();
    let found = comes_about(life, view, &tests, assumptions, time - days);
    life.overdue = days > most.unwrap_or(time + 28);
    if days >= time {
        let leaves = exit.as_ref().is_none_or(|exit| verdict::verdict(view, exit).holds);
        let open = ways.main.iter().find(|way| leaves && verdict::applies(view, way.test.as_ref()) && enters(site, view, way));
        if let Some(way) = open.filter(|_| life.luck.chance(assumptions.decided_when_ready)) {
            return found.into_iter().chain([way.what()]).collect();
        }
        let over = open.is_none() && days >= most.unwrap_or(time);
        if let Some(way) = ways.longer.first().filter(|_| over && life.luck.chance(assumptions.extended_when_not_ready)) {
            return found.into_iter().chain([way.what()]).collect();
        }
    }
    let used = life.last_use.is_some_and(|day| footbridge_care::course::days_between(day, view.input.today) < 7);
    let back = ways.back.first().filter(|_| used && life.luck.chance(assumptions.step_back));
    found.into_iter().chain(back.map(Way::what)).collect()
}

/// A program without stages is completed when its own way out is open, or after as long as such care lasts.
fn without_stage(life: &mut Life, site: &Site, view: &View<'_>, assumptions: &Assumptions) -> Vec<What> {
    let days = view.days_since(view.enrolled());
    let (time, _) = meant(life, view, assumptions, false);
    let ways = Ways::from(site, "");
    let tests: Vec<&Test> = ways.main.iter().filter_map(|way| way.test.as_ref()).collect();
    let found = comes_about(life, view, &tests, assumptions, time - days);
    let open = ways.main.iter().find(|way| days >= time && verdict::applies(view, way.test.as_ref()));
    found.into_iter().chain(open.filter(|_| life.luck.chance(assumptions.decided_when_ready)).map(Way::what)).collect()
}

fn enters(site: &Site, view: &View<'_>, way: &Way) -> bool {
    let stage = way.to.as_deref().and_then(|name| site.def.stage_named(name));
    stage.is_none_or(|stage| verdict::applies(view, stage.only_for.as_ref()))
}

/// A way from a stage.
#[derive(Clone, Debug)]
struct Way {
    by: Option<String>,
    to: Option<String>,
    test: Option<Test>,
}

impl Way {
    fn what(&self) -> What {
        match &self.to {
            Some(stage) => What::StageMove { by: self.by.clone(), stage: stage.clone() },
            None => {
                let by = self.by.clone().unwrap_or_else(|| Reason::Completed.name().into());
                What::Discharge { reason: Reason::Completed, by, words: "The program is completed." }
            }
        }
    }
}

/// The ways from a stage: on or out as planned, longer, and back.
struct Ways {
    main: Vec<Way>,
    longer: Vec<Way>,
    back: Vec<Way>,
}

impl Ways {
    fn from(site: &Site, stage: &str) -> Self {
        let on = moves(&site.def, stage, MoveKind::On).filter_map(|one| onward(site, stage, one));
        let mut main: Vec<Way> = on.collect();
        let last = site.stages_after(stage).next().is_none();
        let out =
            moves(&site.def, stage, MoveKind::Out).filter(|one| sort(one) == Some(Reason::Completed) && (last || !one.from.is_empty()));
        main.extend(out.map(|one| Way { by: Some(one.name.clone()), to: None, test: one.only_if.clone() }));
        // A way that asks nothing, beside one that does, is for those who need longer.
        let (longer, mut main): (Vec<Way>, Vec<Way>) = match main.iter().any(|way| way.test.is_some()) {
            true => main.into_iter().partition(|way| way.test.is_none() && way.to.is_some()),
            false => (Vec::new(), main),
        };
        if main.is_empty() {
            let next = site.stages_after(stage).map(|next| Way { by: None, to: Some(next.name.clone()), test: None });
            main = next.collect();
            if main.is_empty() {
                main.push(Way { by: None, to: None, test: None });
            }
        }
        let known = |one: &Move| one.to.clone().filter(|to| site.def.stage_named(to).is_some());
        let back = moves(&site.def, stage, MoveKind::Back);
        let back = back.filter_map(|one| Some(Way { by: Some(one.name.clone()), to: Some(known(one)?), test: None })).collect();
        Self { main, longer, back }
    }
}

fn onward(site: &Site, stage: &str, one: &Move) -> Option<Way> {
    let named = one.to.clone().filter(|to| site.def.stage_named(to).is_some());
    let to = named.or_else(|| site.stages_after(stage).next().map(|next| next.name.clone()))?;
    (to != stage).then(|| Way { by: Some(one.name.clone()), to: Some(to), test: one.only_if.clone() })
}

/// Moves of a kind that are allowed from a stage.
fn moves<'d>(def: &'d Definition, stage: &'d str, kind: MoveKind) -> impl Iterator<Item = &'d Move> {
    let from = move |one: &&Move| one.from.is_empty() || one.from.iter().any(|name| name == stage);
    def.moves.iter().filter(move |one| one.kind == kind && one.allowed != Some(false)).filter(from)
}

/// For which of the five reasons a move out is made, as far as its name tells.
fn sort(one: &Move) -> Option<Reason> {
    let words = format!("{} {}", one.name, one.label.as_deref().unwrap_or("")).to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    match () {
        () if has(&["leave", "left ", "before complet", "drop", "not complet", "own-accord", "against", "withdr"]) => {
            Some(Reason::DroppedOut)
        }
        () if has(&["discharge", "terminat", "expel", "dismiss"]) && !has(&["complet", "planned"]) => Some(Reason::EndedByProgram),
        () if has(&["complet", "finish", "graduat", "as planned", "move-on", "commence"]) => Some(Reason::Completed),
        () if has(&["step-up", "higher", "transfer", "back-to", "on-site", "refer"]) => Some(Reason::Transferred),
        () => one.to.as_deref().filter(|to| to.starts_with("program:")).map(|_| Reason::Transferred),
    }
}

/// The name by which somebody leaves for a reason: the program's move for it, or for leaving, or the reason's own.
pub(crate) fn by(def: &Definition, stage: Option<&str>, reason: Reason) -> String {
    let of = |wanted: Reason| moves(def, stage.unwrap_or(""), MoveKind::Out).find(|one| sort(one) == Some(wanted));
    let leave = || if reason == Reason::Transferred { None } else { of(Reason::DroppedOut) };
    of(reason).or_else(leave).map_or_else(|| reason.name().into(), |one| one.name.clone())
}
