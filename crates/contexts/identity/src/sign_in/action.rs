//! The act, in two transactions with the hashing between them: count the try and look up the account; then open the sign-in, or note the
//! refusal. An unknown name takes the same steps.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use footbridge_care::ids::{OrganizationId, StaffId};
use footbridge_db::{Db, DbError, Keyring};
use footbridge_kit::{
    Act, Failure, Ids, SignedIn, Visitor, Work,
    audit::{Bare, Kind},
    session::{self, Limits, NewSignIn, Token},
};
use footbridge_policy::Actor;
use jiff::SignedDuration;

use super::{form::Attempt, store, throttle, throttle::Counted};
use crate::Phc;

/// Somebody who works here and may have a password.
#[derive(Debug, Clone)]
pub(super) struct Account {
    pub organization: OrganizationId,
    pub staff: StaffId,
    pub phc: Option<Phc>,
}

/// How it ended.
pub(super) enum Outcome {
    Opened(Token),
    NotRight,
}

/// One try: everything it needs, fixed beforehand.
#[derive(Clone)]
pub(super) struct Step {
    user: String,
    counted: Vec<Counted>,
    ids: Ids,
    keys: Arc<Keyring>,
    token: Token,
    limits: Limits,
    user_agent: String,
    before: Option<Arc<SignedIn>>,
}

impl Step {
    pub(super) fn new(visitor: &Visitor, attempt: &Attempt, headers: &HeaderMap) -> Result<Self, Failure> {
        let (kit, keys) = (&visitor.kit, visitor.kit.keys().clone());
        let account = Counted::account(&keys, &attempt.user);
        let address = visitor.address.map(|address| Counted::address(&keys, &address.to_string()));
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            user: attempt.user.clone(),
            counted: std::iter::once(account).chain(address).collect(),
            ids: Ids::new(visitor.now, kit.random().bytes()?),
            token: Token::fresh(kit.random())?,
            limits: kit.settings().limits,
            user_agent: agent.to_owned(),
            before: visitor.who.clone(),
            keys,
        })
    }

    /// Counts the try and looks the account up; the inner error says how long to wait.
    pub(super) fn look_up(&self, db: &Db) -> Result<Result<Option<Account>, SignedDuration>, Failure> {
        let now = self.ids.now();
        db.write(|tx| match throttle::count(tx, &self.counted, now)? {
            Ok(()) => Ok(Ok(store::account(tx, &self.user, now)?)),
            Err(wait) => Ok(Err(wait)),
        })
    }

    /// Opens the sign-in, or notes that it was refused.
    pub(super) fn settle(&self, db: &Db, account: Option<Account>, right: bool) -> Result<Outcome, Failure> {
        match account {
            Some(account) if right => {
                let actor = Actor::staff(account.organization, account.staff, Vec::new());
                self.act(actor).write(db, |work| self.open(work, &account))?;
                Ok(Outcome::Opened(self.token.clone()))
            }
            account => {
                db.write(|tx| {
                    let organization = match &account {
                        Some(account) => Some(account.organization),
                        None => store::only_organization(tx)?,
                    };
                    let Some(organization) = organization else { return Ok::<_, DbError>(()) };
                    let whose = account.as_ref().map(|account| account.staff.to_string()).unwrap_or_default();
                    let act = self.act(Actor::stranger(organization));
                    Work::on(tx, &act).note_bare(entry(Kind::Refused, whose))
                })?;
                Ok(Outcome::NotRight)
            }
        }
    }

    fn act(&self, actor: Actor) -> Act {
        Act::new(actor, self.ids.clone(), self.keys.clone())
    }

    /// A browser that was signed in already is signed out of what it was.
    fn open(&self, work: &mut Work<'_, '_>, account: &Account) -> Result<(), DbError> {
        if let Some(before) = &self.before
            && before.row.organization_id == account.organization
        {
            session::end(work, before.row.staff_id, before.row.id)?;
        }
        let (token, limits, user_agent) = (self.token.clone(), self.limits, self.user_agent.clone());
        session::open(work, &NewSignIn { staff: account.staff, token, limits, user_agent })?;
        throttle::forgive(work.tx, &self.counted, self.ids.now())?;
        work.note_bare(entry(Kind::Write, account.staff.to_string()))
    }
}

fn entry(kind: Kind, whose: String) -> Bare {
    Bare { kind, action: "sign_in", object: ("staff", whose), says: None }
}
