//! The same finding in several stages, or on every track, is said once.

use super::dose::Spot;
use crate::finding::Finding;

/// Merges findings that differ only in their stage, and then those that hold on every track alike.
pub(super) fn together(found: Vec<Finding>, spots: &[Spot<'_>]) -> Vec<Finding> {
    let mut merged: Vec<(Finding, Vec<String>)> = Vec::new();
    for finding in found {
        let plain = Finding { phase: None, ..finding.clone() };
        match merged.iter_mut().find(|(known, _)| *known == plain) {
            Some((_, phases)) => phases.extend(finding.phase),
            None => merged.push((plain, finding.phase.into_iter().collect())),
        }
    }
    let found = merged.into_iter().map(|(finding, phases)| in_phases(finding, &phases, spots)).collect();
    on_tracks(found, spots)
}

fn in_phases(mut finding: Finding, phases: &[String], spots: &[Spot<'_>]) -> Finding {
    let of_track = spots.iter().filter(|spot| finding.track.is_none() || spot.track == finding.track.as_deref()).count();
    let tracks = if finding.track.is_none() { tracks(spots).len().max(1) } else { 1 };
    match phases {
        [] => {}
        _ if phases.len() == of_track && phases.len() > tracks => finding.message = format!("{} (in every stage)", finding.message),
        [one] if of_track == 1 => finding.phase = Some(one.clone()),
        _ => {
            let mut phases = phases.to_vec();
            phases.dedup();
            let phases = phases.join(", ");
            finding.message = format!("{} (in {phases})", finding.message);
            finding.phase = Some(phases);
        }
    }
    finding
}

fn tracks<'a>(spots: &'a [Spot<'_>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for track in spots.iter().filter_map(|spot| spot.track) {
        if !names.contains(&track) {
            names.push(track);
        }
    }
    names
}

/// What holds on every track alike is said of none; the rest names its track first.
fn on_tracks(found: Vec<Finding>, spots: &[Spot<'_>]) -> Vec<Finding> {
    let all = tracks(spots);
    let alike = |a: &Finding, b: &Finding| Finding { track: None, line: 0, ..a.clone() } == Finding { track: None, line: 0, ..b.clone() };
    let mut said: Vec<Finding> = Vec::new();
    for finding in &found {
        let Some(track) = finding.track.clone() else {
            said.push(finding.clone());
            continue;
        };
        let on =
            all.iter().filter(|track| found.iter().any(|other| other.track.as_deref() == Some(**track) && alike(finding, other))).count();
        if all.len() < 2 || on < all.len() {
            said.push(Finding { message: format!("{track}: {}", finding.message), ..finding.clone() });
        } else if all.first() == Some(&track.as_str()) {
            said.push(Finding { track: None, message: format!("on every track: {}", finding.message), ..finding.clone() });
        }
    }
    said
}
