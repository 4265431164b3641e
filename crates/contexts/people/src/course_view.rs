//! A course as the pages about it need it: whose it is, where it stands, and by which definition.

use std::sync::Arc;

use footbridge_care::{
    course::Stand,
    ids::{Client, ClientId, EnrolmentId, SiteId},
    standing::Input,
};
use footbridge_db::row;
use footbridge_definition::model::Definition;
use footbridge_kit::{Context, Failure, Reading, Version, reach};
use footbridge_ledger::compute::Loaded;
use footbridge_policy::{Right, Subject};
use jiff::{Zoned, civil::Date};

use crate::{Names, names};

row! {
    struct HeadRow {
        client_id: ClientId,
        site_id: SiteId,
        program: String,
        starts_on: Date,
        row_version: i64,
    }
}

/// A course, opened for somebody who may.
pub(crate) struct CourseView {
    pub enrolment: EnrolmentId,
    pub client: ClientId,
    pub subject: Subject<Client>,
    pub names: Names,
    pub version: Version,
    pub site: SiteId,
    pub program: String,
    pub starts_on: Date,
    pub now: Zoned,
    pub stand: Stand,
    /// The version as it is written, with the site's timetable.
    pub written: Arc<Definition>,
    /// The same as it holds for this client today.
    pub held: Arc<Definition>,
    pub loaded: Loaded,
}

impl CourseView {
    /// Opens it under a right; hidden where that does not reach.
    pub fn load<R: Right<Object = Client>>(reading: &mut Reading<'_, '_>, right: R, enrolment: EnrolmentId) -> Result<Self, Failure> {
        let head = head(reading, enrolment)?.ok_or(Failure::Hidden)?;
        let subject = reach::client(reading.tx, reading.actor(), head.client_id)?.ok_or(Failure::Hidden)?;
        let permit = reading.permit(right, subject)?;
        reading.saw(&permit);
        let whose = (reading.organization(), head.client_id);
        let names = names::of(reading.tx, reading.keys(), whose)?.ok_or(Failure::Hidden)?;
        let loaded = reading.ledger().load_courses(reading.tx, &[enrolment], reading.now())?;
        let setting = loaded.enrolled().first().and_then(|enrolled| loaded.setting(enrolled)).ok_or(Failure::Hidden)?;
        let now = setting.now.clone();
        let stand = loaded.course(enrolment).on(now.date()).clone();
        Ok(Self {
            enrolment,
            client: head.client_id,
            subject,
            names,
            version: Version(head.row_version),
            site: head.site_id,
            program: head.program,
            starts_on: head.starts_on,
            written: setting.programs.version(&stand.version).unwrap_or_default(),
            held: setting.programs.effective(&stand),
            now,
            stand,
            loaded,
        })
    }

    /// The same for a handler, in a look of its own.
    pub async fn read<R: Right<Object = Client>>(ctx: &Context, right: R, enrolment: EnrolmentId) -> Result<Self, Failure> {
        ctx.read(move |reading| Self::load(reading, right, enrolment)).await
    }

    /// Today at the site.
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// What standing asks with.
    pub fn ask<T>(&self, with: impl FnOnce(&Input<'_>) -> T) -> Option<T> {
        let enrolled = self.loaded.enrolled().first()?;
        self.loaded.input(enrolled, &self.now, self.now.timestamp(), with)
    }

    /// The address of the client's page.
    pub fn home(&self) -> String {
        format!("/clients/{}", self.client)
    }

    /// The address of a page about this course.
    pub fn at(&self, part: &str) -> String {
        format!("/enrolments/{}/{part}", self.enrolment)
    }
}

fn head(reading: &mut Reading<'_, '_>, enrolment: EnrolmentId) -> Result<Option<HeadRow>, Failure> {
    let organization = reading.organization();
    let found = reading
        .tx
        .sql("SELECT client_id, site_id, program, starts_on, row_version FROM enrolment WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(enrolment)
        .optional()?;
    Ok(found)
}
