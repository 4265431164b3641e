//! Employ staff: a name to sign in with, roles, credentials. Called by `init`, `demo` and, later, the page of the administrator.

mod action;
mod store;
#[cfg(test)]
mod tests;

use footbridge_care::ids::SiteId;
use footbridge_kit::Failure;
use footbridge_policy::{Denial, Grant};
use jiff::civil::Date;

use crate::{Email, Phc, UserName};

pub use action::employ;

/// Somebody who begins to work here.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// What they sign in with.
    pub user_name: UserName,
    /// Or this.
    pub email: Option<Email>,
    /// Their name as colleagues see it.
    pub name: String,
    /// The first day.
    pub employed_from: Date,
    /// What they are granted.
    pub grants: Vec<Grant>,
    /// The programs they work in, each at a site: who attends these is within a counselor's reach.
    pub programs: Vec<(SiteId, String)>,
    /// What they may do by license or training.
    pub credentials: Vec<NewCredential>,
    /// Their password, already hashed; without one they cannot sign in yet.
    pub password: Option<Phc>,
}

/// A license or certificate.
#[derive(Debug, Clone)]
pub struct NewCredential {
    /// The kind, as programs name it: `lcdc`, `lpc`, `rn`.
    pub kind: String,
    /// Its number.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued_on: Option<Date>,
    /// The last day it holds.
    pub expires_on: Option<Date>,
}

/// Why somebody was not employed.
#[derive(Debug, thiserror::Error)]
pub enum EmployError {
    /// Somebody else signs in with that user name.
    #[error("the user name is taken")]
    UserNameTaken,
    /// Somebody else signs in with that e-mail address.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// Whoever asked may not.
    #[error(transparent)]
    Denied(#[from] Denial),
    /// Storage said no.
    #[error(transparent)]
    Storage(#[from] footbridge_db::DbError),
}

impl From<EmployError> for Failure {
    fn from(error: EmployError) -> Self {
        match error {
            EmployError::UserNameTaken | EmployError::EmailTaken => Self::conflict(),
            EmployError::Denied(denial) => denial.into(),
            EmployError::Storage(error) => error.into(),
        }
    }
}
