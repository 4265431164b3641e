//! The binary: command line, configuration, wiring. It decides nothing about care and nothing about who may see what.
//!
//! Exit codes: 0 done; 1 the input has errors; 2 wrong usage; 3 storage unavailable. Nothing goes to standard output but the answer.

mod audit;
mod cli;
mod clinic;
mod clock;
mod config;
mod demo;
mod files;
mod init;
mod program;
mod serve;
mod simulate;
mod standing;
mod stop;

use std::process::ExitCode;

use clap::Parser;
use cli::{AuditCommand, Cli, Command, ProgramCommand};

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
            ProgramCommand::Show(args) => program::show::run(&args),
            ProgramCommand::Calendar(args) => program::calendar::run(&args),
            ProgramCommand::Schema => program::schema::run(),
        },
        Command::Simulate(args) => simulate::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Standing(args) => standing::run(&args),
        Command::Audit { command: AuditCommand::Verify(args) } => audit::verify(&args),
    }
}
