//! The definitions that are shipped, the ones that try the language, and the examples of its reference, are all read.

use std::fs;
use std::path::{Path, PathBuf};

use footbridge_definition::check::{Input, check, check_timetable};
use footbridge_definition::finding::{Finding, Severity};
use footbridge_definition::read::{Document, Read, read, read_program, read_timetable};
use footbridge_definition::resolve::merge_at;
use footbridge_definition::rules::RuleBook;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every definition file in a folder of the repository, by name.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(root().join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut files: Vec<_> =
        paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

/// What reading and checking have to say against a text, one line for each error.
fn errors(name: &str, bytes: &[u8]) -> Vec<String> {
    let findings = match read(bytes) {
        Err(findings) => findings,
        Ok(Read { document: Document::Program(definition), lines }) => {
            check(&Input { definition: &definition, lines: &lines, rules: &RuleBook::shipped(), against: None })
        }
        Ok(_) => Vec::new(),
    };
    in_words(name, &findings)
}

fn in_words(name: &str, findings: &[Finding]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|f| format!("{name}:{}: {} {}", f.line, f.message, f.mend.as_deref().unwrap_or(""))).collect()
}

fn all_errors(folder: &str) -> Vec<String> {
    files(folder).iter().flat_map(|(name, bytes)| errors(name, bytes)).collect()
}

#[test]
fn the_eight_programs_can_run_and_carry_the_name_of_their_file() {
    assert_eq!(all_errors("programs"), Vec::<String>::new());
    let programs = files("programs");
    assert_eq!(programs.len(), 8);
    for (name, bytes) in programs {
        assert_eq!(read_program(&bytes).unwrap().0.program.id, name);
    }
}

#[test]
fn the_example_of_an_abstinence_only_policy_proposes_and_a_person_decides() {
    assert_eq!(all_errors("programs/examples"), Vec::<String>::new());
    let (_, bytes) = files("programs/examples").into_iter().find(|(name, _)| name == "abstinence-only-iop").unwrap();
    let (definition, _) = read_program(&bytes).unwrap();
    let proposed: Vec<_> = definition.response.iter().filter_map(|response| response.proposes.as_deref()).collect();
    assert_eq!(proposed, ["discharge-after-use"]);
    let moved = definition.moves.iter().find(|moved| moved.name == proposed[0]).unwrap();
    assert_eq!(moved.decided_by.0, ["director"]);
}

#[test]
fn every_timetable_is_read_and_names_a_program_that_is_shipped() {
    assert_eq!(all_errors("programs/timetables"), Vec::<String>::new());
    let ids: Vec<String> = files("programs").into_iter().map(|(name, _)| name).collect();
    let mut served = Vec::new();
    for (name, bytes) in files("programs/timetables") {
        let (timetable, _) = read_timetable(&bytes).unwrap();
        assert!(ids.contains(&timetable.timetable.program), "{name}");
        let about = timetable.timetable.about.unwrap_or_default();
        assert!(about.contains("our own example"), "{name} does not say that it is ours");
        served.push(timetable.timetable.program);
    }
    for id in ids {
        assert!(served.contains(&id), "{id} has no timetable");
    }
}

#[test]
fn every_timetable_narrows_its_program_and_loosens_nothing() {
    for (name, bytes) in files("programs/timetables") {
        let (timetable, lines) = read_timetable(&bytes).unwrap();
        let program = fs::read(root().join(format!("programs/{}.toml", timetable.timetable.program))).unwrap();
        let (definition, program_lines) = read_program(&program).unwrap();
        let input = Input { definition: &definition, lines: &program_lines, rules: &RuleBook::shipped(), against: None };
        assert_eq!(in_words(&name, &check_timetable(&input, &timetable, &lines)), Vec::<String>::new());
        if let Err(findings) = merge_at(&definition, &timetable, &|path| lines.at(path)) {
            panic!("{name}: {findings:#?}");
        }
    }
}

#[test]
fn programs_of_other_shapes_can_be_said() {
    assert_eq!(all_errors("crates/definition/tests/real-programs"), Vec::<String>::new());
    assert!(files("crates/definition/tests/real-programs").len() >= 13);
}

/// The `toml` blocks of the reference, with their first lines.
fn blocks(markdown: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in markdown.lines().enumerate() {
        match (&mut open, line.trim_end()) {
            (None, "```toml") => open = Some((number + 2, String::new())),
            (Some(_), "```") => blocks.extend(open.take()),
            (Some((_, text)), line) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) => {}
        }
    }
    blocks
}

const HEAD: &str = r#"
[[offering]]
name = "example-offering"
when = { arranged = true }

[program]
id = "example"
name = "Example"
"#;

/// A fragment becomes a whole file: one that begins neither program nor timetable is put under a minimal head, with something that
/// takes place.
fn whole(fragment: &str) -> String {
    let begins = |head: &str| fragment.lines().any(|line| line.trim() == head);
    match begins("[program]") || begins("[timetable]") {
        true => fragment.to_owned(),
        false => format!("{fragment}{HEAD}"),
    }
}

#[test]
fn every_example_of_the_reference_is_right() {
    let markdown = fs::read_to_string(root().join("docs/definition.md")).unwrap();
    let blocks = blocks(&markdown);
    assert!(blocks.len() > 20, "{} examples", blocks.len());
    let said: Vec<String> = blocks
        .iter()
        .flat_map(|(line, text)| errors(&format!("docs/definition.md, block at line {line}"), whole(text).as_bytes()))
        .collect();
    assert_eq!(said, Vec::<String>::new());
    assert!(matches!(read(whole(&blocks[0].1).as_bytes()).unwrap().document, Document::Program(_)), "the reference begins with a program");
}

#[test]
fn every_rhythm_of_the_reference_is_read() {
    let markdown = fs::read_to_string(root().join("docs/definition.md")).unwrap();
    let section = markdown.split("### When").nth(1).unwrap().split("| field |").next().unwrap();
    let rhythms: Vec<&str> = section.split('`').filter(|text| text.starts_with('{')).collect();
    assert!(rhythms.len() > 10, "{rhythms:?}");
    for when in rhythms {
        let text =
            format!("[[stage]]\nname = \"phase\"\n[[offering]]\nname = \"one\"\nwhen = {when}\n[program]\nid = \"p\"\nname = \"P\"\n");
        assert!(read(text.as_bytes()).is_ok(), "{when}");
    }
}

#[test]
fn every_field_of_the_language_is_in_the_reference() {
    let markdown = fs::read_to_string(root().join("docs/definition.md")).unwrap();
    let schema = footbridge_definition::schema::schema();
    let concepts = schema["$defs"].as_object().unwrap();
    let fields = concepts
        .iter()
        .filter(|(concept, _)| *concept != "TimetableFile")
        .filter_map(|(concept, shape)| Some((concept, shape.get("properties")?.as_object()?)));
    let missing: Vec<String> = fields
        .flat_map(|(concept, fields)| fields.keys().map(move |field| (concept, field)))
        .filter(|(_, field)| !markdown.contains(&format!("| `{field}` |")))
        .map(|(concept, field)| format!("{concept}.{field}"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
