//! Rhythms, lengths and moments in words.

use crate::value::When;

/// A *when* in words.
pub fn when(_when: &When) -> String {
    String::new()
}
