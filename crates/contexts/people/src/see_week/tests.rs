//! A client's own week.

use footbridge_care::ids::{Id, SessionId};
use footbridge_db::DbError;
use footbridge_kit::testing::TestClinic;
use footbridge_policy::Role;
use footbridge_testkit::each_engine;
use jiff::civil::{Date, date};

use crate::testing::{PROGRAM, with_ana};

/// A morning group on a day.
fn session(clinic: &TestClinic, number: u8, on: Date) -> SessionId {
    let id: SessionId = Id::from_parts(u64::from(number), [number; 10]);
    let start = on.at(9, 0, 0, 0).in_tz("America/New_York").unwrap().timestamp();
    let end = on.at(11, 15, 0, 0).in_tz("America/New_York").unwrap().timestamp();
    let made = clinic.db().write(|tx| {
        tx.sql(
            "INSERT INTO session (organization_id, id, site_id, program, offering, slot, local_date, starts_at, ends_at, zone, status)
             VALUES ($1, $2, $3, $4, 'morning-group', $5, $6, $7, $8, 'America/New_York', 'scheduled')",
        )
        .bind(clinic.organization)
        .bind(id)
        .bind(clinic.site)
        .bind(PROGRAM)
        .bind(format!("morning-group@{number}"))
        .bind(on)
        .bind(start)
        .bind(end)
        .run()
    });
    made.map_err(|error: DbError| error).unwrap();
    id
}

#[test]
fn the_week_shows_what_they_are_expected_at_and_prints_whose_it_is() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let (monday, next) = (session(&clinic, 1, date(2026, 11, 23)), session(&clinic, 2, date(2026, 11, 30)));
        let page = director.get(&format!("{}/week", ana.home()));
        assert!(page.says(&monday.to_string()) && !page.says(&next.to_string()) && page.says("9:00–11:15 am"), "{}", page.text);
        assert!(page.says("print-head") && page.says("Printed"));
        assert!(director.get(&format!("{}/week?from=2026-12-02", ana.home())).says(&next.to_string()));
    });
}

#[test]
fn the_calendar_file_names_nobody() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let id = session(&clinic, 1, date(2026, 11, 23));
        let file = director.get(&format!("{}/week.ics", ana.home()));
        assert!(file.header("content-type").starts_with("text/calendar"), "{}", file.text);
        assert!(file.says("BEGIN:VEVENT") && file.says(&id.to_string()) && file.says("TZID=America/New_York:20261123T090000"));
        let everything = format!("{}{:?}", file.text, file.headers);
        assert!(!everything.contains("Torres") && !everything.contains("Lucy") && !everything.contains(&ana.client.to_string()));
        assert_eq!(clinic.browser(Role::ResidentManager).get(&format!("{}/week.ics", ana.home())).status, 404);
    });
}
