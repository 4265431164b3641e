//! The acts.

use footbridge_care::ids::{SignInId, SiteId, Staff};
use footbridge_kit::{
    Detail, Failure, Reading, Work,
    session::{self, Limits},
};
use footbridge_policy::{Actor, ManageSignIns, Nearness, Subject};
use jiff::tz::TimeZone;

/// Oneself, as the one whose sign-ins they are.
pub(super) fn mine(actor: &Actor) -> Result<Subject<Staff>, Failure> {
    let staff = actor.staff_id().ok_or(Failure::Hidden)?;
    Ok(Subject::new(actor.organization(), staff).near(Nearness::Own))
}

/// The zone of a site where they work; UTC where there is none.
pub(super) fn zone(reading: &mut Reading<'_, '_>) -> Result<TimeZone, Failure> {
    let (organization, actor) = (reading.organization(), reading.actor());
    let sites: Vec<(SiteId, String)> =
        reading.tx.sql("SELECT id, zone FROM site WHERE organization_id = $1 ORDER BY created_at, id").bind(organization).all()?;
    let theirs = sites.into_iter().find(|(site, _)| actor.works_at(*site));
    Ok(theirs.and_then(|(_, zone)| TimeZone::get(&zone).ok()).unwrap_or(TimeZone::UTC))
}

/// Ends one sign-in of one's own. One that is not one's own is not found.
pub(super) fn end(work: &mut Work<'_, '_>, sign_in: SignInId) -> Result<(), Failure> {
    let permit = work.permit(ManageSignIns, mine(work.actor())?)?;
    if !session::end(work, permit.object(), sign_in)? {
        return Err(Failure::Hidden);
    }
    Ok(work.note(&permit, Detail::says("ended=1"))?)
}

/// Ends all sign-ins of one's own but this one, and says how many.
pub(super) fn end_others(work: &mut Work<'_, '_>, this: SignInId, limits: Limits) -> Result<usize, Failure> {
    let permit = work.permit(ManageSignIns, mine(work.actor())?)?;
    let whose = (permit.organization(), permit.object());
    let mut others = session::list(work.tx, whose, (work.now(), limits))?;
    others.retain(|row| row.id != this);
    for row in &others {
        session::end(work, permit.object(), row.id)?;
    }
    work.note(&permit, Detail::says(format!("ended={}", others.len())))?;
    Ok(others.len())
}
