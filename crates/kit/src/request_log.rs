//! One line for each request: an id, the route (not the address, which may hold what was searched for), the status, how long it took.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::HeaderValue,
    middleware::Next,
    response::Response,
};
use footbridge_care::ids::RequestId;
use tracing::Instrument as _;

use crate::{Ids, Kit};

pub(crate) async fn log(State(kit): State<Kit>, request: Request, next: Next) -> Response {
    let id: RequestId = Ids::new(kit.now(), kit.random().bytes().unwrap_or_default()).draw();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    tracing::info!(parent: &span, status = response.status().as_u16(), ms = started.elapsed().as_millis(), "answered");
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
