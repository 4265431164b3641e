//! Names are the only links: each must lead somewhere.

use super::{Case, events};
use crate::finding::Finding;
use crate::model::{Definition, Family};

mod collect;
mod conditions;

pub(super) use collect::collect;

/// What a name must be the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Kind(&'static [Family]),
    /// A kind, or kind and outcome.
    Fact,
    Stage,
    Track,
    Offering,
    Curriculum,
    Topic,
    Obligation,
    Counter,
    Condition,
    Move,
    Ledger,
    Entry,
    Event,
    Hold,
}

/// One mention of a name.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    /// Where.
    pub path: String,
    /// What it must be.
    pub to: Target,
    /// The name.
    pub name: String,
}

/// Each reference that leads nowhere, or to a thing of another family; each rule set that is not at hand.
pub(super) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = collect(case.part).iter().filter_map(|reference| broken(case, reference)).collect();
    if !case.timetable {
        found.extend(rule_sets(case));
        found.extend(unused(case));
    }
    found
}

fn broken(case: &Case<'_>, reference: &Reference) -> Option<Finding> {
    let Reference { path, to, name } = reference;
    let line = case.lines.at(path);
    if let (Target::Event | Target::Hold | Target::Fact, events::Event::NoOutcome(kind)) = (to, events::find(case.whole, name)) {
        let outcome = name.split_once('.').map_or("", |(_, outcome)| outcome);
        let known: Vec<String> = events::outcomes(kind).into_iter().map(Into::into).collect();
        let message = format!("`{}` has no outcome `{outcome}` (`{path}`)", kind.name);
        return Some(Finding::error("unknown-outcome", line, message).mend(suggest(outcome, &known)));
    }
    if let (Target::Kind(families), Some(kind)) = (to, case.whole.kind_named(name)) {
        if families.is_empty() || families.contains(&kind.family) {
            return None;
        }
        let message = format!("`{name}` is of the family {}, which does not fit here (`{path}`)", family(kind.family));
        let fits: Vec<&str> = families.iter().map(|one| family(*one)).collect();
        return Some(Finding::error("wrong-family", line, message).mend(format!("name a kind of {}", fits.join(" or "))));
    }
    if is_known(case.whole, *to, name) {
        return None;
    }
    let (code, what) = code_of(*to);
    Some(Finding::error(code, line, format!("there is no {what} `{name}` (`{path}`)")).mend(suggest(name, &names(case.whole, *to))))
}

fn is_known(whole: &Definition, target: Target, name: &str) -> bool {
    match target {
        Target::Kind(_) => whole.kind_named(name).is_some(),
        Target::Stage => whole.stage_named(name).is_some(),
        Target::Track => whole.track_named(name).is_some(),
        Target::Offering => whole.offering_named(name).is_some(),
        Target::Curriculum => whole.curriculum_named(name).is_some(),
        Target::Obligation => whole.obligation_named(name).is_some(),
        Target::Counter => whole.counter_named(name).is_some(),
        Target::Condition => whole.condition_named(name).is_some(),
        Target::Fact | Target::Event => matches!(events::find(whole, name), events::Event::Known),
        Target::Hold if matches!(events::find(whole, name), events::Event::Known) => true,
        Target::Topic | Target::Move | Target::Ledger | Target::Entry | Target::Hold => {
            names(whole, target).iter().any(|known| known == name)
        }
    }
}

/// `did you mean …?`, or what there is.
pub(super) fn suggest(name: &str, known: &[String]) -> String {
    let near = known.iter().map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let nearest = near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, nearest)) => format!("did you mean `{nearest}`?"),
        None if known.is_empty() => "there is none of these yet: add it".into(),
        None => format!("there are: {}", known.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ")),
    }
}

const fn code_of(target: Target) -> (&'static str, &'static str) {
    match target {
        Target::Kind(_) | Target::Fact => ("unknown-kind", "kind"),
        Target::Stage => ("unknown-stage", "stage"),
        Target::Track => ("unknown-track", "track"),
        Target::Offering => ("unknown-offering", "offering"),
        Target::Curriculum => ("unknown-curriculum", "curriculum"),
        Target::Topic => ("unknown-topic", "topic"),
        Target::Obligation => ("unknown-obligation", "obligation"),
        Target::Counter => ("unknown-counter", "counter"),
        Target::Condition => ("unknown-condition", "condition"),
        Target::Move => ("unknown-move", "move"),
        Target::Ledger => ("unknown-ledger", "ledger"),
        Target::Entry => ("unknown-entry", "ledger entry"),
        Target::Event | Target::Hold => ("unknown-event", "event, kind, or kind and outcome that is called"),
    }
}

fn names(whole: &Definition, target: Target) -> Vec<String> {
    fn owned<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
        names.cloned().collect()
    }
    match target {
        Target::Kind(_) | Target::Fact => owned(whole.kind.iter().map(|one| &one.name)),
        Target::Stage => owned(whole.stage.iter().map(|one| &one.name)),
        Target::Track => owned(whole.track.iter().map(|one| &one.name)),
        Target::Offering => owned(whole.offering.iter().map(|one| &one.name)),
        Target::Curriculum => owned(whole.curriculum.iter().map(|one| &one.name)),
        Target::Topic => owned(whole.curriculum.iter().flat_map(|one| &one.topics).map(|topic| &topic.name)),
        Target::Obligation => owned(whole.obligation.iter().map(|one| &one.name)),
        Target::Counter => owned(whole.counter.iter().map(|one| &one.name)),
        Target::Condition => owned(whole.condition.iter().filter_map(|one| one.name.as_ref())),
        Target::Move => owned(whole.moves.iter().map(|one| &one.name)),
        Target::Ledger => owned(whole.ledger.iter().map(|one| &one.name)),
        Target::Entry => {
            let entries = whole.ledger.iter().flat_map(|ledger| ledger.entries.iter().map(move |entry| (ledger, entry)));
            entries.map(|(ledger, entry)| format!("{}.{}", ledger.name, entry.name)).collect()
        }
        Target::Event => events::names(whole),
        Target::Hold => {
            let mut names = events::names(whole);
            names.extend(whole.stage.iter().filter(|stage| stage.aside).map(|stage| stage.name.clone()));
            names
        }
    }
}

/// A family as it is written in a file.
pub(super) const fn family(family: Family) -> &'static str {
    match family {
        Family::Session => "session",
        Family::Contact => "contact",
        Family::Call => "call",
        Family::Test => "test",
        Family::Meeting => "meeting",
        Family::Work => "work",
        Family::Measure => "measure",
        Family::Document => "document",
        Family::Payment => "payment",
        Family::Presence => "presence",
        Family::Leave => "leave",
        Family::Status => "status",
        Family::Event => "event",
        Family::Attribute => "attribute",
    }
}

fn rule_sets(case: &Case<'_>) -> Vec<Finding> {
    let known: Vec<String> = case.rules.sets().iter().map(|set| set.id.clone()).collect();
    let own = case.part.program.rules.iter().enumerate();
    let missing = own.filter(|(_, name)| case.rules.get(name).is_none());
    let finding = |(index, name): (usize, &String)| {
        let line = case.lines.at(&format!("program.rules[{index}]"));
        Finding::error("unknown-rules", line, format!("there is no rule set `{name}`")).mend(suggest(name, &known))
    };
    missing.map(finding).collect()
}

/// Conditions that nothing refers to. A counter that nothing refers to is still shown to people.
fn unused(case: &Case<'_>) -> Vec<Finding> {
    let used = collect(case.part);
    let is_used = |name: &str| used.iter().any(|mention| mention.to == Target::Condition && mention.name == name);
    let mut found = Vec::new();
    for (index, condition) in case.part.condition.iter().enumerate() {
        let name = condition.name.as_deref().unwrap_or_default();
        if !is_used(name) {
            let message = format!("nothing refers to the condition `{name}`");
            found.push(Finding::note("unused", case.lines.of("condition", index, "name"), message).mend("refer to it, or remove it"));
        }
    }
    found
}
