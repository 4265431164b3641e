//! The command line: a contract that scripts and tests rely on.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use footbridge_care::ids::ClientId;
use jiff::Timestamp;
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
    /// Show a living clinic with a made-up past in the browser.
    Demo(Demo),
    /// Serve a clinic.
    Serve(Serve),
    /// Found the first organization, its site and its administrator.
    Init(Init),
    /// Say where a client stands, and why.
    Standing(StandingArgs),
    /// Check the audit log.
    Audit {
        /// What of it.
        #[command(subcommand)]
        command: AuditCommand,
    },
}

/// The address that is listened on unless another is named.
pub const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

/// `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// The id of a shipped program.
    #[arg(long, value_name = "ID", default_value = "blue-heart-iop")]
    pub program: String,
    /// How many clients came in the past.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    pub clients: u32,
    /// Where chance starts from.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many weeks of past.
    #[arg(long, default_value_t = 26, value_parser = clap::value_parser!(u32).range(1..=260))]
    pub weeks: u32,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value_t = LISTEN)]
    pub listen: SocketAddr,
    /// Keep the clinic in this directory; without it nothing is kept.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// How to print the address and the sign-ins.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Build it in this empty database instead of a file: `postgres://user@host/name`.
    #[arg(long, value_name = "URL", requires = "data")]
    pub database: Option<String>,
    /// Build the clinic and stop: for measuring.
    #[arg(long, hide = true)]
    pub build_only: bool,
}

/// `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Where storage is: `sqlite:/path/clinic.db` or `postgres://user@host/name`.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// A configuration file for the same.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The key file, outside the database.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Where storage is to be: `sqlite:/path/clinic.db` or `postgres://user@host/name`.
    #[arg(long, value_name = "URL", default_value = "sqlite:footbridge.db")]
    pub database: String,
    /// The key file, outside the database.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The organization's name.
    #[arg(long)]
    pub organization: String,
    /// The first site's name.
    #[arg(long)]
    pub site: String,
    /// The site's time zone: `America/New_York`.
    #[arg(long)]
    pub zone: String,
    /// The administrator's user name. The password is read from standard input or FOOTBRIDGE_PASSWORD.
    #[arg(long)]
    pub user: String,
}

/// `standing`.
#[derive(Debug, Args)]
pub struct StandingArgs {
    /// Where storage is.
    #[arg(long, value_name = "URL")]
    pub database: String,
    /// The key file.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Whose.
    #[arg(long, value_name = "ID")]
    pub client: ClientId,
    /// As of when (RFC 3339); now where not said.
    #[arg(long, value_name = "TIME")]
    pub at: Option<Timestamp>,
    /// By what was known when (RFC 3339).
    #[arg(long, value_name = "TIME")]
    pub known_at: Option<Timestamp>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Find what was changed, removed, reordered or rolled back.
    Verify(AuditVerify),
}

/// `audit verify`.
#[derive(Debug, Args)]
pub struct AuditVerify {
    /// Where storage is.
    #[arg(long, value_name = "URL")]
    pub database: String,
    /// The key file.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Checkpoints that were kept outside the database.
    #[arg(long, value_name = "FILE")]
    pub anchors: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
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
