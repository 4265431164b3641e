//! What people are called, opened from where it is sealed.

use std::collections::HashMap;

use footbridge_care::ids::{ClientId, OrganizationId, RoomId, SiteId, StaffId};
use footbridge_db::{DbError, Each, Keyring, Place, Sealed, Tx, row};

/// A client as a screen that others can see names them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClientName {
    /// Two or three letters.
    pub initials: String,
    /// The name they go by; first name and last initial where they said none.
    pub shown: String,
}

row! {
    struct ClientRow {
        id: ClientId,
        name: Sealed<String>,
        preferred_name: Option<Sealed<String>>,
        initials: Sealed<String>,
    }
}

/// The names of these clients. Who was shredded has none.
pub fn clients(
    tx: &mut Tx<'_>,
    keys: &Keyring,
    (organization, ids): (OrganizationId, &[ClientId]),
) -> Result<HashMap<ClientId, ClientName>, DbError> {
    let rows: Vec<ClientRow> = tx
        .sql(
            "SELECT id, name, preferred_name, initials FROM client
             WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))",
        )
        .bind(organization)
        .bind(Each(ids))
        .all()?;
    let keys = keys.client_keys(tx, organization, ids)?;
    let mut names = HashMap::new();
    for row in rows {
        let Some(key) = keys.get(&row.id) else { continue };
        let place = |column| Place::new("client", column, row.id);
        let name = key.open(&place("name"), &row.name)?;
        let preferred = key.open_some(&place("preferred_name"), row.preferred_name.as_ref())?;
        let initials = key.open(&place("initials"), &row.initials)?;
        names.insert(row.id, ClientName { initials, shown: shown(&name, preferred.as_deref()) });
    }
    Ok(names)
}

fn shown(name: &str, preferred: Option<&str>) -> String {
    let mut words = name.split_whitespace();
    let first = preferred.filter(|name| !name.trim().is_empty()).or_else(|| words.next()).unwrap_or_default();
    match name.split_whitespace().skip(1).last().and_then(|last| last.chars().next()) {
        Some(letter) => format!("{first} {letter}."),
        None => first.to_owned(),
    }
}

row! {
    struct StaffRow {
        id: StaffId,
        user_name: String,
        display_name: Sealed<String>,
    }
}

/// The names of all who work or worked here; the user name where a name cannot be opened.
pub fn staff(tx: &mut Tx<'_>, keys: &Keyring, organization: OrganizationId) -> Result<HashMap<StaffId, String>, DbError> {
    let rows: Vec<StaffRow> =
        tx.sql("SELECT id, user_name, display_name FROM staff WHERE organization_id = $1").bind(organization).all()?;
    let key = keys.organization_key(tx, organization)?;
    let name = |row: StaffRow| {
        let opened = key.open(&Place::new("staff", "display_name", row.id), &row.display_name);
        (row.id, opened.unwrap_or(row.user_name))
    };
    Ok(rows.into_iter().map(name).collect())
}

/// The rooms of a site, by name.
pub fn rooms(tx: &mut Tx<'_>, (organization, site): (OrganizationId, SiteId)) -> Result<Vec<(RoomId, String)>, DbError> {
    tx.sql("SELECT id, name FROM room WHERE organization_id = $1 AND site_id = $2 ORDER BY name").bind(organization).bind(site).all()
}

row! {
    /// A site, as its pages name it.
    #[derive(Debug, Clone)]
    pub struct SiteRow {
        /// Its id.
        pub id: SiteId,
        /// Its name.
        pub name: String,
        /// Its time zone.
        pub zone: String,
    }
}

/// The sites of an organization, by name.
pub fn sites(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<Vec<SiteRow>, DbError> {
    tx.sql("SELECT id, name, zone FROM site WHERE organization_id = $1 ORDER BY name, id").bind(organization).all()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_shared_screen_shows_the_name_they_go_by_and_one_letter_of_the_last() {
        assert_eq!(shown("Jordan Avery Reyes", None), "Jordan R.");
        assert_eq!(shown("Jordan Reyes", Some("Jo")), "Jo R.");
        assert_eq!(shown("Cher", Some("")), "Cher");
    }
}
