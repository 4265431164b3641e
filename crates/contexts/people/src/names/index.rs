//! The index that a search asks: names of an organization's clients, opened once, in memory and nowhere else.
//!
//! Names are sealed in storage, so the database cannot search them. What a look finds here is narrowed to the viewer's reach before
//! anything is shown. The index compares a stamp (how many clients, how often their rows were changed, how many were shredded) in the
//! reader's own transaction, and opens only the rows that changed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use footbridge_care::ids::{ClientId, OrganizationId};
use footbridge_db::{DbError, Keyring, Tx};

use super::{fold::folded, open_row, rows};
use crate::Names;

/// The indexes of every organization served here. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct NameIndex(Arc<Mutex<HashMap<OrganizationId, Arc<Shelf>>>>);

/// Names are people's data: they are not shown.
impl std::fmt::Debug for NameIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NameIndex")
    }
}

/// The names of one organization's clients, as of a stamp.
pub(crate) struct Shelf {
    stamp: (i64, i64, i64),
    entries: HashMap<ClientId, Arc<Entry>>,
}

struct Entry {
    version: i64,
    names: Names,
    /// The full name and the preferred one, folded, as one text with its words.
    text: String,
    initials: [String; 2],
}

impl Entry {
    fn new(version: i64, names: Names) -> Self {
        let text = folded(&format!("{} {}", names.name, names.preferred.as_deref().unwrap_or_default()));
        let legal = Names { name: names.name.clone(), preferred: None };
        let initials = [folded(&names.initials()), folded(&legal.initials())];
        Self { version, names, text, initials }
    }

    /// How well it answers what was asked; small is better, nothing is not at all.
    fn answers(&self, asked: &str) -> Option<u8> {
        let letters: String = asked.split(' ').collect();
        if self.initials.contains(&letters) {
            return Some(0);
        }
        if self.text.starts_with(asked) {
            return Some(1);
        }
        let begins = |word: &str| self.text.split(' ').any(|own| own.starts_with(word));
        if asked.split(' ').all(begins) {
            return Some(2);
        }
        (asked.chars().count() >= 3 && self.text.contains(asked)).then_some(3)
    }
}

impl Shelf {
    /// What a client is called.
    pub fn names(&self, client: ClientId) -> Option<&Names> {
        self.entries.get(&client).map(|entry| &entry.names)
    }

    /// Who answers to what was asked, the best first. Nobody answers to nothing.
    pub fn find(&self, asked: &str) -> Vec<ClientId> {
        let asked = folded(asked);
        if asked.is_empty() {
            return Vec::new();
        }
        let answering = |(client, entry): (&ClientId, &Arc<Entry>)| Some((entry.answers(&asked)?, entry.names.sort_key(), *client));
        let mut found: Vec<_> = self.entries.iter().filter_map(answering).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, client)| client).collect()
    }
}

impl NameIndex {
    /// The names as they are in this transaction.
    pub fn current(&self, tx: &mut Tx<'_>, keys: &Keyring, organization: OrganizationId) -> Result<Arc<Shelf>, DbError> {
        let stamp = stamp(tx, organization)?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&organization).cloned();
        if let Some(known) = known.as_ref().filter(|known| known.stamp == stamp) {
            return Ok(known.clone());
        }
        let entries = renewed(tx, keys, (organization, known.as_deref()))?;
        let shelf = Arc::new(Shelf { stamp, entries });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(organization, shelf.clone());
        Ok(shelf)
    }
}

fn stamp(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<(i64, i64, i64), DbError> {
    tx.sql(
        "SELECT count(*), CAST(coalesce(sum(row_version), 0) AS BIGINT),
                (SELECT count(*) FROM data_key WHERE organization_id = $1 AND shredded_at IS NOT NULL)
         FROM client WHERE organization_id = $1",
    )
    .bind(organization)
    .one()
}

/// What is known and unchanged is kept; the rest is opened. Who was shredded is gone.
fn renewed(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    (organization, known): (OrganizationId, Option<&Shelf>),
) -> Result<HashMap<ClientId, Arc<Entry>>, DbError> {
    let there: Vec<(ClientId, i64)> = tx
        .sql(
            "SELECT c.id, c.row_version FROM client AS c
             JOIN data_key AS k ON k.organization_id = c.organization_id AND k.owner_id = c.id AND k.wrapped IS NOT NULL
             WHERE c.organization_id = $1",
        )
        .bind(organization)
        .all()?;
    let kept = |client: &ClientId, version: i64| known.and_then(|shelf| shelf.entries.get(client)).filter(|entry| entry.version == version);
    let mut entries = HashMap::with_capacity(there.len());
    let mut changed = Vec::new();
    for (client, version) in there {
        match kept(&client, version) {
            Some(entry) => drop(entries.insert(client, entry.clone())),
            None => changed.push(client),
        }
    }
    let data_keys = keys.client_keys(tx, organization, &changed)?;
    for row in rows(tx, organization, &changed)? {
        if let Some(key) = data_keys.get(&row.id) {
            entries.insert(row.id, Arc::new(Entry::new(row.row_version, open_row(&row, key)?)));
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> ClientId {
        ClientId::from_parts(u64::from(number), [number; 10])
    }

    fn shelf() -> Shelf {
        let people = [
            (1, "Alexandra Stone", Some("Lex")),
            (2, "Alexander Marsh", None),
            (3, "José Luis Ortega", None),
            (4, "Ann Marie Stone", None),
        ];
        let entry = |(n, name, preferred): (u8, &str, Option<&str>)| {
            (id(n), Arc::new(Entry::new(1, Names { name: name.into(), preferred: preferred.map(Into::into) })))
        };
        Shelf { stamp: (4, 4, 0), entries: people.into_iter().map(entry).collect() }
    }

    #[test]
    fn a_client_is_found_by_the_beginning_of_any_part_of_a_name() {
        let shelf = shelf();
        assert_eq!(shelf.find("alex"), [id(2), id(1)]);
        assert_eq!(shelf.find("stone al"), [id(1)]);
        assert_eq!(shelf.find("LEX"), [id(1), id(2)], "a beginning before a middle");
        assert_eq!(shelf.find("jose ort"), [id(3)]);
        assert_eq!(shelf.find("xandra"), [id(1)]);
        assert_eq!(shelf.find("zz"), []);
    }

    #[test]
    fn initials_find_first_whoever_has_them() {
        let shelf = shelf();
        assert_eq!(shelf.find("ls"), [id(1)]);
        assert_eq!(shelf.find("a.s."), [id(1), id(4)]);
        assert_eq!(shelf.find("am").first(), Some(&id(2)));
    }

    #[test]
    fn nothing_asked_finds_nobody() {
        assert_eq!(shelf().find("  "), []);
        assert_eq!(shelf().find("."), []);
    }
}
