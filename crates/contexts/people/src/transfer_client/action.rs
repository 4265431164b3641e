//! The act of transferring.

use footbridge_care::{facts::Turn, ids::EpisodeId};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Version, Work, reach};
use footbridge_policy::{EnrolClient, Permit};

use super::Transfer;
use crate::{
    change_course::{Refused, version},
    record_fact::{Course, course},
    take_turn::{Turning, take},
};

/// The same, of the course that a form was drawn from; standing and tasks follow.
pub(super) fn at_version(work: &mut Work<'_, '_>, new: &Transfer, seen: Option<Version>) -> Result<(), Refused> {
    let now = version(work, new.enrolment)?.ok_or(Failure::Hidden)?;
    if seen != Some(now) {
        return Err(Refused::Stale);
    }
    transfer(work, new)?;
    Ok(work.settle(&[new.enrolment])?)
}

/// Ends the course here, and keeps or opens an episode of care there for the enrolment that follows.
///
/// # Errors
/// Hidden where whoever asks may not discharge here or may not enrol there.
pub fn transfer(work: &mut Work<'_, '_>, new: &Transfer) -> Result<(), Failure> {
    let (course, _) = course(work, new.enrolment)?;
    let there = reach::site(work.tx, work.actor(), new.site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(EnrolClient, there.of(course.client_id))?;
    let turn = Turn::Left { by: new.by.clone(), reason: new.reason.clone() };
    take(work, &Turning { enrolment: new.enrolment, on: new.on, turn })?;
    if new.site == course.site_id {
        keep_open(work, &course)?
    } else {
        open(work, &permit, new)?
    }
    Ok(work.note(&permit, Detail::says("transferred"))?)
}

/// Care goes on at the same site: its episode does not close with the course.
fn keep_open(work: &mut Work<'_, '_>, course: &Course) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("UPDATE episode SET closed_on = NULL, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(course.episode_id)
        .run()
        .map(drop)
}

/// Care goes on at another site: an episode there, unless one is open.
fn open(work: &mut Work<'_, '_>, permit: &Permit<EnrolClient>, new: &Transfer) -> Result<(), DbError> {
    let episode: EpisodeId = work.id();
    work.tx
        .sql(
            "INSERT INTO episode (organization_id, id, client_id, site_id, opened_on, referral_source)
             VALUES ($1, $2, $3, $4, $5, 'transfer') ON CONFLICT DO NOTHING",
        )
        .bind(permit.organization())
        .bind(episode)
        .bind(permit.object())
        .bind(new.site)
        .bind(new.on)
        .run()
        .map(drop)
}
