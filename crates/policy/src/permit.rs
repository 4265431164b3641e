//! What a decision gives: a permit for one object, a scope for a list. Only this crate makes them.

use std::marker::PhantomData;

use footbridge_care::ids::{Id, OrganizationId, SiteId};

use crate::{By, Grant, Key, Nearness, Reach, Right, Subject, table};

/// Leave to use one right on one object. A store that changes something takes `&Permit<R>` and reads the id from it.
#[derive(Debug)]
pub struct Permit<R: Right> {
    organization: OrganizationId,
    object: Id<R::Object>,
    by: By,
}

impl<R: Right> Permit<R> {
    pub(crate) fn new(by: By, subject: Subject<R::Object>) -> Self {
        Self { organization: subject.organization, object: subject.object, by }
    }

    /// The organization the object belongs to.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// The object.
    pub const fn object(&self) -> Id<R::Object> {
        self.object
    }

    /// Who was permitted.
    pub const fn by(&self) -> By {
        self.by
    }

    /// The right, as the audit writes it.
    pub const fn key(&self) -> Key {
        R::KEY
    }
}

/// Leave to list what lies within reach. A query narrows by [`Scope::organization`], [`Scope::viewer`] and [`Scope::rank`]; where one
/// person holds roles of different reach at different sites it then keeps what [`Scope::covers`].
#[derive(Debug, Clone)]
pub struct Scope<R: Right> {
    organization: OrganizationId,
    by: By,
    grants: Vec<Grant>,
    right: PhantomData<R>,
}

impl<R: Right> Scope<R> {
    pub(crate) fn new(organization: OrganizationId, by: By, grants: Vec<Grant>) -> Self {
        Self { organization, by, grants, right: PhantomData }
    }

    /// The organization whose rows may be listed.
    pub const fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// Whose view it is.
    pub const fn viewer(&self) -> By {
        self.by
    }

    /// The widest reach it holds anywhere.
    pub fn reach(&self) -> Reach {
        self.grants.iter().map(|grant| table::reach(grant.role, R::KEY)).max().unwrap_or(Reach::None)
    }

    /// The widest reach as a number for a query: rows of at most this nearness.
    pub fn rank(&self) -> i64 {
        self.reach().rank()
    }

    /// The sites it reaches whole; `None` is every site. Empty is none: then only what is nearer than a site.
    pub fn sites(&self) -> Option<Vec<SiteId>> {
        let wide = |grant: &&Grant| table::reach(grant.role, R::KEY) >= Reach::Site;
        let all = |grant: &Grant| grant.site.is_none() || table::reach(grant.role, R::KEY) == Reach::All;
        let grants: Vec<&Grant> = self.grants.iter().filter(wide).collect();
        (!grants.iter().any(|grant| all(grant))).then(|| grants.iter().filter_map(|grant| grant.site).collect())
    }

    /// Whether something this near, at this site, is in the list.
    pub fn covers(&self, near: Nearness, site: Option<SiteId>) -> bool {
        self.grants.iter().any(|grant| table::allows(*grant, R::KEY, near, site))
    }
}
