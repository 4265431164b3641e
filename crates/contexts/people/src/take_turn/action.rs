//! The act of turning.

use footbridge_care::facts::{Body, Turn};
use footbridge_db::DbError;
use footbridge_kit::{Detail, Failure, Work};
use footbridge_policy::{ChangeTrack, Discharge, EnrolClient, HoldEnrolment, MoveToVersion, Subject};

use super::Turning;
use crate::record_fact::{Course, Noted, course, note};

/// Takes a turn: the fact, and the enrolment's row in step with it.
///
/// # Errors
/// Hidden where there is no such course within reach, or the right is not theirs.
pub fn take(work: &mut Work<'_, '_>, turning: &Turning) -> Result<(), Failure> {
    let (course, subject) = course(work, turning.enrolment)?;
    permit(work, subject, &turning.turn)?;
    note(work, (course.client_id, turning.enrolment), vec![Noted::on(turning.on, Body::Course(turning.turn.clone()))])?;
    keep_in_step(work, &course, turning)?;
    Ok(work.turned(turning.enrolment)?)
}

/// Each turn is of one right; the audit names it.
fn permit(work: &mut Work<'_, '_>, subject: Subject<footbridge_care::ids::Client>, turn: &Turn) -> Result<(), Failure> {
    macro_rules! note {
        ($right:ident, $code:literal) => {{
            let permit = work.permit($right, subject)?;
            work.note(&permit, Detail::says($code))?;
        }};
    }
    match turn {
        Turn::Enrolled { .. } | Turn::Brought(_) => note!(EnrolClient, "enrolled"),
        Turn::Again => note!(EnrolClient, "in-again"),
        Turn::Track { .. } => note!(ChangeTrack, "track"),
        Turn::Slots { .. } => note!(ChangeTrack, "own-week"),
        Turn::Stage { .. } => note!(ChangeTrack, "stage"),
        Turn::Plan { .. } => note!(ChangeTrack, "plan"),
        Turn::Version { .. } => note!(MoveToVersion, "version"),
        Turn::Aside { .. } => note!(HoldEnrolment, "aside"),
        Turn::Back => note!(HoldEnrolment, "back"),
        Turn::Left { .. } => note!(Discharge, "left"),
    }
    Ok(())
}

/// The row lists and joins by; the facts are what holds. Every turn counts the row's version on, so that a form drawn before it is
/// found out.
fn keep_in_step(work: &mut Work<'_, '_>, course: &Course, turning: &Turning) -> Result<(), DbError> {
    let organization = work.organization();
    let (text, value): (&'static str, Option<&str>) = match &turning.turn {
        Turn::Track { track, .. } => {
            ("UPDATE enrolment SET track = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2", Some(track))
        }
        Turn::Stage { stage } => {
            ("UPDATE enrolment SET stage = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2", Some(stage))
        }
        Turn::Version { version } => (
            "UPDATE enrolment SET program_version_id = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2",
            Some(version),
        ),
        turn => (
            "UPDATE enrolment SET status = coalesce(CAST($3 AS TEXT), status), row_version = row_version + 1
             WHERE organization_id = $1 AND id = $2",
            status(turn),
        ),
    };
    work.tx.sql(text).bind(organization).bind(turning.enrolment).bind(value).run()?;
    match &turning.turn {
        Turn::Left { .. } => end(work, course, turning),
        Turn::Again => {
            work.tx
                .sql("UPDATE enrolment SET ended_on = NULL WHERE organization_id = $1 AND id = $2")
                .bind(organization)
                .bind(turning.enrolment)
                .run()?;
            work.tx
                .sql("UPDATE episode SET closed_on = NULL WHERE organization_id = $1 AND id = $2")
                .bind(organization)
                .bind(course.episode_id)
                .run()
                .map(drop)
        }
        _ => Ok(()),
    }
}

/// What a turn makes of the row's status; nothing where it leaves it as it is.
fn status(turn: &Turn) -> Option<&'static str> {
    match turn {
        Turn::Aside { .. } => Some("aside"),
        Turn::Back | Turn::Again => Some("active"),
        Turn::Left { .. } => Some("left"),
        _ => None,
    }
}

/// Ends the enrolment, and the episode with its last one.
fn end(work: &mut Work<'_, '_>, course: &Course, turning: &Turning) -> Result<(), DbError> {
    let organization = work.organization();
    work.tx
        .sql("UPDATE enrolment SET ended_on = $3 WHERE organization_id = $1 AND id = $2")
        .bind(organization)
        .bind(turning.enrolment)
        .bind(turning.on)
        .run()?;
    work.tx
        .sql(
            "UPDATE episode SET closed_on = $3, row_version = row_version + 1 WHERE organization_id = $1 AND id = $2
             AND NOT EXISTS (SELECT 1 FROM enrolment AS e WHERE e.organization_id = $1 AND e.episode_id = $2 AND e.ended_on IS NULL)",
        )
        .bind(organization)
        .bind(course.episode_id)
        .bind(turning.on)
        .run()
        .map(drop)
}
