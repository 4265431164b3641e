//! What every act on a session begins with: the session as stored, whom it concerns, and leave to do it.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_kit::{Version, Work, reach};
use footbridge_ledger::Ledger;
use footbridge_policy::{Permit, Right};

use crate::{
    ActError, Refused,
    roster::{self, RosterRow},
    sessions::{self, Meeting},
};
use footbridge_care::ids::Session as SessionKind;
use footbridge_kit::Failure;

/// A session under a permit. The id in the session is the permit's.
pub struct Held<R: Right> {
    /// Leave to act on it.
    pub permit: Permit<R>,
    /// The session.
    pub meeting: Meeting,
}

/// Loads a session for an act, and asks for leave.
///
/// # Errors
/// Hidden when it is not there or not theirs to act on.
pub fn hold<R: Right<Object = SessionKind>>(work: &mut Work<'_, '_>, right: R, session: SessionId) -> Result<Held<R>, ActError> {
    let subject = reach::session(work.tx, work.actor(), session)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(right, subject)?;
    let meeting = sessions::one(work.tx, permit.organization(), permit.object())?.ok_or(Failure::Hidden)?;
    Ok(Held { permit, meeting })
}

impl<R: Right> Held<R> {
    /// Refuses where a form was drawn from something older.
    ///
    /// # Errors
    /// [`Refused::Stale`].
    pub fn seen(&self, version: Option<Version>) -> Result<(), ActError> {
        match version {
            Some(seen) => Ok(self.meeting.version().must_be(seen)?),
            None => Ok(()),
        }
    }

    /// Refuses a cancelled session.
    ///
    /// # Errors
    /// [`Refused::Cancelled`].
    pub fn takes_place(&self) -> Result<(), ActError> {
        if self.meeting.is_cancelled() { Err(Refused::Cancelled.into()) } else { Ok(()) }
    }

    /// Refuses a session whose roster is confirmed.
    ///
    /// # Errors
    /// [`Refused::Confirmed`].
    pub fn is_open(&self) -> Result<(), ActError> {
        if self.meeting.is_confirmed() { Err(Refused::Confirmed.into()) } else { Ok(()) }
    }
}

/// The roster, brought in line with the rule where nobody has confirmed it yet.
///
/// # Errors
/// What storage says.
pub fn roll(work: &mut Work<'_, '_>, meeting: &Meeting) -> Result<Vec<RosterRow>, ActError> {
    roster::fill(work, std::slice::from_ref(meeting))?;
    Ok(roster::present(work.tx, work.actor().organization(), meeting.row.id)?)
}

/// The one row of a client.
///
/// # Errors
/// [`Refused::NotOnRoster`].
pub fn row_of(roll: &[RosterRow], enrolment: EnrolmentId) -> Result<&RosterRow, ActError> {
    roll.iter().find(|row| row.enrolment_id == enrolment).ok_or_else(|| Refused::NotOnRoster.into())
}

/// Notes that the calendar of the session's program changed, so that stored standings are looked at again.
///
/// # Errors
/// What storage says.
pub fn calendar_changed(work: &mut Work<'_, '_>, meeting: &Meeting) -> Result<(), ActError> {
    let ledger = Ledger::new(work.organization(), work.keys());
    Ok(ledger.touch_calendar(work.tx, meeting.row.site_id, &meeting.row.program)?)
}
