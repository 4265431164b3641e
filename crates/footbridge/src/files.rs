//! Definition files: from disk, or the shipped ones by their id.

use std::path::Path;

use footbridge_definition::finding::{Finding, Severity};
use footbridge_definition::model::{Definition, Timetable};
use footbridge_definition::{read, resolve};
use rust_embed::RustEmbed;

use crate::stop::Stop;

/// The programs that come with the binary, and the example timetables.
#[derive(RustEmbed)]
#[folder = "../../programs"]
struct Shipped;

/// A file's bytes, or why it cannot be read, as one line that names it.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    let name = path.display();
    let refused = |why: &str| Stop::input(format!("{name}:1: {why}"));
    if path.is_dir() {
        return Err(refused("this is a directory; name a definition file in it"));
    }
    if std::fs::metadata(path).is_ok_and(|meta| meta.len() > 64 << 20) {
        return Err(refused("the file is far larger than any definition"));
    }
    std::fs::read(path).map_err(|error| refused(&format!("cannot be read: {error}")))
}

/// Findings as lines of errors.
pub fn lines(name: &str, findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let mend = finding.mend.as_ref().map(|mend| format!(" ({mend})")).unwrap_or_default();
        format!("{name}:{}: {}{mend}", finding.line, finding.message)
    };
    findings.iter().map(line).collect()
}

/// A program by file or shipped id, with what to call it in messages.
pub fn program(named: &str) -> Result<(Definition, String), Stop> {
    let (name, bytes) = match shipped(named) {
        Some(bytes) if !Path::new(named).exists() => (format!("{named}.toml"), bytes),
        _ if !Path::new(named).exists() && !named.contains(['/', '.']) => return Err(Stop::input(unknown(named))),
        _ => (named.to_owned(), bytes(Path::new(named))?),
    };
    let (definition, _) = read::read_program(&bytes).map_err(|findings| Stop::Input(lines(&name, &findings)))?;
    Ok((definition, name))
}

fn unknown(named: &str) -> String {
    let ids = ids();
    let near = footbridge_definition::schema::nearest(named, ids.iter().map(String::as_str));
    let hint = near.map_or_else(|| format!("shipped programs: {}", ids.join(", ")), |near| format!("did you mean `{near}`?"));
    format!("{named}:1: there is no such file and no shipped program of that id ({hint})")
}

/// The ids of the shipped programs.
pub fn ids() -> Vec<String> {
    let top = Shipped::iter().filter(|name| !name.contains('/'));
    let mut ids: Vec<String> = top.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    ids.sort();
    ids
}

/// A shipped program's text.
pub fn shipped(id: &str) -> Option<Vec<u8>> {
    Shipped::get(&format!("{id}.toml")).map(|file| file.data.into_owned())
}

/// The text of the example timetable of a shipped program.
pub fn shipped_timetable(id: &str) -> Option<Vec<u8>> {
    Shipped::get(&format!("timetables/{id}-example.toml")).map(|file| file.data.into_owned())
}

/// A timetable from a file.
pub fn timetable(path: &Path) -> Result<Timetable, Stop> {
    let (timetable, _) =
        read::read_timetable(&bytes(path)?).map_err(|findings| Stop::Input(lines(&path.display().to_string(), &findings)))?;
    Ok(timetable)
}

/// A program with a timetable laid over it: the one named, or the shipped example where `example` asks for it.
pub fn laid_out(named: &str, timetable_file: Option<&Path>, example: bool) -> Result<Definition, Stop> {
    let (definition, name) = program(named)?;
    let timetable = match timetable_file {
        Some(path) => Some((timetable(path)?, path.display().to_string())),
        None if example && !named.contains(['/', '.']) => shipped_example(named)?,
        None => None,
    };
    match timetable {
        None => {
            let (definition, faults) = resolve::instances(&definition);
            let findings: Vec<Finding> = faults.iter().map(|fault| fault.finding(&|_| 1)).collect();
            if findings.is_empty() { Ok(definition) } else { Err(Stop::Input(lines(&name, &findings))) }
        }
        Some((timetable, file)) => resolve::merge(&definition, &timetable).map_err(|findings| Stop::Input(lines(&file, &findings))),
    }
}

fn shipped_example(id: &str) -> Result<Option<(Timetable, String)>, Stop> {
    let Some(bytes) = shipped_timetable(id) else { return Ok(None) };
    let name = format!("timetables/{id}-example.toml");
    let (timetable, _) = read::read_timetable(&bytes).map_err(|findings| Stop::Input(lines(&name, &findings)))?;
    Ok(Some((timetable, name)))
}

/// Whether findings stop a definition from running.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
