//! What one computation looks at: the input, the course, and the facts that hold, each with what it counts as.

use std::collections::HashMap;
use std::sync::Arc;

use footbridge_definition::model::{Counts, Definition, Family, Kind, Sensitivity, Stage};
use footbridge_definition::value::{Anchor, Day, Edge, Length, Range, Window};
use jiff::civil::Date;

use super::{Input, window};
use crate::course::{Course, Stand, days_between};
use crate::facts::{Body, Fact, Occurrence, holding};
use crate::schedule::{Session, Status, expected};

/// An occurrence that holds.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// What occurred.
    pub it: &'a Occurrence,
    /// What its outcome counts as.
    pub counts: Counts,
    /// The share of its minutes it earns, in percent.
    pub earns: u8,
}

/// What one computation looks at.
pub struct View<'a> {
    /// The input.
    pub input: &'a Input<'a>,
    /// The course.
    pub course: Course,
    /// How it stands today.
    pub stand: Stand,
    /// The definition as it holds today.
    pub def: Arc<Definition>,
    /// What occurred up to today, in order.
    pub seen: Vec<Seen<'a>>,
    /// How deep in conditions the computation is.
    pub(super) depth: std::cell::Cell<u32>,
    /// The kinds by name.
    kinds: HashMap<String, Kind>,
}

impl<'a> View<'a> {
    /// Looks at an input.
    pub fn new(input: &'a Input<'a>) -> Self {
        let facts = holding(input.facts, input.known_at);
        let course = Course::of(&facts);
        let stand = course.on(input.today).clone();
        let def = input.programs.effective(&stand);
        let kinds: HashMap<String, Kind> = def.kind.iter().map(|kind| (kind.name.clone(), kind.clone())).collect();
        let up_to_today = facts.into_iter().filter(|fact| fact.occurred_on <= input.today);
        let seen = up_to_today.filter_map(|fact| match &fact.body {
            Body::Occurred(it) => {
                let (counts, earns) = outcome(kinds.get(&it.kind), it);
                Some(Seen { fact, it, counts, earns })
            }
            _ => None,
        });
        let seen = seen.collect();
        Self { input, course, stand, def, seen, depth: std::cell::Cell::new(0), kinds }
    }

    /// The kind of that name.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    /// Who may learn of facts of that kind; clinical where the definition does not know it.
    pub fn sensitivity(&self, kind: &str) -> Sensitivity {
        self.kind(kind).map_or(Sensitivity::Clinical, Kind::sensitivity)
    }

    /// What occurred from the first to the last day, both inside.
    pub fn between(&self, (first, last): window::Span) -> &[Seen<'a>] {
        let from = self.seen.partition_point(|seen| seen.fact.occurred_on < first);
        let until = self.seen.partition_point(|seen| seen.fact.occurred_on <= last);
        self.seen.get(from..until.max(from)).unwrap_or(&[])
    }

    /// The day of enrolment; today where there is none.
    pub fn enrolled(&self) -> Date {
        self.course.enrolled.unwrap_or(self.input.today)
    }

    /// The day on which a week begins.
    pub fn week_starts(&self) -> Day {
        self.def.program.week_starts.unwrap_or(Day::Mon)
    }

    /// The window around a date.
    pub fn window(&self, window: Window, date: Date) -> window::Span {
        let laid = window::Laid {
            week_starts: self.week_starts(),
            enrolled: self.enrolled(),
            stage: self.course.on(date).stage_since.unwrap_or(self.enrolled()),
            end: self.course.left.as_ref().map_or(Date::MAX, |(left, _)| *left),
        };
        window::around(window, date, laid)
    }

    /// The sessions of the calendar from the first to the last day.
    pub fn sessions(&self, (first, last): window::Span) -> &'a [Session] {
        let all = self.input.sessions;
        let from = all.partition_point(|session| session.date < first);
        let until = all.partition_point(|session| session.date <= last);
        all.get(from..until.max(from)).unwrap_or(&[])
    }

    /// Whether the client is expected at a session.
    pub fn expects(&self, session: &Session) -> bool {
        expected(&self.course, session, self.input.marks)
    }

    /// Whether a session is still to come, or waits for its roster to be confirmed.
    pub fn is_ahead(&self, session: &Session) -> bool {
        session.status == Status::Scheduled && !self.has_fact_for(session)
    }

    fn has_fact_for(&self, session: &Session) -> bool {
        self.between((session.date, session.date)).iter().any(|seen| seen.it.session.as_ref().is_some_and(|s| s.id == session.id))
    }

    /// Whether the client was in one of these stages on a day: in their own, aside, or in one that ran beside their own then. No stages
    /// named means all.
    pub fn is_in(&self, stages: &[String], date: Date) -> bool {
        let stand = self.course.on(date);
        let Some(own) = stand.aside_stage.as_ref().or(stand.stage.as_ref()) else { return stages.is_empty() };
        let beside = |stage: &&Stage| stages.contains(&stage.name) && stage.beside.contains(own);
        stages.is_empty() || stages.contains(own) || self.def.stage.iter().filter(beside).any(|stage| self.runs_beside(stage, date))
    }

    /// Whether a stage beside others ran on a day: from its start, or its companion's where it does not say, for its time.
    fn runs_beside(&self, stage: &Stage, date: Date) -> bool {
        let companion = || self.course.stages_entered().into_iter().find(|(name, _)| stage.beside.iter().any(|one| one == name));
        let started = stage.starts.as_ref().map_or_else(|| companion().map(|(_, since)| since), |anchor| self.anchor(anchor));
        let Some(start) = started.map(|start| stage.starts_after.map_or(start, |length| length.after(start, |_| true))) else {
            return false;
        };
        let by_time = stage.time.as_ref().and_then(Range::typical).map(|time| time.after(start, |_| true));
        let end = stage.ends.as_ref().and_then(|anchor| self.anchor(anchor)).or(by_time);
        start <= date && end.is_none_or(|end| date < end)
    }

    /// Days since a date on which the client's clocks ran, and credit in weeks brought along where it is the enrolment.
    pub fn days_since(&self, from: Date) -> i64 {
        let brought = if from == self.enrolled() { i64::from(self.course.brought.weeks) * 7 } else { 0 };
        self.course.days_running(from, self.input.today, |stage| self.clocks_run(stage)) + brought
    }

    fn clocks_run(&self, aside: Option<&str>) -> bool {
        aside.and_then(|name| self.def.stage_named(name)).is_some_and(|stage| stage.clocks_run)
    }

    /// The date of an anchor, if it has come or can be told.
    pub fn anchor(&self, anchor: &Anchor) -> Option<Date> {
        match anchor {
            Anchor::Enrolment => self.course.enrolled,
            Anchor::Date(date) => Some(*date),
            Anchor::ProgramEnd => self.course.left.as_ref().map(|(date, _)| *date).or_else(|| self.expected_end()),
            Anchor::Stage { name, edge: Edge::Start } => self.stage_start(name.as_deref()),
            Anchor::Stage { name, edge: Edge::End } => self.stage_end(name.as_deref()),
            Anchor::Event(name) => self.seen.iter().rev().find(|seen| self.raises(seen, name)).map(|seen| seen.fact.occurred_on),
        }
    }

    fn stage_start(&self, name: Option<&str>) -> Option<Date> {
        match name {
            None => self.stand.stage_since,
            Some(name) => self.course.stages_entered().iter().rev().find(|(stage, _)| *stage == name).map(|(_, since)| *since),
        }
    }

    fn stage_end(&self, name: Option<&str>) -> Option<Date> {
        let name = name.or(self.stand.stage.as_deref())?;
        let start = self.stage_start(Some(name))?;
        let entered = self.course.stages_entered();
        let next = entered.iter().skip_while(|(_, since)| *since <= start).map(|(_, since)| *since).next();
        let time = self.def.stage_named(name)?.time.as_ref().and_then(Range::typical);
        next.or_else(|| time.map(|time: Length| time.after(start, |_| true)))
    }

    /// Whether something seen raises an event: by its kind, by kind and outcome, or by a name its outcome raises.
    pub fn raises(&self, seen: &Seen<'_>, event: &str) -> bool {
        let outcome = seen.it.outcome.as_deref();
        let by_kind = match event.split_once('.') {
            Some((kind, wanted)) => seen.it.kind == kind && outcome == Some(wanted),
            None => seen.it.kind == event,
        };
        by_kind || outcome.and_then(|o| self.kind(&seen.it.kind)?.outcomes.get(o)).is_some_and(|o| o.raises.iter().any(|r| r == event))
    }

    /// The day on which the client leaves if each stage takes its usual time and nothing else holds them.
    pub fn expected_end(&self) -> Option<Date> {
        let stage = self.def.stage_named(self.stand.stage.as_deref()?)?;
        let mut end = self.stage_end(None)?;
        let mut name = stage.name.clone();
        for _ in 0..self.def.stage.len() {
            let Some(next) = self.def.stage.iter().find(|s| !s.aside && s.after.contains(&name)) else { break };
            end = next.time.as_ref().and_then(Range::typical)?.after(end, |_| true);
            name = next.name.clone();
        }
        let brought = i64::from(self.course.brought.weeks) * 7;
        let held = days_between(self.enrolled(), self.input.today) + brought - self.days_since(self.enrolled());
        super::shift(end, held.max(0) - brought)
    }
}

/// What an outcome counts as and earns: as the definition says, or as its name says where the definition is silent.
fn outcome(kind: Option<&Kind>, it: &Occurrence) -> (Counts, u8) {
    let Some(name) = it.outcome.as_deref() else { return (Counts::Yes, 100) };
    let said = kind.and_then(|kind| kind.outcomes.get(name));
    let counts = said.and_then(|outcome| outcome.counts).unwrap_or(by_name(kind, name));
    let earns = said.and_then(|outcome| outcome.earns).unwrap_or(if counts == Counts::Yes { 100 } else { 0 });
    (counts, earns)
}

fn by_name(kind: Option<&Kind>, outcome: &str) -> Counts {
    let _ = kind.map(|kind| kind.family == Family::Session);
    match outcome {
        "absent" | "missed" | "refused" | "no_show" | "no-show" | "unmet" => Counts::No,
        "excused" | "cancelled" | "unable" => Counts::Neutral,
        _ => Counts::Yes,
    }
}
