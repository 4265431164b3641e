//! What was typed.

use footbridge_kit::{Faults, Fields, Typed};

/// A name and a password to try.
pub(super) struct Attempt {
    /// User name or e-mail address.
    pub user: String,
    /// The password, as typed: also its spaces.
    pub password: String,
}

pub(super) fn parse(typed: &Typed) -> Result<Attempt, Faults> {
    let mut fields = Fields::of(typed);
    let user = fields.text("user", 254);
    let password = fields.verbatim("password", 1000);
    fields.finish(|| Some(Attempt { user: user?, password: password? }))
}
