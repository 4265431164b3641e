//! Choosing what a block teaches, on the day or afterwards.

use footbridge_care::ids::{EnrolmentId, SessionId};
use footbridge_definition::model::{Curriculum, Definition};
use footbridge_kit::{Detail, Work};
use footbridge_policy::ChooseTopic;

use crate::{
    ActError, Refused, acts,
    attendance::{Came, Entry, Room, record, sheets},
    definitions::{self, Refresh, refresh},
    sessions::{self, Meeting},
};

/// Choosing one topic.
#[derive(Debug, Clone)]
pub struct Choose {
    /// The session.
    pub session: SessionId,
    /// Which block, from 0.
    pub block: usize,
    /// The topic's name; nothing for none.
    pub topic: Option<String>,
    /// When standings follow.
    pub refresh: Refresh,
}

/// The curriculum that a block of an offering draws on.
pub fn curriculum<'d>(definition: &'d Definition, offering: &str, block: usize) -> Option<&'d Curriculum> {
    let offering = definition.offering_named(offering)?;
    let own = offering.blocks.get(block).and_then(|block| block.curriculum.as_deref());
    let first = offering.blocks.iter().position(|block| !block.is_break).unwrap_or(0);
    let whole = offering.curriculum.as_deref().filter(|_| block == first);
    definition.curriculum_named(own.or(whole)?)
}

/// Chooses the topic of a block. Of a session that took place, what each client covered is corrected by newer facts.
///
/// # Errors
/// Refused for a cancelled session, or a topic that is not of the block's curriculum.
pub fn choose_topic(work: &mut Work<'_, '_>, choose: &Choose) -> Result<(), ActError> {
    let mut held = acts::hold(work, ChooseTopic, choose.session)?;
    held.takes_place()?;
    is_a_topic(work, &held.meeting, choose)?;
    write(work, &held.meeting, choose)?;
    if let Some(part) = held.meeting.parts.get_mut(choose.block) {
        part.block.topic.clone_from(&choose.topic);
    }
    work.note(&held.permit, Detail::says(format!("block={}", choose.block)))?;
    if held.meeting.is_confirmed() {
        let corrected = correct(work, &held.meeting)?;
        refresh(work, &corrected, choose.refresh)?;
    }
    acts::calendar_changed(work, &held.meeting)
}

fn is_a_topic(work: &mut Work<'_, '_>, meeting: &Meeting, choose: &Choose) -> Result<(), ActError> {
    let of = (meeting.row.site_id, meeting.row.program.as_str());
    let definition = definitions::holding(work.tx, work.keys(), (work.actor().organization(), of, meeting.date()))?;
    let definition = definition.ok_or(Refused::NoVersion)?;
    let curriculum = curriculum(&definition.merged, &meeting.row.offering, choose.block);
    let known = |topic: &String| curriculum.is_some_and(|curriculum| curriculum.topics.iter().any(|one| one.name == *topic));
    if choose.block < meeting.parts.len() && choose.topic.as_ref().is_none_or(known) { Ok(()) } else { Err(Refused::NotATopic.into()) }
}

fn write(work: &mut Work<'_, '_>, meeting: &Meeting, choose: &Choose) -> Result<(), ActError> {
    let organization = work.organization();
    let ordinal = i64::try_from(choose.block).unwrap_or(i64::MAX);
    work.tx
        .sql("UPDATE session_block SET topic = $4 WHERE organization_id = $1 AND session_id = $2 AND ordinal = $3")
        .bind(organization)
        .bind(meeting.row.id)
        .bind(ordinal)
        .bind(choose.topic.as_deref())
        .run()?;
    work.tx
        .sql(
            "UPDATE session SET topic = (SELECT min(b.topic) FROM session_block b
                WHERE b.organization_id = $1 AND b.session_id = $2 AND b.topic IS NOT NULL) WHERE organization_id = $1 AND id = $2",
        )
        .bind(organization)
        .bind(meeting.row.id)
        .run()?;
    Ok(sessions::touch(work.tx, organization, meeting.row.id)?)
}

/// Records anew what everybody who was there covered.
fn correct(work: &mut Work<'_, '_>, meeting: &Meeting) -> Result<Vec<EnrolmentId>, ActError> {
    let organization = work.organization();
    let roll = acts::roll(work, meeting)?;
    let sheet = sheets(work.tx, work.keys(), (organization, &[meeting.row.id]))?.remove(&meeting.row.id).unwrap_or_default();
    let entries: Vec<Entry<'_>> = roll
        .iter()
        .filter_map(|row| {
            let before = sheet.get(&row.enrolment_id).filter(|before| before.fact.is_some())?;
            let came = before.came.clone();
            matches!(came, Came::Here { .. }).then_some(Entry {
                enrolment: row.enrolment_id,
                client: row.client_id,
                came,
                before: Some(before),
                same: false,
            })
        })
        .collect();
    let who: Vec<EnrolmentId> = entries.iter().map(|entry| entry.enrolment).collect();
    let room = Room::load(work, meeting, &who)?;
    record(work, &room, &entries)?;
    Ok(who)
}
