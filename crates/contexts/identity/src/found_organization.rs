//! Found an organization: its key, its first site, its administrator. What `init` and `demo` begin with.

use footbridge_care::ids::{SiteId, StaffId};
use footbridge_kit::{Failure, Work};
use footbridge_policy::{Grant, Role};

use crate::{
    employ_staff::{self, NewStaff},
    open_site::{self, NewSite},
};

/// An organization to be. Its id is that of the act's organization: `Actor::operator_of_this_machine(id)`.
#[derive(Debug, Clone)]
pub struct Founding {
    /// Its name.
    pub name: String,
    /// Whether its records are made up. Only then may `demo` build it in bulk, and `serve` refuses it.
    pub synthetic: bool,
    /// Its first site.
    pub site: NewSite,
    /// Whoever keeps it; the administrator's role is granted whatever else is.
    pub administrator: NewStaff,
}

/// What was founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Founded {
    /// Its first site.
    pub site: SiteId,
    /// Its administrator.
    pub administrator: StaffId,
}

/// Founds an organization.
///
/// # Errors
/// [`Failure::Conflict`] when it is there already or a name is taken; what storage says.
pub fn found(work: &mut Work<'_, '_>, new: &Founding) -> Result<Founded, Failure> {
    let (organization, now) = (work.organization(), work.now());
    let made = work
        .tx
        .sql("INSERT INTO organization (id, name, synthetic, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(organization)
        .bind(new.name.as_str())
        .bind(new.synthetic)
        .bind(now)
        .run()?;
    if made == 0 {
        return Err(Failure::conflict());
    }
    work.keys().create_organization_key(work.tx, organization, now)?;
    let site = open_site::open(work, &new.site)?;
    let mut administrator = new.administrator.clone();
    administrator.grants.push(Grant::everywhere(Role::Administrator));
    let administrator = employ_staff::employ(work, &administrator)?;
    Ok(Founded { site, administrator })
}
