//! Rooms that have grown crowded. Advice: a place that outgrows this wants a name of its own.

use std::collections::BTreeMap;

const FILE: usize = 400;
const CRATE: usize = 8_000;

/// Files and crates with more code lines than they should have; tests, comments and blank lines are not counted.
pub fn advice(files: &[(String, String)]) -> Vec<String> {
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    let mut advice = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| is_code(name)) {
        let lines = code_lines(text);
        *crates.entry(crate_of(name)).or_default() += lines;
        if lines > FILE {
            advice.push(format!("{name} has {lines} code lines (over {FILE})"));
        }
    }
    let crowded = crates.into_iter().filter(|(_, lines)| *lines > CRATE);
    advice.extend(crowded.map(|(name, lines)| format!("{name} has {lines} code lines (over {CRATE})")));
    advice
}

fn is_code(name: &str) -> bool {
    name.ends_with(".rs") && !name.contains("/tests/") && !name.ends_with("/tests.rs")
}

fn crate_of(name: &str) -> &str {
    name.split_once("/src/").map_or(name, |(package, _)| package)
}

fn code_lines(text: &str) -> usize {
    let code = text.split("#[cfg(test)]").next().unwrap_or("");
    code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}
