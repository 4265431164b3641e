//! The binary: command line, configuration, wiring. It decides nothing about care and nothing about who may see what.
//!
//! Exit codes: 0 done; 1 the input has errors; 2 wrong usage; 3 storage unavailable. Nothing goes to standard output but the answer.

mod cli;
mod clock;
mod files;
mod program;
mod simulate;
mod stop;

use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command, ProgramCommand};

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.say(),
    }
}

fn run(cli: Cli) -> Result<(), stop::Stop> {
    match cli.command {
        Command::Program { command } => match command {
            ProgramCommand::Check(args) => program::check::run(&args),
            ProgramCommand::Show(_) => Err(stop::Stop::Usage("not yet".into())),
            ProgramCommand::Calendar(args) => program::calendar::run(&args),
            ProgramCommand::Schema => program::schema::run(),
        },
        Command::Simulate(args) => simulate::run(&args),
    }
}
