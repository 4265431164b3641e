//! The definitions of a program at a site: parsed and merged once for each pair of texts, whoever asks.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use footbridge_care::ids::{ProgramVersionId, SiteId};
use footbridge_care::programs::Programs;
use footbridge_care::standing::RuleObligation;
use footbridge_db::{DbError, Tx, row};
use footbridge_definition::rules::{Rule, RuleBook, RuleSet};
use footbridge_definition::{model::Definition, read, resolve, value::Window};

use crate::Ledger;

/// A version of a program, merged with a site's timetable.
#[derive(Clone, Debug)]
pub struct AtSite {
    /// Its id.
    pub version: ProgramVersionId,
    /// What the site calls the version.
    pub name: String,
    /// The definition with the site's timetable laid over it.
    pub merged: Arc<Definition>,
    /// The hashes of the two texts.
    texts: (String, String),
}

row! {
    struct VersionRow {
        id: ProgramVersionId,
        version: String,
        sha256: String,
    }
}

row! {
    struct TimetableRow {
        source: String,
        sha256: String,
    }
}

type Shelf = Mutex<HashMap<(String, String), Arc<Definition>>>;

/// Definitions by the hashes of the two texts they were made of. What a hash names never changes, so nothing here grows old.
static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::default);

impl Ledger<'_> {
    /// Every published version of a program, newest first, as it holds at a site.
    pub fn definitions(self, tx: &mut Tx<'_>, of: (SiteId, &str)) -> Result<Vec<AtSite>, DbError> {
        let (site, program) = of;
        let timetable: Option<TimetableRow> = tx
            .sql("SELECT source, sha256 FROM timetable WHERE organization_id = $1 AND site_id = $2 AND program = $3")
            .bind(self.organization)
            .bind(site)
            .bind(program)
            .optional()?;
        let versions: Vec<VersionRow> = tx
            .sql(
                "SELECT id, version, sha256 FROM program_version
                 WHERE organization_id = $1 AND program = $2 AND status = 'published' ORDER BY published_at DESC, id DESC",
            )
            .bind(self.organization)
            .bind(program)
            .all()?;
        let mut found = Vec::new();
        for row in versions {
            let texts = (row.sha256.clone(), timetable.as_ref().map_or_else(String::new, |timetable| timetable.sha256.clone()));
            let merged = self.merged(tx, &row, timetable.as_ref())?;
            found.push(AtSite { version: row.id, name: row.version, merged, texts });
        }
        Ok(found)
    }

    fn merged(self, tx: &mut Tx<'_>, version: &VersionRow, timetable: Option<&TimetableRow>) -> Result<Arc<Definition>, DbError> {
        let key = (version.sha256.clone(), timetable.map_or_else(String::new, |timetable| timetable.sha256.clone()));
        if let Some(known) = SHELF.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(known.clone());
        }
        let source: String = tx
            .sql("SELECT source FROM program_version WHERE organization_id = $1 AND id = $2")
            .bind(self.organization)
            .bind(version.id)
            .one()?;
        let merged = Arc::new(laid_over(&source, timetable.map(|timetable| timetable.source.as_str()))?);
        SHELF.lock().unwrap_or_else(PoisonError::into_inner).insert(key, merged.clone());
        Ok(merged)
    }
}

type Shared = Mutex<HashMap<Vec<(ProgramVersionId, (String, String))>, Arc<Programs>>>;

/// These versions as standing asks for them. What each comes to in a stage and on a track is worked out once, whoever asks.
pub(super) fn programs(definitions: &[AtSite]) -> Arc<Programs> {
    static SHARED: LazyLock<Shared> = LazyLock::new(Shared::default);
    let key = definitions.iter().map(|definition| (definition.version, definition.texts.clone())).collect();
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let made = || {
        let mut programs = Programs::default();
        for definition in definitions {
            programs.share(&definition.version.to_string(), definition.merged.clone());
        }
        Arc::new(programs)
    };
    shared.entry(key).or_insert_with(made).clone()
}

/// A program's text with a timetable's laid over it. Both were read without errors when they were stored.
fn laid_over(program: &str, timetable: Option<&str>) -> Result<Definition, DbError> {
    let broken = |what: &str| DbError::Internal { what: format!("a stored {what} can no longer be read") };
    let (definition, _) = read::read_program(program.as_bytes()).map_err(|_| broken("program version"))?;
    match timetable {
        None => Ok(resolve::instances(&definition).0),
        Some(text) => {
            let (timetable, _) = read::read_timetable(text.as_bytes()).map_err(|_| broken("timetable"))?;
            resolve::merge(&definition, &timetable).map_err(|_| broken("timetable"))
        }
    }
}

/// What payers and levels of care ask in a week, from the shipped rule sets.
pub fn rule_sets() -> Vec<RuleObligation> {
    static SETS: LazyLock<Vec<RuleObligation>> = LazyLock::new(|| {
        let book = RuleBook::shipped();
        let weekly = book.sets().iter().flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
        weekly.filter(|(_, rule)| rule.owes.per.is_some_and(Window::is_week)).map(|(set, rule)| asked(set, rule)).collect()
    });
    SETS.clone()
}

fn asked(set: &RuleSet, rule: &Rule) -> RuleObligation {
    RuleObligation { set: set.id.clone(), obligation: rule.owes.clone(), from: Some(rule.holds_from), until: rule.until }
}
