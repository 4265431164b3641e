use footbridge_care::ids::{ClientId, EnrolmentId};
use footbridge_care::line::Standing;
use footbridge_care::standing::standing;
use footbridge_db::DbError;
use footbridge_ledger::Ledger;
use footbridge_ledger::compute::at;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::{Format, StandingArgs};
use crate::clinic::open;
use crate::clock;
use crate::stop::{Stop, answer, answer_json};

/// `footbridge standing`
pub fn run(args: &StandingArgs) -> Result<(), Stop> {
    let clinic = open::open(&args.database, args.key.as_deref())?;
    let now = args.at.unwrap_or_else(clock::now);
    let known_at = args.known_at.unwrap_or(Timestamp::MAX);
    let ledger = Ledger::new(clinic.organization.id, &clinic.keys);
    let standings = clinic.db.read(|tx| of_client(tx, ledger, (args.client, now, known_at))).map_err(open::storage)?;
    if standings.is_empty() {
        return Err(Stop::input(format!("there is no client {} with an enrolment here", args.client)));
    }
    match args.format {
        Format::Text => answer(&text(&standings)),
        Format::Json => answer_json(&document(args.client, now, &standings)),
    }
}

fn of_client(
    tx: &mut footbridge_db::Tx<'_>,
    ledger: Ledger<'_>,
    (client, now, known_at): (ClientId, Timestamp, Timestamp),
) -> Result<Vec<Standing>, DbError> {
    let enrolments: Vec<EnrolmentId> = tx
        .sql("SELECT id FROM enrolment WHERE organization_id = $1 AND client_id = $2 ORDER BY starts_on, id")
        .bind(ledger.organization())
        .bind(client)
        .all()?;
    let loaded = ledger.load_courses(tx, &enrolments, now)?;
    let of = |enrolled| loaded.input(enrolled, &at(now, &enrolled.zone), known_at, standing);
    Ok(loaded.enrolled().iter().filter_map(of).collect())
}

fn document(client: ClientId, now: Timestamp, standings: &[Standing]) -> Value {
    let lines: Vec<Value> =
        standings.iter().flat_map(|standing| standing.lines.iter().map(move |line| (standing, line))).map(entry).collect();
    json!({ "client": client, "at": now.to_string(), "lines": lines })
}

fn entry((standing, line): (&Standing, &footbridge_care::line::Line)) -> Value {
    let because: Vec<Value> =
        line.because.iter().map(|reason| json!({ "rule": reason.rule, "fact": reason.fact, "code": reason.code })).collect();
    json!({
        "enrolment": standing.enrolment,
        "program": standing.program,
        "code": line.code,
        "label": line.label,
        "state": line.state.name(),
        "value": line.value,
        "target": line.target,
        "projected": line.projected,
        "unit": line.unit.name(),
        "due": line.due.map(|due| due.to_string()),
        "because": because,
    })
}

fn text(standings: &[Standing]) -> String {
    let mut out = String::new();
    for standing in standings {
        let stage = standing.stage.as_deref().unwrap_or("-");
        let track = standing.track.as_deref().map(|track| format!(", {track}")).unwrap_or_default();
        out += &format!("{} week {}: {stage}{track}, on {}\n", standing.program, standing.week, standing.on);
        for line in &standing.lines {
            let target = line.target.map(|target| format!(" of {target}")).unwrap_or_default();
            let projected =
                line.projected.filter(|projected| *projected != line.value).map(|p| format!(", {p} expected")).unwrap_or_default();
            out += &format!("  {:<14} {:<34} {}{target} {}{projected}\n", line.state.name(), line.label, line.value, line.unit.name());
        }
    }
    out
}
