//! The one who asks.

use footbridge_care::ids::{OrganizationId, SiteId, StaffId};
use serde::{Deserialize, Serialize};

use crate::Role;

/// A role held at one site, or at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The site it is held at; none is every site of the organization.
    pub site: Option<SiteId>,
}

impl Grant {
    /// A role at every site.
    pub const fn everywhere(role: Role) -> Self {
        Self { role, site: None }
    }

    /// A role at one site.
    pub const fn at(role: Role, site: SiteId) -> Self {
        Self { role, site: Some(site) }
    }

    pub(crate) fn covers(self, site: Option<SiteId>) -> bool {
        self.site.is_none() || self.site == site
    }
}

/// Who an act is done by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A member of staff.
    Staff(StaffId),
    /// Whoever has the command line of the machine the clinic runs on; there is no wall between them and the data.
    Operator,
    /// Somebody who has not said who they are.
    Stranger,
}

impl By {
    /// The member of staff, if it is one.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(staff) => Some(staff),
            Self::Operator | Self::Stranger => None,
        }
    }
}

/// Somebody who acts, with what they were granted. Loaded anew for every request, so that a change of role holds on the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub(crate) organization: OrganizationId,
    pub(crate) by: By,
    pub(crate) grants: Vec<Grant>,
}

impl Actor {
    /// A member of staff with the roles they hold today.
    pub fn staff(organization: OrganizationId, staff: StaffId, grants: Vec<Grant>) -> Self {
        Self { organization, by: By::Staff(staff), grants }
    }

    /// Somebody at the door of an organization, who may do nothing. For what is noted about them.
    pub fn stranger(organization: OrganizationId) -> Self {
        Self { organization, by: By::Stranger, grants: Vec::new() }
    }

    /// The operator of the machine: may do everything in the organization. Only the command line (`init`, `import`, repairs) may say this.
    pub fn operator_of_this_machine(organization: OrganizationId) -> Self {
        let grants = Role::ALL.into_iter().map(Grant::everywhere).collect();
        Self { organization, by: By::Operator, grants }
    }

    /// The organization nothing crosses.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Who it is.
    pub const fn by(&self) -> By {
        self.by
    }

    /// The member of staff, if it is one.
    pub const fn staff_id(&self) -> Option<StaffId> {
        self.by.staff()
    }

    /// What was granted.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether they hold the role anywhere.
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether they work at the site: hold a role there or everywhere.
    pub fn works_at(&self, site: SiteId) -> bool {
        self.grants.iter().any(|grant| grant.covers(Some(site)))
    }
}
