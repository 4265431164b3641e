//! A file's text as a tree of plain values, with the line of every key.

use std::collections::HashMap;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::finding::Finding;

/// The largest file that is read, in bytes: many times the largest real program.
pub const LARGEST: usize = 1 << 20;

/// Where things stand in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    of_path: HashMap<String, usize>,
}

impl Lines {
    /// The line of a path such as `offering[2].when`; of the nearest part that the file has where it does not have all of it; 1 at last.
    pub fn at(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            if let Some(line) = self.of_path.get(path) {
                return *line;
            }
            match path.rfind(['.', '[']) {
                Some(cut) => path = path.get(..cut).unwrap_or(""),
                None => return 1,
            }
        }
    }

    /// The line of a field of the nth item of a concept.
    pub fn of(&self, concept: &str, index: usize, field: &str) -> usize {
        self.at(&format!("{concept}[{index}].{field}"))
    }
}

/// Reads bytes as a tree. Everything that is wrong with the text itself is an error with its line.
pub fn tree(bytes: &[u8]) -> Result<(Map<String, Value>, Lines), Vec<Finding>> {
    if bytes.len() > LARGEST {
        let message = format!("the file has {} bytes; a definition has at most {LARGEST}", bytes.len());
        return Err(vec![
            Finding::error("too-large", 1, message).mend("split it: a program in one file, each site's timetable in its own"),
        ]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| vec![not_utf8(bytes, error.valid_up_to())])?;
    if text.trim().is_empty() {
        return Err(vec![Finding::error("empty", 1, "the file is empty").mend("begin with `[program]`, `id = \"…\"` and `name = \"…\"`")]);
    }
    let starts = line_starts(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors.iter().take(20).map(|error| syntax(error, &starts)).collect());
    }
    let mut walk = Walk { starts, lines: Lines::default(), errors: Vec::new() };
    let tree = walk.table(table.get_ref(), "");
    if walk.errors.is_empty() { Ok((tree, walk.lines)) } else { Err(walk.errors) }
}

fn not_utf8(bytes: &[u8], at: usize) -> Finding {
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    Finding::error("not-utf8", line, format!("byte {} is not UTF-8 text", at + 1)).mend("save the file as UTF-8 text")
}

fn syntax(error: &toml::de::Error, starts: &[usize]) -> Finding {
    let line = error.span().map_or(1, |span| line_of(starts, span.start));
    Finding::error("syntax", line, format!("not TOML: {}", error.message().trim().replace('\n', ", ")))
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn line_of(starts: &[usize], offset: usize) -> usize {
    starts.partition_point(|start| *start <= offset).max(1)
}

struct Walk {
    starts: Vec<usize>,
    lines: Lines,
    errors: Vec<Finding>,
}

impl Walk {
    fn table(&mut self, table: &DeTable<'_>, path: &str) -> Map<String, Value> {
        let mut map = Map::new();
        for (key, value) in table {
            let name = key.get_ref();
            let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            let line = line_of(&self.starts, key.span().start);
            self.lines.of_path.insert(path.clone(), line);
            let value = self.value(value, &path);
            map.insert(name.to_string(), value);
        }
        map
    }

    fn array(&mut self, array: &DeArray<'_>, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        for (index, item) in array.iter().enumerate() {
            let path = format!("{path}[{index}]");
            let line = line_of(&self.starts, item.span().start);
            self.lines.of_path.insert(path.clone(), line);
            items.push(self.value(item, &path));
        }
        items
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
            DeValue::Array(array) => Value::Array(self.array(array, path)),
            DeValue::Table(table) => Value::Object(self.table(table, path)),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(number) => Value::from(number),
                Err(_) => self.bad_number(integer.as_str(), path),
            },
            DeValue::Float(float) => match float.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64) {
                Some(number) => Value::Number(number),
                None => self.bad_number(float.as_str(), path),
            },
        }
    }

    fn bad_number(&mut self, text: &str, path: &str) -> Value {
        let line = self.lines.at(path);
        self.errors.push(Finding::error("bad-number", line, format!("`{path}`: {text} is not a number a definition can hold")));
        Value::Null
    }
}
