//! Opening storage and its keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use footbridge_care::ids::OrganizationId;
use footbridge_db::{Db, DbConfig, DbError, Keyring, row};

use crate::stop::Stop;

row! {
    /// The organization of a database.
    pub struct Organization {
        /// Its id.
        pub id: OrganizationId,
        /// Its name.
        pub name: String,
        /// Whether its records are made up.
        pub synthetic: bool,
    }
}

/// Storage that answers, with the keys that open what is sealed in it.
pub struct Clinic {
    /// Storage.
    pub db: Db,
    /// The keys.
    pub keys: Arc<Keyring>,
    /// Whose it is.
    pub organization: Organization,
    /// Where checkpoints of the audit log are kept outside the database.
    pub anchors: PathBuf,
}

/// What storage says is exit code 3.
pub fn storage(error: DbError) -> Stop {
    Stop::Storage(error.to_string())
}

/// Where the keys of a database lie unless somebody says otherwise: beside a SQLite file, under its name with `.key`.
pub fn key_file(url: &str, named: Option<&Path>) -> PathBuf {
    if let Some(path) = named {
        return path.to_path_buf();
    }
    match url.strip_prefix("sqlite:") {
        Some(path) => PathBuf::from(format!("{}.key", path.trim_start_matches("//"))),
        None => PathBuf::from("footbridge.key"),
    }
}

/// Where checkpoints of the audit log are kept outside the database: beside the keys.
pub fn anchor_file(key: &Path) -> PathBuf {
    key.with_extension("anchors")
}

/// Opens a database that is there, with its keys.
pub fn open(url: &str, key: Option<&Path>) -> Result<Clinic, Stop> {
    let db = database(&DbConfig::new(url))?;
    let path = key_file(url, key);
    let keys = Keyring::load(&path).map_err(|error| Stop::Storage(format!("the key file {}: {error}", path.display())))?;
    db.read(|tx| keys.check(tx)).map_err(|error| Stop::Storage(format!("the key file {}: {error}", path.display())))?;
    let found: Option<Organization> =
        db.read(|tx| tx.sql("SELECT id, name, synthetic FROM organization ORDER BY created_at LIMIT 1").optional()).map_err(storage)?;
    let organization =
        found.ok_or_else(|| Stop::Storage(format!("{} has no organization yet: run `footbridge init` first", db.place())))?;
    Ok(Clinic { db, keys: Arc::new(keys), organization, anchors: anchor_file(&path) })
}

/// Opens a database and brings it to this version.
pub fn database(config: &DbConfig) -> Result<Db, Stop> {
    let db = Db::open(config).map_err(storage)?;
    db.migrate().map_err(storage)?;
    Ok(db)
}
