//! A program that is killed while it writes leaves whole transactions, and every one that it reported.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use footbridge_db::{Db, DbConfig, DbError};
use footbridge_testkit::Sandbox;

const DATABASE: &str = "FOOTBRIDGE_TEST_KILLED_DATABASE";

/// The part of the program that is killed: writes pairs of rows and reports each pair when it is kept.
fn write_for_ever(url: &str) {
    let db = Db::open(&DbConfig::new(url)).unwrap();
    let first: i64 = db.read(|tx| tx.sql("SELECT count(*) FROM organization").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
    for number in first.. {
        db.write(|tx| {
            tx.sql("INSERT INTO organization (id, name, created_at) VALUES ($1, 'Pair', 0)").bind(number.to_string()).run()?;
            tx.sql("INSERT INTO data_key (organization_id, owner_id, created_at) VALUES ($1, $1, 0)").bind(number.to_string()).run()
        })
        .unwrap_or_else(|error: DbError| panic!("{error}"));
        let mut out = std::io::stdout().lock();
        writeln!(out, "kept {}", number + 1).and_then(|()| out.flush()).unwrap();
    }
}

#[test]
fn a_killed_writer_leaves_every_transaction_that_it_reported_and_no_half_one() {
    if let Ok(url) = env::var(DATABASE) {
        return write_for_ever(&url);
    }
    let sandbox = Sandbox::new();
    let url = format!("sqlite:{}", sandbox.path("killed.db").display());
    Db::open(&DbConfig::new(&url).created()).unwrap().migrate().unwrap();
    for round in 1..=6 {
        let reported = run_and_kill(&url, Duration::from_millis(40 * round));
        let db = Db::open(&DbConfig::new(&url)).unwrap();
        let (one, other): (i64, i64) = db
            .read(|tx| tx.sql("SELECT (SELECT count(*) FROM organization), (SELECT count(*) FROM data_key)").one())
            .unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(one, other, "no half transaction");
        assert!(one >= reported, "{reported} were reported and {one} are there");
        let sound: String = db.read(|tx| tx.sql("PRAGMA integrity_check").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert_eq!(sound, "ok");
    }
}

/// Runs this very test as another process, kills it after its first report and a while, and returns the last pair it reported.
fn run_and_kill(url: &str, after: Duration) -> i64 {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["crash::a_killed_writer_leaves_every_transaction_that_it_reported_and_no_half_one", "--exact", "--nocapture"])
        .env(DATABASE, url)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let reader = thread::spawn(move || {
        let kept = lines.map_while(Result::ok).filter_map(|line| line.rsplit("kept ").next()?.parse::<i64>().ok());
        kept.last().unwrap_or(0)
    });
    thread::sleep(after + Duration::from_millis(60));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}
