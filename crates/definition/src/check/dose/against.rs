//! A week read against the rule sets of payers and levels of care.

pub(super) mod day;
mod hours;

use super::{Spot, Study, minutes};
use crate::check::Case;
use crate::finding::Finding;
use crate::model::AmountUnit;
use crate::rules::{Rule, RuleSet};

/// What a rule asks and what the program asks here, for comparison with the stages around.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    set: String,
    floor: u32,
    low: u32,
    high: u32,
}

/// The rule sets that a program is read against: those asked for, or its own.
pub(crate) fn sets<'a>(case: &Case<'a>) -> Vec<&'a RuleSet> {
    let own = &case.whole.program.rules;
    let names: Vec<&str> =
        case.against.map_or_else(|| own.iter().map(String::as_str).collect(), |asked| asked.iter().map(String::as_str).collect());
    case.rules.named(names).0
}

/// Findings of one spot, and what it asks of a week under each rule about minutes.
pub(super) fn findings(study: &Study<'_>) -> (Vec<Finding>, Vec<Asked>) {
    let (here, elsewhere): (Vec<&RuleSet>, Vec<&RuleSet>) = sets(study.case).into_iter().partition(|set| applies(study.spot, set));
    let (mut found, mut asked) = (other_level(study, &elsewhere).into_iter().collect::<Vec<_>>(), Vec::new());
    let program = &study.case.whole.program;
    for set in here {
        for rule in set.rules.iter().filter(|rule| rule.holds_between(program.holds_from, program.until)) {
            let (findings, floor) = one(study, set, rule);
            found.extend(findings);
            asked.extend(floor);
        }
    }
    (found, asked)
}

fn one(study: &Study<'_>, set: &RuleSet, rule: &Rule) -> (Vec<Finding>, Option<Asked>) {
    let Some(per) = rule.owes.per else { return (Vec::new(), None) };
    match rule.owes.unit {
        AmountUnit::Minutes if per.is_week() => hours::findings(study, set, rule),
        AmountUnit::Minutes if per.is_day() => (day::of_rule(study, set, rule).into_iter().collect(), None),
        AmountUnit::Days if per.is_week() => (day::days_a_week(study, set, rule).into_iter().collect(), None),
        _ => (Vec::new(), None),
    }
}

/// Whether a set is about the level of care of this spot; a set or a program without a level is about all.
fn applies(spot: &Spot<'_>, set: &RuleSet) -> bool {
    match (spot.level(), set.level.as_deref()) {
        (Some(here), Some(there)) => here == there,
        _ => true,
    }
}

fn other_level(study: &Study<'_>, sets: &[&RuleSet]) -> Option<Finding> {
    let (level, first) = (study.spot.level()?, sets.iter().find_map(|set| set.level.as_deref())?);
    let line = match study.spot.stage().filter(|stage| stage.level_of_care.is_some()) {
        Some(stage) => study.case.line("stage", &stage.name, "level_of_care"),
        None => study.case.lines.at("program.level_of_care"),
    };
    let names: Vec<String> = sets.iter().map(|set| format!("`{}`", set.id)).collect();
    let verb = if sets.len() == 1 { "is" } else { "are" };
    let message = format!("the level of care here is {level}: {}, about {first}, {verb} not read against it", names.join(", "));
    Some(Finding::note("other-level", line, message).at(None, study.spot.phase().as_deref()))
}

/// Minutes that a session counts under a rule; `None` where its length is not said.
fn counted(study: &Study<'_>, rule: &Rule, index: usize) -> Option<(u32, u32)> {
    let slot = study.week.slots.get(index)?;
    let held = &study.spot.held;
    super::week::earns(slot.offering, |kind| held.kind_named(kind).is_some_and(|kind| rule.counts.families.contains(&kind.family)))
}

/// Whether a session is a group that counts.
fn is_group(study: &Study<'_>, index: usize) -> bool {
    study.week.slots.get(index).is_some_and(|slot| !slot.individual && !slot.arranged)
}

fn floor(rule: &Rule) -> u32 {
    rule.owes.amount.as_ref().and_then(|amount| amount.min).unwrap_or(0)
}

/// The step from one level of care to another that no stage says.
pub(super) fn crossings(case: &Case<'_>, spots: &[Spot<'_>], asked: &[Vec<Asked>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, (spot, here)) in spots.iter().zip(asked).enumerate() {
        let before = spots.iter().zip(asked).take(index).filter(|(other, _)| other.track == spot.track);
        for one in here.iter().filter(|one| one.high < one.floor) {
            let mut earlier = before
                .clone()
                .filter_map(|(other, asked)| Some((other, asked.iter().find(|was| was.set == one.set && was.high >= was.floor)?)));
            if let Some((other, was)) = earlier.next_back() {
                found.push(crossing(case, (other, was), (spot, one)));
            }
        }
    }
    found
}

fn crossing(case: &Case<'_>, (before, was): (&Spot<'_>, &Asked), (spot, is): (&Spot<'_>, &Asked)) -> Finding {
    let line = spot.stage.map_or_else(|| case.lines.at("obligation"), |stage| case.line("stage", stage, "name"));
    let message = format!(
        "the week asked falls from {} to {}, across the {} of `{}`: that is a step to another level of care, and nothing says so",
        minutes(was.high),
        minutes(is.high),
        minutes(is.floor),
        is.set
    );
    let from = before.phase().map(|phase| format!("{phase} → ")).unwrap_or_default();
    let to = spot.phase().unwrap_or_default();
    Finding::warning("level-crossed", line, format!("{message} ({from}{to})"))
        .rule(&is.set)
        .at(spot.track, None)
        .figures(i64::from(is.high), i64::from(is.floor), "minutes")
        .mend("make the lower part a stage of its own, with its `level_of_care`")
}
