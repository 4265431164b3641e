//! A migration has a twin of the same name for the other engine.

use std::collections::BTreeSet;

/// Migrations without a twin.
pub fn broken(files: &[(String, String)]) -> Vec<String> {
    let of = |engine: &str| -> BTreeSet<&str> { files.iter().filter_map(|(name, _)| name.strip_prefix(engine)).collect() };
    let (sqlite, postgres) = (of("migrations/sqlite/"), of("migrations/postgres/"));
    sqlite.symmetric_difference(&postgres).map(|name| format!("the migration {name} has no twin for the other engine")).collect()
}
