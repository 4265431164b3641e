//! The acts.

use footbridge_care::ids::{SignInId, Staff};
use footbridge_kit::{
    Detail, Failure, Work,
    session::{self, Limits},
};
use footbridge_policy::{Actor, ManageSignIns, Nearness, Subject};

/// Oneself, as the one whose sign-ins they are.
pub(super) fn mine(actor: &Actor) -> Result<Subject<Staff>, Failure> {
    let staff = actor.staff_id().ok_or(Failure::Hidden)?;
    Ok(Subject::new(actor.organization(), staff).near(Nearness::Own))
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
