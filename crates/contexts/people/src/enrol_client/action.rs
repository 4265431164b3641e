//! The act of enrolling.

use footbridge_care::facts::{Body, Turn};
use footbridge_care::ids::EnrolmentId;
use footbridge_db::{DbError, Place};
use footbridge_definition::model::Definition;
use footbridge_definition::resolve;
use footbridge_kit::{Detail, Work, reach};
use footbridge_policy::{EnrolClient, Permit};

use super::{EnrolError, Enrolling};
use crate::record_fact::{Noted, note};

/// Enrols a client, and records the turn that begins their course.
///
/// # Errors
/// [`EnrolError`]
pub fn enrol(work: &mut Work<'_, '_>, new: &Enrolling) -> Result<EnrolmentId, EnrolError> {
    let subject = reach::client(work.tx, work.actor(), new.client)?.ok_or(EnrolError::Hidden)?;
    let permit = work.permit(EnrolClient, subject)?;
    let ledger = work.ledger();
    let versions = ledger.definitions(work.tx, (new.site, &new.program))?;
    let version = versions.iter().find(|version| version.version == new.version).ok_or(EnrolError::NoProgram)?;
    let stage = stage(&version.merged, new.stage.as_deref())?;
    check_track(&version.merged, new.track.as_deref())?;
    let enrolment = store(work, &permit, (new, stage.as_deref()))?;
    let turn = Turn::Enrolled { version: new.version.to_string(), track: new.track.clone(), stage, slots: new.slots.clone() };
    let mut notes = vec![Noted::on(new.starts_on, Body::Course(turn))];
    notes.extend(new.brought.clone().map(|brought| Noted::on(new.starts_on, Body::Course(Turn::Brought(brought)))));
    note(work, (permit.object(), enrolment), notes)?;
    work.turned(enrolment)?;
    work.note(&permit, Detail::says("enrolled"))?;
    Ok(enrolment)
}

fn stage(definition: &Definition, named: Option<&str>) -> Result<Option<String>, EnrolError> {
    match named {
        Some(name) => definition.stage_named(name).map(|stage| Some(stage.name.clone())).ok_or(EnrolError::NoStage),
        None => Ok(resolve::stages_in_order(definition).first().map(|stage| stage.name.clone())),
    }
}

fn check_track(definition: &Definition, named: Option<&str>) -> Result<(), EnrolError> {
    match named {
        Some(name) if definition.track_named(name).is_none() => Err(EnrolError::NoTrack),
        None if !definition.track.is_empty() => Err(EnrolError::NoTrack),
        _ => Ok(()),
    }
}

fn store(work: &mut Work<'_, '_>, permit: &Permit<EnrolClient>, of: (&Enrolling, Option<&str>)) -> Result<EnrolmentId, EnrolError> {
    let (new, stage) = of;
    let id: EnrolmentId = work.id();
    let key = work.keys().client_key(work.tx, (permit.organization(), permit.object()))?;
    let brought = key.seal_some(&Place::new("enrolment", "brought_forward", id), new.brought.as_ref()).map_err(DbError::from)?;
    let stored = work
        .tx
        .sql(
            "INSERT INTO enrolment (organization_id, id, episode_id, client_id, site_id, program, program_version_id, track, stage,
                starts_on, status, brought_forward)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active', $11) ON CONFLICT DO NOTHING",
        )
        .bind(permit.organization())
        .bind(id)
        .bind(new.episode)
        .bind(permit.object())
        .bind(new.site)
        .bind(new.program.as_str())
        .bind(new.version)
        .bind(new.track.as_deref())
        .bind(stage)
        .bind(new.starts_on)
        .bind(brought)
        .run()?;
    if stored == 1 { Ok(id) } else { Err(EnrolError::Already) }
}
