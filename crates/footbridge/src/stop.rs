//! Why a command stopped, and with which exit code.

use std::io::Write;
use std::process::ExitCode;

/// Why a command stopped before its answer was complete.
#[derive(Debug)]
pub enum Stop {
    /// The input has errors, one a line: `file:line: message`.
    Input(Vec<String>),
    /// The command was used wrongly.
    Usage(String),
    /// Storage is missing, locked, full, read-only or not ours.
    Storage(String),
    /// The answer was given, and it has errors in it.
    Answered,
    /// The reader of the answer went away.
    Unread,
}

impl Stop {
    /// One error of the input.
    pub fn input(message: impl Into<String>) -> Self {
        Self::Input(vec![message.into()])
    }

    /// Says why on standard error, and gives the exit code.
    pub fn say(self) -> ExitCode {
        let (code, lines) = match self {
            Self::Input(lines) => (1, lines),
            Self::Usage(line) => (2, vec![format!("footbridge: {line}"), "try `footbridge --help`".to_owned()]),
            Self::Storage(line) => (3, vec![format!("footbridge: {line}")]),
            Self::Answered => (1, Vec::new()),
            Self::Unread => (0, Vec::new()),
        };
        for line in lines {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
        ExitCode::from(code)
    }
}

/// Writes the answer.
pub fn answer(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    write!(out, "{text}{newline}").and_then(|()| out.flush()).map_err(|_| Stop::Unread)
}

/// Writes one JSON document.
pub fn answer_json(value: &impl serde::Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Stop::input(error.to_string()))?;
    answer(&text)
}
