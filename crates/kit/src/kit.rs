//! What every request shares, and how the binary puts it together.

use std::{fmt, sync::Arc};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use footbridge_care::ids::{OrganizationId, StaffId};
use footbridge_db::{Db, DbError, Keyring, Tx};
use footbridge_policy::Actor;
use jiff::Timestamp;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    Clock, Failure, Module, Random, assets, headers,
    module::Parts,
    request_log,
    session::{CookieKind, Limits},
};

/// Who somebody is while they are signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// What they were granted, as of this request.
    pub actor: Actor,
    /// Their name as colleagues see it.
    pub name: String,
}

/// Loads who a member of staff is today; `None` when they no longer work here. Wired to `identity`.
pub type LoadPerson = Arc<dyn Fn(&mut Tx<'_>, &Keyring, Whose) -> Result<Option<Person>, DbError> + Send + Sync>;

/// Who is asked about, and when.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    /// The organization.
    pub organization: OrganizationId,
    /// The member of staff.
    pub staff: StaffId,
    /// The moment: employment begins and ends.
    pub now: Timestamp,
}

/// How this installation serves.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How the session cookie is guarded.
    pub cookie: CookieKind,
    /// How long a sign-in lasts.
    pub limits: Limits,
    /// The most bytes a request's body may have.
    pub body_limit: usize,
    /// Whether the records are synthetic; every page says so.
    pub demo: bool,
}

impl Settings {
    /// For plain http on a loopback address.
    pub const LOOPBACK: Self = Self { cookie: CookieKind::PlainHttp, limits: Limits::STAFF, body_limit: 256 * 1024, demo: false };

    /// For https.
    pub const HTTPS: Self = Self { cookie: CookieKind::Https, ..Self::LOOPBACK };
}

/// What the binary gives.
pub struct Wiring {
    /// Storage.
    pub db: Db,
    /// The keys that seal and open.
    pub keys: Arc<Keyring>,
    /// The time.
    pub clock: Clock,
    /// Random bytes.
    pub random: Random,
    /// How to serve.
    pub settings: Settings,
    /// Who people are.
    pub load_person: LoadPerson,
    /// Where reads are written down.
    pub audit: crate::AuditTrail,
}

/// The shared state of every handler.
#[derive(Clone)]
pub struct Kit(Arc<Shared>);

struct Shared {
    wiring: Wiring,
    parts: Parts,
}

impl Kit {
    /// Puts the contexts together: the shared state, and the router with every route behind its gate.
    pub fn assemble(wiring: Wiring, modules: Vec<Module>) -> (Self, Router) {
        let (routes, parts) = Parts::gather(modules);
        let kit = Self(Arc::new(Shared { wiring, parts }));
        let router = routes
            .mount(&kit)
            .route("/assets/{name}", get(assets::serve))
            .route("/gallery", get(gallery))
            .fallback(hidden)
            .method_not_allowed_fallback(hidden)
            .layer(from_fn_with_state(kit.clone(), request_log::log))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn(headers::add))
            .with_state(kit.clone());
        (kit, router)
    }

    /// Storage.
    pub fn db(&self) -> &Db {
        &self.0.wiring.db
    }

    /// The keys that seal and open.
    pub fn keys(&self) -> &Arc<Keyring> {
        &self.0.wiring.keys
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.0.wiring.clock.now()
    }

    /// Random bytes.
    pub fn random(&self) -> &Random {
        &self.0.wiring.random
    }

    /// How this installation serves.
    pub fn settings(&self) -> &Settings {
        &self.0.wiring.settings
    }

    pub(crate) fn load_person(&self) -> LoadPerson {
        self.0.wiring.load_person.clone()
    }

    pub(crate) fn audit(&self) -> &crate::AuditTrail {
        &self.0.wiring.audit
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    /// Runs blocking work on a thread that may wait: the one hop of a request.
    ///
    /// # Errors
    /// What the work returns; an internal error when it stopped half-way.
    pub async fn blocking<T, E>(&self, work: impl FnOnce(&Db) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let db = self.db().clone();
        match tokio::task::spawn_blocking(move || work(&db)).await {
            Ok(result) => result,
            Err(_) => Err(DbError::Internal { what: "a worker stopped half-way".to_owned() }.into()),
        }
    }
}

impl fmt::Debug for Kit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kit")
    }
}

/// Every component in every state. It shows nothing of anybody.
async fn gallery() -> maud::Markup {
    footbridge_ui::gallery::page()
}

async fn hidden() -> Failure {
    Failure::Hidden
}

#[derive(Debug, thiserror::Error)]
#[error("a handler panicked")]
struct Panicked;

/// What a panic was about may hold somebody's data, so it is not repeated here; the panic hook names file and line.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Failure::internal(Panicked).into_response()
}
