//! Moves: the ways that a program knows from where a client stands, and what their conditions say of this client. People decide.

use footbridge_definition::model::{Definition, Move, MoveKind, Stage};

use super::{
    Input,
    verdict::{Verdict, verdict},
    view::View,
};

/// One way a client may go.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The move's name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Which way.
    pub kind: MoveKind,
    /// To this stage, or `program:ID`.
    pub to: Option<String>,
    /// `false` where the program rules it out.
    pub allowed: bool,
    /// Roles who decide.
    pub decided_by: Vec<String>,
    /// What its condition says; nothing where it has none.
    pub says: Option<Verdict>,
}

/// The moves from the stage that a client is in, in the definition's order.
pub fn ways(input: &Input<'_>) -> Vec<Way> {
    let view = View::new(input);
    let here = |one: &&Move| one.from.is_empty() || view.stand.stage.as_ref().is_some_and(|stage| one.from.contains(stage));
    let way = |one: &Move| Way {
        name: one.name.clone(),
        label: one.label().to_owned(),
        kind: one.kind,
        to: one.to.clone(),
        allowed: one.allowed.unwrap_or(true),
        decided_by: one.decided_by.0.clone(),
        says: one.only_if.as_ref().map(|test| verdict(&view, test)),
    };
    view.def.moves.iter().filter(here).map(way).collect()
}

/// What the exit of the client's stage says; nothing where it has none.
pub fn exit(input: &Input<'_>) -> Option<Verdict> {
    let view = View::new(input);
    let stage = view.def.stage_named(view.stand.stage.as_deref()?)?;
    stage.exit.as_ref().map(|test| verdict(&view, test))
}

/// The stages that come right after one.
pub fn stages_after<'d>(definition: &'d Definition, stage: Option<&str>) -> Vec<&'d Stage> {
    let follows = |one: &&Stage| stage.is_some_and(|stage| one.after.iter().any(|name| name == stage));
    definition.stage.iter().filter(|one| !one.aside).filter(follows).collect()
}
