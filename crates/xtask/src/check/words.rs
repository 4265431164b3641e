//! Words that no file of ours may hold.

/// Split, so that this file does not hold them.
const NEVER: &[(&[&str], &str)] = &[
    (&["/wo", "rk/"], "a path of one developer's machine"),
    (&["..", "/shared"], "a path outside the repository"),
    (&["registry.", "npmjs"], "a package registry's host"),
    (&["index.", "crates.io"], "a package registry's host"),
    (&["static.", "crates.io"], "a package registry's host"),
    (&["deb.", "debian.org"], "a package registry's host"),
    (&["files.", "pythonhosted"], "a package registry's host"),
];

/// Only in Rust files.
const NEVER_IN_RUST: &[(&[&str], &str)] = &[
    (&["unsafe", " {"], "`unsafe` is forbidden"),
    (&["unsafe", " fn"], "`unsafe` is forbidden"),
    (&["unsafe", " impl"], "`unsafe` is forbidden"),
    (&["todo", "!("], "something is left undone"),
    (&["unimplemented", "!("], "something is left undone"),
    (&["#[", "ignore"], "a test is switched off"),
];

/// Lines that hold one.
pub fn broken(files: &[(String, String)]) -> Vec<String> {
    files.iter().flat_map(|(name, text)| in_file(name, text)).collect()
}

fn in_file(name: &str, text: &str) -> Vec<String> {
    let rust: &[_] = if name.ends_with(".rs") { NEVER_IN_RUST } else { &[] };
    let words: Vec<(String, &str)> = NEVER.iter().chain(rust).map(|(parts, why)| (parts.concat(), *why)).collect();
    let hits = |line: &str| words.iter().find(|(word, _)| line.contains(word)).map(|(word, why)| format!("{why} (`{word}`)"));
    text.lines().enumerate().filter_map(|(at, line)| Some(format!("{name}:{}: {}", at + 1, hits(line)?))).collect()
}
