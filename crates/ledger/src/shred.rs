//! Doing away with a client's record: its key, and what was worked out from it. Ids, dates and the audit chain stay.

use footbridge_care::ids::ClientId;
use footbridge_db::{DbError, Tx};
use jiff::Timestamp;

use crate::Ledger;

impl Ledger<'_> {
    /// Shreds a client: all that was sealed for them is unreadable for good, and their standing and the reasons of their tasks are
    /// removed. Returns whether there was still something to shred.
    pub fn shred(self, tx: &mut Tx<'_>, client: ClientId, now: Timestamp) -> Result<bool, DbError> {
        const OF_CLIENT: [&str; 3] = [
            "DELETE FROM standing_line WHERE organization_id = $1 AND enrolment_id IN
                (SELECT id FROM enrolment WHERE organization_id = $1 AND client_id = $2)",
            "DELETE FROM standing WHERE organization_id = $1 AND enrolment_id IN
                (SELECT id FROM enrolment WHERE organization_id = $1 AND client_id = $2)",
            "UPDATE task SET because = '[]', row_version = row_version + 1 WHERE organization_id = $1 AND client_id = $2",
        ];
        for text in OF_CLIENT {
            tx.sql(text).bind(self.organization).bind(client).run()?;
        }
        self.keyring.shred(tx, (self.organization, client), now)
    }
}
