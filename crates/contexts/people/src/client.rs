//! A client's own row: names as they are sealed, and the care team.

use footbridge_care::ids::{ClientId, StaffId};
use footbridge_db::{DataKey, DbError, Place, Sealed};
use footbridge_kit::{Detail, Failure, Work};
use footbridge_policy::{EditClient, Subject};
use jiff::civil::Date;

/// What a client is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The full name.
    pub name: String,
    /// The name they want to be called by.
    pub preferred: Option<String>,
}

impl Names {
    /// The initials: of the preferred name and the last of the full one.
    pub fn initials(&self) -> String {
        let first = self.preferred.as_deref().unwrap_or(&self.name);
        let last = self.name.split_whitespace().last().unwrap_or("");
        let letter = |text: &str| text.chars().find(|c| c.is_alphabetic()).map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        letter(first) + &letter(last)
    }
}

/// Where each sealed value of a client lies.
pub(crate) fn place(client: ClientId, column: &str) -> Place {
    Place::new("client", column, client)
}

/// A client's names and birth date, sealed for their row.
pub(crate) struct SealedNames {
    pub name: Sealed<String>,
    pub preferred: Option<Sealed<String>>,
    pub initials: Sealed<String>,
    pub birth_date: Option<Sealed<Date>>,
}

impl SealedNames {
    pub fn seal(key: &DataKey, client: ClientId, names: &Names, birth_date: Option<Date>) -> Result<Self, DbError> {
        Ok(Self {
            name: key.seal(&place(client, "name"), &names.name)?,
            preferred: key.seal_some(&place(client, "preferred_name"), names.preferred.as_ref())?,
            initials: key.seal(&place(client, "initials"), &names.initials())?,
            birth_date: key.seal_some(&place(client, "birth_date"), birth_date.as_ref())?,
        })
    }
}

/// In what capacity somebody is on a care team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareTeam {
    /// The counselor or therapist who answers for the course.
    Primary,
    /// One of the team.
    Member,
}

/// Puts somebody on a client's care team. Who is on it already changes capacity.
///
/// # Errors
/// Hidden where whoever asks may not.
pub fn join_care_team(
    work: &mut Work<'_, '_>,
    client: Subject<footbridge_care::ids::Client>,
    who: (StaffId, CareTeam),
) -> Result<(), Failure> {
    let permit = work.permit(EditClient, client)?;
    let now = work.now();
    let capacity = match who.1 {
        CareTeam::Primary => "primary",
        CareTeam::Member => "member",
    };
    work.tx
        .sql(
            "INSERT INTO care_team (organization_id, client_id, staff_id, capacity, since) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (organization_id, client_id, staff_id) DO UPDATE SET capacity = excluded.capacity",
        )
        .bind(permit.organization())
        .bind(permit.object())
        .bind(who.0)
        .bind(capacity)
        .bind(now)
        .run()?;
    Ok(work.note(&permit, Detail::none())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_name_a_client_wants_to_be_called_by() {
        let names = |name: &str, preferred: Option<&str>| Names { name: name.into(), preferred: preferred.map(Into::into) };
        assert_eq!(names("Alexandra Stone", Some("Lex")).initials(), "LS");
        assert_eq!(names("émile zola", None).initials(), "ÉZ");
        assert_eq!(names("Cher", None).initials(), "CC");
    }
}
