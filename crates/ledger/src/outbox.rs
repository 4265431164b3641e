//! Events: what happened, told afterwards to those who react, at least once each, in order for each client.
//!
//! To add one, publish it in the transaction of what it tells of, naming the subscribers that the binary wired. Each gets a job of its
//! own ([`crate::jobs`]) that names the event; a handler that is run twice for one event id must do its work once.

use footbridge_care::ids::{ClientId, EventId, JobId};
use footbridge_db::{DbError, Place, Sealed, Tx, row};
use jiff::Timestamp;

use crate::{
    Ledger,
    jobs::{NewJob, enqueue},
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What happened: `attendance_marked`.
    pub kind: String,
    /// To which client, if to one: their events are delivered in order.
    pub client: Option<ClientId>,
    /// When.
    pub at: Timestamp,
    /// The rest, as JSON. Stored sealed.
    pub payload: String,
}

row! {
    struct EventRow {
        kind: String,
        client_id: Option<ClientId>,
        at: Timestamp,
        payload: Sealed<String>,
    }
}

impl Ledger<'_> {
    /// Tells of an event, in the transaction of what it tells of. Each subscriber is named with the id of its delivery.
    pub fn publish(self, tx: &mut Tx<'_>, event: &Event, subscribers: &[(&'static str, JobId)]) -> Result<(), DbError> {
        let key = self.key(tx, event.client)?;
        tx.sql("INSERT INTO event (organization_id, id, kind, client_id, at, payload) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(self.organization)
            .bind(event.id)
            .bind(&event.kind)
            .bind(event.client)
            .bind(event.at)
            .bind(key.seal(&place(event.id), &event.payload)?)
            .run()?;
        for (subscriber, delivery) in subscribers {
            let job = NewJob {
                organization: self.organization,
                id: *delivery,
                kind: (*subscriber).to_owned(),
                once_key: Some(event.id.to_string()),
                order_key: event.client.map(|client| client.to_string()),
                event: Some(event.id),
                payload: None,
                run_at: event.at,
            };
            enqueue(tx, &job)?;
        }
        Ok(())
    }

    /// The event that a delivery names.
    pub fn event(self, tx: &mut Tx<'_>, id: EventId) -> Result<Event, DbError> {
        let row: EventRow = tx
            .sql("SELECT kind, client_id, at, payload FROM event WHERE organization_id = $1 AND id = $2")
            .bind(self.organization)
            .bind(id)
            .one()?;
        let payload = self.key(tx, row.client_id)?.open(&place(id), &row.payload)?;
        Ok(Event { id, kind: row.kind, client: row.client_id, at: row.at, payload })
    }
}

fn place(event: EventId) -> Place {
    Place::new("event", "payload", event)
}
