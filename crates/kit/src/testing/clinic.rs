//! A clinic of one site, with staff as a test asks for them.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::Router;
use footbridge_care::ids::{Id, OrganizationId, SiteId, StaffId};
use footbridge_db::{Db, DbError, Keyring, Place, Tx};
use footbridge_ledger::audit::AuditReads;
use footbridge_policy::{Actor, Grant, Role};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::runtime::{Builder, Runtime};

use super::Browser;
use crate::{
    Act, AuditTrail, Clock, Ids, Kit, LoadPerson, Module, Person, Random, Settings, Whose, Wiring,
    session::{self, Limits, NewSignIn, Token},
};

/// A clinic for a test: one organization, one site, a clock that stands still until it is turned.
pub struct TestClinic {
    /// The shared state.
    pub kit: Kit,
    /// The organization.
    pub organization: OrganizationId,
    /// Its one site.
    pub site: SiteId,
    router: Router,
    runtime: Arc<Runtime>,
    now: Arc<Mutex<Timestamp>>,
    staff: Arc<Mutex<HashMap<StaffId, Person>>>,
}

/// Bytes that differ each time and are the same in every run.
pub fn counting_random() -> Random {
    let drawn = AtomicU64::new(0);
    Random::of(move |bytes| {
        let nth = drawn.fetch_add(1, Ordering::Relaxed);
        let stream = (0_u64..).flat_map(|block| <[u8; 32]>::from(Sha256::digest([nth.to_be_bytes(), block.to_be_bytes()].concat())));
        bytes.iter_mut().zip(stream).for_each(|(place, byte)| *place = byte);
        Ok(())
    })
}

impl TestClinic {
    /// A clinic with these contexts, on Monday, 23 November 2026, at 9 in the morning in New York.
    pub fn new(db: &Db, modules: Vec<Module>) -> Self {
        let staff: Arc<Mutex<HashMap<StaffId, Person>>> = Arc::default();
        let known = staff.clone();
        let load = move |_: &mut Tx<'_>, _: &Keyring, whose: Whose| Ok(known.lock().unwrap().get(&whose.staff).cloned());
        Self::assemble((db, modules), Arc::new(load), staff)
    }

    /// The same, where staff are who this says they are: for testing `identity` itself.
    pub fn with_people(db: &Db, modules: Vec<Module>, load_person: LoadPerson) -> Self {
        Self::assemble((db, modules), load_person, Arc::default())
    }

    fn assemble((db, modules): (&Db, Vec<Module>), load_person: LoadPerson, staff: Arc<Mutex<HashMap<StaffId, Person>>>) -> Self {
        let now = Arc::new(Mutex::new("2026-11-23T14:00:00Z".parse().unwrap()));
        let ticking: Arc<Mutex<Timestamp>> = Arc::clone(&now);
        let keys = Arc::new(Keyring::from_bytes(&[5; 32]).unwrap());
        let wiring = Wiring {
            db: db.clone(),
            keys: keys.clone(),
            clock: Clock::of(move || *ticking.lock().unwrap()),
            random: counting_random(),
            settings: Settings::LOOPBACK,
            load_person,
            audit: AuditTrail::new(Arc::new(AuditReads::start(db.clone(), keys))),
        };
        let (kit, router) = Kit::assemble(wiring, modules);
        let runtime = Arc::new(Builder::new_current_thread().enable_all().build().unwrap());
        let (organization, site) = (Id::from_parts(1, [1; 10]), Id::from_parts(1, [2; 10]));
        let clinic = Self { kit, organization, site, router, runtime, now, staff };
        clinic.found();
        clinic
    }

    fn found(&self) {
        let (organization, site, now, keys) = (self.organization, self.site, self.now(), self.kit.keys());
        self.db()
            .write(|tx| {
                tx.sql("INSERT INTO organization (id, name, synthetic, created_at) VALUES ($1, 'Test clinic', 1, $2)")
                    .bind(organization)
                    .bind(now)
                    .run()?;
                keys.create_organization_key(tx, organization, now)?;
                tx.sql("INSERT INTO site (organization_id, id, name, zone, created_at) VALUES ($1, $2, 'North', 'America/New_York', $3)")
                    .bind(organization)
                    .bind(site)
                    .bind(now)
                    .run()
                    .map(|_| ())
            })
            .map_err(|error: DbError| error)
            .unwrap();
    }

    /// Storage.
    pub fn db(&self) -> &Db {
        self.kit.db()
    }

    /// What the clock says.
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    /// Turns the clock on.
    pub fn pass(&self, time: SignedDuration) {
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(time).unwrap();
    }

    /// Turns the clock to a moment.
    pub fn turn_to(&self, moment: Timestamp) {
        *self.now.lock().unwrap() = moment;
    }

    /// A member of staff with one role at the site.
    pub fn staff(&self, role: Role) -> Person {
        self.employ(vec![Grant::at(role, self.site)])
    }

    /// A member of staff with these roles.
    pub fn employ(&self, grants: Vec<Grant>) -> Person {
        let act = self.operator();
        let staff: StaffId = act.ids().draw();
        let name = format!("Test {}", staff.short());
        self.db().write(|tx| self.insert_staff(tx, (staff, &name, &grants))).unwrap();
        let person = Person { actor: Actor::staff(self.organization, staff, grants), name };
        self.staff.lock().unwrap().insert(staff, person.clone());
        person
    }

    fn insert_staff(&self, tx: &mut Tx<'_>, (staff, name, grants): (StaffId, &str, &[Grant])) -> Result<(), DbError> {
        let mut ids = self.ids();
        let key = self.kit.keys().organization_key(tx, self.organization)?;
        let sealed = key.seal(&Place::new("staff", "display_name", staff), &name.to_owned())?;
        tx.sql(
            "INSERT INTO staff (organization_id, id, user_name, display_name, employed_from, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(self.organization)
        .bind(staff)
        .bind(staff.short())
        .bind(sealed)
        .bind("2020-01-01")
        .bind(self.now())
        .run()?;
        for grant in grants {
            tx.sql("INSERT INTO staff_role (organization_id, id, staff_id, role, site_id, granted_at) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(self.organization)
                .bind(ids.draw::<footbridge_care::ids::Staff>())
                .bind(staff)
                .bind(grant.role.code())
                .bind(grant.site)
                .bind(self.now())
                .run()?;
        }
        Ok(())
    }

    /// They work in this program at the clinic's site, so that a counselor's reach has something in it.
    pub fn works_in(&self, person: &Person, program: &str) {
        let staff = person.actor.staff_id().unwrap();
        let added = self.db().write(|tx| {
            tx.sql("INSERT INTO program_staff (organization_id, site_id, program, staff_id, since) VALUES ($1, $2, $3, $4, 0)")
                .bind(self.organization)
                .bind(self.site)
                .bind(program)
                .bind(staff)
                .run()
        });
        added.map_err(|error: DbError| error).unwrap();
    }

    /// What somebody is granted from now on; it holds on their next request.
    pub fn grant(&self, person: &Person, grants: Vec<Grant>) {
        let staff = person.actor.staff_id().unwrap();
        let changed = Person { actor: Actor::staff(self.organization, staff, grants), name: person.name.clone() };
        self.staff.lock().unwrap().insert(staff, changed);
    }

    /// They no longer work here.
    pub fn dismiss(&self, person: &Person) {
        self.staff.lock().unwrap().remove(&person.actor.staff_id().unwrap());
    }

    /// An act of somebody, for calling actions without a browser.
    pub fn act(&self, person: &Person) -> Act {
        Act::new(person.actor.clone(), self.ids(), self.kit.keys().clone())
    }

    /// An act of the operator, who may do everything.
    pub fn operator(&self) -> Act {
        Act::new(Actor::operator_of_this_machine(self.organization), self.ids(), self.kit.keys().clone())
    }

    fn ids(&self) -> Ids {
        Ids::new(self.now(), self.kit.random().bytes().unwrap())
    }

    /// A browser nobody signed in with.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone(), self.runtime.clone())
    }

    /// A browser of a new member of staff with this role, signed in.
    pub fn browser(&self, role: Role) -> Browser {
        self.browser_of(&self.staff(role))
    }

    /// A browser this person signed in with.
    pub fn browser_of(&self, person: &Person) -> Browser {
        let token = Token::fresh(self.kit.random()).unwrap();
        let staff = person.actor.staff_id().unwrap();
        let new = NewSignIn { staff, token: token.clone(), limits: Limits::STAFF, user_agent: "test".to_owned() };
        self.act(person).write(self.db(), |work| session::open(work, &new)).unwrap();
        self.stranger().with_cookie(format!("footbridge={}", token.cookie_value()))
    }

    /// The audit log as `action subject_kind` lines, oldest first.
    pub fn audit(&self) -> Vec<String> {
        self.db()
            .read(|tx| tx.sql("SELECT kind, action, subject_kind FROM audit ORDER BY at, id").all::<(String, String, String)>())
            .map_err(|error: DbError| error)
            .unwrap()
            .into_iter()
            .map(|(kind, action, subject)| format!("{kind} {action} {subject}"))
            .collect()
    }
}
