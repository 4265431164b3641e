//! The ledger: facts, standing as last computed, tasks, the audit log, events and jobs.
//!
//! Everything here happens inside a transaction of the caller's, beside the caller's own tables. What it may not know: rules about a
//! client (those are in `definition` and `care`), and who may see what (that is `policy`): it is given ids that somebody was permitted.
//! It has no clock and makes no ids.
//!
//! To add a kind of fact, add it to `care::facts`; nothing changes here. To add an event, see [`outbox`].

pub mod audit;
pub mod compute;
mod facts;
pub mod jobs;
pub mod outbox;
pub mod requests;
mod shred;
mod standing;
mod tasks;

use footbridge_care::ids::{ClientId, OrganizationId};
use footbridge_db::{DataKey, DbError, Keyring, Tx};

pub use standing::{Stamp, Stored};
pub use tasks::{Close, Closing, Occasion, Reconciled, StoredTask, TaskState};

/// The ledger of one organization: its name and the keys that open it. Cheap to copy; pass it by value.
#[derive(Clone, Copy)]
pub struct Ledger<'k> {
    organization: OrganizationId,
    keyring: &'k Keyring,
}

impl<'k> Ledger<'k> {
    /// The ledger of this organization.
    pub fn new(organization: OrganizationId, keyring: &'k Keyring) -> Self {
        Self { organization, keyring }
    }

    /// Whose it is.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// The key for what belongs to this client, or to nobody.
    fn key(&self, tx: &mut Tx<'_>, client: Option<ClientId>) -> Result<DataKey, DbError> {
        match client {
            Some(client) => self.keyring.client_key(tx, (self.organization, client)),
            None => self.keyring.organization_key(tx, self.organization),
        }
    }
}
