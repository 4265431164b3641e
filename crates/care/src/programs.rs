//! The definitions a computation needs, by version, and how each holds for a stage and track.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use footbridge_definition::{model::Definition, resolve};

use crate::course::Stand;

type Key = (String, Option<String>, Option<String>);

/// Definitions by version, each already merged with the site's timetable.
#[derive(Debug, Default)]
pub struct Programs {
    versions: HashMap<String, Arc<Definition>>,
    memo: Mutex<HashMap<Key, Arc<Definition>>>,
}

impl Programs {
    /// With one version.
    pub fn one(version: &str, definition: Definition) -> Self {
        let mut programs = Self::default();
        programs.add(version, definition);
        programs
    }

    /// Adds a version.
    pub fn add(&mut self, version: &str, definition: Definition) {
        self.versions.insert(version.into(), Arc::new(definition));
    }

    /// Adds a version that others hold as well.
    pub fn share(&mut self, version: &str, definition: Arc<Definition>) {
        self.versions.insert(version.into(), definition);
    }

    /// The definition of a version.
    pub fn version(&self, version: &str) -> Option<Arc<Definition>> {
        self.versions.get(version).cloned()
    }

    /// The definition as it holds for a client who stands so. Empty where the version is not known.
    pub fn effective(&self, stand: &Stand) -> Arc<Definition> {
        let Some(definition) = self.versions.get(&stand.version) else { return Arc::default() };
        let stage = stand.aside_stage.as_deref().or(stand.stage.as_deref());
        if !stand.plan.is_empty() {
            return Arc::new(resolve::effective(definition, stage, stand.track.as_deref(), &stand.plan));
        }
        let key = (stand.version.clone(), stage.map(Into::into), stand.track.clone());
        let mut memo = self.memo.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || Arc::new(resolve::effective(definition, stage, stand.track.as_deref(), &stand.plan));
        memo.entry(key).or_insert_with(made).clone()
    }
}
