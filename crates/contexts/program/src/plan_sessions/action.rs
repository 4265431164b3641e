//! Planning the weeks ahead: what the definition asks for becomes stored sessions, keyed (site, slot, local date).

use std::collections::HashMap;

use footbridge_care::ids::{OrganizationId, RoomId, SessionId, SiteId};
use footbridge_care::schedule::Status;
use footbridge_definition::{calendar::Options, model::StaffNeed};
use footbridge_kit::{Detail, Failure, Work, reach};
use footbridge_ledger::{Ledger, compute};
use footbridge_policy::PlanTrack;
use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    difference::{Change, Difference, Fate},
    leaders::Regulars,
    store::{self, Spot},
    wanted::{self, Wanted},
};
use crate::{
    ActError, Refused, assign_facilitator,
    booking::{self, Diary, Resource, Span},
    names, roster,
    sessions::{self, Meeting},
};

/// Sessions are stored so far ahead.
pub const WEEKS: u32 = 12;

/// Planning the sessions of a program at a site.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The site.
    pub site: SiteId,
    /// The program's id.
    pub program: String,
    /// How many weeks ahead; [`WEEKS`] in ordinary life.
    pub weeks: u32,
}

/// Plans ahead from now. A session that began, or that a hand was laid on, is never changed; the difference is returned.
///
/// # Errors
/// Refused where no version of the program is published.
pub fn plan_sessions(work: &mut Work<'_, '_>, plan: &Plan) -> Result<Difference, ActError> {
    let subject = reach::site(work.tx, work.actor(), plan.site)?.ok_or(Failure::Hidden)?;
    let permit = work.permit(PlanTrack, subject)?;
    let difference = replan(work, plan)?;
    work.note(
        &permit,
        Detail::says(format!(
            "added={} changed={} removed={}",
            difference.count(Fate::Added),
            difference.count(Fate::Changed),
            difference.count(Fate::Removed)
        )),
    )?;
    Ok(difference)
}

/// The same for an act that has leave of its own: publishing a version, changing a timetable.
pub(crate) fn replan(work: &mut Work<'_, '_>, plan: &Plan) -> Result<Difference, ActError> {
    let mut desk = Desk::open(work, plan)?;
    let until = desk.until;
    let mut stored: HashMap<(String, Date), Meeting> = HashMap::new();
    for meeting in sessions::of_program(work.tx, desk.organization, ((plan.site, &plan.program), (desk.first, until)))? {
        stored.insert((meeting.row.slot.clone(), meeting.row.local_date), meeting);
    }
    let mut written = Vec::new();
    for wanted in desk.wanted() {
        let before = stored.remove(&(wanted.session.slot.clone(), wanted.session.slot_date));
        written.extend(desk.lay(work, before, &wanted)?);
    }
    let mut left: Vec<Meeting> = stored.into_values().collect();
    left.sort_by_key(|meeting| (meeting.row.starts_at, meeting.row.id));
    for meeting in left {
        desk.clear(work, &meeting)?;
    }
    let meetings = sessions::load(work.tx, desk.organization, &written)?;
    roster::fill(work, &meetings)?;
    store::planned_until(work, (plan.site, &plan.program, until))?;
    desk.difference.changes.sort_by(|a, b| (a.date, &a.slot).cmp(&(b.date, &b.slot)));
    Ok(desk.difference)
}

/// Everything that lies on the table while planning.
struct Desk<'p> {
    plan: &'p Plan,
    organization: OrganizationId,
    now: Timestamp,
    first: Date,
    until: Date,
    definitions: Vec<compute::definitions::AtSite>,
    options: Options,
    rooms: HashMap<String, RoomId>,
    diary: Diary,
    regulars: Regulars,
    difference: Difference,
}

impl<'p> Desk<'p> {
    fn open(work: &mut Work<'_, '_>, plan: &'p Plan) -> Result<Self, ActError> {
        let (organization, now) = (work.organization(), work.now());
        let site = names::sites(work.tx, organization)?.into_iter().find(|site| site.id == plan.site).ok_or(Failure::Hidden)?;
        let definitions = Ledger::new(organization, work.keys()).definitions(work.tx, (plan.site, &plan.program))?;
        if definitions.is_empty() {
            return Err(Refused::NoVersion.into());
        }
        let first = compute::at(now, &site.zone).date();
        let until = first.checked_add(i64::from(plan.weeks).weeks()).unwrap_or(Date::MAX);
        let closed = wanted::closed_days(work.tx, organization, plan.site)?;
        let options = Options { zone: Some(site.zone), closed, ..Options::default() };
        let rooms = names::rooms(work.tx, (organization, plan.site))?.into_iter().map(|(id, name)| (name, id)).collect();
        let span = (now, now.checked_add((i64::from(plan.weeks) * 7 * 24 + 48).hours()).unwrap_or(Timestamp::MAX));
        let diary = Diary::load(work.tx, organization, span)?;
        let regulars = Regulars::load(work, (plan.site, &plan.program), first)?;
        Ok(Self { plan, organization, now, first, until, definitions, options, rooms, diary, regulars, difference: Difference::default() })
    }

    fn wanted(&self) -> Vec<Wanted> {
        let mut all = wanted::wanted(&self.definitions, (self.first, self.until), &self.options);
        all.retain(|wanted| wanted.session.start.timestamp() > self.now);
        all
    }

    /// Writes one session as it is asked for, unless it is so already or a hand was laid on it.
    fn lay(&mut self, work: &mut Work<'_, '_>, before: Option<Meeting>, wanted: &Wanted) -> Result<Option<SessionId>, ActError> {
        match before {
            Some(meeting) if is_same(&meeting, wanted, &self.rooms) => {
                self.difference.same += 1;
                Ok(None)
            }
            Some(meeting) if meeting.row.touched || meeting.row.starts_at <= self.now => {
                self.say(Fate::Kept, (Some(&meeting), Some(wanted)));
                Ok(None)
            }
            before => self.write(work, before.as_ref(), wanted).map(Some),
        }
    }

    fn write(&mut self, work: &mut Work<'_, '_>, before: Option<&Meeting>, wanted: &Wanted) -> Result<SessionId, ActError> {
        let id = before.map_or_else(|| work.id(), |meeting| meeting.row.id);
        let span = (wanted.session.start.timestamp(), wanted.session.end.timestamp());
        if before.is_some() {
            booking::free_all(work.tx, self.organization, id)?;
            self.diary.release(id);
        }
        let room = self.room(wanted, (id, span));
        let spot = Spot { id, site: self.plan.site, program: &self.plan.program, room };
        match before {
            Some(_) => store::update(work, spot, wanted)?,
            None => store::insert(work, spot, wanted)?,
        }
        self.say(fate(before, wanted), (before, Some(wanted)));
        if wanted.closed.is_none() {
            self.take_room(work, room, (id, span))?;
            self.take_leader(work, before, (id, span, wanted))?;
            self.take_clients(work, before, (id, span))?;
        }
        Ok(id)
    }

    /// The room it asks for, if that is one of ours and free then.
    fn room(&mut self, wanted: &Wanted, (id, span): (SessionId, Span)) -> Option<RoomId> {
        let room = *self.rooms.get(wanted.session.room.as_deref()?)?;
        if wanted.closed.is_some() || self.diary.is_free(Resource::Room(room), id, span) {
            return Some(room);
        }
        self.say(Fate::WithoutRoom, (None, Some(wanted)));
        None
    }

    fn take_room(&mut self, work: &mut Work<'_, '_>, room: Option<RoomId>, (id, span): (SessionId, Span)) -> Result<(), ActError> {
        let Some(room) = room.map(Resource::Room) else { return Ok(()) };
        self.diary.note(room, (id, span));
        Ok(booking::insert(work.tx, self.organization, (room, id, span))?)
    }

    /// Who led it before, or leads its slot as a rule, if they may and are free.
    fn take_leader(
        &mut self,
        work: &mut Work<'_, '_>,
        before: Option<&Meeting>,
        (id, span, wanted): (SessionId, Span, &Wanted),
    ) -> Result<(), ActError> {
        let before = before.and_then(|meeting| meeting.leads.first()).map(|(staff, _)| *staff);
        let need = wanted.session.staff.first();
        let Some(staff) = before.or_else(|| self.regulars.of(&wanted.session.slot)) else { return Ok(()) };
        self.drop_leaders(work, id)?;
        let free = self.diary.is_free(Resource::Staff(staff), id, span);
        if !free || !self.regulars.may_lead(staff, need, wanted.session.date) {
            self.say(Fate::WithoutFacilitator, (None, Some(wanted)));
            return Ok(());
        }
        self.diary.note(Resource::Staff(staff), (id, span));
        booking::insert(work.tx, self.organization, (Resource::Staff(staff), id, span))?;
        Ok(assign_facilitator::lead(work, id, (staff, role(need)))?)
    }

    fn drop_leaders(&self, work: &mut Work<'_, '_>, id: SessionId) -> Result<(), ActError> {
        work.tx.sql("DELETE FROM session_staff WHERE organization_id = $1 AND session_id = $2").bind(self.organization).bind(id).run()?;
        Ok(())
    }

    /// Those on its roster before are taken at the new time; the rule adds and drops the rest afterwards.
    fn take_clients(&self, work: &mut Work<'_, '_>, before: Option<&Meeting>, (id, span): (SessionId, Span)) -> Result<(), ActError> {
        if before.is_none() {
            return Ok(());
        }
        let clients: Vec<_> = roster::present(work.tx, self.organization, id)?.iter().map(|row| row.client_id).collect();
        Ok(booking::take_free_clients(work.tx, self.organization, (&clients, id, span))?)
    }

    /// A stored session that is no longer asked for.
    fn clear(&mut self, work: &mut Work<'_, '_>, meeting: &Meeting) -> Result<(), ActError> {
        if meeting.row.starts_at <= self.now || meeting.row.local_date >= self.until {
            return Ok(());
        }
        if meeting.row.touched {
            self.say(Fate::Kept, (Some(meeting), None));
            return Ok(());
        }
        self.say(Fate::Removed, (Some(meeting), None));
        self.diary.release(meeting.row.id);
        Ok(store::remove(work, meeting.row.id)?)
    }

    fn say(&mut self, fate: Fate, (was, now): (Option<&Meeting>, Option<&Wanted>)) {
        let Some((label, slot, date)) = now
            .map(|wanted| (wanted.session.label.clone(), wanted.session.slot.clone(), wanted.session.date))
            .or_else(|| was.map(|meeting| (meeting.row.label.clone(), meeting.row.slot.clone(), meeting.date())))
        else {
            return;
        };
        let (was, now) = (was.map(|meeting| meeting.start().time()), now.map(|wanted| wanted.session.start.time()));
        self.difference.changes.push(Change { fate, label, slot, date, was, now });
    }
}

fn role(need: Option<&StaffNeed>) -> &str {
    need.and_then(|need| need.role.as_deref()).unwrap_or("facilitator")
}

const fn fate(before: Option<&Meeting>, wanted: &Wanted) -> Fate {
    match (before, &wanted.closed) {
        (_, Some(_)) => Fate::Closed,
        (Some(_), None) => Fate::Changed,
        (None, None) => Fate::Added,
    }
}

/// Whether a stored session says what is asked for.
fn is_same(meeting: &Meeting, wanted: &Wanted, rooms: &HashMap<String, RoomId>) -> bool {
    let (row, session) = (&meeting.row, &wanted.session);
    let room = session.room.as_deref().and_then(|name| rooms.get(name));
    let blocks = meeting.parts.iter().map(|part| (part.block.kind.as_str(), part.block.minutes, part.block.is_break));
    let asked = session.blocks.iter().map(|block| (block.kind.as_str(), block.minutes, block.is_break));
    let status = if wanted.closed.is_some() { Status::Cancelled } else { Status::Scheduled };
    row.starts_at == session.start.timestamp()
        && row.ends_at == session.end.timestamp()
        && row.status.0 == status
        // A room that was taken when it was planned is not asked for again each time.
        && (row.room_id.as_ref() == room || row.room_id.is_none())
        && row.label == session.label
        && row.kind == session.kind
        && row.tracks.0 == session.tracks
        && row.stages.0 == session.stages
        && row.staff.0 == session.staff
        && row.seats == session.seats
        && row.optional == session.optional
        && row.by_roster == session.by_roster
        && blocks.eq(asked)
}
