//! What moving each client would change: every move is done in a transaction that is never kept, and the standings are compared.

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, ProgramVersionId},
    line::{Line, Standing},
};
use footbridge_db::{DbError, row};
use footbridge_kit::{Context, Failure, Reading, Version, Work};
use footbridge_ledger::Ledger;
use footbridge_policy::{By, MoveToVersion, Scope};

use super::action::{MoveTo, move_to_version};
use crate::{
    ActError,
    definitions::Refresh,
    names::{self, ClientName},
};

row! {
    /// A client on an older version.
    #[derive(Debug, Clone)]
    pub struct Behind {
        /// Their course.
        pub id: EnrolmentId,
        /// The client.
        pub client_id: ClientId,
        /// The version they are on.
        pub version: String,
        /// The version forms are drawn from.
        pub row_version: i64,
    }
}

/// One line of standing that would say something else.
#[derive(Debug, Clone)]
pub struct Changed {
    /// As it is.
    pub before: Option<Line>,
    /// As it would be.
    pub after: Option<Line>,
}

/// One client, and what would change for them.
#[derive(Debug, Clone)]
pub struct Effect {
    /// Their course.
    pub behind: Behind,
    /// Their name.
    pub name: ClientName,
    /// What would change.
    pub changes: Vec<Changed>,
}

/// The page's data.
#[derive(Debug, Default)]
pub struct Moves {
    /// The newest version, with its name.
    pub newest: Option<(ProgramVersionId, String)>,
    /// The clients who are on another.
    pub effects: Vec<Effect>,
}

impl Effect {
    /// The version a form about them is drawn from.
    pub const fn version(&self) -> Version {
        Version(self.behind.row_version)
    }
}

type Changes = HashMap<EnrolmentId, Vec<Changed>>;

enum Curtain {
    Falls(Changes),
    Fails(ActError),
}

impl From<DbError> for Curtain {
    fn from(error: DbError) -> Self {
        Self::Fails(error.into())
    }
}

/// Reads who is behind and rehearses their moves.
///
/// # Errors
/// Hidden where nobody may be moved by the viewer.
pub async fn load(ctx: &Context, program: String) -> Result<Moves, Failure> {
    let (newest, behind, people) = ctx.read(move |reading| behind(reading, &program)).await?;
    let Some((version, _)) = &newest else { return Err(Failure::Hidden) };
    let (version, wanted) = (*version, behind.clone());
    let ended: Result<(), Curtain> = ctx.write(move |work| Err(rehearse(work, (version, &wanted)))).await;
    let mut changes = match ended {
        Err(Curtain::Falls(changes)) => changes,
        Err(Curtain::Fails(ActError::Failure(failure))) => return Err(failure),
        Err(Curtain::Fails(ActError::Refused(_))) | Ok(()) => return Err(Failure::conflict()),
    };
    let effect = |behind: Behind| Effect {
        name: people.get(&behind.client_id).cloned().unwrap_or_default(),
        changes: changes.remove(&behind.id).unwrap_or_default(),
        behind,
    };
    let mut effects: Vec<Effect> = behind.into_iter().map(effect).collect();
    effects.sort_by(|a, b| a.name.shown.cmp(&b.name.shown));
    Ok(Moves { newest, effects })
}

type Found = (Option<(ProgramVersionId, String)>, Vec<Behind>, HashMap<ClientId, ClientName>);

fn behind(reading: &mut Reading<'_, '_>, program: &str) -> Result<Found, Failure> {
    let scope = reading.scope(MoveToVersion)?;
    let organization = scope.organization();
    let newest: Option<(ProgramVersionId, String)> = reading
        .tx
        .sql(
            "SELECT id, version FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'published'
             ORDER BY published_at DESC, id DESC",
        )
        .bind(organization)
        .bind(program)
        .optional()?;
    let Some((version, _)) = &newest else { return Ok((None, Vec::new(), HashMap::new())) };
    let behind = on_older(reading, &scope, (program, *version))?;
    let clients: Vec<ClientId> = behind.iter().map(|one| one.client_id).collect();
    let names = names::clients(reading.tx, reading.keys(), (organization, &clients))?;
    reading.saw_clients(&scope, clients);
    Ok((newest, behind, names))
}

fn on_older(
    reading: &mut Reading<'_, '_>,
    scope: &Scope<MoveToVersion>,
    (program, newest): (&str, ProgramVersionId),
) -> Result<Vec<Behind>, DbError> {
    let viewer = match scope.viewer() {
        By::Staff(staff) => staff.to_string(),
        By::Operator => String::new(),
        By::Stranger => return Ok(Vec::new()),
    };
    reading
        .tx
        .sql(
            "SELECT e.id, e.client_id, v.version, e.row_version FROM enrolment e
             JOIN program_version v ON v.organization_id = e.organization_id AND v.id = e.program_version_id
             WHERE e.organization_id = $1 AND e.program = $2 AND e.program_version_id <> $3 AND e.ended_on IS NULL
               AND ($4 = '' OR EXISTS (SELECT 1 FROM reach r
                    WHERE r.organization_id = $1 AND r.staff_id = $4 AND r.client_id = e.client_id AND r.nearness <= $5))
             ORDER BY e.id",
        )
        .bind(scope.organization())
        .bind(program)
        .bind(newest)
        .bind(viewer)
        .bind(scope.rank())
        .all()
}

fn rehearse(work: &mut Work<'_, '_>, (version, behind): (ProgramVersionId, &[Behind])) -> Curtain {
    match compare(work, (version, behind)) {
        Ok(changes) => Curtain::Falls(changes),
        Err(error) => Curtain::Fails(error),
    }
}

fn compare(work: &mut Work<'_, '_>, (version, behind): (ProgramVersionId, &[Behind])) -> Result<Changes, ActError> {
    let ids: Vec<EnrolmentId> = behind.iter().map(|one| one.id).collect();
    let before = standings(work, &ids)?;
    for one in behind {
        move_to_version(work, &MoveTo { enrolment: one.id, version, seen: None, refresh: Refresh::Later })?;
    }
    let after = standings(work, &ids)?;
    Ok(ids.into_iter().map(|id| (id, changed(before.get(&id), after.get(&id)))).collect())
}

fn standings(work: &mut Work<'_, '_>, ids: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Standing>, DbError> {
    let (ledger, now) = (Ledger::new(work.organization(), work.keys()), work.now());
    let standings = ledger.load_courses(work.tx, ids, now)?.standings();
    Ok(standings.into_iter().map(|standing| (standing.enrolment, standing)).collect())
}

fn changed(before: Option<&Standing>, after: Option<&Standing>) -> Vec<Changed> {
    let lines = |standing: Option<&Standing>| standing.map(|standing| standing.lines.clone()).unwrap_or_default();
    let (before, after) = (lines(before), lines(after));
    let says = |line: &Line| (line.state, line.value, line.target, line.projected);
    let twin = |lines: &[Line], code: &str| lines.iter().find(|line| line.code == code).cloned();
    let gone_or_new = before.iter().map(|line| Changed { before: Some(line.clone()), after: twin(&after, &line.code) });
    let new =
        after.iter().filter(|line| twin(&before, &line.code).is_none()).map(|line| Changed { before: None, after: Some(line.clone()) });
    gone_or_new.chain(new).filter(|one| one.before.as_ref().map(says) != one.after.as_ref().map(says)).collect()
}
