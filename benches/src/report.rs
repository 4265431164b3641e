//! What is printed.

use std::fmt::Write as _;

use crate::Args;

/// A heading, a table, and what is to be said about it.
pub struct Section {
    /// The heading.
    pub title: String,
    /// The table's columns.
    pub columns: Vec<&'static str>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// What a reader has to know about it.
    pub notes: Vec<String>,
}

impl Section {
    fn text(&self) -> String {
        let mut text = format!("## {}\n\n| {} |\n|{}\n", self.title, self.columns.join(" | "), "---|".repeat(self.columns.len()));
        for row in &self.rows {
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
        for note in &self.notes {
            let _ = write!(text, "\n{note}\n");
        }
        text
    }
}

/// Prints what is measured, and with what.
pub fn head(args: &Args) {
    println!("Demo of {} clients in {} weeks, {} s a figure; {}.\n", args.clients, args.weeks, args.seconds, machine());
}

/// Prints a section as soon as it is known.
pub fn print(section: &Section) {
    println!("{}", section.text());
}

/// The machine, and how busy it was with other things.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let model = read("/proc/cpuinfo")
        .lines()
        .find_map(|line| line.strip_prefix("model name").map(|rest| rest.trim_start_matches(['\t', ':', ' ']).to_owned()));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let load = read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" ");
    format!("{cores} cores ({}), load at the beginning {load}", model.unwrap_or_default())
}
