//! Who works in the demo's clinic.

use std::collections::BTreeSet;

use footbridge_care::ids::SiteId;
use footbridge_definition::model::Definition;
use footbridge_identity::employ_staff::{NewCredential, NewStaff};
use footbridge_identity::{NewPassword, Passwords, Phc};
use footbridge_kit::Random;
use footbridge_policy::{Grant, Role};
use jiff::{ToSpan, civil::Date};

use crate::stop::Stop;

/// The password of everybody in a demo. Its records are made up, and `serve` refuses them.
pub const PASSWORD: &str = "walk over the river";

/// Somebody who can sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// In what role.
    pub role: Role,
    /// Under which name.
    pub user: String,
}

/// One of the staff, by user name, role and name.
pub const STAFF: [(&str, Role, &str); 17] = [
    ("counselor", Role::GroupCounselor, "Imani Counselor"),
    ("therapist", Role::Therapist, "Tomas Therapist"),
    ("director", Role::ProgramDirector, "Dolores Director"),
    ("intake", Role::IntakeCoordinator, "Ines Intake"),
    ("casemanager", Role::CaseManager, "Casimir Manager"),
    ("nurse", Role::Nurse, "Nadia Nurse"),
    ("manager", Role::ResidentManager, "Rafael Manager"),
    ("peer", Role::PeerAdvocate, "Petra Peer"),
    ("coordinator", Role::ProgramCoordinator, "Corin Coordinator"),
    ("biller", Role::Biller, "Bela Biller"),
    ("privacy", Role::PrivacyOfficer, "Priya Privacy"),
    ("admin", Role::Administrator, "Adrian Administrator"),
    ("counselor2", Role::GroupCounselor, "Lucia Counselor"),
    ("counselor3", Role::GroupCounselor, "Omar Counselor"),
    ("therapist2", Role::Therapist, "Mei Therapist"),
    ("therapist3", Role::Therapist, "Ada Therapist"),
    ("casemanager2", Role::CaseManager, "Kofi Manager"),
];

/// One sign-in for each role.
pub fn sign_ins() -> Vec<SignIn> {
    let mut seen = BTreeSet::new();
    let first = STAFF.iter().filter(|(_, role, _)| seen.insert(*role));
    first.map(|(user, role, _)| SignIn { role: *role, user: (*user).to_owned() }).collect()
}

/// What everybody in the demo has in common.
pub struct House<'a> {
    /// The site.
    pub site: SiteId,
    /// The programs given there.
    pub programs: &'a [String],
    /// The definition whose credentials are asked for.
    pub definition: &'a Definition,
    /// The first day of the past.
    pub since: Date,
    /// The last day of the past.
    pub today: Date,
}

/// The password, hashed once: everybody in a demo has the same.
pub fn hashed(passwords: &Passwords, random: &Random) -> Result<Phc, Stop> {
    let password = NewPassword::check(PASSWORD, "demo").map_err(|fault| Stop::Storage(fault.to_string()))?;
    passwords.hash(random, &password).map_err(|error| Stop::Storage(error.to_string()))
}

/// Somebody to be employed.
pub fn member(house: &House<'_>, who: &(&str, Role, &str), password: &Phc) -> Result<NewStaff, Stop> {
    let (user, role, name) = *who;
    let broken = |what: String| Stop::Storage(what);
    Ok(NewStaff {
        user_name: user.parse().map_err(|_| broken(format!("{user} is no user name")))?,
        email: None,
        name: name.to_owned(),
        employed_from: house.since,
        grants: vec![if role == Role::Administrator { Grant::everywhere(role) } else { Grant::at(role, house.site) }],
        programs: house.programs.iter().map(|program| (house.site, program.clone())).collect(),
        credentials: credentials(house, user),
        password: Some(password.clone()),
    })
}

/// Every credential that the program's sessions ask for. One counselor's has just expired, so that there is something to see.
fn credentials(house: &House<'_>, user: &str) -> Vec<NewCredential> {
    let offerings = house.definition.offering.iter();
    let needs = offerings.flat_map(|offering| offering.staff.iter().chain(offering.blocks.iter().flat_map(|block| &block.staff)));
    let kinds: BTreeSet<String> =
        needs.flat_map(|need| need.credential.iter().cloned()).chain(["certified-counselor".to_owned()]).collect();
    let days = if user == "counselor3" { -5 } else { 300 };
    let expires_on = house.today.checked_add(days.days()).ok();
    kinds.into_iter().map(|kind| NewCredential { kind, number: None, issued_on: Some(house.since), expires_on }).collect()
}
