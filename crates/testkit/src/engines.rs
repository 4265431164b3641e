//! A database for each test, on each engine.

use std::{
    fs,
    path::PathBuf,
    process,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use footbridge_db::{Db, DbConfig};

use crate::cluster;

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// Runs a test on a migrated database of each engine.
#[track_caller]
pub fn each_engine(test: impl Fn(&Db)) {
    each_engine_owned(|db| test(&db));
}

/// The same for a test that does away with its database.
#[track_caller]
pub fn each_engine_owned(test: impl Fn(Db)) {
    on_sqlite(true, &test);
    on_postgres(true, &test);
}

/// Runs a test on an empty database of each engine.
#[track_caller]
pub fn each_engine_empty(test: impl Fn(&Db)) {
    on_sqlite(false, &|db| test(&db));
    on_postgres(false, &|db| test(&db));
}

fn on_sqlite(migrated: bool, test: &impl Fn(Db)) {
    let sandbox = Sandbox::new();
    let path = sandbox.path("test.db");
    if migrated {
        fs::write(&path, sqlite_template()).unwrap();
    }
    let config = DbConfig::new(format!("sqlite:{}", path.display())).created();
    test(Db::open(&config).expect("SQLite opens in an empty directory"));
}

fn on_postgres(migrated: bool, test: &impl Fn(Db)) {
    match cluster::database(migrated) {
        Ok(own) => {
            test(Db::open(&DbConfig::new(&own.url)).expect("the test's own database opens"));
            own.remove();
        }
        Err(why) if std::env::var_os("FOOTBRIDGE_REQUIRE_ALL").is_some_and(|value| value == "1") => {
            panic!("PostgreSQL is required, and {why}")
        }
        Err(why) => eprintln!("skipped: PostgreSQL ({why})"),
    }
}

/// A migrated file, made once, written out for each test.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let sandbox = Sandbox::new();
        let path = sandbox.path("template.db");
        let db = Db::open(&DbConfig::new(format!("sqlite:{}", path.display())).created().in_bulk()).unwrap();
        db.migrate().expect("the migrations apply to SQLite");
        db.finish_bulk().unwrap();
        drop(db);
        fs::read(path).unwrap()
    })
}

/// A directory of a test's own, gone when it is dropped. In memory where the machine has such a place.
pub struct Sandbox(PathBuf);

impl Sandbox {
    /// Makes one.
    #[expect(clippy::new_without_default, reason = "it makes a directory")]
    pub fn new() -> Self {
        let name = format!("footbridge-test-{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = fast_directory().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A path inside.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Memory, where there is enough of it to hold databases; the disk otherwise.
pub(crate) fn fast_directory() -> PathBuf {
    const WANTED_KIB: u64 = 2 << 20;
    static CHOSEN: OnceLock<PathBuf> = OnceLock::new();
    let choose = || {
        let free = process::Command::new("df").args(["-Pk", "/dev/shm"]).output().ok()?;
        let words = String::from_utf8(free.stdout).ok()?;
        let available: u64 = words.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
        (available >= WANTED_KIB).then(|| PathBuf::from("/dev/shm"))
    };
    CHOSEN.get_or_init(|| choose().unwrap_or_else(std::env::temp_dir)).clone()
}
