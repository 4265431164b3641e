//! Enrol a client in a program: a version, a track, a stage to begin in, their own week, and credit brought along.

mod action;
mod form;
mod pages;
mod queries;
#[cfg(test)]
mod tests;

use footbridge_care::facts::Brought;
use footbridge_care::ids::{ClientId, EpisodeId, ProgramVersionId, SiteId};
use footbridge_kit::Failure;
use footbridge_policy::Denial;
use jiff::civil::Date;

pub use action::enrol;
pub(crate) use pages::{page, submit};

/// A course that begins.
#[derive(Clone, Debug)]
pub struct Enrolling {
    /// Whose.
    pub client: ClientId,
    /// In which episode of care.
    pub episode: EpisodeId,
    /// Where.
    pub site: SiteId,
    /// Of which program.
    pub program: String,
    /// By which version.
    pub version: ProgramVersionId,
    /// On which track.
    pub track: Option<String>,
    /// Beginning in which stage; the program's first where none is named.
    pub stage: Option<String>,
    /// In which slots of the week; all of the track's where none is named.
    pub slots: Vec<String>,
    /// The first day.
    pub starts_on: Date,
    /// Credit brought along from elsewhere.
    pub brought: Option<Brought>,
}

/// Why somebody was not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// They are in this program already.
    #[error("the client is enrolled in this program already")]
    Already,
    /// The program is not published in this version here.
    #[error("there is no such program here")]
    NoProgram,
    /// The program has no such track in that stage.
    #[error("the program has no such track")]
    NoTrack,
    /// The program has no such stage.
    #[error("the program has no such stage")]
    NoStage,
    /// Whoever asked may not.
    #[error(transparent)]
    Denied(#[from] Denial),
    /// There is no such client.
    #[error("not found")]
    Hidden,
    /// Storage said no.
    #[error(transparent)]
    Storage(#[from] footbridge_db::DbError),
}

impl From<EnrolError> for Failure {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::Already => Self::conflict(),
            EnrolError::NoProgram | EnrolError::NoTrack | EnrolError::NoStage | EnrolError::Hidden => Self::Hidden,
            EnrolError::Denied(denial) => denial.into(),
            EnrolError::Storage(error) => error.into(),
        }
    }
}
