use std::path::Path;

use footbridge_definition::check::{Input, check, check_timetable, report_json, report_text};
use footbridge_definition::finding::Finding;
use footbridge_definition::model::Definition;
use footbridge_definition::read::{Document, Read, read};
use footbridge_definition::rules::RuleBook;
use footbridge_definition::source::Lines;

use crate::cli::{Check, Format};
use crate::files;
use crate::stop::{Stop, answer, answer_json};

/// `footbridge program check`
pub fn run(args: &Check) -> Result<(), Stop> {
    let rules = RuleBook::shipped();
    known(&rules, args.rules.as_deref())?;
    let opened: Vec<Opened> = args.files.iter().map(|path| open(path)).collect();
    let findings: Vec<Vec<Finding>> = opened.iter().map(|file| findings(file, &opened, (&rules, args.rules.as_deref()))).collect();
    let reported = opened.iter().zip(&findings).map(|(file, findings)| (file.name.as_str(), findings.as_slice()));
    match args.format {
        Format::Text => answer(&report_text(reported))?,
        Format::Json => answer_json(&report_json(reported))?,
    }
    if findings.iter().any(|findings| files::has_errors(findings)) { Err(Stop::Answered) } else { Ok(()) }
}

fn known(rules: &RuleBook, asked: Option<&[String]>) -> Result<(), Stop> {
    let (_, unknown) = rules.named(asked.unwrap_or_default().iter().map(String::as_str));
    match unknown.first() {
        None => Ok(()),
        Some(name) => {
            let known: Vec<&str> = rules.sets().iter().map(|set| set.id.as_str()).collect();
            Err(Stop::Usage(format!("there is no rule set `{name}`; known: {}", known.join(", "))))
        }
    }
}

/// A file as far as it could be read.
struct Opened {
    name: String,
    read: Result<Read, Vec<Finding>>,
}

fn open(path: &Path) -> Opened {
    let name = path.display().to_string();
    let read = match files::bytes(path) {
        Ok(bytes) => read(&bytes),
        Err(Stop::Input(lines)) => Err(lines.iter().map(|line| Finding::error("unreadable", 1, after_place(line))).collect()),
        Err(_) => Err(vec![Finding::error("unreadable", 1, "cannot be read")]),
    };
    Opened { name, read }
}

/// `file:1: message` → `message`.
fn after_place(line: &str) -> &str {
    line.split_once(":1: ").map_or(line, |(_, message)| message)
}

fn findings(file: &Opened, all: &[Opened], (rules, against): (&RuleBook, Option<&[String]>)) -> Vec<Finding> {
    let Read { document, lines } = match &file.read {
        Ok(read) => read,
        Err(findings) => return findings.clone(),
    };
    match document {
        Document::Program(definition) => check(&Input { definition, lines, rules, against }),
        Document::Timetable(timetable) => match program_of(&timetable.timetable.program, all) {
            Some((definition, program_lines)) => {
                check_timetable(&Input { definition: &definition, lines: &program_lines, rules, against }, timetable, lines)
            }
            None => vec![no_program(&timetable.timetable.program, lines)],
        },
    }
}

/// The program a timetable names: among the files given, or shipped.
fn program_of(id: &str, all: &[Opened]) -> Option<(Definition, Lines)> {
    let given = all.iter().filter_map(|file| file.read.as_ref().ok()).find_map(|read| match &read.document {
        Document::Program(definition) if definition.program.id == id => Some(((**definition).clone(), read.lines.clone())),
        _ => None,
    });
    given.or_else(|| footbridge_definition::read::read_program(&files::shipped(id)?).ok())
}

fn no_program(id: &str, lines: &Lines) -> Finding {
    Finding::error("no-program", lines.at("timetable.program"), format!("the program `{id}` is neither among the files nor shipped"))
        .mend("name the program's file as well")
}
