//! The form extractor: what was typed, the request id and the version it was drawn from.

use axum::extract::{FromRequest, Request};
use footbridge_care::ids::RequestId;
use footbridge_ui::form as ui;

use crate::{Failure, Faults, Typed, Version, words};

/// The field that carries the sign-in's form token.
pub const CSRF: &str = "csrf";
/// The field that carries the form's request id.
pub const REQUEST: &str = "request_id";
/// The field that carries the version the form was drawn from.
pub const VERSION: &str = "version";

/// A form as it came. Draw it again from [`Form::typed`] when something is wrong with it: what people typed never disappears.
#[derive(Debug, Clone)]
pub struct Form {
    /// Every field as typed.
    pub typed: Typed,
    /// The form as drawn; sending it twice is one act.
    pub request: Option<RequestId>,
    /// The version of the row it was drawn from, if it changes one.
    pub version: Option<Version>,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Failure;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Failure> {
        let typed: Typed = request.extensions_mut().remove().unwrap_or_default();
        let version = typed.get(VERSION).parse().ok().map(Version);
        Ok(Self { request: typed.get(REQUEST).parse().ok(), version, typed })
    }
}

impl Form {
    /// The form as typed, with its faults in words, for drawing it again.
    pub fn redraw(&self, faults: &Faults) -> ui::Typed {
        self.typed.redraw(faults)
    }
}

impl Typed {
    /// What was typed, with its faults in words.
    pub fn redraw(&self, faults: &Faults) -> ui::Typed {
        let typed = ui::Typed::new(self.iter());
        faults.iter().fold(typed, |typed, (field, fault)| typed.with_error(field, words::fault(fault)))
    }
}
