//! Storage that is missing, read-only, full, locked or something else says so, and nothing is half-written.

use std::{fs, thread, time::Duration};

use footbridge_db::{Cause, Db, DbConfig, DbError};
use footbridge_testkit::Sandbox;

fn cause(config: &DbConfig) -> Cause {
    match Db::open(config) {
        Err(DbError::Unavailable { cause, place }) => {
            assert!(!place.contains("secret"), "the place must not give the password away");
            cause
        }
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("it opened"),
    }
}

fn sqlite(sandbox: &Sandbox) -> DbConfig {
    DbConfig::new(format!("sqlite:{}", sandbox.path("clinic.db").display()))
}

#[test]
fn a_missing_file_is_missing_and_stays_missing() {
    let sandbox = Sandbox::new();
    assert_eq!(cause(&sqlite(&sandbox)), Cause::Missing);
    assert!(!sandbox.path("clinic.db").exists());
}

#[test]
fn a_file_in_a_missing_directory_cannot_be_made() {
    let config = DbConfig::new("sqlite:/nowhere/at/all/clinic.db").created();
    assert!(matches!(cause(&config), Cause::CannotOpen(_)));
}

#[test]
fn a_directory_is_not_a_database() {
    let sandbox = Sandbox::new();
    fs::create_dir(sandbox.path("clinic.db")).unwrap();
    assert_eq!(cause(&sqlite(&sandbox)), Cause::CannotOpen("it is a directory".into()));
}

#[test]
fn another_file_is_not_a_database_and_is_left_alone() {
    let sandbox = Sandbox::new();
    let words = "Dear diary, today I wrote a letter long enough to be taken for a file of some kind. ".repeat(50);
    fs::write(sandbox.path("clinic.db"), &words).unwrap();
    assert_eq!(cause(&sqlite(&sandbox).created()), Cause::NotADatabase);
    assert_eq!(fs::read_to_string(sandbox.path("clinic.db")).unwrap(), words);
}

#[test]
fn a_read_only_file_says_so() {
    let sandbox = Sandbox::new();
    drop(Db::open(&sqlite(&sandbox).created()).unwrap());
    let mut permissions = fs::metadata(sandbox.path("clinic.db")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(sandbox.path("clinic.db"), permissions).unwrap();
    assert_eq!(cause(&sqlite(&sandbox)), Cause::ReadOnly);
}

#[test]
fn a_file_that_another_program_holds_is_locked() {
    let sandbox = Sandbox::new();
    drop(Db::open(&sqlite(&sandbox).created()).unwrap());
    let other = rusqlite::Connection::open(sandbox.path("clinic.db")).unwrap();
    other.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
    other.execute_batch("BEGIN EXCLUSIVE; CREATE TABLE held (x)").unwrap();
    let mut config = sqlite(&sandbox);
    config.deadline = Duration::from_millis(50);
    assert_eq!(cause(&config), Cause::Locked);
}

#[test]
fn a_new_file_is_for_its_owner_only() {
    let sandbox = Sandbox::new();
    drop(Db::open(&sqlite(&sandbox).created()).unwrap());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(sandbox.path("clinic.db")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_full_disk_says_so_and_keeps_nothing_of_the_change() {
    let sandbox = Sandbox::new();
    let mut config = sqlite(&sandbox).created();
    config.max_pages = Some(400);
    let db = Db::open(&config).unwrap();
    db.migrate().unwrap();
    let insert = "INSERT INTO organization (id, name, created_at) VALUES ($1, $2, 0)";
    let full = db.write(|tx| {
        for number in 0..10_000 {
            tx.sql(insert).bind(number.to_string()).bind("x".repeat(1000)).run()?;
        }
        Ok::<_, DbError>(())
    });
    assert!(matches!(full, Err(DbError::Unavailable { cause: Cause::Full, .. })), "{full:?}");
    let kept: i64 = db.read(|tx| tx.sql("SELECT count(*) FROM organization").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
    assert_eq!(kept, 0);
    db.write(|tx| tx.sql(insert).bind("small").bind("fits").run()).unwrap_or_else(|error: DbError| panic!("{error}"));
}

#[test]
fn a_server_that_is_not_there_is_named_without_its_password() {
    let mut config = DbConfig::new("postgres://clinic:secret@127.0.0.1:1/footbridge");
    config.deadline = Duration::from_millis(300);
    let error = Db::open(&config).err().expect("nothing listens on port 1");
    let words = error.to_string();
    assert!(words.starts_with("PostgreSQL database footbridge at 127.0.0.1 cannot be opened"), "{words}");
    assert!(!words.contains("secret"));
}

#[test]
fn a_url_of_another_kind_is_refused() {
    assert!(matches!(cause(&DbConfig::new("mysql://secret@host/x")), Cause::CannotOpen(_)));
    assert!(matches!(cause(&DbConfig::new("postgres://secret@host:notaport/x")), Cause::CannotOpen(_)));
}

#[test]
fn two_programs_on_one_file_take_turns() {
    let sandbox = Sandbox::new();
    let (one, two) = (Db::open(&sqlite(&sandbox).created()).unwrap(), Db::open(&sqlite(&sandbox)).unwrap());
    thread::scope(|scope| {
        scope.spawn(|| one.migrate().unwrap());
        scope.spawn(|| two.migrate().unwrap());
    });
    one.check_schema().unwrap();
}
