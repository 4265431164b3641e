//! Names as people say them, and lists.

use crate::model::{Definition, Family};

/// How things of a definition are called. Without a definition, names are read as words.
#[derive(Clone, Copy, Default)]
pub struct Wording<'a> {
    definition: Option<&'a Definition>,
}

/// A name that has no label, as words: `dbt-skills` → `Dbt skills`.
pub fn words(name: &str) -> String {
    capital(&name.replace(['-', '_'], " "))
}

/// Its label, or its name as words.
pub(super) fn titled(label: Option<&String>, name: &str) -> String {
    label.cloned().unwrap_or_else(|| words(name))
}

/// With a capital first.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// As it stands within a sentence: `Sober days` → `sober days`, but `CBT group` stays.
pub(super) fn lower(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or("").trim_end_matches([',', ':', ';']);
    let plain = first.chars().skip(1).all(|c| c.is_lowercase() || c == '-') && first.chars().count() > 1;
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if plain => letter.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// `a, b and c`.
pub(super) fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// `a, b and c` of anything that can be said.
pub(super) fn and<T>(items: &[T], say: impl Fn(&T) -> String) -> String {
    list(&items.iter().map(say).collect::<Vec<_>>(), "and")
}

/// `a, b or c` of anything that can be said.
pub(super) fn or<T>(items: &[T], say: impl Fn(&T) -> String) -> String {
    list(&items.iter().map(say).collect::<Vec<_>>(), "or")
}

/// A sentence: a capital first, a full stop last.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let end = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{}{end}", capital(text))
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(super) fn ordinal(n: u32) -> String {
    let end = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// A role with its article: `a case manager`.
pub(super) fn a_role(role: &str) -> String {
    let role = role.replace(['-', '_'], " ");
    match role.as_str() {
        "client" => "the client".into(),
        "any" | "staff" => "staff".into(),
        role if role.starts_with(['a', 'e', 'i', 'o']) => format!("an {role}"),
        role => format!("a {role}"),
    }
}

impl<'a> Wording<'a> {
    /// With the labels of a definition.
    pub fn of(definition: &'a Definition) -> Self {
        Self { definition: Some(definition) }
    }

    pub(super) fn definition(&self) -> Option<&'a Definition> {
        self.definition
    }

    fn labelled(&self, name: &str, find: impl Fn(&Definition) -> Option<String>) -> String {
        self.definition.and_then(find).filter(|label| label != name).unwrap_or_else(|| words(name))
    }

    /// A kind of session, test, paper, event …
    pub fn kind(&self, name: &str) -> String {
        lower(&self.labelled(name, |all| all.kind_named(name).map(|one| one.label().to_owned())))
    }

    /// What sort of thing a kind is.
    pub(super) fn family(&self, name: &str) -> Option<Family> {
        self.definition.and_then(|all| all.kind_named(name)).map(|kind| kind.family)
    }

    /// An event, or kind and outcome: `urine.positive` → `urine test (positive)`.
    pub fn event(&self, name: &str) -> String {
        let Some((kind, outcome)) = name.split_once('.') else { return self.kind(name) };
        let named = self.definition.and_then(|all| all.kind_named(kind));
        let label = named.and_then(|kind| kind.outcomes.get(outcome)).and_then(|one| one.label.clone());
        format!("{} ({})", self.kind(kind), lower(&label.unwrap_or_else(|| words(outcome))))
    }

    /// A stage.
    pub fn stage(&self, name: &str) -> String {
        self.labelled(name, |all| all.stage_named(name).map(|one| one.label().to_owned()))
    }

    /// A track.
    pub fn track(&self, name: &str) -> String {
        self.labelled(name, |all| all.track_named(name).map(|one| one.label().to_owned()))
    }

    /// Something offered.
    pub fn offering_name(&self, name: &str) -> String {
        self.labelled(name, |all| all.offering_named(name).map(|one| one.label().to_owned()))
    }

    /// Something owed.
    pub fn obligation_name(&self, name: &str) -> String {
        self.labelled(name, |all| all.obligation_named(name).map(|one| one.label().to_owned()))
    }

    /// Something counted.
    pub fn counter_name(&self, name: &str) -> String {
        self.labelled(name, |all| all.counter_named(name).map(|one| one.label().to_owned()))
    }

    /// What is taught.
    pub fn curriculum_name(&self, name: &str) -> String {
        let find = |all: &Definition| {
            let one = all.curriculum_named(name)?;
            Some(one.label.clone().unwrap_or_else(|| one.name.clone()))
        };
        self.labelled(name, find)
    }

    /// A topic of any curriculum.
    pub fn topic(&self, name: &str) -> String {
        let find = |all: &Definition| {
            let mut topics = all.curriculum.iter().flat_map(|one| one.topics.iter());
            topics.find(|topic| topic.name == name).map(|topic| topic.label().to_owned())
        };
        self.labelled(name, find)
    }

    /// Money, points or prizes.
    pub fn ledger_name(&self, name: &str) -> String {
        let find = |all: &Definition| {
            let one = all.ledger.iter().find(|one| one.name == name)?;
            Some(one.label.clone().unwrap_or_else(|| one.name.clone()))
        };
        self.labelled(name, find)
    }

    /// A move.
    pub fn move_name(&self, name: &str) -> String {
        self.labelled(name, |all| all.moves.iter().find(|one| one.name == name).map(|one| one.label().to_owned()))
    }

    /// Where and for whom something holds: ` in Phase 1, on the Morning track, for clients of whom …`. Empty where everywhere.
    pub(super) fn where_it_holds(&self, stages: &[String], tracks: &[String], only_for: Option<&crate::model::Test>) -> String {
        let mut out = String::new();
        if !stages.is_empty() {
            out += &format!(", in {}", or(stages, |name| format!("“{}”", self.stage(name))));
        }
        if !tracks.is_empty() {
            out += &format!(", on track {}", or(tracks, |name| format!("“{}”", self.track(name))));
        }
        if let Some(test) = only_for {
            out += &format!(", only if {}", self.condition(test));
        }
        out
    }
}
