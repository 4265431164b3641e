//! The census: how many are in care, by track and week of program.

use std::collections::{BTreeMap, HashMap};

use footbridge_care::{ids::EnrolmentId, line::Standing};
use footbridge_db::{DbError, row};
use footbridge_kit::{Failure, Reading};
use footbridge_ledger::Ledger;
use footbridge_policy::{Scope, SeeCensus};
use footbridge_ui::{card::Card, chart::Census, empty::Empty, words::count};
use maud::{Markup, html};

use super::now;
use crate::{names::SiteRow, words};

/// The columns: up to and including which week.
const WEEKS: [(&str, u32); 5] = [("Weeks 1–4", 4), ("5–8", 8), ("9–12", 12), ("13–24", 24), ("Later", u32::MAX)];

row! {
    struct Active {
        id: EnrolmentId,
        program: String,
    }
}

/// The card.
pub fn draw(reading: &mut Reading<'_, '_>, _: &Scope<SeeCensus>) -> Result<Option<Markup>, Failure> {
    let (mut charts, mut all) = (Vec::new(), 0);
    for site in now::sites(reading)? {
        let active = active(reading, &site)?;
        all += active.len();
        charts.extend(of_site(reading, &site, &active)?);
    }
    let card = Card::new(words::CENSUS).id("census").wide();
    if charts.is_empty() {
        return Ok(Some(html! { (card.empty(Empty::new(words::NOBODY_ENROLLED).hint(words::NOBODY_ENROLLED_HINT))) }));
    }
    let number = i64::try_from(all).unwrap_or(i64::MAX);
    Ok(Some(
        html! { (card.count(all.to_string(), words::IN_CARE).body(html! { p.sr-only { (count("client", number)) } @for chart in &charts { (chart) } })) },
    ))
}

fn active(reading: &mut Reading<'_, '_>, site: &SiteRow) -> Result<Vec<Active>, DbError> {
    let organization = reading.organization();
    reading
        .tx
        .sql("SELECT id, program FROM enrolment WHERE organization_id = $1 AND site_id = $2 AND ended_on IS NULL ORDER BY program, id")
        .bind(organization)
        .bind(site.id)
        .all()
}

/// A chart for each program of a site. Counting needs no names, so nobody's record is seen.
fn of_site(reading: &mut Reading<'_, '_>, site: &SiteRow, active: &[Active]) -> Result<Vec<Census>, Failure> {
    let ids: Vec<EnrolmentId> = active.iter().map(|one| one.id).collect();
    let (ledger, at) = (Ledger::new(reading.organization(), reading.keys()), reading.now());
    let standings = ledger.current_standings(reading.tx, &ids, at)?;
    let mut programs: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
    for one in active {
        if let Some(standing) = standings.get(&one.id) {
            programs.entry(&one.program).or_default().push(standing);
        }
    }
    let mut charts = Vec::new();
    for (program, standings) in programs {
        let labels = labels(reading, (site, program))?;
        charts.push(chart((site, program), &standings, &labels));
    }
    Ok(charts)
}

fn labels(reading: &mut Reading<'_, '_>, (site, program): (&SiteRow, &str)) -> Result<HashMap<String, String>, DbError> {
    let organization = reading.organization();
    let today = now::at(reading, site).date();
    let holds = crate::definitions::holding(reading.tx, reading.keys(), (organization, (site.id, program), today))?;
    let Some(holds) = holds else { return Ok(HashMap::new()) };
    let mut labels: HashMap<String, String> =
        holds.merged.track.iter().map(|track| (track.name.clone(), track.label().to_owned())).collect();
    labels.insert(String::new(), holds.merged.program.name.clone());
    Ok(labels)
}

fn chart((site, program): (&SiteRow, &str), standings: &[&Standing], labels: &HashMap<String, String>) -> Census {
    let mut rows: BTreeMap<&str, Vec<&Standing>> = BTreeMap::new();
    for standing in standings {
        rows.entry(standing.track.as_deref().unwrap_or_default()).or_default().push(standing);
    }
    let name = labels.get("").map_or(program, String::as_str);
    let census = Census::new(words::census_of(name, &site.name), words::TRACK, WEEKS.map(|(label, _)| label));
    rows.into_iter().fold(census, |census, (track, standings)| {
        let label = if track.is_empty() { words::NO_TRACK } else { labels.get(track).map_or(track, String::as_str) };
        census.row(label, counts(&standings), None)
    })
}

fn counts(standings: &[&Standing]) -> Vec<i64> {
    let mut from = 0;
    let column = |(_, until): (&str, u32)| {
        let here = standings.iter().filter(|standing| from < standing.week && standing.week <= until).count();
        from = until;
        i64::try_from(here).unwrap_or(i64::MAX)
    };
    WEEKS.into_iter().map(column).collect()
}
