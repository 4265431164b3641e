//! The moment something is counted from.

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use super::textual;

/// Which end of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Its first day.
    Start,
    /// Its last day: the projected one while it has not come.
    End,
}

/// A moment in a client's course, or a date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The day of enrolment.
    Enrolment,
    /// The end of the whole program.
    ProgramEnd,
    /// A stage's start or end; the client's present stage where no name is given.
    Stage {
        /// The stage's name.
        name: Option<String>,
        /// Which end.
        edge: Edge,
    },
    /// The latest event: `event:positive-test` (raised by an outcome) or `event:group.absent` (kind and outcome).
    Event(String),
    /// A date of the calendar.
    Date(Date),
}

textual!(
    Anchor,
    "Anchor",
    r"^(enrolment|program\.end|stage\.(start|end)|stage:[a-z0-9-]+\.(start|end)|event:[a-z0-9.-]+|\d{4}-\d{2}-\d{2})$",
    "A moment: `enrolment`, `stage.start`, `stage.end` (the present stage's), `stage:phase-2.start`, `program.end`, `event:NAME`, or a date `2026-03-01`."
);

impl FromStr for Anchor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let edge = |word: &str| match word {
            "start" => Some(Edge::Start),
            "end" => Some(Edge::End),
            _ => None,
        };
        let found = match text {
            "enrolment" | "enrollment" => Some(Self::Enrolment),
            "program.end" => Some(Self::ProgramEnd),
            "stage.start" => Some(Self::Stage { name: None, edge: Edge::Start }),
            "stage.end" => Some(Self::Stage { name: None, edge: Edge::End }),
            _ if text.starts_with("event:") => {
                text.strip_prefix("event:").filter(|name| !name.is_empty()).map(|name| Self::Event(name.into()))
            }
            _ if text.starts_with("stage:") => text
                .strip_prefix("stage:")
                .and_then(|rest| rest.rsplit_once('.'))
                .and_then(|(name, word)| edge(word).map(|edge| Self::Stage { name: Some(name.into()), edge })),
            _ => text.parse().ok().map(Self::Date),
        };
        found.ok_or_else(|| {
            format!("`{text}` is not a moment; write `enrolment`, `stage.start`, `stage.end`, `stage:NAME.start`, `program.end`, `event:NAME` or a date such as `2026-03-01`")
        })
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |edge: &Edge| if *edge == Edge::Start { "start" } else { "end" };
        match self {
            Self::Enrolment => f.write_str("enrolment"),
            Self::ProgramEnd => f.write_str("program.end"),
            Self::Stage { name: None, edge } => write!(f, "stage.{}", word(edge)),
            Self::Stage { name: Some(name), edge } => write!(f, "stage:{name}.{}", word(edge)),
            Self::Event(name) => write!(f, "event:{name}"),
            Self::Date(date) => date.fmt(f),
        }
    }
}
