//! Sessions that would mend a short week: of the client's track or one they may visit, clear of their other duties.

use footbridge_definition::model::{AmountUnit, Obligation};

use super::{
    coverage, owed,
    tally::{Spec, would_give},
    view::View,
    window::Span,
};
use crate::line::{Line, MakeUp, State, Unit};
use crate::schedule::{Mark, Session, Status};

/// What the sessions that a client could still visit in a window would add together.
pub fn could_add(view: &View<'_>, spec: &Spec<'_>, span: Span) -> i64 {
    let mut days = std::collections::BTreeSet::new();
    let sessions = open_to(view, span);
    let each = sessions.iter().map(|session| match spec.unit {
        AmountUnit::Days if would_give(spec, session) > 0 => i64::from(days.insert(session.date)),
        AmountUnit::Days => 0,
        _ => would_give(spec, session),
    });
    each.sum()
}

/// Sessions still to come in a window that the client is not expected at, may visit, and has time for.
fn open_to<'a>(view: &View<'a>, span: Span) -> Vec<&'a Session> {
    let own: Vec<&Session> = view.sessions(span).iter().filter(|session| view.expects(session)).collect();
    let free = |session: &&Session| {
        session.status == Status::Scheduled
            && is_to_come(view, session)
            && !view.expects(session)
            && !session.by_roster
            && view.input.marks.get(&session.id) != Some(&Mark::Removed)
            && may_visit(view, session)
            && !own.iter().any(|other| other.overlaps(session))
            && !view.input.busy.iter().any(|busy| busy.meets(session))
            && session.in_stage(view.stand.stage.as_deref())
    };
    view.sessions(span).iter().filter(free).collect()
}

fn is_to_come(view: &View<'_>, session: &Session) -> bool {
    (session.date, session.starts) > (view.input.today, view.input.minute)
}

/// Whether a client of this track may sit in a session of another. A locked track asks for a person's leave; it rules nothing out.
fn may_visit(view: &View<'_>, session: &Session) -> bool {
    let Some(track) = view.stand.track.as_deref() else { return true };
    if session.on_track(Some(track)) {
        return true;
    }
    match view.def.track_named(track) {
        Some(own) if !own.visits.is_empty() => session.tracks.iter().any(|track| own.visits.contains(track)),
        _ => true,
    }
}

/// Offers for the first short week's line: those with topics still needed first, then the nearest.
pub fn offers(view: &View<'_>, lines: &[Line]) -> Vec<MakeUp> {
    let counted = |line: &&Line| matches!(line.unit, Unit::Minutes | Unit::Times | Unit::Days);
    let is_short = |line: &&Line| matches!(line.state, State::AtRisk | State::Missed);
    let short: Vec<(&Line, Span, Spec<'_>)> = lines
        .iter()
        .filter(counted)
        .filter(is_short)
        .filter_map(|line| Some((line, line.window?, owed::spec(view, obligation_of(view, line)?))))
        .collect();
    let Some((_, span, spec)) = short.iter().find(|(line, ..)| line.state == State::AtRisk).copied() else { return Vec::new() };
    let gap = |line: &Line| line.target.unwrap_or(0) - line.projected.unwrap_or(line.value);
    let closes_all =
        |session: &Session| short.iter().filter(|(_, of, _)| *of == span).all(|(line, _, spec)| would_give(spec, session) >= gap(line));
    let needed = coverage::needed_topics(view);
    let fitting = open_to(view, span).into_iter().filter(|session| would_give(&spec, session) > 0);
    let made = |session: &Session| MakeUp {
        closes: closes_all(session),
        needs_leave: is_locked(view) && !session.on_track(view.stand.track.as_deref()),
        ..offer(session, &needed)
    };
    let mut offers: Vec<MakeUp> = fitting.map(made).collect();
    offers.sort_by_key(|offer| (offer.topics.is_empty(), offer.date, offer.starts));
    offers.truncate(5);
    offers
}

/// The obligation that a line is about: the program's own, or a rule set's.
fn obligation_of<'v>(view: &'v View<'_>, line: &Line) -> Option<&'v Obligation> {
    if let Some(name) = line.code.strip_prefix("owed:") {
        return view.def.obligation_named(name);
    }
    let code = line.code.strip_prefix("rule:")?;
    let (set, name) = code.rsplit_once('.')?;
    view.input.rule_sets.iter().find(|rule| rule.set == set && rule.obligation.name == name).map(|rule| &rule.obligation)
}

fn is_locked(view: &View<'_>) -> bool {
    view.stand.track.as_deref().and_then(|track| view.def.track_named(track)).is_some_and(|track| track.locked)
}

fn offer(session: &Session, needed: &[String]) -> MakeUp {
    let topics = session.blocks.iter().filter_map(|block| block.topic.clone()).filter(|topic| needed.contains(topic));
    MakeUp {
        session: session.id,
        label: session.label.clone(),
        track: session.tracks.first().cloned(),
        date: session.date,
        starts: session.starts,
        minutes: session.net_minutes(),
        topics: topics.collect(),
        closes: false,
        needs_leave: false,
    }
}
