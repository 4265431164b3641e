//! The command line: a contract that scripts and tests rely on.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Runs an intensive outpatient program: from a definition file to a living clinic in the browser.
#[derive(Debug, Parser)]
#[command(name = "footbridge", version, about, max_term_width = 110)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check, explain and lay out program definitions.
    Program {
        /// Which.
        #[command(subcommand)]
        command: ProgramCommand,
    },
    /// Run a synthetic cohort through the real rules.
    Simulate(Simulate),
}

/// What to do with a program.
#[derive(Debug, Subcommand)]
pub enum ProgramCommand {
    /// Say what is wrong with a definition, and what would mend it.
    Check(Check),
    /// Explain a definition in plain words.
    Show(Show),
    /// Make the sessions that a definition asks for.
    Calendar(Calendar),
    /// Print the JSON Schema of the definition language.
    Schema,
}

/// How to print the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One document with stable field names.
    Json,
}

/// How to print a calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CalendarFormat {
    /// For people.
    #[default]
    Text,
    /// One document with stable field names.
    Json,
    /// iCalendar (RFC 5545).
    Ics,
}

/// `program check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Definition files, and timetable files of programs among them.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// How to print the findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Rule sets to read against, instead of those each program names: `asam-2.1-adult,h0015`.
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub rules: Option<Vec<String>>,
}

/// `program show`.
#[derive(Debug, Args)]
pub struct Show {
    /// A definition file, or the id of a shipped program.
    #[arg(value_name = "FILE|ID")]
    pub program: String,
    /// A site's timetable to lay over it.
    #[arg(long, value_name = "FILE")]
    pub timetable: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `program calendar`.
#[derive(Debug, Args)]
pub struct Calendar {
    /// A definition file, or the id of a shipped program.
    #[arg(value_name = "FILE|ID")]
    pub program: String,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub from: Date,
    /// How many weeks.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1040))]
    pub weeks: u32,
    /// Only the sessions of this track.
    #[arg(long, value_name = "ID")]
    pub track: Option<String>,
    /// A site's timetable to lay over it.
    #[arg(long, value_name = "FILE")]
    pub timetable: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: CalendarFormat,
}

/// `simulate`.
#[derive(Debug, Args)]
pub struct Simulate {
    /// A definition file, or the id of a shipped program.
    #[arg(value_name = "FILE|ID")]
    pub program: String,
    /// How many clients.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub clients: u32,
    /// How many weeks.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1040))]
    pub weeks: u32,
    /// Where chance starts from: the same seed gives the same bytes.
    #[arg(long)]
    pub seed: u64,
    /// A site's timetable; the shipped example of a shipped program where none is named.
    #[arg(long, value_name = "FILE")]
    pub timetable: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}
