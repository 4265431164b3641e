//! How tender a piece of the record is, and which roles may be shown it once they reach the client at all.

use serde::{Deserialize, Serialize};

use crate::{Actor, Role};

/// How tender a fact, a reason or a line of standing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Due somewhere, and came or not.
    Presence,
    /// Hours, stage, coverage, papers: the course through the program.
    Course,
    /// Tests and their results.
    Testing,
    /// Assessments, plan, notes, use, health.
    Clinical,
    /// SUD counseling notes, kept apart (42 CFR 2.11, 2.31(b)).
    CounselingNote,
}

impl Sensitivity {
    /// Every sensitivity, least tender first.
    pub const ALL: [Self; 5] = [Self::Presence, Self::Course, Self::Testing, Self::Clinical, Self::CounselingNote];

    /// The name the matrix uses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Course => "course",
            Self::Testing => "testing",
            Self::Clinical => "clinical",
            Self::CounselingNote => "counseling_note",
        }
    }

    /// What it covers, in one sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Presence => "Due somewhere, and came or not.",
            Self::Course => "Hours, stage, coverage, papers.",
            Self::Testing => "Tests and their results.",
            Self::Clinical => "Assessments, plan, notes, use, health.",
            Self::CounselingNote => "SUD counseling notes, kept apart.",
        }
    }
}

/// Whether a role may be shown something this tender, of a client within its reach.
pub const fn may_see(role: Role, sensitivity: Sensitivity) -> bool {
    match role {
        Role::ResidentManager | Role::PeerAdvocate | Role::ProgramCoordinator => {
            matches!(sensitivity, Sensitivity::Presence)
        }
        Role::IntakeCoordinator => {
            matches!(sensitivity, Sensitivity::Presence | Sensitivity::Course)
        }
        Role::GroupCounselor | Role::CaseManager | Role::Nurse | Role::ProgramDirector => {
            !matches!(sensitivity, Sensitivity::CounselingNote)
        }
        Role::Biller => matches!(sensitivity, Sensitivity::Presence | Sensitivity::Course | Sensitivity::Testing),
        Role::Therapist => true,
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
