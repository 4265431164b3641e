//! Chores: `cargo xtask check` keeps the house as `ARCHITECTURE.md` says it is; `cargo xtask notices` writes `THIRD-PARTY.md`.
//!
//! What fails here is a rule; what is only printed is advice. To add a rule: a module in `check`, and its line in [`check::all`].

mod check;
mod notices;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("check") => check::all(),
        Some("notices") => notices::write(),
        _ => Err(anyhow::anyhow!("usage: cargo xtask check | notices")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
