//! The sites that a right reaches.

use footbridge_care::ids::SiteId;
use footbridge_db::row;
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{Nearness, Right, Scope};

row! {
    /// A site, as forms and lists name it.
    #[derive(Clone, Debug)]
    pub(crate) struct SiteRow {
        pub id: SiteId,
        pub name: String,
        pub zone: String,
    }
}

/// The sites within a scope, by name.
pub(crate) fn within<R: Right>(reading: &mut Reading<'_, '_>, scope: &Scope<R>) -> Result<Vec<SiteRow>, Failure> {
    let mut sites: Vec<SiteRow> =
        reading.tx.sql("SELECT id, name, zone FROM site WHERE organization_id = $1 ORDER BY name, id").bind(scope.organization()).all()?;
    sites.retain(|site| scope.covers(Nearness::Site, Some(site.id)));
    Ok(sites)
}
