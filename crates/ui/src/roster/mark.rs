//! The buttons of a row.

use crate::{icon::Icon, tag::Status};

/// One button of a row: the code it submits, its word, its icon, its key.
#[derive(Debug, Clone)]
pub struct Mark {
    pub(super) code: String,
    pub(super) label: String,
    pub(super) icon: Icon,
    pub(super) key: Option<&'static str>,
}

impl Mark {
    /// A mark that a program declares itself.
    pub fn new(code: impl Into<String>, label: impl Into<String>, icon: Icon) -> Self {
        Self { code: code.into(), label: label.into(), icon, key: None }
    }

    /// The letter that presses it while its row has the focus.
    pub fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// The usual six: here, late, left early, excused, absent, by video (keys h, l, e, x, a, v).
    pub fn usual() -> Vec<Self> {
        let keys = [
            (Status::Present, "h"),
            (Status::CameLate, "l"),
            (Status::LeftEarly, "e"),
            (Status::Excused, "x"),
            (Status::Absent, "a"),
            (Status::Video, "v"),
        ];
        keys.into_iter().map(|(status, key)| Self::new(status.code(), status.label(), status.icon()).key(key)).collect()
    }
}
