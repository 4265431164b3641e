//! Standing: one client's course, computed. `facts → outcomes → counters → conditions and obligations → lines, proposals, tasks`.
//!
//! | file | what it decides |
//! |---|---|
//! | [`view`] | which facts hold, and what each counts as |
//! | [`window`] | where a window lies |
//! | [`tally`], [`run`] | sums and runs |
//! | [`owed`] | obligations, with what the calendar would still add |
//! | [`verdict`] | conditions |
//! | [`coverage`] | curricula |
//! | [`balance`] | ledgers |
//! | [`makeup`] | sessions that would mend a short week |
//! | [`credit`] | what a course could bring along to another |
//! | [`moves`] | the ways on and out, and what their conditions say |
//! | [`respond`] | tasks for people |

pub mod balance;
pub mod coverage;
pub mod credit;
pub mod makeup;
pub mod moves;
pub mod owed;
pub mod respond;
pub mod run;
pub mod tally;
pub mod verdict;
pub mod view;
pub mod window;

use footbridge_definition::model::{Counts, Sensitivity};
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::facts::Fact;
use crate::ids::EnrolmentId;
use crate::line::{Line, Reason, Standing, State, Unit};
use crate::programs::Programs;
use crate::schedule::{Marks, Session};
use view::View;

/// A stretch of time in which a client has something else to do: another program, work, school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The date.
    pub date: Date,
    /// From this minute of the day.
    pub from: u32,
    /// To this minute.
    pub until: u32,
}

impl Busy {
    fn meets(self, session: &Session) -> bool {
        self.date == session.date && self.from < session.ends && session.starts < self.until
    }
}

/// A task that ended, for responses that wait for its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedTask {
    /// Its rule.
    pub rule: String,
    /// Its occasion.
    pub occasion: String,
    /// How it ended.
    pub outcome: String,
}

/// Everything that standing is a function of.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Whose course.
    pub enrolment: EnrolmentId,
    /// The definitions, by version.
    pub programs: &'a Programs,
    /// Rule sets of payers and levels of care, as obligations by the rule set's id.
    pub rule_sets: &'a [RuleObligation],
    /// The site's sessions of this program, by date.
    pub sessions: &'a [Session],
    /// What rosters say of this client beyond the rule.
    pub marks: &'a Marks,
    /// The client's other duties.
    pub busy: &'a [Busy],
    /// The client's facts of this enrolment, in any order.
    pub facts: &'a [Fact],
    /// Tasks that ended.
    pub ended: &'a [EndedTask],
    /// The date at the site.
    pub today: Date,
    /// The minute of the day at the site.
    pub minute: u32,
    /// What is known is what was recorded up to this instant.
    pub known_at: Timestamp,
}

/// An obligation of a rule set.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleObligation {
    /// The rule set's id.
    pub set: String,
    /// What it asks.
    pub obligation: footbridge_definition::model::Obligation,
    /// The first day it holds.
    pub from: Option<Date>,
    /// The last day it holds.
    pub until: Option<Date>,
}

/// Computes standing.
pub fn standing(input: &Input<'_>) -> Standing {
    of(&View::new(input))
}

/// Standing of a view: for callers who ask the same view more, so that facts are read once.
pub fn of(view: &View<'_>) -> Standing {
    let input = view.input;
    let lines = if view.course.holds_on(input.today) { lines(view) } else { Vec::new() };
    let ended = view.course.left.as_ref().is_some_and(|(left, _)| *left <= input.today);
    let (proposals, make_ups) =
        if ended { (Vec::new(), Vec::new()) } else { (respond::proposals(view, &lines), makeup::offers(view, &lines)) };
    Standing {
        enrolment: input.enrolment,
        program: view.def.program.id.clone(),
        on: input.today,
        stage: view.stand.stage.clone(),
        track: view.stand.track.clone(),
        week: week(view),
        aside: view.stand.aside,
        ended,
        expected_end: expected_end(view),
        lines,
        proposals,
        make_ups,
        valid_on: input.today,
    }
}

/// How the windows of an obligation ended, oldest first.
pub fn history(input: &Input<'_>, obligation: &str, windows: u32) -> Vec<owed::Past> {
    let view = View::new(input);
    view.def.obligation_named(obligation).map(|obligation| owed::history(&view, obligation, windows)).unwrap_or_default()
}

fn lines(view: &View<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = stage_line(view).into_iter().collect();
    lines.extend(view.def.obligation.iter().filter_map(|obligation| owed::line(view, obligation)));
    lines.extend(rule_lines(view));
    lines.extend(attendance(view));
    lines.extend(view.def.curriculum.iter().filter(|c| c.who.is_none()).map(|curriculum| coverage::line(view, curriculum)));
    lines.extend(runs(view));
    lines.extend(exit_lines(view));
    lines.extend(view.def.ledger.iter().map(|ledger| balance::line(view, ledger)));
    lines
}

fn rule_lines(view: &View<'_>) -> Vec<Line> {
    let today = view.input.today;
    let holds = |rule: &&RuleObligation| rule.from.is_none_or(|from| from <= today) && rule.until.is_none_or(|until| today <= until);
    let named = |rule: &&RuleObligation| view.def.program.rules.contains(&rule.set);
    let found = view.input.rule_sets.iter().filter(holds).filter(named).filter_map(|rule| {
        let line = owed::line(view, &for_anybody_of_unknown_age(view, rule))?;
        Some(Line { code: format!("rule:{}.{}", rule.set, rule.obligation.name), ..line })
    });
    found.collect()
}

/// Rule sets speak of adults and adolescents; where a client's age is not on record, a rule that their program names applies.
fn for_anybody_of_unknown_age(view: &View<'_>, rule: &RuleObligation) -> footbridge_definition::model::Obligation {
    let mut obligation = rule.obligation.clone();
    if !view.seen.iter().any(|seen| seen.it.kind == "age") {
        obligation.only_for = None;
    }
    obligation
}

/// Which week of the program it is, from 1; weeks aside are not counted, weeks brought along are.
fn week(view: &View<'_>) -> u32 {
    u32::try_from(view.days_since(view.enrolled()).max(0) / 7 + 1).unwrap_or(1)
}

fn stage_line(view: &View<'_>) -> Option<Line> {
    let name = view.stand.stage.as_deref()?;
    let stage = view.def.stage_named(name)?;
    let since = view.stand.stage_since?;
    let days = view.days_since(since);
    let weeks_of = |length: Option<footbridge_definition::value::Length>| length.map(|length| i64::from(length.about_days()));
    let (usual, most) = stage.time.as_ref().map_or((None, None), |time| (weeks_of(time.typical()), weeks_of(time.max)));
    let ready = stage.exit.as_ref().is_some_and(|exit| verdict::verdict(view, exit).holds);
    let state = match (usual, most) {
        _ if ready => State::Due,
        (_, Some(most)) if days > most => State::Late,
        (Some(usual), _) if days >= usual => State::Due,
        _ => State::OnCourse,
    };
    Some(Line {
        code: "stage".into(),
        label: stage.label().to_owned(),
        state,
        value: days,
        target: usual,
        projected: None,
        unit: Unit::Days,
        window: None,
        due: usual.and_then(|usual| shift(since, usual)),
        because: vec![Reason::new(name, "in-stage-since").arg("date", since)],
        sensitivity: Sensitivity::Presence,
    })
}

/// Attendance of the last four weeks and of the whole course: what counted, of what counted or was missed.
fn attendance(view: &View<'_>) -> Vec<Line> {
    let today = view.input.today;
    let spans = [("attendance", shift(today, -27).unwrap_or(today)), ("attendance-all", view.enrolled())];
    spans.into_iter().filter_map(|(code, first)| attendance_line(view, code, (first, today))).collect()
}

fn attendance_line(view: &View<'_>, code: &str, span: window::Span) -> Option<Line> {
    let sessions = view.between(span).iter().filter(|seen| seen.it.session.is_some() && seen.counts != Counts::Neutral);
    let (mut came, mut asked, mut because) = (0, 0, Vec::new());
    for seen in sessions {
        asked += 1;
        match seen.counts {
            Counts::Yes => came += 1,
            _ => because.push(Reason::new("attendance", "missed").fact(seen.fact.id).arg("date", seen.fact.occurred_on)),
        }
    }
    let percent = (came * 100_i64).checked_div(asked)?;
    let (state, target) = (State::OnCourse, None);
    let (label, unit, sensitivity) = (code.to_owned(), Unit::Percent, Sensitivity::Presence);
    Some(Line {
        code: label.clone(),
        label,
        state,
        value: percent,
        target,
        projected: None,
        unit,
        window: Some(span),
        due: None,
        because,
        sensitivity,
    })
}

/// Runs that are shown for themselves: sober days.
fn runs(view: &View<'_>) -> Vec<Line> {
    let counters = view.def.counter.iter().filter(|counter| counter.run.is_some());
    let line = |counter: &footbridge_definition::model::Counter| {
        let sum = tally::counter(view, counter);
        Line {
            code: format!("run:{}", counter.name),
            label: counter.label().to_owned(),
            state: State::OnCourse,
            value: sum.value,
            target: None,
            projected: None,
            unit: owed::unit(counter.unit, true),
            window: None,
            due: None,
            because: sum
                .from
                .iter()
                .take(1)
                .map(|(fact, _)| Reason::new(&counter.name, "since").fact(*fact).sensitive(Sensitivity::Clinical))
                .collect(),
            sensitivity: Sensitivity::Clinical,
        }
    };
    counters.map(line).collect()
}

/// What still stands between this client and the next stage: a line for each single condition of the exit.
fn exit_lines(view: &View<'_>) -> Vec<Line> {
    let stage = view.stand.stage.as_deref().and_then(|name| view.def.stage_named(name));
    let Some(exit) = stage.and_then(|stage| stage.exit.as_ref()) else { return Vec::new() };
    let verdict = verdict::verdict(view, exit);
    let line = |leaf: &verdict::Verdict| Line {
        code: format!("exit:{}", leaf.code),
        label: leaf.label.clone(),
        state: if leaf.holds { State::Met } else { State::OnCourse },
        value: leaf.value,
        target: leaf.target,
        projected: None,
        unit: leaf.unit,
        window: None,
        due: None,
        because: leaf.because.clone(),
        sensitivity: Sensitivity::Clinical,
    };
    verdict.leaves().into_iter().map(line).collect()
}

/// The expected end: by the stages' usual times, and not before the runs that the exit asks for can be complete.
fn expected_end(view: &View<'_>) -> Option<Date> {
    let by_time = view.expected_end()?;
    let stage = view.def.stage_named(view.stand.stage.as_deref()?)?;
    let leaves = stage.exit.as_ref().map(|exit| verdict::verdict(view, exit));
    let waits = leaves.iter().flat_map(|verdict| verdict.leaves()).filter(|leaf| !leaf.holds && leaf.unit == Unit::Days);
    let days = waits.filter_map(|leaf| leaf.target.map(|target| target - leaf.value)).max().unwrap_or(0);
    let by_runs = shift(view.input.today, days.max(0))?;
    Some(by_time.max(if days > 0 { by_runs } else { by_time }))
}

/// The date so many days later, or earlier where negative.
pub fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(days.days()).ok()
}
