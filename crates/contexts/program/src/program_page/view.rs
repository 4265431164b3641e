//! A definition with everything that its drawing needs.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use footbridge_care::ids::{OrganizationId, ProgramVersionId, SiteId};
use footbridge_db::{DbError, Tx, row};
use footbridge_definition::{
    calendar::{Options, PlannedSession, sessions},
    check,
    finding::Finding,
    model::Definition,
    read, resolve,
    rules::RuleBook,
};
use footbridge_kit::{Failure, Reading};
use footbridge_ledger::compute;
use footbridge_policy::{Key, SeeProgram, table};
use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{names, publish_version::sha256};

/// The shipped rule sets.
pub static RULES: LazyLock<RuleBook> = LazyLock::new(RuleBook::shipped);

row! {
    /// A published version.
    #[derive(Debug, Clone)]
    pub struct VersionRow {
        /// Its id.
        pub id: ProgramVersionId,
        /// What it is called.
        pub version: String,
        /// The first day it holds.
        pub holds_from: Option<Date>,
        /// When it was published.
        pub published_at: Option<Timestamp>,
        /// Its text.
        pub source: String,
        /// How many are enrolled under it now.
        pub clients: i64,
    }
}

/// What is drawn of a definition: itself, at a site.
#[derive(Debug)]
pub struct Drawn {
    /// The definition with the site's timetable laid over it.
    pub merged: Definition,
    /// Each track with the sessions of an ordinary week.
    pub weeks: Vec<(Option<String>, Vec<PlannedSession>)>,
    /// What the check found, the timetable's findings after the program's.
    pub findings: Vec<Finding>,
    /// The zone of its clock times.
    pub zone: String,
}

/// The page's data.
#[derive(Debug)]
pub struct ProgramView {
    /// The program's id.
    pub program: String,
    /// The versions, newest first.
    pub versions: Vec<VersionRow>,
    /// The newest, drawn.
    pub drawn: Drawn,
    /// The site whose timetable is drawn.
    pub site: Option<String>,
    /// A draft in work.
    pub draft: Option<ProgramVersionId>,
    /// Whether the viewer may write drafts.
    pub may_edit: bool,
    /// Whether the viewer may move clients to another version.
    pub may_move: bool,
}

/// Reads the page.
///
/// # Errors
/// Hidden where there is no published version of that name.
pub fn load(reading: &mut Reading<'_, '_>, program: &str) -> Result<ProgramView, Failure> {
    let scope = reading.scope(SeeProgram)?;
    let organization = scope.organization();
    let versions = versions(reading.tx, (organization, program))?;
    let newest = versions.first().ok_or(Failure::Hidden)?;
    let (site, drawn) = load_drawn(reading, program, &newest.source)?;
    let draft = reading
        .tx
        .sql("SELECT id FROM program_version WHERE organization_id = $1 AND program = $2 AND status = 'draft' ORDER BY created_at DESC, id DESC")
        .bind(organization)
        .bind(program)
        .optional()?;
    let has = |key| table::has(reading.actor(), key);
    let (may_edit, may_move) = (has(Key::EditProgramDraft), has(Key::MoveToVersion));
    Ok(ProgramView { program: program.to_owned(), drawn, site, draft, may_edit, may_move, versions })
}

fn versions(tx: &mut Tx<'_>, (organization, program): (OrganizationId, &str)) -> Result<Vec<VersionRow>, DbError> {
    tx.sql(
        "SELECT v.id, v.version, v.holds_from, v.published_at, v.source,
                (SELECT count(*) FROM enrolment e WHERE e.organization_id = $1 AND e.program_version_id = v.id AND e.ended_on IS NULL) AS clients
         FROM program_version v WHERE v.organization_id = $1 AND v.program = $2 AND v.status = 'published' ORDER BY v.published_at DESC, v.id DESC",
    )
    .bind(organization)
    .bind(program)
    .all()
}

/// A text drawn as it would run at the first site that has a timetable of it.
pub fn load_drawn(reading: &mut Reading<'_, '_>, program: &str, source: &str) -> Result<(Option<String>, Drawn), Failure> {
    let organization = reading.organization();
    let found: Option<(SiteId, String)> = reading
        .tx
        .sql("SELECT site_id, source FROM timetable WHERE organization_id = $1 AND program = $2 ORDER BY changed_at, site_id")
        .bind(organization)
        .bind(program)
        .optional()?;
    let sites = names::sites(reading.tx, organization)?;
    let site = found.as_ref().and_then(|(id, _)| sites.iter().find(|site| site.id == *id));
    let zone = site.or(sites.first()).map(|site| site.zone.clone());
    let timetable = found.as_ref().map(|(_, timetable)| timetable.as_str());
    let drawn = draw_text((source, timetable), zone, reading.now());
    Ok((site.map(|site| site.name.clone()), drawn))
}

fn draw_text((source, timetable): (&str, Option<&str>), zone: Option<String>, now: Timestamp) -> Drawn {
    let findings = findings_of(source, timetable);
    let definition = read::read_program(source.as_bytes()).map(|(definition, _)| definition).unwrap_or_default();
    let laid = timetable
        .and_then(|text| read::read_timetable(text.as_bytes()).ok())
        .and_then(|(timetable, _)| resolve::merge(&definition, &timetable).ok());
    let merged = laid.unwrap_or_else(|| resolve::instances(&definition).0);
    let zone = zone.or_else(|| merged.program.zone.clone()).unwrap_or_else(|| "UTC".to_owned());
    let monday = ordinary_monday(compute::at(now, &zone).date());
    let tracks: Vec<Option<String>> = match merged.track.as_slice() {
        [] => vec![None],
        tracks => tracks.iter().map(|track| Some(track.name.clone())).collect(),
    };
    let weeks = tracks.into_iter().map(|track| (track.clone(), week(&merged, (track, &zone), monday))).collect();
    Drawn { merged, weeks, findings, zone }
}

/// What the check finds in a program and, laid over it, in a timetable. Where both say the same of a track or phase, what holds with the
/// timetable is kept; its lines are those of another file, so they are left out.
pub fn findings_of(source: &str, timetable: Option<&str>) -> Vec<Finding> {
    let key = (sha256(source), timetable.map(sha256).unwrap_or_default());
    if let Some(known) = CHECKED.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return known.clone();
    }
    let found = check_texts(source, timetable);
    let mut checked = CHECKED.lock().unwrap_or_else(PoisonError::into_inner);
    if checked.len() >= KEPT {
        checked.clear();
    }
    checked.insert(key, found.clone());
    found
}

/// So many checks are remembered; then all are forgotten. Drafts come and go.
const KEPT: usize = 64;

type Checked = Mutex<HashMap<(String, String), Vec<Finding>>>;

/// Checks by the hashes of the two texts: the same texts have the same findings.
static CHECKED: LazyLock<Checked> = LazyLock::new(Checked::default);

fn check_texts(source: &str, timetable: Option<&str>) -> Vec<Finding> {
    let (definition, lines) = match read::read_program(source.as_bytes()) {
        Ok(read) => read,
        Err(errors) => return errors,
    };
    let input = check::Input { definition: &definition, lines: &lines, rules: &RULES, against: None };
    let mut findings = check::check(&input);
    if let Some((timetable, lines)) = timetable.and_then(|text| read::read_timetable(text.as_bytes()).ok()) {
        let laid = check::check_timetable(&input, &timetable, &lines);
        findings.retain(|finding| !laid.iter().any(|nearer| says_the_same(finding, nearer)));
        findings.extend(laid.into_iter().map(|finding| Finding { line: 0, ..finding }));
        findings.sort_by_key(|finding| finding.severity);
    }
    findings
}

fn says_the_same(finding: &Finding, nearer: &Finding) -> bool {
    let about = |finding: &Finding| (finding.code, finding.track.clone(), finding.phase.clone(), finding.rule.clone());
    about(finding) == about(nearer)
}

/// A Monday some weeks on: any ordinary week will do.
fn ordinary_monday(today: Date) -> Date {
    today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).saturating_add(7.days())
}

/// The fullest of the next four weeks, so that a closed day does not pass for the rule.
fn week(merged: &Definition, (track, zone): (Option<String>, &str), monday: Date) -> Vec<PlannedSession> {
    let options = Options { track, zone: Some(zone.to_owned()), ..Options::default() };
    let of = |week: i64| {
        let from = monday.saturating_add((week * 7).days());
        sessions(merged, from, from.saturating_add(7.days()), &options).unwrap_or_default()
    };
    let weeks = (0..4).map(of);
    weeks.max_by_key(Vec::len).unwrap_or_default()
}
