//! What a handler gets: who asks, when, and the one way to storage.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use footbridge_care::ids::{OrganizationId, RequestId};
use footbridge_db::DbError;
use footbridge_policy::Actor;
use footbridge_ui::form::Hidden;
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{
    Act, Failure, Form, Ids, Kit, Person, Reading, Typed, Version, Work,
    gate::Audited,
    replay,
    session::{SignInRow, Token},
};

/// Who is signed in on this request.
#[derive(Debug)]
pub struct SignedIn {
    /// The sign-in itself.
    pub row: SignInRow,
    /// Who it is.
    pub person: Person,
    pub(crate) token: Token,
}

/// Somebody signed in, asking for something now. A handler that takes it cannot be reached signed out.
#[derive(Debug, Clone)]
pub struct Context {
    kit: Kit,
    who: Arc<SignedIn>,
    now: Timestamp,
    seed: [u8; 32],
    drawn: Arc<AtomicU32>,
    audited: Audited,
    path: Arc<str>,
    query: Arc<Typed>,
}

impl Context {
    /// Who asks.
    pub fn actor(&self) -> &Actor {
        &self.who.person.actor
    }

    /// Who is signed in, and how.
    pub fn who(&self) -> &SignedIn {
        &self.who
    }

    /// The organization they work in.
    pub fn organization(&self) -> OrganizationId {
        self.actor().organization()
    }

    /// When they ask. One moment for the whole request.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The path they asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query of the address, as typed.
    pub fn query(&self) -> &Typed {
        &self.query
    }

    /// The shared state.
    pub const fn kit(&self) -> &Kit {
        &self.kit
    }

    /// What a form of this page carries: the token, and a request id of its own.
    pub fn hidden(&self) -> Hidden {
        let request: RequestId = self.ids().draw();
        Hidden::new(self.who.token.csrf(), request.to_string())
    }

    /// The same, for a form that changes something with a version.
    pub fn hidden_at(&self, version: Version) -> Hidden {
        self.hidden().version(version.0.to_string())
    }

    pub(crate) fn csrf(&self) -> String {
        self.who.token.csrf()
    }

    /// Who acts, when, with ids of their own: for calling an action by hand. Handlers use [`Context::write`].
    pub fn act(&self) -> Act {
        let reactions = self.kit.parts().reactions.as_slice().into();
        Act::new(self.actor().clone(), self.ids(), self.kit.keys().clone()).with_reactions(reactions)
    }

    fn ids(&self) -> Ids {
        let nth = self.drawn.fetch_add(1, Ordering::Relaxed);
        let seed = Sha256::new().chain_update(self.seed).chain_update(nth.to_be_bytes()).finalize();
        Ids::new(self.now, seed.into())
    }

    /// Reads in one unchanging view. What the closure says it saw ([`Reading::saw`]) is in the audit before this returns.
    ///
    /// # Errors
    /// What the closure returns; [`Failure::Busy`] or [`Failure::Unavailable`] when storage says so.
    pub async fn read<T>(&self, mut look: impl FnMut(&mut Reading<'_, '_>) -> Result<T, Failure> + Send + 'static) -> Result<T, Failure>
    where
        T: Send + 'static,
    {
        let (kit, act, audited) = (self.kit.clone(), self.act(), self.audited.clone());
        self.kit
            .blocking(move |db| {
                let mut refused = None;
                let found = db.read(|tx| {
                    let mut reading = Reading::on(tx, &act).with_parts(kit.parts());
                    let value = look(&mut reading).inspect_err(|_| refused = reading.refused())?;
                    Ok::<_, Failure>((value, reading.into_seen()))
                });
                if let Some(refused) = &refused {
                    kit.audit().refused(&act, refused);
                }
                let (value, seen) = found?;
                if kit.audit().reads(&act, &seen)? {
                    audited.mark();
                }
                Ok(value)
            })
            .await
    }

    /// Does one act: everything in the closure is kept, or nothing. It may run more than once, with the same ids.
    ///
    /// # Errors
    /// What the closure returns, and what storage says.
    pub async fn write<T, E>(&self, mut act: impl FnMut(&mut Work<'_, '_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (kit, by, audited) = (self.kit.clone(), self.act(), self.audited.clone());
        self.kit
            .blocking(move |db| {
                let mut refused = None;
                let done = by.write(db, |work| {
                    let value = act(work).inspect_err(|_| refused = work.refused())?;
                    Ok::<_, E>((value, work.noted()))
                });
                if let Some(refused) = &refused {
                    kit.audit().refused(&by, refused);
                }
                let (value, noted) = done?;
                if noted {
                    audited.mark();
                }
                Ok(value)
            })
            .await
    }

    /// Does one act once for a form as drawn: sending the form again gets the first answer. The answer is kept for a while, so it holds ids
    /// and counts, never somebody's data.
    ///
    /// # Errors
    /// What the closure returns, and what storage says.
    pub async fn once<T, E>(&self, form: &Form, mut act: impl FnMut(&mut Work<'_, '_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let key = replay::key(form, &self.path);
        self.write(move |work| match &key {
            Some(key) => replay::once(work, key, &mut act),
            None => act(work),
        })
        .await
    }
}

impl FromRequestParts<Kit> for Context {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, kit: &Kit) -> Result<Self, Failure> {
        let who = parts.extensions.get::<Arc<SignedIn>>().cloned();
        let path: Arc<str> = parts.uri.path().into();
        let query = Arc::new(Typed::urlencoded(parts.uri.query().unwrap_or_default().as_bytes()));
        Ok(Self {
            who: who.ok_or_else(|| Failure::SignedOut(path.to_string()))?,
            now: kit.now(),
            seed: kit.random().bytes()?,
            drawn: Arc::default(),
            audited: parts.extensions.get::<Audited>().cloned().unwrap_or_default(),
            kit: kit.clone(),
            path,
            query,
        })
    }
}

/// Whoever opened a public page, signed in or not.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The shared state.
    pub kit: Kit,
    /// Who is signed in, if anybody.
    pub who: Option<Arc<SignedIn>>,
    /// When they ask.
    pub now: Timestamp,
    /// The address they come from, as the connection says; never from a header that anybody can write.
    pub address: Option<std::net::IpAddr>,
    /// The query of the address, as typed.
    pub query: Typed,
}

impl FromRequestParts<Kit> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, kit: &Kit) -> Result<Self, Failure> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        Ok(Self {
            kit: kit.clone(),
            who: parts.extensions.get::<Arc<SignedIn>>().cloned(),
            now: kit.now(),
            address,
            query: Typed::urlencoded(parts.uri.query().unwrap_or_default().as_bytes()),
        })
    }
}
