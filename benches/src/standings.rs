//! Standing of one client, of a thousand, of ten thousand: computed from what storage holds of a whole clinic.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use footbridge_care::ids::{EnrolmentId, OrganizationId};
use footbridge_care::standing::standing;
use footbridge_db::{Db, DbConfig, Keyring};
use footbridge_ledger::Ledger;
use footbridge_ledger::compute::{Loaded, at};
use jiff::Timestamp;

use crate::clinic::Directory;
use crate::report::Section;
use crate::times::{Times, said};

/// The clients with the longest records: so many of them stand for everybody.
const LONGEST: i64 = 100;

/// The figures.
pub fn section(directory: &Directory) -> Result<Section> {
    let path = directory.0.join("sqlite/clinic.db");
    let db = Db::open(&DbConfig::new(format!("sqlite:{}", path.display())))?;
    let keys = Keyring::load(&directory.0.join("sqlite/clinic.db.key"))?;
    let organization: OrganizationId = db.read(|tx| tx.sql("SELECT id FROM organization").one())?;
    let ledger = Ledger::new(organization, &keys);
    let (enrolments, facts) = longest(&db)?;
    let now = now();
    let started = Instant::now();
    let loaded = db.read(|tx| ledger.load_courses(tx, &enrolments, now))?;
    let loading = started.elapsed();
    let one = enrolments.first().copied().context("nobody is enrolled")?;
    let from_storage = Times::of(Duration::from_secs(2), || {
        let loaded = db.read(|tx| ledger.load_courses(tx, &[one], now));
        let _ = std::hint::black_box(loaded.map(|loaded| loaded.standings()));
    });
    let rows = [1, 1_000, 10_000].into_iter().map(|clients| row(&loaded, now, clients)).collect();
    Ok(Section {
        title: "Standing".to_owned(),
        columns: vec!["clients", "computed in", "each"],
        rows,
        notes: vec![format!(
            "From the {} enrolments with the longest records of the demo ({facts:.0} facts each on average), taken again and again until there are enough. One thread. \
             Loading these {} from SQLite, with their facts unsealed, took {}; one client loaded and computed takes {} (p50 / p99).",
            enrolments.len(),
            enrolments.len(),
            said(loading),
            from_storage.halves()
        )],
    })
}

fn row(loaded: &Loaded, now: Timestamp, clients: usize) -> Vec<String> {
    let everybody = || loaded.enrolled().iter().cycle().take(clients);
    let times = Times::of(Duration::from_secs(if clients == 1 { 1 } else { 0 }), || {
        for enrolled in everybody() {
            std::hint::black_box(loaded.input(enrolled, &at(now, &enrolled.zone), Timestamp::MAX, standing));
        }
    });
    let half = times.within(50);
    vec![clients.to_string(), said(half), said(half / u32::try_from(clients).unwrap_or(u32::MAX))]
}

fn longest(db: &Db) -> Result<(Vec<EnrolmentId>, f64)> {
    let sql =
        "SELECT enrolment_id FROM fact WHERE enrolment_id IS NOT NULL GROUP BY enrolment_id ORDER BY count(*) DESC, enrolment_id LIMIT $1";
    let enrolments: Vec<EnrolmentId> = db.read(|tx| tx.sql(sql).bind(LONGEST).all())?;
    let sum = "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM fact WHERE enrolment_id IS NOT NULL GROUP BY enrolment_id ORDER BY n DESC LIMIT $1) AS top";
    let facts: i64 = db.read(|tx| tx.sql(sum).bind(LONGEST).one())?;
    let each = f64::from(i32::try_from(facts)?) / f64::from(i32::try_from(enrolments.len().max(1))?);
    Ok((enrolments, each))
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is a binary: this is where time comes in")]
fn now() -> Timestamp {
    Timestamp::now()
}
