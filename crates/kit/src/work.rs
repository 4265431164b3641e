//! One act, and one look: a transaction with who, when, ids and what is to be written down.

use std::{cell::Cell, sync::Arc};

use footbridge_care::ids::{EnrolmentId, Id, OrganizationId};
use footbridge_db::{Db, DbError, Keyring, Tx};
use footbridge_ledger::Ledger;
use footbridge_policy::{Actor, Denial, Permit, Right, Scope, Subject, decide, scope};
use jiff::Timestamp;

use crate::{
    Ids,
    audit::{self, Detail, Refused, Seen},
    module::Parts,
};

/// Who acts, when, and from which ids: everything an act needs that is fixed before its transaction. The command line makes its own.
#[derive(Debug, Clone)]
pub struct Act {
    actor: Actor,
    ids: Ids,
    keys: Arc<Keyring>,
    reactions: Arc<[Reaction]>,
}

/// What another context does in the same transaction when a course takes a turn: rosters follow, a bed is freed. An error aborts all.
pub type Reaction = fn(&mut Work<'_, '_>, EnrolmentId) -> Result<(), DbError>;

impl Act {
    /// An act of somebody, at the moment its ids were fixed, with the keys that open what is sealed.
    pub fn new(actor: Actor, ids: Ids, keys: Arc<Keyring>) -> Self {
        Self { actor, ids, keys, reactions: Arc::new([]) }
    }

    /// The same, where other contexts react to a turn in the same transaction.
    pub fn with_reactions(mut self, reactions: Arc<[Reaction]>) -> Self {
        self.reactions = reactions;
        self
    }

    /// Who acts.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// When.
    pub const fn now(&self) -> Timestamp {
        self.ids.now()
    }

    pub(crate) fn ids(&self) -> Ids {
        self.ids.clone()
    }

    /// Does it in a transaction of its own. It may run more than once, with the same ids.
    ///
    /// # Errors
    /// What the closure returns, and what storage says.
    pub fn write<T, E: From<DbError>>(&self, db: &Db, mut act: impl FnMut(&mut Work<'_, '_>) -> Result<T, E>) -> Result<T, E> {
        db.write(|tx| act(&mut Work::on(tx, self)))
    }

    /// Looks, in one unchanging view. For the command line, which needs no audit of reads: it has no wall before the data.
    ///
    /// # Errors
    /// What the closure returns, and what storage says.
    pub fn read<T, E: From<DbError>>(&self, db: &Db, mut look: impl FnMut(&mut Reading<'_, '_>) -> Result<T, E>) -> Result<T, E> {
        db.read(|tx| look(&mut Reading::on(tx, self)))
    }
}

/// A transaction that changes something. Several acts may share one: make a `Work` for each on the same `tx`.
pub struct Work<'w, 'c> {
    /// The transaction.
    pub tx: &'w mut Tx<'c>,
    act: &'w Act,
    ids: Ids,
    noted: bool,
    refused: Cell<Option<Refused>>,
}

impl<'w, 'c> Work<'w, 'c> {
    /// An act in this transaction.
    pub fn on(tx: &'w mut Tx<'c>, act: &'w Act) -> Self {
        Self { tx, act, ids: act.ids.clone(), noted: false, refused: Cell::default() }
    }

    /// Who acts.
    pub const fn actor(&self) -> &'w Actor {
        &self.act.actor
    }

    /// The organization nothing crosses.
    pub const fn organization(&self) -> OrganizationId {
        self.act.actor.organization()
    }

    /// When.
    pub const fn now(&self) -> Timestamp {
        self.ids.now()
    }

    /// The keys that seal and open.
    pub fn keys(&self) -> &'w Keyring {
        &self.act.keys
    }

    /// The ledger of the organization: facts, standing, tasks, events.
    pub fn ledger(&self) -> Ledger<'w> {
        Ledger::new(self.organization(), self.keys())
    }

    /// An id for something new.
    pub fn id<K>(&mut self) -> Id<K> {
        self.ids.draw()
    }

    /// Random bytes for something else this act draws; the same when it runs again.
    pub fn seed(&mut self) -> [u8; 32] {
        self.ids.seed()
    }

    /// May they? The permit names the object from here on.
    ///
    /// # Errors
    /// [`Denial`] when no role they hold reaches it.
    pub fn permit<R: Right>(&self, right: R, subject: Subject<R::Object>) -> Result<Permit<R>, Denial> {
        let object = subject.object();
        decide(self.actor(), right, subject).inspect_err(|_| self.refused.set(Some(Refused::of::<R>(object))))
    }

    /// Writes the act into the audit, in this transaction.
    ///
    /// # Errors
    /// What storage says.
    pub fn note<R: Right>(&mut self, permit: &Permit<R>, detail: Detail) -> Result<(), DbError> {
        let entry = audit::entry(self.ids.draw(), self.act, (permit, detail));
        self.ledger().audit(self.tx, &entry)?;
        self.noted = true;
        Ok(())
    }

    /// Says that a course took a turn: every context that must hold together with it reacts, in this transaction.
    ///
    /// # Errors
    /// What a reaction returns.
    pub fn turned(&mut self, enrolment: EnrolmentId) -> Result<(), DbError> {
        let reactions = self.act.reactions.clone();
        reactions.iter().try_for_each(|reaction| reaction(self, enrolment))
    }

    /// Computes anew the standing of the courses this act touched, and brings their tasks in line, in this transaction.
    ///
    /// # Errors
    /// What storage says.
    pub fn settle(&mut self, enrolments: &[EnrolmentId]) -> Result<(), DbError> {
        let (ledger, now) = (self.ledger(), self.now());
        let Self { tx, ids, .. } = self;
        ledger.refresh_standings(tx, enrolments, now, &mut || ids.draw()).map(drop)
    }

    /// Writes something into the audit that no permit stands behind: a sign-in, a refusal.
    ///
    /// # Errors
    /// What storage says.
    pub fn note_bare(&mut self, entry: audit::Bare) -> Result<(), DbError> {
        let entry = entry.entry(self.ids.draw(), self.act);
        self.ledger().audit(self.tx, &entry)?;
        self.noted = true;
        Ok(())
    }

    /// The act was done, and noted, when this form was first sent.
    pub(crate) const fn was_noted_before(&mut self) {
        self.noted = true;
    }

    /// The last thing that was not permitted.
    pub(crate) fn refused(&self) -> Option<Refused> {
        self.refused.take()
    }

    pub(crate) const fn noted(&self) -> bool {
        self.noted
    }
}

/// A transaction that looks, and what it says it saw.
pub struct Reading<'w, 'c> {
    /// The transaction.
    pub tx: &'w mut Tx<'c>,
    act: &'w Act,
    parts: Option<&'w Parts>,
    seen: Vec<Seen>,
    refused: Cell<Option<Refused>>,
}

impl<'w, 'c> Reading<'w, 'c> {
    /// A look in this transaction.
    pub fn on(tx: &'w mut Tx<'c>, act: &'w Act) -> Self {
        Self { tx, act, parts: None, seen: Vec::new(), refused: Cell::default() }
    }

    pub(crate) fn with_parts(self, parts: &'w Parts) -> Self {
        Self { parts: Some(parts), ..self }
    }

    /// Who looks.
    pub const fn actor(&self) -> &'w Actor {
        &self.act.actor
    }

    /// The organization nothing crosses.
    pub const fn organization(&self) -> OrganizationId {
        self.act.actor.organization()
    }

    /// When.
    pub const fn now(&self) -> Timestamp {
        self.act.now()
    }

    /// The keys that open what is sealed.
    pub fn keys(&self) -> &'w Keyring {
        &self.act.keys
    }

    /// The ledger of the organization: facts, standing, tasks.
    pub fn ledger(&self) -> Ledger<'w> {
        Ledger::new(self.organization(), self.keys())
    }

    pub(crate) const fn parts(&self) -> Option<&'w Parts> {
        self.parts
    }

    /// May they? The permit names the object from here on.
    ///
    /// # Errors
    /// [`Denial`] when no role they hold reaches it.
    pub fn permit<R: Right>(&self, right: R, subject: Subject<R::Object>) -> Result<Permit<R>, Denial> {
        let object = subject.object();
        decide(self.actor(), right, subject).inspect_err(|_| self.refused.set(Some(Refused::of::<R>(object))))
    }

    /// What may they list?
    ///
    /// # Errors
    /// [`Denial`] when no role they hold has the right at all.
    pub fn scope<R: Right>(&self, right: R) -> Result<Scope<R>, Denial> {
        scope(self.actor(), right)
    }

    /// Says that something of the record was seen. It is in the audit before the page leaves.
    pub fn saw<R: Right>(&mut self, permit: &Permit<R>) {
        self.seen.push(Seen::of(permit));
    }

    /// Says that clients were seen in a list.
    pub fn saw_clients<R: Right>(&mut self, scope: &Scope<R>, clients: impl IntoIterator<Item = footbridge_care::ids::ClientId>) {
        self.seen.extend(clients.into_iter().map(|client| Seen::in_list(scope, client)));
    }

    /// The last thing that was not permitted.
    pub(crate) fn refused(&self) -> Option<Refused> {
        self.refused.take()
    }

    pub(crate) fn into_seen(self) -> Vec<Seen> {
        self.seen
    }
}
