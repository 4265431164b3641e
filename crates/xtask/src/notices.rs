//! `THIRD-PARTY.md`: whose work the binary carries, and under which licence.

use std::collections::BTreeSet;
use std::fmt::Write;

use anyhow::{Context, Result};

use crate::workspace::{Graph, Package, root};

const HEAD: &str = "# Third-party notices\n\n\
Footbridge is Apache-2.0. The binary is built from the packages below; each keeps its own licence, whose text lies in the package's\n\
source. SQLite itself, which `libsqlite3-sys` builds in, is in the public domain.\n\n\
For tests only, and not part of what is shipped: playwright-core (Apache-2.0), axe-core (MPL-2.0) and the packages that only\n\
`cargo test` needs.\n\n\
Written by `cargo xtask notices` from the lock file.\n\n\
| package | version | licence |\n|---|---|---|\n";

/// Writes it.
pub fn write() -> Result<()> {
    let graph = Graph::load()?;
    let binary = graph.ours().find(|package| package.name == "footbridge").context("there is no crate `footbridge`")?;
    let rows: BTreeSet<String> = graph.all_needed_by(binary).into_iter().filter(|package| !package.ours).map(row).collect();
    let mut text = HEAD.to_owned();
    for row in &rows {
        writeln!(text, "{row}")?;
    }
    std::fs::write(root().join("THIRD-PARTY.md"), text)?;
    println!("THIRD-PARTY.md names {} packages", rows.len());
    Ok(())
}

fn row(package: &Package) -> String {
    let license = if package.license.is_empty() { "see its source" } else { &package.license };
    format!("| {} | {} | {} |", package.name, package.version, license.replace('/', " OR "))
}
