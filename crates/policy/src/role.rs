//! The roles staff hold.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What somebody is employed to do. One person may hold several, at several sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers the first call and brings people in.
    IntakeCoordinator,
    /// Leads groups.
    GroupCounselor,
    /// Sees clients one to one and keeps the plan.
    Therapist,
    /// Meets needs outside the clinic: papers, work, housing, meetings.
    CaseManager,
    /// Draws, collects and reviews tests; keeps medications.
    Nurse,
    /// Answers for the program: its definition, its week, its people.
    ProgramDirector,
    /// Lives in the recovery house and runs it.
    ResidentManager,
    /// A peer on shift in the recovery house.
    PeerAdvocate,
    /// Keeps a resident's objectives and their way on.
    ProgramCoordinator,
    /// Authorizations, utilization review and claims.
    Biller,
    /// Answers for privacy: reads the audit, not the record.
    PrivacyOfficer,
    /// Sets up sites, staff and sign-ins; reads no record.
    Administrator,
}

impl Role {
    /// Every role, in the order of the table's columns.
    pub const ALL: [Self; 12] = [
        Self::IntakeCoordinator,
        Self::GroupCounselor,
        Self::Therapist,
        Self::CaseManager,
        Self::Nurse,
        Self::ProgramDirector,
        Self::ResidentManager,
        Self::PeerAdvocate,
        Self::ProgramCoordinator,
        Self::Biller,
        Self::PrivacyOfficer,
        Self::Administrator,
    ];

    /// The name storage and the command line use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IntakeCoordinator => "intake_coordinator",
            Self::GroupCounselor => "group_counselor",
            Self::Therapist => "therapist",
            Self::CaseManager => "case_manager",
            Self::Nurse => "nurse",
            Self::ProgramDirector => "program_director",
            Self::ResidentManager => "resident_manager",
            Self::PeerAdvocate => "peer_advocate",
            Self::ProgramCoordinator => "program_coordinator",
            Self::Biller => "biller",
            Self::PrivacyOfficer => "privacy_officer",
            Self::Administrator => "administrator",
        }
    }

    /// Whether the role works in the house rather than in the clinic: it learns that somebody is due and came, nothing clinical.
    pub const fn is_house(self) -> bool {
        matches!(self, Self::ResidentManager | Self::PeerAdvocate | Self::ProgramCoordinator)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no role is called `{0}`")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or_else(|| UnknownRole(text.to_owned()))
    }
}
