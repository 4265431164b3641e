//! A small clinic: Blue Heart, its site, Dana who works there, and clients who are enrolled.

use footbridge_care::facts::{Body, Fact, Occurrence};
use footbridge_care::ids::{ClientId, EnrolmentId, EpisodeId, FactId, Id, OrganizationId, ProgramVersionId, SiteId, StaffId};
use footbridge_db::{Db, DbError, Keyring, Place};
use footbridge_ledger::Ledger;
use footbridge_testkit::each_engine;
use jiff::{Timestamp, civil::date};

/// The clinic and the keys to it.
pub struct Clinic<'d> {
    pub db: &'d Db,
    pub keyring: Keyring,
    pub organization: OrganizationId,
    pub dana: StaffId,
}

/// An id that is the same in every run, and sorts by its number.
pub fn id<K>(number: u8) -> Id<K> {
    Id::from_parts(u64::from(number), [number; 10])
}

/// A minute of the first day.
pub fn minute(number: i64) -> Timestamp {
    Timestamp::from_second(1_767_225_600 + number * 60).unwrap()
}

/// Runs a test in a clinic with two clients, on both engines.
pub fn in_a_clinic(test: impl Fn(&Clinic<'_>)) {
    each_engine(|db| {
        let clinic = Clinic { db, keyring: Keyring::from_bytes(&[7; 32]).unwrap(), organization: id(1), dana: id(2) };
        clinic.found().unwrap();
        clinic.admit(1).unwrap();
        clinic.admit(2).unwrap();
        test(&clinic);
    });
}

impl Clinic<'_> {
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger::new(self.organization, &self.keyring)
    }

    /// The first client and their enrolment.
    pub fn ada(&self) -> (ClientId, EnrolmentId) {
        (id(101), id(101))
    }

    /// The second.
    pub fn ben(&self) -> (ClientId, EnrolmentId) {
        (id(102), id(102))
    }

    fn found(&self) -> Result<(), DbError> {
        let (organization, site, version): (_, SiteId, ProgramVersionId) = (self.organization, id(3), id(4));
        self.db.write(|tx| {
            tx.sql("INSERT INTO organization (id, name, created_at) VALUES ($1, 'Blue Heart', 0)").bind(organization).run()?;
            let key = self.keyring.create_organization_key(tx, organization, minute(0))?;
            let name = key.seal(&Place::new("staff", "display_name", self.dana), &"Dana".to_owned())?;
            tx.sql("INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ($1, $2, 'Main', 'America/Los_Angeles', 0)")
                .bind(organization)
                .bind(site)
                .run()?;
            tx.sql(
                "INSERT INTO staff (organization_id, id, user_name, display_name, employed_from, created_at)
                 VALUES ($1, $2, 'dana', $3, '2025-01-01', 0)",
            )
            .bind(organization)
            .bind(self.dana)
            .bind(name)
            .run()?;
            tx.sql(
                "INSERT INTO program_version (organization_id, id, program, version, source, sha256, status, created_at)
                 VALUES ($1, $2, 'iop', '1', '', '', 'published', 0)",
            )
            .bind(organization)
            .bind(version)
            .run()
            .map(drop)
        })
    }

    fn admit(&self, number: u8) -> Result<(), DbError> {
        let (client, episode, enrolment): (ClientId, EpisodeId, EnrolmentId) = (id(100 + number), id(100 + number), id(100 + number));
        self.db.write(|tx| {
            let key = self.keyring.create_client_key(tx, (self.organization, client), minute(0))?;
            let name = key.seal(&Place::new("client", "name", client), &format!("Client {number}"))?;
            tx.sql("INSERT INTO client (organization_id, id, name, initials, created_at) VALUES ($1, $2, $3, $3, 0)")
                .bind(self.organization)
                .bind(client)
                .bind(name)
                .run()?;
            tx.sql("INSERT INTO episode (organization_id, id, client_id, site_id, opened_on) VALUES ($1, $2, $3, $4, '2026-01-01')")
                .bind(self.organization)
                .bind(episode)
                .bind(client)
                .bind(id::<footbridge_care::ids::Site>(3))
                .run()?;
            tx.sql(
                "INSERT INTO enrolment (organization_id, id, episode_id, client_id, site_id, program, program_version_id, starts_on, status)
                 VALUES ($1, $2, $3, $4, $5, 'iop', $6, '2026-01-01', 'active')",
            )
            .bind(self.organization)
            .bind(enrolment)
            .bind(episode)
            .bind(client)
            .bind(id::<footbridge_care::ids::Site>(3))
            .bind(id::<footbridge_care::ids::ProgramVersion>(4))
            .run()
            .map(drop)
        })
    }

    /// A group attended for so many minutes, recorded as fact number `number`.
    pub fn attended(&self, who: (ClientId, EnrolmentId), fact: (u8, u32)) -> Fact {
        let occurrence = Occurrence { kind: "group".into(), outcome: Some("present".into()), minutes: fact.1, ..Occurrence::default() };
        Fact {
            id: id::<footbridge_care::ids::FactKind>(fact.0),
            client: who.0,
            enrolment: who.1,
            occurred_on: date(2026, 1, 5),
            occurred_at: Some(minute(i64::from(fact.0))),
            recorded_at: minute(i64::from(fact.0)),
            recorded_by: Some(self.dana),
            supersedes: None,
            body: Body::Occurred(occurrence),
        }
    }

    pub fn record(&self, facts: &[Fact]) -> Result<(), DbError> {
        self.db.write(|tx| self.ledger().record(tx, facts))
    }

    /// Runs SQL as somebody would who got hold of the database.
    pub fn tamper(&self, statements: &[&'static str]) {
        self.db
            .write(|tx| {
                for statement in statements {
                    tx.sql(statement).run()?;
                }
                Ok::<_, DbError>(())
            })
            .unwrap();
    }
}

/// The fact that corrects `earlier`.
pub fn correction(mut fact: Fact, earlier: FactId) -> Fact {
    fact.supersedes = Some(earlier);
    fact
}
