//! The sessions that the definitions of a site ask for, each by the version that holds on its day.

use footbridge_care::ids::{OrganizationId, SiteId};
use footbridge_db::{DbError, Tx};
use footbridge_definition::{
    calendar::{Calendar, Options, PlannedSession, calendar},
    value::Closed,
};
use footbridge_ledger::compute::definitions::AtSite;
use jiff::civil::Date;

use crate::definitions;

/// A session that is asked for, and why it does not take place if it does not.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The session.
    pub session: PlannedSession,
    /// The closed day that cancels it.
    pub closed: Option<String>,
}

/// The days on which a site is closed, as the site keeps them.
pub fn closed_days(tx: &mut Tx<'_>, organization: OrganizationId, site: SiteId) -> Result<Vec<Closed>, DbError> {
    let days: Vec<(Date, String)> = tx
        .sql("SELECT day, reason FROM closed_day WHERE organization_id = $1 AND site_id = $2 ORDER BY day")
        .bind(organization)
        .bind(site)
        .all()?;
    Ok(days.into_iter().map(|(day, name)| Closed { name, on: Some(day), ..Closed::default() }).collect())
}

/// Every session from the first day until the day before the last.
pub fn wanted(newest_first: &[AtSite], (first, until): (Date, Date), options: &Options) -> Vec<Wanted> {
    let mut edges: Vec<Date> =
        newest_first.iter().filter_map(|at_site| at_site.merged.program.holds_from).filter(|from| first < *from && *from < until).collect();
    edges.push(first);
    edges.push(until);
    edges.sort_unstable();
    edges.dedup();
    let stretches = edges.windows(2).filter_map(|pair| match pair {
        [from, until] => Some((*from, *until)),
        _ => None,
    });
    stretches.flat_map(|stretch| of_stretch(newest_first, stretch, options)).collect()
}

fn of_stretch(newest_first: &[AtSite], (from, until): (Date, Date), options: &Options) -> Vec<Wanted> {
    let Some(holds) = definitions::on(newest_first, from) else { return Vec::new() };
    // A zone that is not known was refused when the version was published or the site was made.
    let Ok(Calendar { sessions, cancelled, .. }) = calendar(&holds.merged, from, until, options) else { return Vec::new() };
    let held = sessions.into_iter().map(|session| Wanted { session, closed: None });
    let closed = cancelled.into_iter().map(|one| Wanted { session: one.session, closed: Some(one.because) });
    held.chain(closed).collect()
}
