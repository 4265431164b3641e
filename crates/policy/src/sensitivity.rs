//! Which roles may be shown how tender a piece of the record, once they reach the client at all.

pub use footbridge_definition::model::Sensitivity;

use crate::{Actor, Role};

/// Every sensitivity with its code and what it covers, in the order of the matrix.
pub(crate) const EVERY: [(Sensitivity, &str, &str); 6] = [
    (Sensitivity::Presence, "presence", "Due somewhere, and came or not."),
    (Sensitivity::House, "house", "Duties of a house."),
    (Sensitivity::Administrative, "administrative", "Papers and payments."),
    (Sensitivity::Clinical, "clinical", "Assessments, plan, notes, use, health."),
    (Sensitivity::Test, "test", "Tests and their results."),
    (Sensitivity::Apart, "apart", "SUD counseling notes (42 CFR 2.11) and what else is kept apart."),
];

/// Whether a role may be shown something this tender, of a client within its reach.
pub const fn may_see(role: Role, sensitivity: Sensitivity) -> bool {
    use Sensitivity::{Administrative, Apart, Clinical, House, Presence, Test};
    match role {
        Role::IntakeCoordinator => matches!(sensitivity, Presence | Administrative),
        Role::GroupCounselor | Role::CaseManager | Role::Nurse | Role::ProgramDirector => {
            matches!(sensitivity, Presence | House | Administrative | Clinical | Test)
        }
        Role::Therapist => matches!(sensitivity, Presence | House | Administrative | Clinical | Test | Apart),
        Role::ResidentManager | Role::PeerAdvocate | Role::ProgramCoordinator => matches!(sensitivity, Presence | House),
        Role::Biller => matches!(sensitivity, Presence | Administrative | Test),
        Role::PrivacyOfficer | Role::Administrator => false,
    }
}

impl Actor {
    /// Whether any role they hold may be shown something this tender.
    pub fn may_see(&self, sensitivity: Sensitivity) -> bool {
        self.grants.iter().any(|grant| may_see(grant.role, sensitivity))
    }

    /// Keeps what they may be shown. Call it on the lines, facts and reasons of a record before anything is drawn.
    pub fn keep_visible<T>(&self, items: Vec<T>, sensitivity: impl Fn(&T) -> Sensitivity) -> Vec<T> {
        items.into_iter().filter(|item| self.may_see(sensitivity(item))).collect()
    }
}
