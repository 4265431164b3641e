//! What reading and checking have to say about a definition.

use serde::Serialize;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The definition cannot run.
    Error,
    /// It contradicts itself, or a rule set of a payer or level of care.
    Warning,
    /// Worth knowing.
    Note,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A stable code: `unknown-key`, `week-short`.
    pub code: &'static str,
    /// The line of the file, from 1.
    pub line: usize,
    /// What was found, with the arithmetic.
    pub message: String,
    /// What would mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
    /// The rule it was read against: a rule set's id, or the name of an obligation.
    pub rule: Option<String>,
    /// The track it concerns.
    pub track: Option<String>,
    /// The stage it concerns.
    pub phase: Option<String>,
    /// The value found.
    pub value: Option<i64>,
    /// The bound it was read against.
    pub limit: Option<i64>,
    /// The unit of both.
    pub unit: Option<&'static str>,
}

impl Finding {
    /// A finding with a code, at a line.
    pub fn new(severity: Severity, code: &'static str, line: usize) -> Self {
        Self {
            severity,
            code,
            line,
            message: String::new(),
            mend: None,
            rule: None,
            track: None,
            phase: None,
            value: None,
            limit: None,
            unit: None,
        }
    }
    /// An error.
    pub fn error(code: &'static str, line: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, line).saying(message)
    }
    /// A warning.
    pub fn warning(code: &'static str, line: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, line).saying(message)
    }
    /// A note.
    pub fn note(code: &'static str, line: usize, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, line).saying(message)
    }
    /// With this message.
    pub fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }
    /// With what would mend it.
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = Some(mend.into());
        self
    }
    /// Read against this rule.
    pub fn rule(mut self, rule: impl Into<String>) -> Self {
        self.rule = Some(rule.into());
        self
    }
    /// Concerning this track and stage.
    pub fn at(mut self, track: Option<&str>, phase: Option<&str>) -> Self {
        self.track = track.map(Into::into);
        self.phase = phase.map(Into::into);
        self
    }
    /// A value against a bound, in a unit.
    pub fn figures(mut self, value: i64, limit: i64, unit: &'static str) -> Self {
        (self.value, self.limit, self.unit) = (Some(value), Some(limit), Some(unit));
        self
    }
}
