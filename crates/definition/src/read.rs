//! A file's bytes become a [`Definition`] or a [`Timetable`], or findings that name each line that is wrong.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::finding::Finding;
use crate::model::{Definition, Site, Timetable};
use crate::schema::{self, Unknown};
use crate::source::{self, Lines};

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// A program definition.
    Program(Box<Definition>),
    /// A site's timetable of a program.
    Timetable(Box<Timetable>),
}

/// A file that was read: what it holds, and the line of everything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// What it holds.
    pub document: Document,
    /// Where everything stands.
    pub lines: Lines,
}

/// Reads a file. All errors at once, in the order of their lines.
pub fn read(bytes: &[u8]) -> Result<Read, Vec<Finding>> {
    let (mut tree, lines) = source::tree(bytes)?;
    let is_timetable = tree.contains_key("timetable") && !tree.contains_key("program");
    let unknown = schema::unknown_keys(&tree, is_timetable);
    let mut errors: Vec<Finding> = unknown.iter().map(|key| unknown_key(key, &lines)).collect();
    for key in &unknown {
        remove(&mut tree, &key.path);
    }
    let mut items = Items { tree: &tree, lines: &lines, errors: &mut errors };
    let document = if is_timetable { items.timetable() } else { items.definition() };
    match document {
        Some(document) if errors.is_empty() => Ok(Read { document, lines }),
        _ => {
            errors.sort_by_key(|finding| finding.line);
            Err(errors)
        }
    }
}

/// Reads a file that must be a program definition.
pub fn read_program(bytes: &[u8]) -> Result<(Definition, Lines), Vec<Finding>> {
    match read(bytes)? {
        Read { document: Document::Program(definition), lines } => Ok((*definition, lines)),
        Read { lines, .. } => Err(vec![wrong_document(&lines, "timetable", "a timetable, where a program definition is wanted")]),
    }
}

/// Reads a file that must be a timetable.
pub fn read_timetable(bytes: &[u8]) -> Result<(Timetable, Lines), Vec<Finding>> {
    match read(bytes)? {
        Read { document: Document::Timetable(timetable), lines } => Ok((*timetable, lines)),
        Read { lines, .. } => Err(vec![wrong_document(&lines, "program", "a program definition, where a timetable is wanted")]),
    }
}

fn wrong_document(lines: &Lines, path: &str, what: &str) -> Finding {
    Finding::error("wrong-document", lines.at(path), format!("this file is {what}"))
}

fn unknown_key(unknown: &Unknown, lines: &Lines) -> Finding {
    let Unknown { path, key, nearest, known } = unknown;
    let finding = Finding::error("unknown-key", lines.at(path), format!("`{key}` is not a key that is known here (`{path}`)"));
    match nearest {
        Some(nearest) => finding.mend(format!("did you mean `{nearest}`?")),
        None => finding.mend(format!("known here: {}", known.join(", "))),
    }
}

/// Removes the value at a path such as `offering[2].when.dyas`.
fn remove(tree: &mut Map<String, Value>, path: &str) {
    let pointer = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    let mut root = Value::Object(std::mem::take(tree));
    if let Some(Value::Object(map)) = root.pointer_mut(parent) {
        map.shift_remove(key);
    }
    if let Value::Object(map) = root {
        *tree = map;
    }
}

struct Items<'a> {
    tree: &'a Map<String, Value>,
    lines: &'a Lines,
    errors: &'a mut Vec<Finding>,
}

impl Items<'_> {
    fn definition(&mut self) -> Option<Document> {
        let definition = Definition {
            program: self.head("program", &["id", "name"])?,
            kind: self.list("kind"),
            stage: self.list("stage"),
            track: self.list("track"),
            offering: self.list("offering"),
            curriculum: self.list("curriculum"),
            obligation: self.list("obligation"),
            counter: self.list("counter"),
            condition: self.list("condition"),
            response: self.list("response"),
            moves: self.list("move"),
            ledger: self.list("ledger"),
        };
        Some(Document::Program(Box::new(definition)))
    }

    fn timetable(&mut self) -> Option<Document> {
        let timetable = Timetable {
            timetable: self.head::<Site>("timetable", &["program"])?,
            stage: self.list("stage"),
            track: self.list("track"),
            offering: self.list("offering"),
        };
        Some(Document::Timetable(Box::new(timetable)))
    }

    fn head<T: DeserializeOwned>(&mut self, key: &str, required: &[&str]) -> Option<T> {
        let Some(value) = self.tree.get(key) else {
            let finding = Finding::error("no-program", 1, "the file has no `[program]`, so it says nothing of which program it is");
            self.errors
                .push(finding.mend("begin with `[program]`, `id = \"…\"` and `name = \"…\"`; a timetable begins with `[timetable]`"));
            return None;
        };
        for field in required {
            self.name(value, key, field);
        }
        self.item(value, key)
    }

    fn list<T: DeserializeOwned>(&mut self, key: &str) -> Vec<T> {
        let items = match self.tree.get(key) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => {
                let message = format!("`{key}` is written as a list of tables");
                self.errors.push(Finding::error("bad-value", self.lines.at(key), message).mend(format!("write `[[{key}]]`")));
                return Vec::new();
            }
        };
        let mut found = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let path = format!("{key}[{index}]");
            self.name(item, &path, "name");
            found.extend(self.item(item, &path));
        }
        found
    }

    fn item<T: DeserializeOwned>(&mut self, value: &Value, path: &str) -> Option<T> {
        match serde_path_to_error::deserialize(value) {
            Ok(item) => Some(item),
            Err(error) => {
                let inner = error.path().to_string();
                let path = if inner == "." { path.to_owned() } else { format!("{path}.{inner}") };
                let message = format!("`{path}`: {}", in_words(&error.into_inner().to_string()));
                self.errors.push(Finding::error("bad-value", self.lines.at(&path), message));
                None
            }
        }
    }

    /// A name must be there, and be a name.
    fn name(&mut self, item: &Value, path: &str, field: &str) {
        let line = self.lines.at(&format!("{path}.{field}"));
        let finding = match item.get(field).and_then(Value::as_str) {
            None | Some("") => Finding::error("no-name", self.lines.at(path), format!("`{path}` has no `{field}`")),
            Some(text) if path == "program" && field == "name" && !text.trim().is_empty() => return,
            Some(text) if is_name(text) => return,
            Some(text) => Finding::error(
                "bad-name",
                line,
                format!("`{text}` is not a name: names are lower-case letters, digits, hyphens and underscores, so that they can be links"),
            )
            .mend(format!("write `{field} = \"{}\"`, and what people call it as `label`", as_name(text))),
        };
        self.errors.push(finding);
    }
}

fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    text.chars().all(good) && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.len() <= 80
}

fn as_name(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// The deserializer's words, in ours.
fn in_words(message: &str) -> String {
    let text = message
        .replace("invalid type: ", "found ")
        .replace("invalid value: ", "found ")
        .replace("expected struct", "expected the table of a")
        .replace("a sequence", "a list")
        .replace("sequence", "list")
        .replace("a map", "a table")
        .replace("u32", "a whole number, zero or more")
        .replace("i64", "a whole number");
    match text.split_once(" at line ") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}
