//! Whether a person may lead a session on a day: employed, in the role, with a credential that has not expired.

use footbridge_definition::model::StaffNeed;
use footbridge_policy::Role;
use jiff::civil::Date;

/// A credential of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its kind, as definitions name it.
    pub kind: String,
    /// The first day it holds.
    pub from: Option<Date>,
    /// The last day it holds.
    pub until: Option<Date>,
}

impl Credential {
    fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// A person as far as leading sessions goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// The first day of their employment.
    pub from: Date,
    /// The last day, where there is one.
    pub until: Option<Date>,
    /// The roles they hold at the site.
    pub roles: Vec<Role>,
    /// Their credentials.
    pub credentials: Vec<Credential>,
}

/// Why a person may not lead a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// They do not work here that day.
    NotEmployed,
    /// They are in none of the roles that it asks for.
    Role(String),
    /// They have none of the credentials it asks for.
    NoCredential(Vec<String>),
    /// They have one that expired before that day: the kind, and its last day.
    Expired(String, Date),
}

/// Whether a person meets a need on a day.
///
/// # Errors
/// The first reason why not.
pub fn fits(leader: &Leader, need: Option<&StaffNeed>, date: Date) -> Result<(), Unfit> {
    if date < leader.from || leader.until.is_some_and(|until| until < date) {
        return Err(Unfit::NotEmployed);
    }
    let role = need.and_then(|need| need.role.as_deref());
    if let Some(role) = role.filter(|role| !in_role(&leader.roles, role)) {
        return Err(Unfit::Role(role.to_owned()));
    }
    let wanted: &[String] = need.map_or(&[], |need| &need.credential);
    credentialed(&leader.credentials, wanted, date)
}

/// Where kinds are named one of them must hold. Where none is, what a person has must not all have run out.
fn credentialed(credentials: &[Credential], wanted: &[String], date: Date) -> Result<(), Unfit> {
    let of_kind: Vec<&Credential> = credentials.iter().filter(|one| wanted.is_empty() || wanted.contains(&one.kind)).collect();
    if of_kind.iter().any(|one| one.holds_on(date)) || (of_kind.is_empty() && wanted.is_empty()) {
        return Ok(());
    }
    let last = of_kind.iter().filter_map(|one| Some((one.until?, &one.kind))).max();
    match last {
        Some((until, kind)) => Err(Unfit::Expired(kind.clone(), until)),
        None => Err(Unfit::NoCredential(wanted.to_vec())),
    }
}

/// Whether one of the roles held is what a definition calls by this word. A word that is no role of ours asks for nobody in particular.
fn in_role(roles: &[Role], word: &str) -> bool {
    let any: &[Role] = match word {
        "counselor" | "group-counselor" => &[Role::GroupCounselor, Role::Therapist],
        "therapist" | "clinician" => &[Role::Therapist],
        "case-manager" | "caseworker" | "social-worker" => &[Role::CaseManager, Role::Therapist],
        "nurse" => &[Role::Nurse],
        "peer" | "peer-advocate" => &[Role::PeerAdvocate, Role::ProgramCoordinator],
        "director" => &[Role::ProgramDirector],
        "resident-manager" => &[Role::ResidentManager],
        "coordinator" | "program-coordinator" => &[Role::ProgramCoordinator],
        _ => return true,
    };
    roles.iter().any(|role| any.contains(role) || *role == Role::ProgramDirector)
}

#[cfg(test)]
mod tests {
    use footbridge_definition::value::Many;
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn leader(credentials: &[(&str, Option<Date>)]) -> Leader {
        let credential = |(kind, until): &(&str, Option<Date>)| Credential { kind: (*kind).to_owned(), from: None, until: *until };
        Leader {
            from: date(2020, 1, 1),
            until: None,
            roles: vec![Role::GroupCounselor],
            credentials: credentials.iter().map(credential).collect(),
        }
    }

    fn need(role: &str, kinds: &[&str]) -> StaffNeed {
        StaffNeed {
            role: Some(role.to_owned()),
            credential: Many(kinds.iter().map(|kind| (*kind).to_owned()).collect()),
            ..StaffNeed::default()
        }
    }

    #[test]
    fn a_credential_holds_through_its_last_day() {
        let wanted = need("counselor", &["lcdc"]);
        assert_eq!(fits(&leader(&[("lcdc", Some(TODAY))]), Some(&wanted), TODAY), Ok(()));
        let yesterday = date(2026, 11, 22);
        assert_eq!(fits(&leader(&[("lcdc", Some(yesterday))]), Some(&wanted), TODAY), Err(Unfit::Expired("lcdc".into(), yesterday)));
    }

    #[test]
    fn another_kind_of_credential_is_none() {
        let wanted = need("counselor", &["lcdc", "lpc"]);
        assert_eq!(fits(&leader(&[("rn", None)]), Some(&wanted), TODAY), Err(Unfit::NoCredential(vec!["lcdc".into(), "lpc".into()])));
        assert_eq!(fits(&leader(&[("rn", None), ("lpc", None)]), Some(&wanted), TODAY), Ok(()));
    }

    #[test]
    fn where_no_kind_is_named_somebody_whose_licence_ran_out_still_may_not_lead() {
        let wanted = need("counselor", &[]);
        assert_eq!(fits(&leader(&[]), Some(&wanted), TODAY), Ok(()));
        assert!(fits(&leader(&[("lcdc", Some(date(2026, 1, 1)))]), Some(&wanted), TODAY).is_err());
    }

    #[test]
    fn the_role_and_the_employment_must_fit() {
        assert_eq!(fits(&leader(&[]), Some(&need("nurse", &[])), TODAY), Err(Unfit::Role("nurse".into())));
        let gone = Leader { until: Some(date(2026, 11, 1)), ..leader(&[]) };
        assert_eq!(fits(&gone, None, TODAY), Err(Unfit::NotEmployed));
    }
}
