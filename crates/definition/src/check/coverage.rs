//! Curricula under rolling entry: for every week in which a client may start, whether the least attendance meets each topic, and
//! when.

mod rounds;

use super::Case;
use super::dose::{Spot, Week, attendance, own_needs};
use crate::finding::Finding;
use crate::model::{Curriculum, Offering, Order, StepsBy, Topic};
use rounds::Rounds;

/// Where a curriculum is taught on one track.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Teaching {
    /// Sessions a week that teach it.
    pub offered: u32,
    /// Of these, how many a client attends who does the least that is asked.
    pub attended: u32,
    /// The weeks of the stages in which it is taught, at the least; `None` where one does not say.
    pub weeks: Option<u32>,
    /// Sessions attended in all of them.
    pub sessions: u32,
    /// Clients may start in any week.
    pub rolling: bool,
}

pub(super) fn findings(case: &Case<'_>, spots: &[Spot<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    let named = |curriculum: &&Curriculum| curriculum.who.is_none();
    for curriculum in case.whole.curriculum.iter().filter(named) {
        let line = case.line("curriculum", &curriculum.name, "name");
        if curriculum.topics.is_empty() {
            found.extend((!case.timetable).then(|| {
                Finding::note("curriculum-empty", line, format!("`{}` has no topics yet: the site fills them in", curriculum.name))
            }));
            continue;
        }
        let mut of_tracks: Vec<Finding> = Vec::new();
        for (track, teaching) in teachings(case, spots, curriculum) {
            let findings = judged(line, curriculum, teaching).into_iter();
            of_tracks.extend(findings.map(|finding| finding.at(track, None)));
        }
        if of_tracks.is_empty() && !case.timetable {
            of_tracks.extend(not_taught(case, curriculum, line));
        }
        found.extend(super::together::together(of_tracks, spots));
    }
    found
}

fn teaches(offering: &Offering, curriculum: &str) -> bool {
    offering.curriculum.as_deref() == Some(curriculum)
        || offering.blocks.iter().any(|block| block.curriculum.as_deref() == Some(curriculum))
}

fn not_taught(case: &Case<'_>, curriculum: &Curriculum, line: usize) -> Option<Finding> {
    let taught = case.whole.offering.iter().any(|offering| teaches(offering, &curriculum.name));
    if taught {
        return None;
    }
    let message = format!("no offering teaches `{}`", curriculum.name);
    let mend = format!("say `curriculum = \"{}\"` on an offering or a block", curriculum.name);
    let awaited =
        super::references::collect(case.whole).iter().any(|mention| mention.path.ends_with(".covered") && mention.name == curriculum.name);
    Some(if awaited {
        Finding::warning("curriculum-not-taught", line, format!("{message}, and a condition waits for it to be covered")).mend(mend)
    } else {
        Finding::note("curriculum-not-taught", line, message).mend(mend)
    })
}

/// For each track that teaches it: how.
fn teachings<'a>(case: &Case<'_>, spots: &'a [Spot<'a>], curriculum: &Curriculum) -> Vec<(Option<&'a str>, Teaching)> {
    let mut found: Vec<(Option<&str>, Teaching)> = Vec::new();
    for spot in spots.iter().filter(|spot| spot.from.is_none()) {
        let Some(here) = teaching(case, spot, curriculum) else { continue };
        match found.iter_mut().find(|(track, _)| *track == spot.track) {
            Some((_, known)) => {
                // a stage that does not say how long it is adds nothing to the least
                known.weeks = [known.weeks, here.weeks].into_iter().flatten().reduce(u32::saturating_add);
                known.sessions = known.sessions.saturating_add(here.sessions);
            }
            None => found.push((spot.track, here)),
        }
    }
    found
}

fn teaching(case: &Case<'_>, spot: &Spot<'_>, curriculum: &Curriculum) -> Option<Teaching> {
    let week = Week::leanest(spot);
    let teaching = |index: &usize| week.slots.get(*index).is_some_and(|slot| !slot.arranged && teaches(slot.offering, &curriculum.name));
    let slots: Vec<usize> = (0..week.slots.len()).filter(teaching).collect();
    if slots.is_empty() {
        return None;
    }
    let needs = own_needs(case, spot, &week);
    let choice = attendance(case, spot, &week, &needs);
    let attended = slots.iter().filter(|index| choice.is_some_and(|choice| choice.has(**index))).count();
    let stage = spot.stage();
    let time = stage.and_then(|stage| stage.time.as_ref());
    // to the nearest week: ninety days are thirteen
    let weeks = time.and_then(|time| time.min.or(time.usual)).map(|time| time.about_days().saturating_add(3) / 7);
    let entry = stage.and_then(|stage| stage.entry.as_ref());
    let rolling = entry.is_none_or(|entry| entry.cohorts.is_empty() && entry.every.is_none());
    let (offered, attended) = (u32::try_from(slots.len()).unwrap_or(u32::MAX), u32::try_from(attended).unwrap_or(u32::MAX));
    Some(Teaching { offered, attended, weeks, sessions: weeks.unwrap_or(0).saturating_mul(attended), rolling })
}

/// The topics that a client needs, a session at a time.
fn parts(topic: &Topic) -> u32 {
    topic.sessions.unwrap_or(1).clamp(1, 200)
}

fn judged(line: usize, curriculum: &Curriculum, teaching: Teaching) -> Vec<Finding> {
    let (name, Teaching { offered, attended, weeks, .. }) = (&curriculum.name, teaching);
    if attended == 0 {
        let message = format!("`{name}` is taught in {} a week, and the least that is asked includes none of them", times(offered));
        return vec![
            Finding::warning("coverage-gap", line, message)
                .figures(0, i64::from(offered), "times")
                .mend("ask for these sessions, or mark the topics `optional`"),
        ];
    }
    let by_client = curriculum.steps_by == StepsBy::Client || curriculum.order == Order::Chosen;
    if by_client {
        return vec![capacity(line, curriculum, teaching)];
    }
    let rounds = Rounds::new(curriculum, offered, attended, weeks);
    if curriculum.order == Order::Ordered && teaching.rolling {
        return vec![ordered_rolling(line, curriculum, &rounds)];
    }
    vec![rounds.finding(line, curriculum)]
}

fn times(sessions: u32) -> String {
    if sessions == 1 { "1 session".into() } else { format!("{sessions} sessions") }
}

/// Where each client is given what they still need: whether there are sessions enough.
fn capacity(line: usize, curriculum: &Curriculum, Teaching { attended, weeks, sessions, .. }: Teaching) -> Finding {
    let all: u32 = curriculum.topics.iter().filter(|topic| !topic.optional).map(parts).fold(0, u32::saturating_add);
    let topics = curriculum.topics.iter().filter(|topic| !topic.optional).count();
    let needed = curriculum.needs.map_or(all, |needs| needs.min(all));
    let (name, first) = (&curriculum.name, needed.div_ceil(attended));
    let what = match (curriculum.needs, curriculum.order) {
        (Some(needs), _) => format!("`{name}` asks for {needs} of {topics} topics"),
        (None, _) if usize::try_from(all).unwrap_or(0) == topics => format!("`{name}` has {topics} topics, one session each"),
        (None, _) => format!("`{name}` has {topics} topics in {all} sessions"),
    };
    let Some(weeks) = weeks else {
        let message =
            format!("{what}: with {} a week a client needs {first} weeks, and how long the stage lasts is not said", times(attended));
        return Finding::note("coverage", line, message).figures(i64::from(first), i64::from(needed), "weeks");
    };
    if sessions < needed {
        let message = format!("{what}, and {} a week for {weeks} weeks are {sessions}: {} are missing", times(attended), needed - sessions);
        return Finding::warning("curriculum-short", line, message)
            .figures(i64::from(sessions), i64::from(needed), "times")
            .mend("fewer topics, some of them `optional`, or more sessions");
    }
    let chosen = if curriculum.order == Order::Chosen { "where what is chosen follows what is still needed, " } else { "" };
    let message = format!(
        "{what}; {} a week for {weeks} weeks are {sessions}: {chosen}every topic is met by week {first}, whichever week a client starts",
        times(attended)
    );
    Finding::note("coverage", line, message).figures(i64::from(sessions), i64::from(needed), "times")
}

fn ordered_rolling(line: usize, curriculum: &Curriculum, rounds: &Rounds) -> Finding {
    let weeks = rounds.cycle();
    let first = curriculum.topics.first().map(Topic::label).unwrap_or_default();
    let message = format!(
        "`{}` is ordered by the calendar and clients start in any week: who starts in week 2 has missed `{first}`, who starts in week {weeks} has missed all but the last of {} topics, and nothing comes again",
        curriculum.name,
        curriculum.topics.len()
    );
    Finding::warning("ordered-under-rolling", line, message)
        .figures(i64::from(weeks), 1, "weeks")
        .mend("let it rotate, let each client step through it (`steps_by = \"client\"`), or start cohorts")
}
