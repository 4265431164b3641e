//! The stylesheet, scripts and drawings, from the program itself.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use footbridge_ui::assets;

use crate::{At, Failure};

/// Their names change with their content, so a browser may keep them.
pub(crate) async fn serve(At(name): At<String>) -> Result<Response, Failure> {
    let (bytes, kind) = assets::get(&name).ok_or(Failure::Hidden)?;
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, bytes).into_response())
}
