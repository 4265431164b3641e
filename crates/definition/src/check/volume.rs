//! What a program makes of work: reviews that payers ask for, entries in a record. Arithmetic, not judgement.

use super::Case;
use super::dose::{Spot, Week, attendance, own_needs, sets};
use crate::finding::Finding;
use crate::model::Stage;

pub(super) fn findings(case: &Case<'_>, spots: &[Spot<'_>]) -> Vec<Finding> {
    reviews(case).into_iter().chain(entries(case, spots)).collect()
}

/// Stages one after another that a payer would authorize: of the program's own level of care.
fn treated<'a>(case: &Case<'a>) -> Vec<&'a Stage> {
    let own = case.whole.program.level_of_care.as_deref();
    let stages = case.whole.stage.iter().filter(|stage| !stage.aside && stage.beside.is_empty());
    stages.filter(|stage| stage.level_of_care.is_none() || stage.level_of_care.as_deref() == own).collect()
}

/// Days at the least and at the most, of the stages that say so.
fn days(stages: &[&Stage]) -> (u32, u32) {
    let times = stages.iter().filter_map(|stage| stage.time.as_ref());
    times.fold((0, 0), |(low, high), time| {
        let least = time.min.or(time.usual).or(time.max).map_or(0, crate::value::Length::about_days);
        let most = time.max.or(time.usual).or(time.min).map_or(0, crate::value::Length::about_days);
        (low.saturating_add(least), high.saturating_add(most))
    })
}

fn reviews(case: &Case<'_>) -> Option<Finding> {
    let review = case.rules.sets().iter().find_map(|set| Some((set, set.review.as_ref()?)));
    let (set, review) = review.filter(|_| !sets(case).is_empty())?;
    let (often, rarely) = (review.every_days.min?, review.every_days.max?);
    let stages = treated(case);
    let (low, high) = days(&stages);
    let (fewest, most) = (low.div_ceil(rarely.max(1)), high.div_ceil(often.max(1)));
    if high == 0 {
        return None;
    }
    let span = if low == high { format!("{high} days") } else { format!("{low} to {high} days") };
    let message = format!(
        "{span} of treatment with a review every {often} to {rarely} days make {fewest} to {most} reviews for one client ({low} / {rarely} to {high} / {often})"
    );
    let line = case.line("stage", &stages.first()?.name, "time");
    Some(Finding::note("review-burden", line, message).rule(&set.id).figures(i64::from(most), i64::from(fewest), "times"))
}

/// Entries that one client's record gets from attendance alone.
fn entries(case: &Case<'_>, spots: &[Spot<'_>]) -> Option<Finding> {
    let mut tracks: Vec<Option<&str>> = spots.iter().map(|spot| spot.track).collect();
    tracks.dedup();
    let of_track = |track: &Option<&str>| {
        spots.iter().filter(|spot| spot.track == *track).filter_map(|spot| of_spot(case, spots, spot)).collect::<Vec<_>>()
    };
    let largest = tracks.iter().map(of_track).max_by_key(|stages| total(stages))?;
    let sum = total(&largest);
    if sum == 0 {
        return None;
    }
    let mut alike: Vec<Entries> = Vec::new();
    for stage in largest {
        match alike.iter_mut().find(|known| known.is_like(&stage)) {
            Some(known) => known.weeks += stage.weeks,
            None => alike.push(stage),
        }
    }
    let parts: Vec<String> = alike.iter().flat_map(Entries::said).collect();
    let message = format!("one client's record gets {} = {sum} entries from sessions, before notes, tests and contacts", parts.join(" + "));
    Some(Finding::note("record-volume", case.lines.at("offering"), message).figures(i64::from(sum), 0, "entries"))
}

/// The entries of a stage.
#[derive(Clone, Copy)]
struct Entries {
    weeks: u32,
    groups: u32,
    blocks: u32,
    individual: u32,
}

fn total(stages: &[Entries]) -> u32 {
    stages.iter().map(|stage| stage.weeks.saturating_mul(stage.blocks.saturating_add(stage.individual))).fold(0, u32::saturating_add)
}

impl Entries {
    const fn is_like(&self, other: &Self) -> bool {
        self.groups == other.groups && self.blocks == other.blocks && self.individual == other.individual
    }

    fn said(&self) -> Vec<String> {
        let Self { weeks, groups, blocks, individual } = *self;
        let mut said = Vec::new();
        match blocks.checked_div(groups) {
            Some(each) if each > 1 && each * groups == blocks => {
                said.push(format!("{weeks} weeks × {groups} sessions × {each} blocks ({})", weeks * blocks))
            }
            Some(_) => {
                said.push(format!("{weeks} weeks × {blocks} {} ({})", if groups == blocks { "sessions" } else { "blocks" }, weeks * blocks))
            }
            None => {}
        }
        if individual > 0 {
            said.push(format!("{weeks} × {individual} one to one ({})", weeks * individual));
        }
        said
    }
}

fn of_spot(case: &Case<'_>, spots: &[Spot<'_>], spot: &Spot<'_>) -> Option<Entries> {
    let stage = spot.stage()?.time.as_ref()?.typical()?.about_days();
    let from = spot.from.map_or(0, crate::value::Length::about_days);
    let later = spots.iter().filter(|other| other.track == spot.track && other.stage == spot.stage);
    let until = later.filter_map(|other| other.from).map(crate::value::Length::about_days).filter(|other| *other > from).min();
    let weeks = (until.unwrap_or(stage).min(stage).saturating_sub(from) / 7).min(1_000);
    let week = Week::leanest(spot);
    let choice = attendance(case, spot, &week, &own_needs(case, spot, &week))?;
    let mut entries = Entries { weeks, groups: 0, blocks: 0, individual: 0 };
    for (_, slot) in week.slots.iter().enumerate().filter(|(index, _)| choice.has(*index)) {
        if slot.individual {
            entries.individual += 1;
        } else {
            entries.groups += 1;
            entries.blocks += u32::try_from(slot.offering.blocks.iter().filter(|block| !block.is_break).count()).unwrap_or(1).max(1);
        }
    }
    Some(entries)
}
