//! Times the paths that people feel, with a living demo of the real binary, and writes what it saw as Markdown on standard output.
//!
//! It never asserts a time: a figure belongs to the machine and the hour it was measured in. `benches/run` builds, starts a durable
//! PostgreSQL of its own and writes `docs/performance.md`. To add a figure: a function that gives a [`report::Section`].

mod clinic;
mod commits;
mod http;
mod pages;
mod pure;
mod report;
mod saves;
mod standings;
mod times;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

/// What is measured, and with how much.
#[derive(Debug, Parser)]
pub struct Args {
    /// The binary that is measured.
    #[arg(long, default_value = "target/release/footbridge")]
    pub binary: PathBuf,
    /// A database of a PostgreSQL server that may be filled. Without it only SQLite is measured.
    #[arg(long, value_name = "URL")]
    pub postgres: Option<String>,
    /// How many clients come in the demo's past; about half of them are there at its end.
    #[arg(long, default_value_t = 400)]
    pub clients: u32,
    /// How many weeks of past.
    #[arg(long, default_value_t = 36)]
    pub weeks: u32,
    /// For how many seconds each figure over HTTP is taken.
    #[arg(long, default_value_t = 20)]
    pub seconds: u64,
}

fn main() -> Result<()> {
    let args = Args::parse();
    report::head(&args);
    report::print(&pure::section()?);
    let directory = clinic::Directory::new()?;
    for engine in clinic::engines(&args, &directory) {
        let clinic = clinic::Clinic::open(&args, engine)?;
        if clinic.is_sqlite() {
            report::print(&standings::section(&directory)?);
        }
        report::print(&pages::section(&clinic, args.seconds)?);
        report::print(&saves::section(&clinic, args.seconds)?);
    }
    Ok(())
}
