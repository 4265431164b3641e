//! What there is to enrol in.

use footbridge_care::{
    facts::Brought,
    ids::{ClientId, EnrolmentId, EpisodeId, SiteId},
    standing::credit,
};
use footbridge_db::row;
use footbridge_kit::{Failure, Reading, reach};
use footbridge_ledger::compute::{AtSite, at};
use footbridge_policy::EnrolClient;
use jiff::civil::Date;

use crate::{Names, course_view::CourseView, names};

row! {
    /// An open episode of care.
    #[derive(Clone, Debug)]
    pub(super) struct EpisodeRow {
        pub id: EpisodeId,
        pub site_id: SiteId,
        pub zone: String,
    }
}

/// A client who may be enrolled, and in what.
pub(super) struct View {
    pub client: ClientId,
    pub names: Names,
    pub episode: EpisodeRow,
    pub today: Date,
    /// Published programs: name and what people call them.
    pub programs: Vec<(String, String)>,
    /// The versions of the chosen program, newest first; empty where none is chosen.
    pub versions: Vec<AtSite>,
    /// What an earlier course would bring along.
    pub credit: Option<Brought>,
}

/// The view for a program that was chosen, or the only one there is.
pub(super) fn view(
    reading: &mut Reading<'_, '_>,
    client: ClientId,
    (program, credit_of): (&str, Option<EnrolmentId>),
) -> Result<View, Failure> {
    let subject = reach::client(reading.tx, reading.actor(), client)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(EnrolClient, subject)?;
    reading.saw(&permit);
    let names = names::of(reading.tx, reading.keys(), (permit.organization(), client))?.ok_or(Failure::Hidden)?;
    let episode = episode(reading, client)?.ok_or(Failure::Hidden)?;
    let programs = programs(reading, episode.site_id)?;
    let only = || if let [(only, _)] = programs.as_slice() { only.clone() } else { String::new() };
    let chosen = programs.iter().find(|(name, _)| name == program).map_or_else(only, |(name, _)| name.clone());
    let versions = if chosen.is_empty() { Vec::new() } else { reading.ledger().definitions(reading.tx, (episode.site_id, &chosen))? };
    let today = at(reading.now(), &episode.zone).date();
    let credit = credit_of.map(|course| credit(reading, client, course)).transpose()?.flatten();
    Ok(View { client, names, episode, today, programs, versions, credit })
}

/// What a course of this client's has earned, in the name of its program.
fn credit(reading: &mut Reading<'_, '_>, client: ClientId, course: EnrolmentId) -> Result<Option<Brought>, Failure> {
    let view = CourseView::load(reading, EnrolClient, course)?;
    let source = view.written.program.name.clone();
    Ok(view.ask(credit::so_far).filter(|_| view.client == client).map(|earned| Brought { source, ..earned }))
}

/// The newest open episode.
fn episode(reading: &mut Reading<'_, '_>, client: ClientId) -> Result<Option<EpisodeRow>, Failure> {
    let organization = reading.organization();
    let found = reading
        .tx
        .sql(
            "SELECT p.id, p.site_id, s.zone FROM episode AS p
             JOIN site AS s ON s.organization_id = p.organization_id AND s.id = p.site_id
             WHERE p.organization_id = $1 AND p.client_id = $2 AND p.closed_on IS NULL ORDER BY p.opened_on DESC, p.id DESC",
        )
        .bind(organization)
        .bind(client)
        .optional()?;
    Ok(found)
}

fn programs(reading: &mut Reading<'_, '_>, site: SiteId) -> Result<Vec<(String, String)>, Failure> {
    let organization = reading.organization();
    let names: Vec<String> = reading
        .tx
        .sql("SELECT DISTINCT program FROM program_version WHERE organization_id = $1 AND status = 'published' ORDER BY program")
        .bind(organization)
        .all()?;
    let mut programs = Vec::new();
    for name in names {
        let newest = reading.ledger().definitions(reading.tx, (site, &name))?;
        let label = newest.first().map_or_else(|| name.clone(), |newest| newest.merged.program.name.clone());
        programs.push((name, label));
    }
    Ok(programs)
}
