//! The one place with a clock and with randomness of its own.

use jiff::Timestamp;

/// The present instant.
#[expect(clippy::disallowed_methods, reason = "the binary is where time comes in")]
pub fn now() -> Timestamp {
    Timestamp::now()
}
