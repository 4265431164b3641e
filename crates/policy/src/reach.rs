//! How far a role's hand goes, and how near an object lies.

use footbridge_care::ids::{Id, OrganizationId, SiteId};
use serde::{Deserialize, Serialize};

/// How far a right of a role goes. Each reach holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Not at all.
    None,
    /// One's own: one's caseload, the sessions one leads, one's sign-ins.
    Own,
    /// Those in whose care team one is.
    CareTeam,
    /// Everybody in the programs one works in.
    Program,
    /// Everybody at the sites one works at.
    Site,
    /// The whole organization.
    All,
}

impl Reach {
    /// The word of the matrix.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "-",
            Self::Own => "own",
            Self::CareTeam => "team",
            Self::Program => "prog",
            Self::Site => "site",
            Self::All => "all",
        }
    }

    /// The reach as a number for a query: rows whose nearness is at most this are within it. 0 is nothing, 5 is all.
    pub const fn rank(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Own => 1,
            Self::CareTeam => 2,
            Self::Program => 3,
            Self::Site => 4,
            Self::All => 5,
        }
    }
}

/// How near an object lies to somebody: the nearest relation that holds, as loaded from storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nearness {
    /// It is theirs.
    Own,
    /// They are in its care team.
    CareTeam,
    /// They work in its program.
    Program,
    /// They work at its site.
    Site,
    /// It is in their organization, no nearer.
    Organization,
}

impl Nearness {
    /// Every nearness, nearest first.
    pub const ALL: [Self; 5] = [Self::Own, Self::CareTeam, Self::Program, Self::Site, Self::Organization];

    /// The nearness as a number, comparable with [`Reach::rank`]: 1 is own, 5 is the organization.
    pub const fn rank(self) -> i64 {
        match self {
            Self::Own => 1,
            Self::CareTeam => 2,
            Self::Program => 3,
            Self::Site => 4,
            Self::Organization => 5,
        }
    }

    /// The nearness a query reported; anything unknown is the farthest.
    pub fn from_rank(rank: i64) -> Self {
        Self::ALL.into_iter().find(|near| near.rank() == rank).unwrap_or(Self::Organization)
    }
}

/// The object of a decision, and how it lies to the one who asks. Load it; do not take it from a form.
#[derive(Debug)]
pub struct Subject<K> {
    pub(crate) organization: OrganizationId,
    pub(crate) object: Id<K>,
    pub(crate) near: Nearness,
    pub(crate) site: Option<SiteId>,
}

impl<K> Clone for Subject<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Subject<K> {}

impl<K> Subject<K> {
    /// An object of an organization, not known to be any nearer.
    pub fn new(organization: OrganizationId, object: Id<K>) -> Self {
        Self { organization, object, near: Nearness::Organization, site: None }
    }

    /// The same, this near.
    pub fn near(self, near: Nearness) -> Self {
        Self { near, ..self }
    }

    /// The same, lying at this site.
    pub fn at(self, site: SiteId) -> Self {
        Self { site: Some(site), ..self }
    }

    /// The object as a subject of another kind, lying the same way: a client's enrolment lies as the client does.
    pub fn of<L>(self, object: Id<L>) -> Subject<L> {
        Subject { organization: self.organization, object, near: self.near, site: self.site }
    }

    /// The object's id.
    pub fn object(&self) -> Id<K> {
        self.object
    }
}

impl Subject<footbridge_care::ids::Site> {
    /// A site, as it lies to somebody who does or does not work there.
    pub fn site(organization: OrganizationId, site: SiteId, works_there: bool) -> Self {
        let near = if works_there { Nearness::Site } else { Nearness::Organization };
        Self::new(organization, site).at(site).near(near)
    }
}
