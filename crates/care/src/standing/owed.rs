//! Obligations: what is owed in a window or by a day, what was done, and what the calendar would still add.

use footbridge_definition::model::{AmountUnit, ClosedTarget, Obligation, Partial, Sensitivity};
use footbridge_definition::value::{Anchor, Day, Range, Strength, Window};
use jiff::civil::Date;

use super::tally::{self, Spec, Sum, would_give};
use super::{makeup, shift, verdict, view::View, window::Span};
use crate::course::days_between;
use crate::line::{Line, Reason, State, Unit};

/// The unit of an amount as a line gives it.
pub fn unit(unit: AmountUnit, of_days: bool) -> Unit {
    match unit {
        AmountUnit::Times if of_days => Unit::Days,
        AmountUnit::Times => Unit::Times,
        AmountUnit::Minutes => Unit::Minutes,
        AmountUnit::Days => Unit::Days,
        AmountUnit::Weeks => Unit::Weeks,
        AmountUnit::Topics => Unit::Topics,
        AmountUnit::Cents => Unit::Cents,
        AmountUnit::Points => Unit::Points,
        AmountUnit::Percent => Unit::Percent,
    }
}

/// The line of an obligation; none where it is not owed by or for this client.
pub fn line(view: &View<'_>, obligation: &Obligation) -> Option<Line> {
    if !view.is_in(&obligation.stages, view.input.today) || !verdict::applies(view, obligation.only_for.as_ref()) {
        return None;
    }
    let mut line = match window_of(obligation) {
        Some(window) => windowed(view, obligation, window),
        None => by_day(view, obligation),
    };
    line.code = format!("owed:{}", obligation.name);
    line.label = obligation.label().to_owned();
    line.sensitivity = sensitivity(view, obligation);
    if let (Some(gap), false) = (obligation.gap_at_most, line.state == State::NotApplicable) {
        by_gap(view, obligation, i64::from(gap.about_days()), &mut line);
    }
    Some(line)
}

fn window_of(obligation: &Obligation) -> Option<Window> {
    let due = obligation.due.is_some() || obligation.when.as_ref().is_some_and(|when| when.after.is_some());
    let by_when = obligation.when.as_ref().and_then(|when| when.per);
    obligation.per.or(by_when).or(if due { None } else { Some(Window::Program) })
}

fn sensitivity(view: &View<'_>, obligation: &Obligation) -> Sensitivity {
    let kinds = match obligation.counter.as_ref().and_then(|name| view.def.counter_named(name)) {
        Some(counter) => &counter.counts,
        None => &obligation.kinds,
    };
    kinds.iter().map(|kind| view.sensitivity(kind)).max().unwrap_or(Sensitivity::Presence)
}

/// The amount owed on a date: the obligation's own, its rhythm's, or that of the step it has come to.
fn amount(view: &View<'_>, obligation: &Obligation, on: Date) -> Option<Range<u32>> {
    let since = view.course.on(on).stage_since.unwrap_or(view.enrolled());
    let step = obligation.steps.iter().rev().find(|step| step.from.after(since, |_| true) <= on);
    let rhythm = obligation.when.as_ref().and_then(|when| {
        let random = when.random.as_ref().map(|bounds| Range {
            min: Some(bounds.min),
            max: Some(bounds.max),
            exact: false,
            ..Range::exactly(bounds.min)
        });
        when.times.clone().or(random)
    });
    step.map(|step| step.amount.clone()).or_else(|| obligation.amount.clone()).or(rhythm)
}

/// What a window asks.
struct Asked {
    least: Option<i64>,
    most: Option<i64>,
    because: Vec<Reason>,
}

fn asked(view: &View<'_>, obligation: &Obligation, span: Span) -> Option<Asked> {
    let judged = view.input.today.clamp(span.0, span.1);
    let range = amount(view, obligation, judged).unwrap_or_else(|| Range::exactly(1));
    let mut because = Vec::new();
    let most = if range.exact { None } else { range.max.map(i64::from) };
    let mut least = range.least().map(i64::from);
    let (in_force, whole) = days_in_force(view, obligation, span);
    if in_force == 0 {
        return None;
    }
    if in_force < whole {
        let partial = obligation.partial.or(view.def.program.partial).unwrap_or_default();
        least = match partial {
            Partial::Full => least,
            Partial::Waive => return None,
            Partial::ProRata => least.map(|least| (least * in_force + whole - 1) / whole),
        };
        because.push(Reason::new(&obligation.name, "part-of-window").arg("days", in_force).arg("of", whole));
    }
    match obligation.closed_day.unwrap_or_default() {
        ClosedTarget::Keep => {}
        ClosedTarget::Waive if !closed_dates(view, span).is_empty() => return None,
        ClosedTarget::Waive => {}
        ClosedTarget::Excuse => {
            let excused = excused(view, obligation, span);
            if excused > 0 {
                least = least.map(|least| (least - excused).max(0));
                because.push(Reason::new(&obligation.name, "closed-day").arg("less", excused));
            }
        }
    }
    Some(Asked { least, most, because })
}

/// Days of the window on which the obligation was owed, of how many. Windows without end are owed whole.
fn days_in_force(view: &View<'_>, obligation: &Obligation, span: Span) -> (i64, i64) {
    let whole = days_between(span.0, span.1) + 1;
    if whole > 400 {
        return (1, 1);
    }
    let named = |list: &[String], name: Option<&String>| list.is_empty() || name.is_some_and(|name| list.contains(name));
    let owed_on = |date: Date| {
        let stand = view.course.on(date);
        let here = !stand.aside || stand.aside_stage.as_ref().is_some_and(|stage| obligation.stages.contains(stage));
        view.course.holds_on(date) && here && view.is_in(&obligation.stages, date) && named(&obligation.track, stand.track.as_ref())
    };
    let days = (0..whole).filter_map(|n| shift(span.0, n)).filter(|date| owed_on(*date)).count();
    (i64::try_from(days).unwrap_or(whole), whole)
}

fn closed_dates(view: &View<'_>, span: Span) -> Vec<Date> {
    let days = days_between(span.0, span.1).min(400);
    let dates = (0..=days).filter_map(|n| shift(span.0, n));
    dates.filter(|date| view.def.program.closed.iter().any(|closed| closed.covers(*date))).collect()
}

/// What the client's own week would have given on the closed days of a window.
fn excused(view: &View<'_>, obligation: &Obligation, span: Span) -> i64 {
    let spec = spec(view, obligation);
    let gives = |date: &Date| -> i64 {
        let day = Day::from_weekday(date.weekday());
        let on_day =
            view.def.offering.iter().filter(|offering| !offering.optional && offering.when.iter().any(|when| when.days.contains(&day)));
        on_day
            .filter(|offering| {
                offering.kind.as_ref().is_some_and(|kind| spec.kinds.is_empty() || spec.kinds.contains(kind))
                    || counts_blocks(offering, &spec)
            })
            .map(|offering| match spec.unit {
                AmountUnit::Minutes => offering.net_minutes().map_or(0, |(least, _)| i64::from(least)),
                _ => 1,
            })
            .sum()
    };
    closed_dates(view, span).iter().map(gives).sum()
}

fn counts_blocks(offering: &footbridge_definition::model::Offering, spec: &Spec<'_>) -> bool {
    offering.blocks.iter().any(|block| block.kind.as_ref().is_some_and(|kind| spec.kinds.contains(kind)))
}

/// What an obligation counts.
pub fn spec<'s>(view: &'s View<'_>, obligation: &'s Obligation) -> Spec<'s> {
    Spec::obligation(obligation, obligation.counter.as_ref().and_then(|name| view.def.counter_named(name)))
}

/// What a counter of its own, with a run or an anchor, says; else the sum over the window.
fn value(view: &View<'_>, obligation: &Obligation, span: Span) -> Sum {
    match obligation.counter.as_ref().and_then(|name| view.def.counter_named(name)) {
        Some(counter) if counter.run.is_some() => tally::counter(view, counter),
        _ => tally::sum(view, spec(view, obligation), (span.0, span.1.min(view.input.today))),
    }
}

/// What the sessions still to come in a window would add for this client, with how many there are.
fn ahead(view: &View<'_>, obligation: &Obligation, span: Span, done: &Sum) -> (i64, i64) {
    let spec = spec(view, obligation);
    let coming = view.sessions(span).iter().filter(|session| view.is_ahead(session) && view.expects(session));
    let (mut added, mut sessions, mut days) = (0, 0, done.days.clone());
    for session in coming {
        let gives = would_give(&spec, session);
        if gives == 0 {
            continue;
        }
        sessions += 1;
        added += match spec.unit {
            AmountUnit::Days => i64::from(days.insert(session.date)),
            AmountUnit::Percent => 0,
            _ => gives,
        };
    }
    (added, sessions)
}

fn windowed(view: &View<'_>, obligation: &Obligation, window: Window) -> Line {
    let span = view.window(window, view.input.today);
    let units = unit(obligation.unit, false);
    let units = obligation.counter.as_ref().and_then(|name| view.def.counter_named(name)).map_or(units, |c| unit(c.unit, c.run.is_some()));
    let Some(asked) = asked(view, obligation, span) else { return not_asked(units, span) };
    let done = value(view, obligation, span);
    let (added, sessions) = ahead(view, obligation, span, &done);
    let projected = done.value + added;
    let mut because: Vec<Reason> =
        done.from.iter().map(|(fact, gave)| Reason::new(&obligation.name, "counted").fact(*fact).arg("gave", gave)).collect();
    if sessions > 0 {
        because.push(Reason::new(&obligation.name, "still-scheduled").arg("sessions", sessions).arg("adds", added));
    }
    because.extend(asked.because);
    let mut state = state(view, obligation, &Figures { value: done.value, projected, least: asked.least, span });
    if let Some(most) = asked.most {
        if done.value > most {
            state = State::Missed;
        } else if projected > most {
            state = State::AtRisk;
        }
        if projected > most {
            because.push(Reason::new(&obligation.name, "over-most").arg("most", most));
        }
    }
    let target = asked.least.or(asked.most);
    Line {
        state,
        value: done.value,
        target,
        projected: Some(projected),
        due: (span.1 < Date::MAX).then_some(span.1),
        because,
        ..blank(units, Some(span))
    }
}

struct Figures {
    value: i64,
    projected: i64,
    least: Option<i64>,
    span: Span,
}

fn state(view: &View<'_>, obligation: &Obligation, figures: &Figures) -> State {
    let Some(least) = figures.least else { return State::OnCourse };
    if figures.value >= least {
        return State::Met;
    }
    if figures.projected >= least {
        return State::OnCourse;
    }
    if obligation.unit == AmountUnit::Percent {
        return State::AtRisk;
    }
    if is_arranged(view, obligation) {
        return if figures.span.1 == Date::MAX { State::OnCourse } else { State::Due };
    }
    if figures.span.1 == Date::MAX {
        return State::OnCourse;
    }
    let could = makeup::could_add(view, &spec(view, obligation), figures.span);
    if figures.projected + could >= least { State::AtRisk } else { State::Missed }
}

/// Whether what is owed is done by arrangement: no offering on a timetable gives it at which clients are expected without being
/// asked. Individual sessions and drop-in groups are arranged, however many times of theirs a timetable has.
fn is_arranged(view: &View<'_>, obligation: &Obligation) -> bool {
    let spec = spec(view, obligation);
    !view.def.offering.iter().any(|offering| {
        let of_kind =
            spec.kinds.is_empty() || offering.kind.as_ref().is_some_and(|kind| spec.kinds.contains(kind)) || counts_blocks(offering, &spec);
        let expected = !offering.is_by_roster() && !offering.is_optional();
        of_kind && expected && offering.when.iter().any(footbridge_definition::value::When::is_timetabled)
    })
}

fn blank(unit: Unit, window: Option<Span>) -> Line {
    Line {
        code: String::new(),
        label: String::new(),
        state: State::NotApplicable,
        value: 0,
        target: None,
        projected: None,
        unit,
        window: window.filter(|(_, last)| *last < Date::MAX),
        due: None,
        because: Vec::new(),
        sensitivity: Sensitivity::Clinical,
    }
}

fn not_asked(unit: Unit, span: Span) -> Line {
    blank(unit, Some(span))
}

/// What is owed by a day, once or again and again.
fn by_day(view: &View<'_>, obligation: &Obligation) -> Line {
    let line = blank(unit(obligation.unit, false), None);
    let Some(due) = next_due(view, obligation) else { return line };
    let today = view.input.today;
    let wanted = obligation.amount.as_ref().and_then(Range::least).map_or(1, i64::from);
    let state = match due.on {
        None => State::Met,
        Some(on) if today > on => State::Late,
        Some(on) if days_between(today, on) <= 7 => State::Due,
        Some(_) => State::OnCourse,
    };
    let because = due.last.into_iter().map(|fact| Reason::new(&obligation.name, "last-done").fact(fact)).collect();
    Line { state, value: due.done, target: Some(wanted), due: due.on, because, ..line }
}

struct NextDue {
    on: Option<Date>,
    done: i64,
    last: Option<crate::ids::FactId>,
}

fn next_due(view: &View<'_>, obligation: &Obligation) -> Option<NextDue> {
    let due = obligation.due.clone().unwrap_or_default();
    let when = obligation.when.clone().unwrap_or_default();
    let anchor = due.of.or(when.after).unwrap_or(Anchor::Enrolment);
    let anchored = view.anchor(&anchor)?;
    let open = |date: Date| !view.def.program.closed.iter().any(|closed| closed.covers(date));
    let first = match (due.before.or(when.before), due.within.or(when.offset)) {
        (Some(before), _) => shift(anchored, -i64::from(before.about_days()))?,
        (None, Some(within)) => within.after(anchored, open),
        (None, None) => anchored,
    };
    let from = if due.before.is_some() || when.before.is_some() { view.enrolled() } else { anchored };
    let done = tally::sum(view, Spec { unit: AmountUnit::Times, ..spec(view, obligation) }, (from, view.input.today));
    let last = done.days.last().copied();
    let wanted = obligation.amount.as_ref().and_then(Range::least).map_or(1, i64::from);
    let on = match (due.every.or(when.every), last) {
        (Some(every), Some(last)) => Some(every.after(last, open)),
        (None, Some(_)) if done.value >= wanted => None,
        _ => Some(first),
    };
    Some(NextDue { on, done: done.value, last: done.from.last().map(|(fact, _)| *fact) })
}

/// At most so long between two: late once it is longer since the last.
fn by_gap(view: &View<'_>, obligation: &Obligation, most: i64, line: &mut Line) {
    let done = tally::sum(view, Spec { unit: AmountUnit::Times, ..spec(view, obligation) }, (view.enrolled(), view.input.today));
    let last = done.days.last().copied().unwrap_or(view.enrolled());
    let due = shift(last, most);
    line.due = due.or(line.due);
    if due.is_some_and(|due| view.input.today > due) {
        line.state = State::Late;
        line.because.push(Reason::new(&obligation.name, "too-long-between").arg("last", last).arg("most", most));
    }
}

/// How one window of an obligation ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The window.
    pub span: Span,
    /// What was done.
    pub value: i64,
    /// What was asked; nothing where the window was waived.
    pub target: Option<i64>,
    /// Whether it was met, or nothing was asked.
    pub met: bool,
}

/// The last `windows` windows that have ended, oldest first, each judged by the definition that held on its last day.
pub fn history(view: &View<'_>, obligation: &Obligation, windows: u32) -> Vec<Past> {
    let Some(window @ Window::Every { .. }) = window_of(obligation) else { return Vec::new() };
    let mut past = Vec::new();
    let mut before = view.window(window, view.input.today).0;
    while past.len() < usize::try_from(windows).unwrap_or(0) {
        let Some(last) = before.yesterday().ok().filter(|last| *last >= view.enrolled()) else { break };
        let span = view.window(window, last);
        let then = view.input.programs.effective(view.course.on(last));
        let owed = then.obligation_named(&obligation.name).unwrap_or(obligation);
        past.push(ended(view, owed, span));
        before = span.0;
    }
    past.reverse();
    past
}

fn ended(view: &View<'_>, obligation: &Obligation, span: Span) -> Past {
    let sum = tally::sum(view, spec(view, obligation), span);
    match asked(view, obligation, span) {
        None => Past { span, value: sum.value, target: None, met: true },
        Some(asked) => {
            let met = asked.least.is_none_or(|least| sum.value >= least) && asked.most.is_none_or(|most| sum.value <= most);
            Past { span, value: sum.value, target: asked.least.or(asked.most), met }
        }
    }
}

/// How firmly an obligation holds.
pub fn strength(obligation: &Obligation) -> Strength {
    obligation.strength.or(obligation.amount.as_ref().and_then(|amount| amount.strength)).unwrap_or_default()
}
