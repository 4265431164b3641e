//! Why an answer is not the page that was asked for. What is not found and what may not be seen are one answer, to the byte.

use std::{error::Error, fmt};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use footbridge_db::DbError;
use footbridge_policy::Denial;
use maud::Markup;

use crate::{NoRandomness, next_path, page, version::Stale, words};

/// The reasons a handler may give. Pages for what a person can mend come from the handler; the rest are the same everywhere.
pub enum Failure {
    /// It is not there, or they may not know whether it is.
    Hidden,
    /// Nobody is signed in; the path is where to go on afterwards.
    SignedOut(String),
    /// The request comes from another site's page.
    CrossSite,
    /// The form carries another sign-in's token, or none.
    ForeignForm,
    /// More was sent than is read.
    TooLarge,
    /// Too many wants at once; try again in a moment.
    Busy,
    /// Storage does not answer.
    Unavailable,
    /// Somebody else changed it first; the page shows both.
    Conflict(Markup),
    /// Something typed needs a look; the page shows the form again as typed.
    Invalid(Markup),
    /// Our own mistake. Logged once, by its kind, without anybody's data.
    Internal(Box<dyn Error + Send + Sync>),
}

/// An audited answer was about to leave without its entry.
#[derive(Debug, thiserror::Error)]
#[error("an audited answer has no audit entry")]
pub(crate) struct NotAudited;

impl Failure {
    /// Our own mistake.
    pub fn internal(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(error))
    }

    /// Somebody else changed it first, without a page of its own that shows both.
    pub fn conflict() -> Self {
        Self::Conflict(page::notice(&words::CONFLICT))
    }
}

/// In a few words, for the command line and for tests; pages say more.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hidden => f.write_str("there is no such thing, or it may not be seen"),
            Self::SignedOut(_) => f.write_str("nobody is signed in"),
            Self::CrossSite => f.write_str("the request came from another site"),
            Self::ForeignForm => f.write_str("the form carries another sign-in's token"),
            Self::TooLarge => f.write_str("more was sent than is read"),
            Self::Busy => f.write_str("storage is busy; try again in a moment"),
            Self::Unavailable => f.write_str("storage does not answer"),
            Self::Conflict(_) => f.write_str("it is there already, or somebody else changed it first"),
            Self::Invalid(_) => f.write_str("something typed is not right"),
            Self::Internal(error) => write!(f, "internal error: {error}"),
        }
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Failure({self})")
    }
}

impl Error for Failure {}

impl From<Denial> for Failure {
    fn from(denial: Denial) -> Self {
        tracing::info!(right = denial.right.code(), why = %denial.why, "refused");
        Self::Hidden
    }
}

impl From<Stale> for Failure {
    fn from(_: Stale) -> Self {
        Self::conflict()
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Hidden => notice(StatusCode::NOT_FOUND, &words::HIDDEN),
            Self::SignedOut(path) => Redirect::to(&sign_in(&path)).into_response(),
            Self::CrossSite => notice(StatusCode::FORBIDDEN, &words::CROSS_SITE),
            Self::ForeignForm => notice(StatusCode::FORBIDDEN, &words::FOREIGN_FORM),
            Self::TooLarge => notice(StatusCode::PAYLOAD_TOO_LARGE, &words::TOO_LARGE),
            Self::Busy => again(&words::BUSY, HeaderValue::from_static("2")),
            Self::Unavailable => again(&words::UNAVAILABLE, HeaderValue::from_static("30")),
            Self::Conflict(page) => (StatusCode::CONFLICT, page).into_response(),
            Self::Invalid(page) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
            Self::Internal(error) => {
                tracing::error!(error = %error, "internal error");
                notice(StatusCode::INTERNAL_SERVER_ERROR, &words::INTERNAL)
            }
        }
    }
}

fn sign_in(path: &str) -> String {
    match path {
        "/" => "/sign-in".to_owned(),
        path => format!("/sign-in?next={}", next_path::escape(path)),
    }
}

fn notice(status: StatusCode, notice: &words::Notice) -> Response {
    (status, page::notice(notice)).into_response()
}

fn again(notice: &words::Notice, seconds: HeaderValue) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, seconds)], page::notice(notice)).into_response()
}

impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable { .. } => {
                tracing::error!(%error, "storage does not answer");
                Self::Unavailable
            }
            DbError::Busy | DbError::Again => Self::Busy,
            DbError::Conflict { constraint } => {
                tracing::info!(constraint, "a change was refused by storage");
                Self::conflict()
            }
            DbError::Internal { .. } | DbError::Sealed(_) => Self::internal(error),
        }
    }
}
