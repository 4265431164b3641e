//! The ids in a path. One that is no id names nothing: not found.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

use crate::Failure;

/// What the path names: `At(client): At<ClientId>`, or a tuple of ids.
#[derive(Debug, Clone, Copy)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Path(named) = Path::from_request_parts(parts, state).await.map_err(|_| Failure::Hidden)?;
        Ok(Self(named))
    }
}
