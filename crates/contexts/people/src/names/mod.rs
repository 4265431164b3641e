//! What clients are called: opened one by one for a page, and kept open in an index in memory for the search.

mod fold;
mod index;

use footbridge_care::ids::{ClientId, OrganizationId};
use footbridge_db::{DataKey, DbError, Keyring, SealError, Sealed, Tx, row};

pub(crate) use index::NameIndex;

use crate::{Names, client::place};

row! {
    struct NameRow {
        id: ClientId,
        row_version: i64,
        name: Sealed<String>,
        preferred_name: Option<Sealed<String>>,
    }
}

fn open_row(row: &NameRow, key: &DataKey) -> Result<Names, SealError> {
    Ok(Names {
        name: key.open(&place(row.id, "name"), &row.name)?,
        preferred: key.open_some(&place(row.id, "preferred_name"), row.preferred_name.as_ref())?,
    })
}

/// What one client is called; nothing where they were shredded.
pub(crate) fn of(tx: &mut Tx<'_>, keys: &Keyring, whose: (OrganizationId, ClientId)) -> Result<Option<Names>, DbError> {
    Ok(rows(tx, whose.0, &[whose.1])?.first().map(|row| opened(tx, keys, (whose.0, row))).transpose()?.flatten())
}

fn opened(tx: &mut Tx<'_>, keys: &Keyring, of: (OrganizationId, &NameRow)) -> Result<Option<Names>, DbError> {
    match keys.client_key(tx, (of.0, of.1.id)) {
        Ok(key) => Ok(Some(open_row(of.1, &key)?)),
        Err(DbError::Sealed(SealError::Shredded)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn rows(tx: &mut Tx<'_>, organization: OrganizationId, clients: &[ClientId]) -> Result<Vec<NameRow>, DbError> {
    tx.sql(
        "SELECT id, row_version, name, preferred_name FROM client
         WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2)) ORDER BY id",
    )
    .bind(organization)
    .bind(footbridge_db::Each(clients))
    .all()
}

impl Names {
    /// As staff speak of them: the name they want to be called by, and the family name.
    pub fn spoken(&self) -> String {
        match &self.preferred {
            Some(preferred) if !self.name.starts_with(preferred.as_str()) => format!("{preferred} ({})", self.name),
            _ => self.name.clone(),
        }
    }

    /// As a list sorts them: by the last part of the full name.
    pub(crate) fn sort_key(&self) -> (String, String) {
        let whole = fold::folded(&self.name);
        (whole.split(' ').next_back().unwrap_or_default().to_owned(), whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(name: &str, preferred: Option<&str>) -> Names {
        Names { name: name.into(), preferred: preferred.map(Into::into) }
    }

    #[test]
    fn a_name_is_spoken_as_its_owner_wants_it() {
        assert_eq!(names("Alexandra Stone", Some("Lex")).spoken(), "Lex (Alexandra Stone)");
        assert_eq!(names("Alexandra Stone", Some("Alexandra")).spoken(), "Alexandra Stone");
        assert_eq!(names("Alexandra Stone", None).spoken(), "Alexandra Stone");
    }

    #[test]
    fn lists_sort_by_the_last_part() {
        let mut all = [names("Zoë Adler", None), names("Ana Ždanov", None), names("Ana Adler", None)];
        all.sort_by_key(Names::sort_key);
        assert_eq!(all.map(|each| each.name), ["Ana Adler", "Zoë Adler", "Ana Ždanov"]);
    }
}
