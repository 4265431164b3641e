//! The definition of a program that holds at a site on a day, and the standing that follows from it.

use std::collections::HashMap;

use footbridge_care::{
    ids::{EnrolmentId, OrganizationId, SiteId},
    line::{Line, Standing, Unit},
};
use footbridge_db::{DbError, Keyring, Tx};
use footbridge_kit::{Ids, Reading, Work};
use footbridge_ledger::{Ledger, compute::definitions::AtSite};
use jiff::civil::Date;

/// The version that holds on a day: the newest published one that holds from then or earlier.
///
/// # Errors
/// What storage says.
pub fn holding(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    (organization, of, date): (OrganizationId, (SiteId, &str), Date),
) -> Result<Option<AtSite>, DbError> {
    let all = Ledger::new(organization, keys).definitions(tx, of)?;
    Ok(on(&all, date).cloned())
}

/// The same, of versions loaded before, newest first. Before the first of them holds, the oldest does.
pub fn on(newest_first: &[AtSite], date: Date) -> Option<&AtSite> {
    let holds = |at_site: &&AtSite| at_site.merged.program.holds_from.is_none_or(|from| from <= date);
    newest_first.iter().find(holds).or_else(|| newest_first.last())
}

/// Whether standings are brought up to date in the same transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Refresh {
    /// At once: the next screen and the tasks follow.
    #[default]
    Now,
    /// When they are next shown: for building a past, many acts at a time.
    Later,
}

/// Brings the standing and the tasks of these courses up to date.
///
/// # Errors
/// What storage says.
pub fn refresh(work: &mut Work<'_, '_>, enrolments: &[EnrolmentId], when: Refresh) -> Result<Vec<Standing>, DbError> {
    if when == Refresh::Later {
        return Ok(Vec::new());
    }
    let (ledger, now) = (Ledger::new(work.organization(), work.keys()), work.now());
    let mut ids = Ids::new(now, work.seed());
    ledger.refresh_standings(work.tx, enrolments, now, &mut || ids.draw())
}

/// How these courses stand now, for showing.
///
/// # Errors
/// What storage says.
pub fn standings(reading: &mut Reading<'_, '_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Standing>, DbError> {
    Ledger::new(reading.organization(), reading.keys()).current_standings(reading.tx, enrolments, reading.now())
}

/// The line that a session can change: hours of the week where the program or a rule set asks for hours, otherwise times.
pub fn weekly_line(standing: &Standing) -> Option<&Line> {
    let owed = |line: &&Line, family: &str| line.code.starts_with(family) && line.window.is_some() && line.target.is_some();
    let find = |family: &str, unit: Unit| standing.lines.iter().find(|line| owed(line, family) && line.unit == unit);
    let asked = [("owed:", Unit::Minutes), ("rule:", Unit::Minutes), ("owed:", Unit::Times), ("owed:", Unit::Days)];
    asked.into_iter().find_map(|(family, unit)| find(family, unit))
}
