//! Whatever a definition says, checking it ends, soon, and without a panic.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::path::Path;
use std::sync::LazyLock;

use footbridge_definition::check::{Input, check, check_timetable, report_json, report_text};
use footbridge_definition::model::{Definition, Timetable};
use footbridge_definition::read::{read_program, read_timetable};
use footbridge_definition::rules::RuleBook;
use footbridge_definition::source::Lines;
use proptest::prelude::*;
use serde_json::{Value, json};

/// One change to a definition's tree: where, and what.
#[derive(Clone, Debug)]
struct Change {
    at: prop::sample::Index,
    what: usize,
    other: prop::sample::Index,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = (any::<prop::sample::Index>(), 0..7usize, any::<prop::sample::Index>());
    prop::collection::vec(change.prop_map(|(at, what, other)| Change { at, what, other }), 1..12)
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    found.sort();
    found
}

/// The shipped programs, and those of other shapes, as trees.
static TREES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let all = files("../../programs").into_iter().chain(files("tests/real-programs"));
    all.map(|path| serde_json::to_value(read_program(&std::fs::read(path).unwrap()).unwrap().0).unwrap()).collect()
});

/// Pointers to everything in a tree.
fn pointers(tree: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match tree {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| pointers(value, &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), found))
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{here}/{index}"), found)),
        _ => {}
    }
}

fn apply(tree: &mut Value, change: &Change) {
    let mut all = Vec::new();
    pointers(tree, "", &mut all);
    let at = change.at.get(&all).clone();
    let from: &String = change.other.get(&all);
    let other = tree.pointer(from).cloned().unwrap_or(Value::Null);
    let Some(value) = tree.pointer_mut(&at) else { return };
    match (change.what, value) {
        (0, Value::Object(map)) => {
            let key = map.keys().next().cloned().unwrap_or_default();
            map.shift_remove(&key);
        }
        (1, Value::Array(items)) if !items.is_empty() => items.push(items[0].clone()),
        (2, Value::Array(items)) => items.clear(),
        (3, Value::String(text)) => text.push('x'),
        (4, value @ Value::Number(_)) => *value = json!(u32::MAX),
        (5, value @ Value::Number(_)) => *value = json!(0),
        (6, value) => *value = other,
        _ => {}
    }
}

fn survives(definition: &Definition) {
    let (rules, lines) = (RuleBook::shipped(), Lines::default());
    let asked = ["asam-2.1-adult".to_owned(), "asam-2.1-adolescent".into(), "h0015".into(), "medicare-iop".into()];
    let found = check(&Input { definition, lines: &lines, rules: &rules, against: Some(&asked) });
    report_text([("x", found.as_slice())]);
    report_json([("x", found.as_slice())]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_change_to_a_program_makes_checking_panic(which in any::<prop::sample::Index>(), changes in changes()) {
        let mut tree = which.get(TREES.as_slice()).clone();
        for change in &changes {
            let mut changed = tree.clone();
            apply(&mut changed, change);
            // only what still reads is a definition
            if serde_json::from_value::<Definition>(changed.clone()).is_ok() {
                tree = changed;
            }
        }
        let definition: Definition = serde_json::from_value(tree).unwrap();
        survives(&definition);
    }

    #[test]
    fn no_change_to_a_timetable_makes_checking_panic(which in any::<prop::sample::Index>(), changes in changes()) {
        let all = files("../../programs/timetables");
        let (timetable, _) = read_timetable(&std::fs::read(which.get(&all)).unwrap()).unwrap();
        let mut tree = serde_json::to_value(&timetable).unwrap();
        for change in &changes {
            let mut changed = tree.clone();
            apply(&mut changed, change);
            if serde_json::from_value::<Timetable>(changed.clone()).is_ok() {
                tree = changed;
            }
        }
        let changed: Timetable = serde_json::from_value(tree).unwrap();
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../programs/{}.toml", timetable.timetable.program));
        let (definition, lines) = read_program(&std::fs::read(program).unwrap()).unwrap();
        let rules = RuleBook::shipped();
        check_timetable(&Input { definition: &definition, lines: &lines, rules: &rules, against: None }, &changed, &Lines::default());
    }
}
