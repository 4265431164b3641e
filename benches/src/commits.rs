//! How many commits a second the bare engine makes, each synced: what saves are measured against.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

/// A row about as large as a mark with its audit entry.
const ROW: &str = "0190f5a0-0000-7000-8000-000000000000 0190f5a0-0000-7000-8000-000000000001 a mark, when, by whom, and what is said of it in the log; \
                   sealed values are a little longer than what they hold, and so is this line, which is about as long as both of them together.";

/// SQLite as Footbridge uses it: WAL, `synchronous = FULL`, one writer.
pub fn sqlite(directory: &Path, patience: Duration) -> Result<f64> {
    let db = rusqlite::Connection::open(directory.join("bare.db"))?;
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (id INTEGER PRIMARY KEY, row TEXT)")?;
    let mut insert = db.prepare("INSERT INTO bare (row) VALUES (?1)")?;
    Ok(rate(patience, || insert.execute([ROW]).map(drop).map_err(Into::into)).map(|(count, _)| count)?)
}

/// PostgreSQL over as many connections as there are people.
pub fn postgres(url: &str, (people, patience): (usize, Duration)) -> Result<f64> {
    postgres::Client::connect(url, postgres::NoTls)?
        .batch_execute("CREATE TABLE IF NOT EXISTS bare (id BIGSERIAL PRIMARY KEY, row TEXT)")?;
    let one = || -> Result<f64> {
        let mut client = postgres::Client::connect(url, postgres::NoTls)?;
        let insert = client.prepare("INSERT INTO bare (row) VALUES ($1)")?;
        rate(patience, || client.execute(&insert, &[&ROW]).map(drop).map_err(Into::into)).map(|(count, _)| count)
    };
    let all: Vec<Result<f64>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..people).map(|_| scope.spawn(one)).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let total = all.into_iter().sum::<Result<f64>>()?;
    postgres::Client::connect(url, postgres::NoTls)?.batch_execute("DROP TABLE bare")?;
    Ok(total)
}

fn rate(patience: Duration, mut work: impl FnMut() -> Result<()>) -> Result<(f64, u32)> {
    let started = Instant::now();
    let mut count = 0;
    while started.elapsed() < patience {
        work()?;
        count += 1;
    }
    Ok((f64::from(count) / started.elapsed().as_secs_f64(), count))
}
