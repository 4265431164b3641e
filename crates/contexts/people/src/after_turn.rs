//! What else must hold together when a client's course turns: rosters, later a bed, a draw. Other contexts do it; the binary wires them.

use std::sync::Arc;

use footbridge_care::ids::EnrolmentId;
use footbridge_db::DbError;
use footbridge_kit::Work;

type Follow = dyn Fn(&mut Work<'_, '_>, EnrolmentId) -> Result<(), DbError> + Send + Sync;

/// Runs in the transaction of the turn, after its fact is recorded and before standing is computed; an error undoes the turn.
#[derive(Clone)]
pub struct AfterTurn(Arc<Follow>);

impl AfterTurn {
    /// Whatever follows.
    pub fn of(follow: impl Fn(&mut Work<'_, '_>, EnrolmentId) -> Result<(), DbError> + Send + Sync + 'static) -> Self {
        Self(Arc::new(follow))
    }

    /// Nothing follows.
    pub fn nothing() -> Self {
        Self::of(|_, _| Ok(()))
    }

    /// Does what follows, and brings standing and tasks in line.
    pub(crate) fn settle(&self, work: &mut Work<'_, '_>, enrolment: EnrolmentId) -> Result<(), DbError> {
        (self.0)(work, enrolment)?;
        work.settle(&[enrolment])
    }
}
