//! Who will miss their hours this week, and which group would mend it.

use std::collections::BTreeMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId, SessionId},
    line::{Line, MakeUp, Standing, State},
};
use footbridge_db::{DbError, row};
use footbridge_kit::{Failure, Reading};
use footbridge_policy::{By, Scope, SeeStanding};
use footbridge_ui::{
    card::{Card, line},
    icon::Icon,
    tag::{Status, Tag, Tone},
    words::{amount, count, date_short, time},
};
use jiff::civil::Time;
use maud::{Markup, html};

use crate::{definitions, names, words};

/// So many clients are listed; the rest are counted.
const SHOWN: usize = 12;

row! {
    struct Active {
        id: EnrolmentId,
        client_id: ClientId,
    }
}

/// One client whose week is short.
struct Short {
    client: ClientId,
    line: Line,
    mends: Vec<MakeUp>,
}

/// The card; nothing when nobody's week is short.
pub fn draw(reading: &mut Reading<'_, '_>, scope: &Scope<SeeStanding>) -> Result<Option<Markup>, Failure> {
    let active = active(reading, scope)?;
    let ids: Vec<EnrolmentId> = active.iter().map(|one| one.id).collect();
    let standings = definitions::standings(reading, &ids)?;
    let mut short: Vec<Short> = active.iter().filter_map(|one| short(one.client_id, standings.get(&one.id)?)).collect();
    short.retain(|one| reading.actor().may_see(one.line.sensitivity));
    if short.is_empty() {
        return Ok(None);
    }
    short.sort_by_key(|one| one.line.projected.unwrap_or(one.line.value) - one.line.target.unwrap_or(0));
    let clients: Vec<ClientId> = short.iter().map(|one| one.client).collect();
    let names = names::clients(reading.tx, reading.keys(), (scope.organization(), &clients))?;
    reading.saw_clients(scope, clients);
    let name = |one: &Short| names.get(&one.client).map(|name| name.shown.clone()).unwrap_or_default();
    let items = short.iter().take(SHOWN).map(|one| item(one, &name(one)));
    let more = short.len().saturating_sub(SHOWN);
    let card = Card::new(words::HOURS_AT_RISK)
        .id("hours-at-risk")
        .wide()
        .count(short.len().to_string(), words::CLIENTS)
        .tone(Tone::Caution)
        .items(mending(&short))
        .items(items)
        .items((more > 0).then(|| html! { p.quiet { (words::and_more(more)) } }));
    Ok(Some(html! { (card) }))
}

fn active(reading: &mut Reading<'_, '_>, scope: &Scope<SeeStanding>) -> Result<Vec<Active>, DbError> {
    let viewer = match scope.viewer() {
        By::Staff(staff) => staff.to_string(),
        By::Operator => String::new(),
        By::Stranger => return Ok(Vec::new()),
    };
    reading
        .tx
        .sql(
            "SELECT e.id, e.client_id FROM enrolment e
             WHERE e.organization_id = $1 AND e.ended_on IS NULL
               AND ($2 = '' OR EXISTS (SELECT 1 FROM reach r
                    WHERE r.organization_id = $1 AND r.staff_id = $2 AND r.client_id = e.client_id AND r.nearness <= $3))
             ORDER BY e.id",
        )
        .bind(scope.organization())
        .bind(viewer)
        .bind(scope.rank())
        .all()
}

fn short(client: ClientId, standing: &Standing) -> Option<Short> {
    let line = definitions::weekly_line(standing)?;
    let is_short = matches!(line.state, State::AtRisk | State::Late | State::Missed) && !standing.aside && !standing.ended;
    is_short.then(|| Short { client, line: line.clone(), mends: standing.make_ups.clone() })
}

/// The sessions that would mend most, each with how many.
fn mending(short: &[Short]) -> Vec<Markup> {
    let mut by_session: BTreeMap<SessionId, (usize, &MakeUp)> = BTreeMap::new();
    for one in short {
        for make_up in one.mends.iter().filter(|make_up| make_up.closes) {
            by_session.entry(make_up.session).or_insert((0, make_up)).0 += 1;
        }
    }
    let mut best: Vec<(usize, &MakeUp)> = by_session.into_values().filter(|(clients, _)| *clients > 1).collect();
    best.sort_by_key(|(clients, make_up)| (std::cmp::Reverse(*clients), make_up.date, make_up.starts));
    let item = |(clients, make_up): &(usize, &MakeUp)| {
        let lead = html! { a href={ "/sessions/" (make_up.session) } { (when(make_up)) ", " (make_up.label) } };
        let would = words::would_mend(*clients);
        line(lead, would, html! { (Tag::new(count("client", i64::try_from(*clients).unwrap_or(i64::MAX)), Tone::Calm, Icon::Rising)) })
    };
    best.iter().take(3).map(item).collect()
}

fn item(one: &Short, name: &str) -> Markup {
    let unit = one.line.unit.name();
    let ends = amount(one.line.projected.unwrap_or(one.line.value), unit);
    let target = one.line.target.map(|target| amount(target, unit)).unwrap_or_default();
    let status = Status::from_code("state", one.line.state.name()).unwrap_or(Status::AtRisk);
    let lead = html! { a href={ "/clients/" (one.client) } { (name) } };
    html! {
        (line(lead, words::ends_at(&ends, &target), html! { (status) }))
        @match one.mends.iter().find(|make_up| make_up.closes).or(one.mends.first()) {
            Some(make_up) => p.card-detail {
                (if make_up.closes { words::MEND } else { words::HELP }) " " a href={ "/sessions/" (make_up.session) } { (when(make_up)) ", " (make_up.label) }
            },
            None => p.card-detail { (words::NOTHING_MENDS) },
        }
    }
}

/// When a make-up is, in words.
pub fn when(make_up: &MakeUp) -> String {
    let starts = Time::midnight().saturating_add(jiff::SignedDuration::from_mins(i64::from(make_up.starts)));
    format!("{} {}", date_short(make_up.date), time(starts))
}
