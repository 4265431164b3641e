//! For this crate's tests: a clinic that runs Blue Heart's program, with Ana in its morning track.

use std::path::Path;

use footbridge_care::ids::{ClientId, EnrolmentId, Id, ProgramVersionId};
use footbridge_db::{Db, DbError};
use footbridge_kit::{
    testing::{Browser, TestClinic},
    today,
};
use footbridge_policy::Role;
use jiff::civil::{Date, date};

use crate::{
    Names,
    admit_client::{Admission, Admitted, admit},
    enrol_client::{Enrolling, enrol},
    module,
};

/// The program that the clinic runs.
pub(crate) const PROGRAM: &str = "blue-heart-iop";

/// The Monday that the clinic's clock stands on.
pub(crate) const MONDAY: Date = date(2026, 11, 23);

/// The version it is published in.
pub(crate) fn version() -> ProgramVersionId {
    Id::from_parts(1, [7; 10])
}

/// A clinic with the program published.
pub(crate) fn clinic(db: &Db) -> TestClinic {
    let clinic = TestClinic::new(db, vec![today::module(), module()]);
    publish(&clinic, (PROGRAM, version()));
    clinic
}

/// Publishes another of the shipped programs.
pub(crate) fn publish_as(clinic: &TestClinic, program: &str) {
    publish(clinic, (program, Id::from_parts(1, [8; 10])));
}

fn shipped(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../programs").join(path)).unwrap()
}

fn publish(clinic: &TestClinic, (name, id): (&str, ProgramVersionId)) {
    let (program, timetable) = (shipped(&format!("{name}.toml")), shipped(&format!("timetables/{name}-example.toml")));
    let stored = clinic.db().write(|tx| {
        tx.sql(
            "INSERT INTO program_version (organization_id, id, program, version, source, sha256, status, created_at, published_at)
             VALUES ($1, $2, $3, '1', $4, $5, 'published', 0, 0)",
        )
        .bind(clinic.organization)
        .bind(id)
        .bind(name)
        .bind(&program)
        .bind(format!("{name}.p"))
        .run()?;
        tx.sql("INSERT INTO timetable (organization_id, site_id, program, source, sha256, changed_at) VALUES ($1, $2, $3, $4, $5, 0)")
            .bind(clinic.organization)
            .bind(clinic.site)
            .bind(name)
            .bind(&timetable)
            .bind(format!("{name}.t"))
            .run()
    });
    stored.map_err(|error: DbError| error).unwrap();
}

/// Admits somebody.
pub(crate) fn admitted(clinic: &TestClinic, name: &str, preferred: Option<&str>) -> Admitted {
    let new = Admission {
        site: clinic.site,
        names: Names { name: name.to_owned(), preferred: preferred.map(str::to_owned) },
        birth_date: None,
        opened_on: date(2026, 11, 2),
        referral_source: None,
    };
    clinic.operator().write(clinic.db(), |work| admit(work, &new)).unwrap()
}

/// A client of the morning track since three weeks.
pub(crate) struct Case {
    pub client: ClientId,
    pub enrolment: EnrolmentId,
}

impl Case {
    /// The address of their page.
    pub fn home(&self) -> String {
        format!("/clients/{}", self.client)
    }

    /// The address of a page about their course.
    pub fn at(&self, part: &str) -> String {
        format!("/enrolments/{}/{part}", self.enrolment)
    }
}

/// What enrolling somebody in the morning track says.
pub(crate) fn mornings(clinic: &TestClinic, admitted: Admitted) -> Enrolling {
    Enrolling {
        client: admitted.client,
        episode: admitted.episode,
        site: clinic.site,
        program: PROGRAM.to_owned(),
        version: version(),
        track: Some("morning".to_owned()),
        stage: None,
        slots: Vec::new(),
        starts_on: date(2026, 11, 2),
        brought: None,
    }
}

/// Admits and enrols somebody.
pub(crate) fn enrolled(clinic: &TestClinic, name: &str, preferred: Option<&str>) -> Case {
    let admitted = admitted(clinic, name, preferred);
    let new = mornings(clinic, admitted);
    let enrolment = clinic
        .operator()
        .write(clinic.db(), |work| {
            let enrolment = enrol(work, &new)?;
            work.settle(&[enrolment])?;
            Ok::<_, crate::enrol_client::EnrolError>(enrolment)
        })
        .unwrap();
    Case { client: admitted.client, enrolment }
}

/// The clinic with Ana in it, and the browser of somebody with a role there.
pub(crate) fn with_ana(db: &Db, role: Role) -> (TestClinic, Case, Browser) {
    let clinic = clinic(db);
    let ana = enrolled(&clinic, "Ana Lucía Torres", Some("Lucy"));
    let browser = clinic.browser(role);
    (clinic, ana, browser)
}

/// How often something was written into a table.
pub(crate) fn count(clinic: &TestClinic, text: &'static str) -> i64 {
    clinic.db().read(|tx| tx.sql(text).one()).map_err(|error: DbError| error).unwrap()
}
