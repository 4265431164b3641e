//! The cheapest change that would make a week suffice.

use super::needs::{Count, Need};
use super::week::{Slot, Week, earns};
use super::{Spot, Study, minutes};
use crate::model::Set;
use crate::resolve;

/// What would make up for what one need lacks.
pub(super) fn for_need(study: &Study<'_>, need: &Need, given: u32) -> Option<String> {
    let lacking = need.min - given;
    let length = typical_length(study);
    let per_session = match need.count {
        Count::Minutes => length.unwrap_or(lacking).max(1),
        Count::Times | Count::Days => 1,
    };
    let sessions = lacking.div_ceil(per_session);
    let ways = [neighbours(study, sessions, if need.count == Count::Minutes { lacking } else { 0 }), Some(more(sessions, length))];
    Some(ways.into_iter().flatten().collect::<Vec<_>>().join("; or "))
}

/// What would make up for minutes that a week lacks.
pub(super) fn for_minutes(study: &Study<'_>, given: u32, asked: u32) -> String {
    let lacking = asked - given;
    let length = typical_length(study);
    let sessions = length.filter(|length| *length > 0).map_or(1, |length| lacking.div_ceil(length));
    let held = u32::try_from(groups(study.week).filter(|slot| !slot.offering.optional).count()).unwrap_or(0);
    let longer = length.zip(lacking.checked_add(held.saturating_sub(1)).and_then(|sum| sum.checked_div(held)));
    let longer = longer.map(|(length, more)| {
        format!("{more} min more in each of the {held} sessions ({held} × {} = {})", length + more, (length + more).saturating_mul(held))
    });
    let ways = [neighbours(study, sessions, lacking), Some(more(sessions, length.or(Some(lacking)))), longer];
    ways.into_iter().flatten().collect::<Vec<_>>().join("; or ")
}

fn groups<'a>(week: &'a Week<'a>) -> impl Iterator<Item = &'a Slot<'a>> {
    week.slots.iter().filter(|slot| !slot.individual && !slot.arranged)
}

/// How long this week's groups are, where all are as long.
fn typical_length(study: &Study<'_>) -> Option<u32> {
    let mut lengths = groups(study.week).map(|slot| earns(slot.offering, |_| true).map(|(_, high)| high));
    let first = lengths.next()??;
    lengths.all(|length| length == Some(first)).then_some(first)
}

fn more(sessions: u32, length: Option<u32>) -> String {
    let of = length.filter(|length| *length > 0).map(|length| format!(" of {}", minutes(length))).unwrap_or_default();
    match sessions {
        1 => format!("one more session{of} a week"),
        _ => format!("{sessions} more sessions{of} a week"),
    }
}

/// Sessions of a neighbouring track that a client could add, on days that are free first.
fn neighbours(study: &Study<'_>, sessions: u32, least: u32) -> Option<String> {
    let spot = study.spot;
    let own = spot.track?;
    let others = spot.whole.track.iter().filter(|track| track.name != own && resolve::admits(&track.stages, spot.stage));
    let found = others.filter_map(|track| of_track(study, &track.name, (sessions, least)));
    let (_, ways): (Vec<bool>, Vec<String>) = found.min_by_key(|(same_day, _)| *same_day).into_iter().unzip();
    let way = ways.into_iter().next()?;
    let track = spot.whole.track_named(own)?;
    Some(if track.locked { format!("{way} (the track is locked: with a person's leave)") } else { way })
}

/// The neighbour's sessions, and whether they lie on days on which the client comes anyway.
fn of_track(study: &Study<'_>, track: &str, (sessions, least): (u32, u32)) -> Option<(bool, String)> {
    let held = resolve::effective(study.spot.whole, study.spot.stage, Some(track), &Set::default());
    let there = Spot { track: None, stage: study.spot.stage, from: study.spot.from, held, whole: study.spot.whole };
    let week = Week::leanest(&there);
    let own: Vec<&Slot<'_>> = study.week.slots.iter().collect();
    let is_other =
        |slot: &&Slot<'_>| slot.day.is_some() && !own.iter().any(|mine| mine.offering.name == slot.offering.name || mine.clashes(slot));
    let long =
        |slot: &&Slot<'_>| least == 0 || earns(slot.offering, |_| true).is_some_and(|(_, high)| high.saturating_mul(sessions) >= least);
    let open: Vec<&Slot<'_>> = groups(&week).filter(is_other).filter(long).collect();
    let free: Vec<&Slot<'_>> = open.iter().copied().filter(|slot| !own.iter().any(|mine| mine.day == slot.day)).collect();
    let enough = |slots: &[&Slot<'_>]| u32::try_from(slots.len()).unwrap_or(u32::MAX) >= sessions && sessions > 0;
    let (same_day, slots) = if enough(&free) { (false, free) } else { (true, open) };
    enough(&slots).then(|| {
        let names: Vec<String> = slots.iter().map(|slot| slot.said()).collect();
        let count = if sessions == 1 { "one".to_owned() } else { sessions.to_string() };
        (same_day, format!("{count} of {track}'s sessions each week: {}", names.join(" or ")))
    })
}
