//! The cards of Today that this context brings.

use std::collections::HashMap;

use footbridge_care::{
    ids::{ClientId, EnrolmentId},
    line::Standing,
};
use footbridge_db::row;
use footbridge_kit::{Failure, Reading};
use footbridge_ledger::StoredTask;
use footbridge_policy::{LogInquiry, Role, Scope, SeeStanding};
use footbridge_ui::{
    card::{self, Card},
    empty::Empty,
    standing,
    tag::{Status, Tone},
    words::count,
};
use maud::{Markup, Render as _, html};

use crate::{find_client::within_reach, follow_inquiry, lines, names::NameIndex, words};

/// How many lines a card has before it leads on.
const SHOWN: usize = 8;

/// Who waits for an answer, the longest first.
pub(crate) fn waiting(reading: &mut Reading<'_, '_>, scope: &Scope<LogInquiry>) -> Result<Option<Markup>, Failure> {
    let waiting = follow_inquiry::waiting(reading, scope)?;
    if waiting.is_empty() && !reading.actor().holds(Role::IntakeCoordinator) {
        return Ok(None);
    }
    let now = reading.now();
    let item = |one: &follow_inquiry::InquiryView| {
        let lead = html! { a href=(format!("/inquiries/{}", one.id)) { (one.name) } };
        let next = one.next_step.as_deref().map(|next| format!(" · {next}")).unwrap_or_default();
        let detail = format!("{}{next}", words::waits(&follow_inquiry::since(one, now)));
        card::line(lead, detail, html! { (follow_inquiry::clock(one, now)) })
    };
    let n = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let card = Card::new(words::WHO_WAITS)
        .count(n.to_string(), words::noun("person", n))
        .tone(if n > 0 { Tone::Calm } else { Tone::Quiet })
        .items(waiting.iter().take(SHOWN).map(item))
        .empty(Empty::new(words::NOBODY_WAITS).action(words::LOG_INQUIRY, "/inquiries/new"))
        .more(words::LOG_OR_SEE_ALL, "/inquiries");
    Ok(Some(card.render()))
}

row! {
    struct CaseRow {
        client_id: ClientId,
        id: EnrolmentId,
    }
}

/// One course of the viewer's caseload.
struct Case {
    client: ClientId,
    name: String,
    standing: Option<Standing>,
    tasks: Vec<StoredTask>,
}

impl Case {
    /// How much it presses: lines at risk or late, and tasks.
    fn weight(&self) -> usize {
        let lines = self.standing.iter().flat_map(|standing| &standing.lines).filter(|line| lines::is_pressing(line.state)).count();
        lines * 2 + self.tasks.len()
    }
}

/// The viewer's own clients: who is at risk, and for whom something is due.
pub(crate) fn caseload(reading: &mut Reading<'_, '_>, scope: &Scope<SeeStanding>, index: &NameIndex) -> Result<Option<Markup>, Failure> {
    let mut cases = cases(reading, scope, index)?;
    if cases.is_empty() {
        return Ok(None);
    }
    let all = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    cases.retain(|case| case.weight() > 0);
    cases.sort_by_key(|case| std::cmp::Reverse(case.weight()));
    let n = i64::try_from(cases.len()).unwrap_or(i64::MAX);
    cases.truncate(SHOWN);
    reading.saw_clients(scope, cases.iter().map(|case| case.client));
    let card = Card::new(words::CASELOAD)
        .count(n.to_string(), words::of_clients(&count("client", all)))
        .tone(if n > 0 { Tone::Caution } else { Tone::Good })
        .items(cases.iter().map(line))
        .empty(Empty::new(words::ALL_ON_COURSE))
        .more(words::ALL_CLIENTS, "/clients");
    Ok(Some(card.render()))
}

fn cases(reading: &mut Reading<'_, '_>, scope: &Scope<SeeStanding>, index: &NameIndex) -> Result<Vec<Case>, Failure> {
    let rows = mine(reading, scope)?;
    let clients: Vec<ClientId> = rows.iter().map(|row| row.client_id).collect();
    let near = within_reach(reading.tx, scope, &clients)?;
    let rows: Vec<CaseRow> = rows.into_iter().filter(|row| near.contains(&row.client_id)).collect();
    let enrolments: Vec<EnrolmentId> = rows.iter().map(|row| row.id).collect();
    if enrolments.is_empty() {
        return Ok(Vec::new());
    }
    let shelf = index.current(reading.tx, reading.keys(), scope.organization())?;
    let mut standings = reading.ledger().current_standings(reading.tx, &enrolments, reading.now())?;
    let mut tasks: HashMap<EnrolmentId, Vec<StoredTask>> = HashMap::new();
    let open = reading.ledger().open_tasks(reading.tx, &enrolments)?;
    for task in reading.actor().keep_visible(open, |task| task.sensitivity.0) {
        tasks.entry(task.enrolment_id).or_default().push(task);
    }
    let case = |row: CaseRow| Case {
        client: row.client_id,
        name: shelf.names(row.client_id).map(crate::Names::spoken).unwrap_or_default(),
        standing: standings.remove(&row.id).map(|standing| lines::visible(reading.actor(), standing)),
        tasks: tasks.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(case).collect())
}

fn mine(reading: &mut Reading<'_, '_>, scope: &Scope<SeeStanding>) -> Result<Vec<CaseRow>, Failure> {
    let Some(viewer) = scope.viewer().staff() else { return Ok(Vec::new()) };
    let rows = reading
        .tx
        .sql(
            "SELECT e.client_id, e.id FROM care_team AS t
             JOIN enrolment AS e ON e.organization_id = t.organization_id AND e.client_id = t.client_id AND e.ended_on IS NULL
             WHERE t.organization_id = $1 AND t.staff_id = $2 ORDER BY e.id",
        )
        .bind(scope.organization())
        .bind(viewer)
        .all()?;
    Ok(rows)
}

/// Name, what presses most with its figures, and how much there is to do.
fn line(case: &Case) -> Markup {
    let mut pressing = case.standing.as_ref().map(|standing| standing.lines.clone()).unwrap_or_default();
    lines::pressing_first(&mut pressing);
    let first = pressing.into_iter().next().filter(|line| lines::is_pressing(line.state));
    let label = first.as_ref().map(|line| line.label.clone());
    let figure = first.as_ref().and_then(|line| standing::drawn(line, |_| None).figure());
    let tasks = (!case.tasks.is_empty()).then(|| words::to_do(case.tasks.len()));
    let detail = [label, figure, tasks].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let end = html! { (first.map_or(Status::TaskOpen, |line| line.state.into())) };
    card::line(html! { a href=(format!("/clients/{}", case.client)) { (case.name) } }, detail, end)
}
