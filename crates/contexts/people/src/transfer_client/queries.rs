//! Where a client can go on to.

use footbridge_care::ids::EnrolmentId;
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{Discharge, EnrolClient};

use crate::{
    course_view::CourseView,
    sites::{self, SiteRow},
};

/// A program at a site.
pub(super) struct Target {
    pub site: SiteRow,
    pub program: String,
    pub label: String,
}

impl Target {
    /// What its choice submits.
    pub fn value(&self) -> String {
        format!("{}/{}", self.site.id, self.program)
    }
}

/// The course, and where it can go on.
pub(super) struct View {
    pub course: CourseView,
    pub targets: Vec<Target>,
}

impl View {
    /// The move that leads to a program; plainly transferred where the program has none.
    pub fn way_to(&self, program: &str) -> String {
        let to = format!("program:{program}");
        let own = self.course.written.moves.iter().find(|one| one.to.as_deref() == Some(to.as_str()));
        own.map_or_else(|| "transferred".to_owned(), |one| one.name.clone())
    }
}

/// The view, for somebody who may both discharge here and enrol there.
pub(super) fn view(reading: &mut Reading<'_, '_>, enrolment: EnrolmentId) -> Result<View, Failure> {
    let course = CourseView::load(reading, Discharge, enrolment)?;
    let scope = reading.scope(EnrolClient)?;
    let sites = sites::within(reading, &scope)?;
    let programs: Vec<String> = reading
        .tx
        .sql("SELECT DISTINCT program FROM program_version WHERE organization_id = $1 AND status = 'published' ORDER BY program")
        .bind(scope.organization())
        .all()?;
    let mut targets = Vec::new();
    for site in &sites {
        for program in &programs {
            let newest = reading.ledger().definitions(reading.tx, (site.id, program))?;
            let name = newest.first().map_or_else(|| program.clone(), |newest| newest.merged.program.name.clone());
            let label = if sites.len() > 1 { format!("{name}, {}", site.name) } else { name };
            targets.push(Target { site: site.clone(), program: program.clone(), label });
        }
    }
    let here = (course.site, course.program.clone());
    targets.retain(|target| (target.site.id, target.program.clone()) != here);
    Ok(View { course, targets })
}
