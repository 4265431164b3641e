//! A definition drawn: its phases as a line, the week of each track, doses against the rule sets, findings beside what they are about.

use footbridge_definition::{
    calendar::PlannedSession,
    finding::{Finding, Severity},
    model::{AmountUnit, Definition, Obligation, Stage, Who},
    resolve,
};
use footbridge_kit::Context;
use footbridge_ui::{
    button,
    chart::{DoseBars, Phase, Phases},
    disclosure,
    empty::Empty,
    findings as ui,
    icon::Icon,
    layout::{PageHead, section},
    pairs::Pairs,
    table::{Column, Row, Table},
    tag::Status,
    week::{Slot, WeekDay, WeekGrid},
    words::{amount, count, date_short, time_range, weekday},
};
use jiff::{ToSpan, civil::Weekday};
use maud::{Markup, Render, html};

use super::{
    Drawn,
    view::{ProgramView, RULES},
};
use crate::words;

/// The page of a program.
pub fn page(ctx: &Context, view: &ProgramView) -> Markup {
    let program = &view.drawn.merged.program;
    let mut head = PageHead::new(&program.name).crumb(words::PROGRAMS, "/programs");
    if let Some(about) = &program.about {
        head = head.lede(about);
    }
    if view.may_edit {
        head = head.actions(actions(ctx, view));
    }
    let body = html! {
        (section("about", words::ABOUT_PROGRAM, about(view)))
        (drawn(&view.drawn))
        (section("versions", words::VERSIONS, versions(view)))
    };
    ctx.page(head, body)
}

fn actions(ctx: &Context, view: &ProgramView) -> Markup {
    match view.draft {
        Some(draft) => button::row([button::link(words::OPEN_DRAFT, format!("/drafts/{draft}")).icon(Icon::Pencil)]),
        None => footbridge_ui::form::Form::post(format!("/programs/{}/draft", view.program), ctx.hidden())
            .label(words::START_DRAFT)
            .buttons([button::secondary(words::START_DRAFT).icon(Icon::Pencil)])
            .render(),
    }
}

fn about(view: &ProgramView) -> Markup {
    let program = &view.drawn.merged.program;
    let version = view.versions.first().map(|version| version.version.clone());
    Pairs::new()
        .maybe(words::VERSION, version)
        .maybe(words::LEVEL, program.level_of_care.clone())
        .maybe(words::AS_RUN_AT, view.site.clone())
        .pair(words::ZONE, &view.drawn.zone)
        .maybe(words::SOURCE, program.source.clone())
        .render()
}

/// Everything that is drawn of a definition; the same for a version and for a draft.
pub fn drawn(drawn: &Drawn) -> Markup {
    let general: Vec<&Finding> = drawn.findings.iter().filter(|finding| finding.track.is_none() && finding.phase.is_none()).collect();
    html! {
        (section("findings-all", words::findings(tally(&drawn.findings)), of_nothing_in_particular(&general)))
        (section("phases", words::PHASES, phases(drawn)))
        @for (track, sessions) in &drawn.weeks { (of_track(drawn, track.as_deref(), sessions)) }
    }
}

fn tally(findings: &[Finding]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| findings.iter().filter(|finding| finding.severity == severity).count())
}

fn of_nothing_in_particular(findings: &[&Finding]) -> Markup {
    let (grave, notes): (Vec<&&Finding>, Vec<&&Finding>) = findings.iter().partition(|finding| finding.severity != Severity::Note);
    html! {
        @if findings.is_empty() { (ui::list(&[])) }
        @if !grave.is_empty() { (ui::list(&grave.iter().map(|one| finding(one)).collect::<Vec<_>>())) }
        @if !notes.is_empty() { (disclosure::details(count("note", i64::try_from(notes.len()).unwrap_or(i64::MAX)), ui::list(&notes.iter().map(|one| finding(one)).collect::<Vec<_>>()))) }
    }
}

/// A finding as the design system shows it.
pub fn finding(finding: &Finding) -> ui::Finding {
    let severity = match finding.severity {
        Severity::Error => Status::Error,
        Severity::Warning => Status::Warning,
        Severity::Note => Status::Note,
    };
    let shown = ui::Finding::new(severity, &finding.message).code(finding.code);
    let shown = match u32::try_from(finding.line) {
        Ok(line @ 1..) => shown.line(line),
        _ => shown,
    };
    let shown = match (finding.value, finding.limit, finding.unit) {
        (Some(value), Some(limit), Some(unit)) => shown.arithmetic(words::arithmetic(&amount(value, unit), &amount(limit, unit))),
        _ => shown,
    };
    match &finding.mend {
        Some(mend) => shown.mend(mend),
        None => shown,
    }
}

fn about_phases(drawn: &Drawn) -> Vec<ui::Finding> {
    let about = drawn.findings.iter().filter(|finding| finding.phase.is_some() && finding.track.is_none());
    about.map(finding).collect()
}

fn phases(drawn: &Drawn) -> Markup {
    let stages: Vec<&Stage> = resolve::stages_in_order(&drawn.merged).into_iter().filter(|stage| !stage.aside).collect();
    if stages.is_empty() {
        return Empty::new(words::NO_PHASES).icon(Icon::Flag).render();
    }
    let line = Phases::new("phases-line", words::PHASES_LINE, stages.iter().map(|stage| phase(&drawn.merged, stage)));
    let findings = about_phases(drawn);
    html! { (line) @if !findings.is_empty() { (ui::list(&findings)) } }
}

fn phase(definition: &Definition, stage: &Stage) -> Phase {
    let time = stage.time.as_ref();
    let weeks = time.and_then(|time| time.typical()).map_or(4, |length| i64::from(length.about_weeks()));
    let length = match time.map(|time| (time.min, time.max)) {
        Some((Some(min), Some(max))) if min != max => words::between(&min.to_string(), &max.to_string()),
        Some(_) => time.and_then(|time| time.typical()).map(|length| length.to_string()).unwrap_or_default(),
        None => words::NO_LENGTH.to_owned(),
    };
    let effective = resolve::effective(definition, Some(&stage.name), None, &footbridge_definition::model::Set::default());
    let shown = Phase::new(stage.label(), weeks, length);
    match effective.obligation.iter().find(|owed| is_weekly_dose(owed, &stage.name)) {
        Some(owed) => shown.dose(taper(owed), dose_words(owed)),
        None => shown,
    }
}

fn is_weekly_dose(owed: &Obligation, stage: &str) -> bool {
    owed.who == Who::Client
        && owed.per.is_some_and(|per| per.is_week())
        && owed.amount.is_some()
        && matches!(owed.unit, AmountUnit::Minutes | AmountUnit::Times | AmountUnit::Days)
        && resolve::admits(&owed.stages, Some(stage))
}

fn least(amount: Option<&footbridge_definition::value::Range<u32>>) -> i64 {
    amount.and_then(footbridge_definition::value::Range::least).map_or(0, i64::from)
}

fn taper(owed: &Obligation) -> (i64, i64) {
    let from = least(owed.amount.as_ref());
    (from, owed.steps.last().map_or(from, |step| least(Some(&step.amount))))
}

const fn unit(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Minutes => "minutes",
        AmountUnit::Days => "days",
        _ => "times",
    }
}

fn dose_words(owed: &Obligation) -> String {
    let (from, to) = taper(owed);
    let shown = |value| amount(value, unit(owed.unit));
    if from == to { words::a_week(owed.label(), &shown(from)) } else { words::tapering(owed.label(), &shown(from), &shown(to)) }
}

fn of_track(drawn: &Drawn, track: Option<&str>, sessions: &[PlannedSession]) -> Markup {
    let label = track.map_or_else(
        || words::THE_WEEK.to_owned(),
        |name| drawn.merged.track_named(name).map_or_else(|| name.to_owned(), |track| track.label().to_owned()),
    );
    let id = format!("track-{}", track.unwrap_or("all"));
    let findings: Vec<ui::Finding> =
        drawn.findings.iter().filter(|finding| finding.track.is_some() && finding.track.as_deref() == track).map(finding).collect();
    let groups: Vec<&PlannedSession> = sessions.iter().filter(|session| !session.by_roster).collect();
    let single = sessions.len() - groups.len();
    let body = html! {
        @if !findings.is_empty() { (ui::list(&findings)) }
        @if groups.is_empty() { (Empty::new(words::NO_TIMETABLE).hint(words::NO_TIMETABLE_HINT).icon(Icon::Calendar)) }
        @else { (grid(&label, &groups)) (doses(drawn, (&id, &label), &groups)) }
        @if single > 0 { p.quiet { (words::singles(single)) } }
    };
    section(&id, label.clone(), body)
}

fn grid(label: &str, sessions: &[&PlannedSession]) -> WeekGrid {
    let day = |offset: i8| {
        let weekday_of = Weekday::from_monday_zero_offset(offset).unwrap_or(Weekday::Monday);
        let slots = sessions.iter().filter(|session| session.date.weekday() == weekday_of).map(|session| slot(session));
        WeekDay::new(weekday(weekday_of), slots)
    };
    WeekGrid::new(words::week_on(label), (0..7).map(day))
}

fn slot(session: &PlannedSession) -> Slot {
    let minutes = |minute: u32| u16::try_from(minute).unwrap_or(u16::MAX);
    let length = i64::from(session.ends.saturating_sub(session.starts));
    let end = session.start.time().wrapping_add(length.minutes());
    Slot::new((minutes(session.starts), minutes(session.ends)), time_range(session.start.time(), end), &session.label)
        .detail(session.room.clone().unwrap_or_default())
}

/// What a week of the track offers, in minutes, against what rule sets ask.
fn doses(drawn: &Drawn, (id, label): (&str, &str), groups: &[&PlannedSession]) -> Markup {
    let offered: i64 = groups.iter().filter(|session| !session.optional).map(|session| i64::from(session.minutes)).sum();
    let asked = asked(&drawn.merged);
    let most = asked.iter().map(|(_, value)| *value).max();
    let status = most.map(|most| if offered >= most { Status::Met } else { Status::AtRisk });
    let bars = DoseBars::new(format!("{id}-dose"), words::DOSES, "minutes").bar(words::offers(label), offered, status);
    asked.into_iter().fold(bars, |bars, (rule, value)| bars.rule(rule, value)).render()
}

/// Minutes a week that rule sets and the program itself ask for.
fn asked(definition: &Definition) -> Vec<(String, i64)> {
    let (sets, _) = RULES.named(definition.program.rules.iter().map(String::as_str));
    let of_sets = sets.into_iter().flat_map(|set| set.rules.iter().map(move |rule| (set.name.clone(), &rule.owes)));
    let own = definition.obligation.iter().filter(|owed| owed.who == Who::Client).map(|owed| (owed.label().to_owned(), owed));
    let weekly = of_sets.chain(own).filter(|(_, owed)| owed.unit == AmountUnit::Minutes && owed.per.is_some_and(|per| per.is_week()));
    let mut asked: Vec<(String, i64)> =
        weekly.map(|(name, owed)| (name, least(owed.amount.as_ref()))).filter(|(_, value)| *value > 0).collect();
    asked.dedup();
    asked
}

fn versions(view: &ProgramView) -> Markup {
    let newest = view.versions.first().map(|version| version.id);
    let rows = view.versions.iter().map(|version| {
        let status = if Some(version.id) == newest { Status::Published } else { Status::Retired };
        let published = version.published_at.map(|at| date_short(footbridge_ledger::compute::at(at, &view.drawn.zone).date())).unwrap_or_default();
        let behind = view.may_move && Some(version.id) != newest && version.clients > 0;
        Row::new([
            html! { (version.version) },
            html! { (status) },
            html! { (published) },
            html! { (version.holds_from.map(date_short).unwrap_or_default()) },
            html! { @if behind { a href={ "/programs/" (view.program) "/clients" } { (count("client", version.clients)) } } @else { (count("client", version.clients)) } },
        ])
    });
    let columns = [
        Column::text(words::VERSION),
        Column::text(words::STANDS),
        Column::text(words::PUBLISHED),
        Column::text(words::HOLDS_FROM),
        Column::number(words::CLIENTS_NOW),
    ];
    html! { p.quiet { (words::CLIENTS_STAY) } (Table::new(words::VERSIONS, columns).quiet_caption().rows(rows)) }
}
