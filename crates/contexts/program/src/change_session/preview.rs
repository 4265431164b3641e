//! What would follow: the act itself is done in a transaction that is never kept, and the weeks it touches are compared.

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, SessionId},
    line::{Line, Standing, State},
};
use footbridge_db::DbError;
use footbridge_kit::{Context, Failure, Work, reach};
use footbridge_ledger::Ledger;
use footbridge_policy::{SeeRosterPresence, SeeStanding};
use jiff::{Timestamp, civil::Date};

use crate::{
    ActError,
    definitions::weekly_line,
    names::{self, ClientName},
    roster,
    sessions::{self, Meeting},
};

/// One client, with the week before and after.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The client.
    pub client: ClientId,
    /// Their name.
    pub name: ClientName,
    /// The line of that week as it is.
    pub before: Option<Line>,
    /// The line of that week as it would be.
    pub after: Option<Line>,
}

impl Effect {
    /// Whether the change breaks a week that would have been whole.
    pub fn breaks(&self) -> bool {
        let short = |line: &Line| matches!(line.state, State::AtRisk | State::Late | State::Missed);
        self.after.as_ref().is_some_and(short) && !self.before.as_ref().is_some_and(short)
    }
}

/// What would follow.
#[derive(Debug)]
pub struct Follows {
    /// The session as it is.
    pub meeting: Meeting,
    /// Whom it touches, those whose week breaks first.
    pub effects: Vec<Effect>,
}

/// How a rehearsal ends: always without being kept.
enum Curtain {
    Falls(Box<Rehearsed>),
    Fails(ActError),
}

impl From<DbError> for Curtain {
    fn from(error: DbError) -> Self {
        Self::Fails(error.into())
    }
}

struct Rehearsed {
    meeting: Meeting,
    weeks: Vec<(EnrolmentId, Option<Line>, Option<Line>)>,
}

/// Rehearses an act on a session and says what would follow, in the week of the session and in that of `also`.
///
/// # Errors
/// What the act would be refused for.
pub async fn of(
    ctx: &Context,
    (session, also): (SessionId, Option<Date>),
    mut act: impl FnMut(&mut Work<'_, '_>) -> Result<Vec<EnrolmentId>, ActError> + Send + 'static,
) -> Result<Follows, ActError> {
    let ended: Result<(), Curtain> = ctx.write(move |work| rehearse(work, (session, also), &mut act)).await;
    match ended {
        Err(Curtain::Falls(rehearsed)) => Ok(named(ctx, *rehearsed).await?),
        Err(Curtain::Fails(error)) => Err(error),
        Ok(()) => Err(ActError::Failure(Failure::conflict())),
    }
}

fn rehearse(
    work: &mut Work<'_, '_>,
    (session, also): (SessionId, Option<Date>),
    act: &mut impl FnMut(&mut Work<'_, '_>) -> Result<Vec<EnrolmentId>, ActError>,
) -> Result<(), Curtain> {
    let organization = work.organization();
    let meeting = sessions::one(work.tx, organization, session)?.ok_or(Curtain::Fails(ActError::Failure(Failure::Hidden)))?;
    let roll: Vec<EnrolmentId> = roster::present(work.tx, organization, session)?.iter().map(|row| row.enrolment_id).collect();
    let moments = moments(&meeting, also);
    let before = weeks(work, (&roll, &moments))?;
    let touched = act(work).map_err(Curtain::Fails)?;
    let after = weeks(work, (&touched, &moments))?;
    let line = |weeks: &[HashMap<EnrolmentId, Standing>], enrolment: EnrolmentId| {
        let lines = weeks.iter().filter_map(|week| weekly_line(week.get(&enrolment)?));
        lines.min_by_key(|line| line.projected.unwrap_or(line.value) - line.target.unwrap_or(0)).cloned()
    };
    let weeks = touched.iter().map(|enrolment| (*enrolment, line(&before, *enrolment), line(&after, *enrolment))).collect();
    Err(Curtain::Falls(Box::new(Rehearsed { meeting, weeks })))
}

/// The moments at which the weeks are looked at: the session's, and the same hour of the other day.
fn moments(meeting: &Meeting, also: Option<Date>) -> Vec<Timestamp> {
    let other = also.and_then(|date| meeting.start().with().date(date).build().ok()).map(|at| at.timestamp());
    let mut moments: Vec<Timestamp> = std::iter::once(meeting.row.starts_at).chain(other).collect();
    moments.dedup();
    moments
}

fn weeks(
    work: &mut Work<'_, '_>,
    (enrolments, moments): (&[EnrolmentId], &[Timestamp]),
) -> Result<Vec<HashMap<EnrolmentId, Standing>>, DbError> {
    let ledger = Ledger::new(work.organization(), work.keys());
    let mut weeks = Vec::new();
    for moment in moments {
        let standings = ledger.load_courses(work.tx, enrolments, *moment)?.standings();
        weeks.push(standings.into_iter().map(|standing| (standing.enrolment, standing)).collect());
    }
    Ok(weeks)
}

/// Who they are, as far as the viewer may see them; seen, and so in the audit.
async fn named(ctx: &Context, rehearsed: Rehearsed) -> Result<Follows, Failure> {
    let Rehearsed { meeting, weeks } = rehearsed;
    let id = meeting.row.id;
    let enrolments: Vec<EnrolmentId> = weeks.iter().map(|(enrolment, _, _)| *enrolment).collect();
    let people = ctx.read(move |reading| people(reading, (id, &enrolments))).await?;
    let mut effects: Vec<Effect> = weeks
        .into_iter()
        .filter_map(|(enrolment, before, after)| {
            let (client, name) = people.get(&enrolment)?.clone();
            Some(Effect { client, name, before, after })
        })
        .collect();
    effects.sort_by(|a, b| (!a.breaks(), &a.name.shown).cmp(&(!b.breaks(), &b.name.shown)));
    Ok(Follows { meeting, effects })
}

type People = HashMap<EnrolmentId, (ClientId, ClientName)>;

fn people(reading: &mut footbridge_kit::Reading<'_, '_>, (session, enrolments): (SessionId, &[EnrolmentId])) -> Result<People, Failure> {
    let subject = reach::session(reading.tx, reading.actor(), session)?.ok_or(Failure::Hidden)?;
    let permit = reading.permit(SeeRosterPresence, subject)?;
    reading.saw(&permit);
    let organization = permit.organization();
    let rows: Vec<(EnrolmentId, ClientId)> = reading
        .tx
        .sql("SELECT id, client_id FROM enrolment WHERE organization_id = $1 AND id IN (SELECT value FROM json_each($2))")
        .bind(organization)
        .bind(footbridge_db::Each(enrolments))
        .all()?;
    let clients: Vec<ClientId> = rows.iter().map(|(_, client)| *client).collect();
    let names = names::clients(reading.tx, reading.keys(), (organization, &clients))?;
    if let Ok(scope) = reading.scope(SeeStanding) {
        reading.saw_clients(&scope, clients);
    }
    Ok(rows.into_iter().filter_map(|(enrolment, client)| Some((enrolment, (client, names.get(&client)?.clone())))).collect())
}
