//! Every mention of a name, with its place.

use super::conditions::Conditions;
use super::{Reference, Target};
use crate::model::{
    Block, Counter, Curriculum, Definition, Entry, Kind, Ledger, Move, Obligation, Offering, Only, Response, Stage, Test, Track,
};
use crate::value::{Anchor, Many, When};

const ANY: Target = Target::Kind(&[]);

/// Every mention of a name in a definition.
pub(crate) fn collect(part: &Definition) -> Vec<Reference> {
    let mut mentions = Mentions::default();
    mentions.optional_test("program.entry_if", part.program.entry_if.as_ref());
    each(&part.kind, "kind", |path, kind| mentions.kind(path, kind));
    each(&part.stage, "stage", |path, stage| mentions.stage(path, stage));
    each(&part.track, "track", |path, track| mentions.track(path, track));
    each(&part.offering, "offering", |path, offering| mentions.offering(path, offering));
    each(&part.curriculum, "curriculum", |path, curriculum| mentions.curriculum(path, curriculum));
    each(&part.obligation, "obligation", |path, obligation| mentions.obligation(path, obligation));
    each(&part.counter, "counter", |path, counter| mentions.counter(path, counter));
    each(&part.condition, "condition", |path, condition| mentions.condition(path, condition));
    each(&part.response, "response", |path, response| mentions.response(path, response));
    each(&part.moves, "move", |path, one| mentions.one_move(path, one));
    each(&part.ledger, "ledger", |path, ledger| mentions.ledger(path, ledger));
    mentions.found
}

fn each<T>(items: &[T], concept: &str, mut visit: impl FnMut(&str, &T)) {
    for (index, item) in items.iter().enumerate() {
        visit(&format!("{concept}[{index}]"), item);
    }
}

#[derive(Default)]
pub(super) struct Mentions {
    found: Vec<Reference>,
}

impl Mentions {
    pub(super) fn one(&mut self, path: String, to: Target, name: &str) {
        self.found.push(Reference { path, to, name: name.to_owned() });
    }

    pub(super) fn optional(&mut self, path: String, to: Target, name: Option<&String>) {
        if let Some(name) = name {
            self.one(path, to, name);
        }
    }

    pub(super) fn many(&mut self, path: &str, to: Target, names: &Many<String>) {
        for (index, name) in names.iter().enumerate() {
            self.one(format!("{path}[{index}]"), to, name);
        }
    }

    pub(super) fn anchor(&mut self, path: String, anchor: Option<&Anchor>) {
        match anchor {
            Some(Anchor::Stage { name: Some(name), .. }) => self.one(path, Target::Stage, name),
            Some(Anchor::Event(name)) => self.one(path, Target::Event, name),
            _ => {}
        }
    }

    fn optional_test(&mut self, path: &str, test: Option<&Test>) {
        if let Some(test) = test {
            self.test(path, test);
        }
    }

    /// `in`, `track` and `for`, which mean the same on every concept.
    fn scope(&mut self, path: &str, (stages, tracks): (&Many<String>, &Many<String>), only_for: Option<&Test>) {
        self.many(&format!("{path}.in"), Target::Stage, stages);
        self.many(&format!("{path}.track"), Target::Track, tracks);
        self.optional_test(&format!("{path}.for"), only_for);
    }

    fn kind(&mut self, path: &str, kind: &Kind) {
        for (name, outcome) in &kind.outcomes {
            self.optional_test(&format!("{path}.outcomes.{name}.if"), outcome.only_if.as_ref());
        }
    }

    fn stage(&mut self, path: &str, stage: &Stage) {
        self.many(&format!("{path}.after"), Target::Stage, &stage.after);
        self.many(&format!("{path}.beside"), Target::Stage, &stage.beside);
        self.anchor(format!("{path}.starts"), stage.starts.as_ref());
        self.anchor(format!("{path}.ends"), stage.ends.as_ref());
        self.optional_test(&format!("{path}.for"), stage.only_for.as_ref());
        self.optional_test(&format!("{path}.exit"), stage.exit.as_ref());
    }

    fn track(&mut self, path: &str, track: &Track) {
        self.many(&format!("{path}.stages"), Target::Stage, &track.stages);
        self.many(&format!("{path}.visits"), Target::Track, &track.visits);
        self.optional_test(&format!("{path}.for"), track.only_for.as_ref());
    }

    fn offering(&mut self, path: &str, offering: &Offering) {
        self.optional(format!("{path}.of"), Target::Offering, offering.of.as_ref());
        self.optional(format!("{path}.kind"), ANY, offering.kind.as_ref());
        self.scope(path, (&offering.stages, &offering.track), offering.only_for.as_ref());
        self.optional(format!("{path}.curriculum"), Target::Curriculum, offering.curriculum.as_ref());
        each(&offering.blocks, &format!("{path}.blocks"), |path, block| self.block(path, block));
        each(&offering.when, &format!("{path}.when"), |path, when| self.when(path, when));
        if let Some(seats) = &offering.seats {
            self.many(&format!("{path}.seats.order"), Target::Condition, &seats.order);
        }
    }

    fn block(&mut self, path: &str, block: &Block) {
        self.optional(format!("{path}.kind"), ANY, block.kind.as_ref());
        self.optional(format!("{path}.curriculum"), Target::Curriculum, block.curriculum.as_ref());
    }

    fn when(&mut self, path: &str, when: &When) {
        self.anchor(format!("{path}.after"), when.after.as_ref());
    }

    fn curriculum(&mut self, path: &str, curriculum: &Curriculum) {
        for (index, topic) in curriculum.topics.iter().enumerate() {
            self.many(&format!("{path}.topics[{index}].after"), Target::Topic, &topic.after);
        }
    }

    fn obligation(&mut self, path: &str, obligation: &Obligation) {
        self.many(&format!("{path}.do"), Target::Fact, &obligation.kinds);
        self.optional(format!("{path}.counter"), Target::Counter, obligation.counter.as_ref());
        self.only(&format!("{path}.only"), obligation.only.as_ref());
        self.scope(path, (&obligation.stages, &obligation.track), obligation.only_for.as_ref());
        if let Some(when) = &obligation.when {
            self.when(&format!("{path}.when"), when);
        }
        if let Some(due) = &obligation.due {
            self.anchor(format!("{path}.due.of"), due.of.as_ref());
        }
    }

    fn only(&mut self, path: &str, only: Option<&Only>) {
        if let Some(only) = only {
            self.many(&format!("{path}.offering"), Target::Offering, &only.offering);
            self.many(&format!("{path}.topic"), Target::Topic, &only.topic);
        }
    }

    fn counter(&mut self, path: &str, counter: &Counter) {
        self.many(&format!("{path}.counts"), Target::Fact, &counter.counts);
        for kind in counter.weights.keys() {
            self.one(format!("{path}.weights.{kind}"), Target::Fact, kind);
        }
        self.only(&format!("{path}.only"), counter.only.as_ref());
        for (index, cap) in counter.caps.iter().enumerate() {
            self.many(&format!("{path}.caps[{index}].counts"), Target::Fact, &cap.counts);
            self.only(&format!("{path}.caps[{index}].only"), cap.only.as_ref());
        }
        self.anchor(format!("{path}.since"), counter.since.as_ref());
        if let Some(run) = &counter.run {
            self.many(&format!("{path}.run.resets"), Target::Hold, &run.resets);
            self.many(&format!("{path}.run.holds"), Target::Hold, &run.holds);
        }
    }

    fn response(&mut self, path: &str, response: &Response) {
        self.many(&format!("{path}.on"), Target::Event, &response.on);
        self.optional_test(&format!("{path}.when"), response.when.as_ref());
        self.scope(path, (&response.stages, &response.track), response.only_for.as_ref());
        self.optional(format!("{path}.proposes"), Target::Move, response.proposes.as_ref());
        self.optional(format!("{path}.gives"), Target::Entry, response.gives.as_ref());
    }

    fn one_move(&mut self, path: &str, one: &Move) {
        self.many(&format!("{path}.from"), Target::Stage, &one.from);
        let to = one.to.as_ref().filter(|to| !to.starts_with("program:"));
        self.optional(format!("{path}.to"), Target::Stage, to);
        self.optional_test(&format!("{path}.if"), one.only_if.as_ref());
    }

    fn ledger(&mut self, path: &str, ledger: &Ledger) {
        each(&ledger.entries, &format!("{path}.entries"), |path, entry| self.entry(path, entry));
    }

    fn entry(&mut self, path: &str, entry: &Entry) {
        self.many(&format!("{path}.on"), Target::Event, &entry.on);
        self.optional(format!("{path}.by_counter"), Target::Counter, entry.by_counter.as_ref());
        self.optional(format!("{path}.rising.with"), Target::Counter, entry.rising.as_ref().map(|rising| &rising.with));
        self.optional_test(&format!("{path}.for"), entry.only_for.as_ref());
        self.optional_test(&format!("{path}.held_until"), entry.held_until.as_ref());
    }
}
