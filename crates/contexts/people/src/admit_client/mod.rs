//! Admit a client: their row, sealed under a key of their own, and an episode of care.

mod action;
mod form;
mod pages;
#[cfg(test)]
mod tests;

use footbridge_care::ids::{ClientId, EpisodeId, SiteId};
use jiff::civil::Date;

pub use action::admit;
pub(crate) use pages::{page, submit};

use crate::Names;

/// Somebody who is admitted.
#[derive(Clone, Debug)]
pub struct Admission {
    /// Where.
    pub site: SiteId,
    /// What they are called.
    pub names: Names,
    /// Their birth date.
    pub birth_date: Option<Date>,
    /// The first day of the episode.
    pub opened_on: Date,
    /// Who referred them: a word of the site's list.
    pub referral_source: Option<String>,
}

/// Who was admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Admitted {
    /// The client.
    pub client: ClientId,
    /// The episode.
    pub episode: EpisodeId,
}
