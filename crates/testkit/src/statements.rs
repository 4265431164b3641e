//! The catalogue of SQL: every statement that stands in a source file, so that a test can prepare each one on both engines.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A statement and where it stands.
pub struct Found {
    /// The file and the line of its opening quote.
    pub place: String,
    /// Its text, as the compiler reads it.
    pub text: String,
}

const STARTS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];

/// Every string literal that begins as a statement does, in the `src` directories of all crates below `root`.
pub fn all(root: &Path) -> Vec<Found> {
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    files.iter().flat_map(|file| in_file(file)).collect()
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable directory").flatten() {
        let path = entry.path();
        let skipped = ["target", "tests", "benches", "testkit"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !skipped {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
}

fn in_file(path: &Path) -> Vec<Found> {
    let source = fs::read_to_string(path).expect("a readable source file");
    literals(&source)
        .into_iter()
        .filter(|(_, text)| STARTS.iter().any(|start| text.trim_start().replace('\n', " ").starts_with(start)))
        .map(|(line, text)| Found { place: format!("{}:{line}", path.display()), text })
        .collect()
}

/// The string literals of a Rust source with their lines: plain and raw ones; comments and characters are passed over.
fn literals(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = source;
    let line = |rest: &str| 1 + source[..source.len() - rest.len()].matches('\n').count();
    while let Some(first) = rest.chars().next() {
        let at = line(rest);
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if first == '"' {
            let (text, after) = plain(&rest[1..]);
            found.push((at, text));
            rest = after;
        } else if let Some((text, after)) = raw(rest) {
            found.push((at, text));
            rest = after;
        } else if rest.starts_with("'\"'") || rest.starts_with("b'\"'") {
            rest = &rest[rest.find("\"'").expect("just seen") + 2..];
        } else if rest.starts_with("'\\") {
            rest = rest[2..].find('\'').map_or("", |end| &rest[2 + end.max(1) + 1..]);
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    found
}

fn plain(body: &str) -> (String, &str) {
    let mut text = String::new();
    let mut chars = body.char_indices();
    while let Some((index, char)) = chars.next() {
        match char {
            '"' => return (text, &body[index + 1..]),
            '\\' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, '\n')) => {
                    let after = chars.as_str().trim_start();
                    chars = chars_from(body, after);
                }
                Some((_, escaped)) => text.push(escaped),
                None => break,
            },
            char => text.push(char),
        }
    }
    (text, "")
}

fn chars_from<'b>(body: &'b str, after: &'b str) -> std::str::CharIndices<'b> {
    let mut chars = body.char_indices();
    while chars.as_str().len() > after.len() {
        chars.next();
    }
    chars
}

fn raw(rest: &str) -> Option<(String, &str)> {
    let body = rest.strip_prefix('r')?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let body = body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let (text, after) = body.split_once(&end)?;
    Some((text.to_owned(), after))
}

#[cfg(test)]
mod tests {
    use super::literals;

    #[test]
    fn literals_are_found_as_the_compiler_reads_them() {
        let source = "let a = \"SELECT \\\n    1\"; // \"not this\"\nlet b = r#\"SELECT \"x\"\"#; let c = '\"'; let d = \"e\\\"f\";";
        let texts: Vec<String> = literals(source).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["SELECT 1", "SELECT \"x\"", "e\"f"]);
    }
}
