//! The workspace as cargo and git see it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The repository's top directory.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command prints, run at the top of the repository.
pub fn output(program: &str, args: &[&str]) -> Result<String> {
    let output = Command::new(program).args(args).current_dir(root()).output().with_context(|| format!("cannot run {program}"))?;
    ensure!(output.status.success(), "{program} {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// The files that git keeps, with their text; what is not text is left out.
pub fn tracked() -> Result<Vec<(String, String)>> {
    let names = output("git", &["ls-files"])?;
    let read = |name: &str| std::fs::read_to_string(root().join(name)).ok().map(|text| (name.to_owned(), text));
    Ok(names.lines().filter_map(read).collect())
}

/// A package and what it needs to run or to be built (not to be tested).
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as it states it.
    pub license: String,
    /// Whether it is ours.
    pub ours: bool,
    /// The ids of the packages that it needs.
    pub needs: Vec<String>,
}

/// Every package of the dependency graph, by id.
pub struct Graph(BTreeMap<String, Package>);

impl Graph {
    /// Asks cargo.
    pub fn load() -> Result<Self> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let document: Value = serde_json::from_str(&output(&cargo, &["metadata", "--format-version", "1", "--locked"])?)?;
        let mut needs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for node in list(&document["resolve"]["nodes"]) {
            needs.insert(
                text(&node["id"]),
                list(&node["deps"]).iter().filter(|dep| is_needed(dep)).map(|dep| text(&dep["pkg"]).to_owned()).collect(),
            );
        }
        let package = |value: &Value| {
            let id = text(&value["id"]);
            let package = Package {
                name: text(&value["name"]).to_owned(),
                version: text(&value["version"]).to_owned(),
                license: text(&value["license"]).to_owned(),
                ours: value["source"].is_null(),
                needs: needs.remove(id).unwrap_or_default(),
            };
            (id.to_owned(), package)
        };
        Ok(Self(list(&document["packages"]).iter().map(package).collect()))
    }

    /// Our own crates.
    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        self.0.values().filter(|package| package.ours)
    }

    /// Those of ours that a crate names in its own manifest.
    pub fn ours_needed_by<'a>(&'a self, package: &'a Package) -> impl Iterator<Item = &'a Package> {
        package.needs.iter().filter_map(|id| self.0.get(id)).filter(|needed| needed.ours)
    }

    /// Everything that a crate needs, however far away.
    pub fn all_needed_by(&self, package: &Package) -> Vec<&Package> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&String> = package.needs.iter().collect();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                waiting.extend(self.0.get(id).into_iter().flat_map(|needed| &needed.needs));
            }
        }
        seen.into_iter().filter_map(|id| self.0.get(id)).collect()
    }
}

/// A dependency counts unless it is for tests only.
fn is_needed(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].as_str() != Some("dev"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}
