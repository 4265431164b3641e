//! What this context says by itself, in English, in one place.

use footbridge_ui::words::{date_short, readable};

use crate::assign_facilitator::fit::Unfit;

/// Why somebody may not lead a session.
pub fn unfit(unfit: &Unfit) -> String {
    match unfit {
        Unfit::NotEmployed => "They do not work at this site on that day.".to_owned(),
        Unfit::Role(role) => format!("This session is led by a {}; that is not a role of theirs here.", readable(role).to_lowercase()),
        Unfit::NoCredential(kinds) => format!("This session asks for one of these credentials, and none is on record for them: {}.", kinds.join(", ")),
        Unfit::Expired(kind, until) => format!("Their credential ({kind}) ends on {}, before that day.", date_short(*until)),
    }
}
