//! From a definition to its sessions.

use std::collections::{HashMap, HashSet};

use jiff::{ToSpan, Zoned, civil::Date, tz::TimeZone};

use super::closed::{ClosedDays, shift};
use super::cohort::Cohorts;
use super::occurrence::{self, Bed, FURTHEST, Fate, Occurrence, occurrences};
use super::rhythm::Ground;
use super::session::{Calendar, Cancelled, Options, PlannedBlock, PlannedSession, TopicRef, closed_day};
use super::topics::Topics;
use super::variant::{Variant, variants};
use crate::explain;
use crate::finding::Finding;
use crate::model::{Block, Definition, Offering};
use crate::value::{Anchor, Day, When};

/// Closed days are known so long before the first day that is asked for: offsets in working days count them.
const BEFORE: i32 = 400;

/// Dates that are known beyond those of the definition: a client's own.
pub(super) type Known<'a> = &'a dyn Fn(&Anchor) -> Vec<Date>;

/// Everything that a calendar is made from.
pub(super) struct Plan<'a> {
    definition: &'a Definition,
    from: Date,
    until: Date,
    options: &'a Options,
    zone: TimeZone,
    zone_name: String,
    closed: ClosedDays,
    pub(super) variants: Vec<Variant>,
    notes: Vec<Finding>,
    /// Only what these dates make known, not what the calendar knows by itself.
    client: Option<Known<'a>>,
}

impl<'a> Plan<'a> {
    pub fn new(definition: &'a Definition, from: Date, until: Date, options: &'a Options) -> Result<Self, Vec<Finding>> {
        let track = options.track.as_deref();
        if let Some(unknown) = track.filter(|track| definition.track_named(track).is_none()) {
            return Err(vec![unknown_track(definition, unknown)]);
        }
        let (zone_name, zone, notes) = zone(definition, options)?;
        let closed = definition.program.closed.iter().chain(&options.closed);
        let first = earliest(definition).map_or(from, |earliest| earliest.min(from));
        let closed = ClosedDays::between(closed, shift(first, -BEFORE), shift(until, 3 * FURTHEST));
        let variants = variants(definition, track);
        Ok(Self { definition, from, until, options, zone, zone_name, closed, variants, notes, client: None })
    }

    /// The same, for one client's own dates.
    pub fn for_client(mut self, known: Known<'a>) -> Self {
        self.client = Some(known);
        self
    }

    pub fn calendar(self) -> Calendar {
        let (sessions, cancelled) = self.place();
        let tracks = self.definition.track.iter();
        let wanted = tracks.filter(|track| self.options.track.as_ref().is_none_or(|name| *name == track.name));
        let tracks = wanted.map(|track| (track.name.clone(), track.label().to_owned())).collect();
        Calendar {
            program: self.definition.program.id.clone(),
            name: self.definition.program.name.clone(),
            zone: self.zone_name.clone(),
            week_starts: self.week_starts(),
            tracks,
            from: self.from,
            until: self.until,
            sessions,
            cancelled,
            undated: self.undated(),
            notes: self.notes,
        }
    }

    fn week_starts(&self) -> Day {
        self.definition.program.week_starts.unwrap_or(Day::Mon)
    }

    fn place(&self) -> (Vec<PlannedSession>, Vec<Cancelled>) {
        let mut topics = Topics::new(self.definition);
        let (mut sessions, mut cancelled) = (Vec::new(), Vec::new());
        for (variant, one) in self.in_order_of_time(&topics) {
            let because = match &one.fate {
                Fate::Cancelled(because) => Some(because.clone()),
                Fate::Held | Fate::Moved(_) => None,
            };
            let about = if because.is_none() { topics.take(variant, one.date) } else { HashMap::new() };
            if one.date < self.from {
                continue;
            }
            let Some(session) = self.session(variant, one, &about) else { continue };
            match because {
                Some(because) => cancelled.push(Cancelled { session, because }),
                None => sessions.push(session),
            }
        }
        (sessions, cancelled)
    }

    /// Every occurrence that counts, also those before the first day where topics are counted from earlier.
    fn in_order_of_time(&self, topics: &Topics<'_>) -> Vec<(&Variant, Occurrence)> {
        let mut taken: HashMap<&str, HashSet<String>> = HashMap::new();
        let mut all = Vec::new();
        for (index, variant) in self.variants.iter().enumerate() {
            let taken = taken.entry(variant.offering.name.as_str()).or_default();
            let first = topics.counts_from(variant).map_or(self.from, |date| date.min(self.from));
            let found = self.of_variant(variant, first, taken);
            all.extend(found.into_iter().map(|one| (index, one)));
            let own: Vec<String> = occurrence::slots(variant, taken).collect();
            taken.extend(own);
        }
        all.sort_by(|(a, x), (b, y)| (x.date, x.clock, a, &x.slot).cmp(&(y.date, y.clock, b, &y.slot)));
        all.into_iter().filter_map(|(index, one)| self.variants.get(index).map(|variant| (variant, one))).collect()
    }

    fn of_variant(&self, variant: &Variant, from: Date, taken: &HashSet<String>) -> Vec<Occurrence> {
        let offering = &variant.offering;
        let Some(gross) = offering.gross_minutes().filter(|minutes| *minutes > 0) else { return Vec::new() };
        let cohorts = self.cohorts();
        let anchors = |anchor: &Anchor| self.dates_of(anchor, offering);
        let ground = self.ground(&anchors);
        let bed = Bed {
            ground,
            closed: &self.closed,
            closed_day: closed_day(offering.closed_day, self.definition.program.closed_day),
            cohorts: if self.client.is_some() { None } else { cohorts.of_offering(offering) },
            gross,
            taken,
        };
        let wanted = |when: &When| self.client.is_none() || is_own(when);
        occurrences(variant, (from, self.until), &bed, &wanted)
    }

    fn cohorts(&self) -> Cohorts<'_> {
        Cohorts { definition: self.definition, only: self.options.cohort, until: shift(self.until, FURTHEST) }
    }

    pub(super) fn ground<'b>(&'b self, anchors: &'b dyn Fn(&Anchor) -> Vec<Date>) -> Ground<'b> {
        let counts_from = self.definition.program.holds_from;
        Ground { week_starts: self.week_starts(), closed: &self.closed, counts_from, anchors }
    }

    pub(super) fn dates_of(&self, anchor: &Anchor, offering: &Offering) -> Vec<Date> {
        match self.client {
            Some(known) => known(anchor),
            None => self.cohorts().dates(anchor, offering),
        }
    }

    fn session(&self, variant: &Variant, one: Occurrence, about: &HashMap<String, TopicRef>) -> Option<PlannedSession> {
        let offering = &variant.offering;
        let gross = offering.gross_minutes()?;
        let start: Zoned = one.date.to_datetime(one.clock.0).to_zoned(self.zone.clone()).ok()?;
        let end = start.checked_add(i64::from(gross).minutes()).ok()?;
        let blocks = self.blocks(offering, about);
        let earns = |block: &PlannedBlock| if block.is_break { 0 } else { block.minutes };
        Some(PlannedSession {
            offering: offering.name.clone(),
            label: label(offering),
            kind: offering.kind.clone().unwrap_or_else(|| offering.name.clone()),
            slot: one.slot,
            slot_date: one.slot_date,
            date: one.date,
            start,
            end,
            starts: one.clock.minute(),
            ends: one.clock.minute() + gross,
            minutes: blocks.iter().map(earns).sum(),
            blocks,
            tracks: offering.track.to_vec(),
            stages: offering.stages.to_vec(),
            modality: offering.modality.to_vec(),
            room: offering.place.clone(),
            staff: offering.staff.to_vec(),
            seats: offering.seats.as_ref().and_then(|seats| seats.max),
            optional: offering.is_optional(),
            by_roster: offering.is_by_roster(),
            moved: if let Fate::Moved(moved) = one.fate { Some(moved) } else { None },
        })
    }

    fn blocks(&self, offering: &Offering, about: &HashMap<String, TopicRef>) -> Vec<PlannedBlock> {
        let whole = Block { minutes: offering.minutes.clone(), ..Block::default() };
        let written = if offering.blocks.is_empty() { std::slice::from_ref(&whole) } else { offering.blocks.as_slice() };
        let first = written.iter().position(|block| !block.is_break);
        let block = |(index, block): (usize, &Block)| {
            let of_whole = offering.curriculum.as_ref().filter(|_| Some(index) == first);
            let curriculum = block.curriculum.as_ref().or(of_whole);
            PlannedBlock { topic: curriculum.and_then(|name| about.get(name).cloned()), ..self.block(offering, block) }
        };
        written.iter().enumerate().map(block).collect()
    }

    fn block(&self, offering: &Offering, block: &Block) -> PlannedBlock {
        let own = block.kind.as_deref().or(if block.is_break { Some("break") } else { offering.kind.as_deref() });
        let kind = own.unwrap_or(&offering.name);
        let named = self.definition.kind_named(kind).map(|kind| kind.label().to_owned());
        let fallback = match (&block.kind, block.is_break) {
            (Some(kind), _) => explain::words(kind),
            (None, true) => "Break".to_owned(),
            (None, false) => label(offering),
        };
        PlannedBlock {
            kind: kind.to_owned(),
            label: block.label.clone().or(named).unwrap_or(fallback),
            minutes: block.minutes.as_ref().and_then(|range| range.typical()).map_or(0, |minutes| minutes.0),
            is_break: block.is_break,
            topic: None,
        }
    }
}

/// What people call it; its name as words where it has no label.
pub(super) fn label(offering: &Offering) -> String {
    offering.label.clone().unwrap_or_else(|| explain::words(&offering.name))
}

/// Whether only a client's own dates make it known.
fn is_own(when: &When) -> bool {
    !when.is_dated() && when.after.as_ref().is_some_and(|anchor| !matches!(anchor, Anchor::Date(_)))
}

/// The earliest date from which anything is counted.
fn earliest(definition: &Definition) -> Option<Date> {
    let whens = definition.offering.iter().flat_map(|offering| offering.when.iter());
    let anchored = whens.filter_map(|when| match when.after {
        Some(Anchor::Date(date)) => Some(date),
        _ => when.from,
    });
    let taught = definition.curriculum.iter().filter_map(|curriculum| curriculum.starts);
    let entered = definition.stage.iter().filter_map(|stage| stage.entry.as_ref()?.cohorts.iter().min().copied());
    anchored.chain(taught).chain(entered).chain(definition.program.holds_from).min()
}

fn zone(definition: &Definition, options: &Options) -> Result<(String, TimeZone, Vec<Finding>), Vec<Finding>> {
    let Some(name) = options.zone.as_ref().or(definition.program.zone.as_ref()) else {
        let note =
            Finding::note("no-zone", 1, "no time zone is given, and UTC is taken").mend("say `zone` in the program or in a timetable");
        return Ok(("UTC".into(), TimeZone::UTC, vec![note]));
    };
    TimeZone::get(name).map(|zone| (name.clone(), zone, Vec::new())).map_err(|_| {
        let message = format!("`{name}` is not a time zone that is known");
        vec![Finding::error("unknown-zone", 1, message).mend("write an IANA name such as `America/New_York`")]
    })
}

fn unknown_track(definition: &Definition, track: &str) -> Finding {
    let known: Vec<&str> = definition.track.iter().map(|track| track.name.as_str()).collect();
    let finding = Finding::error("unknown-track", 1, format!("`{track}` is not a track of `{}`", definition.program.id));
    match known.as_slice() {
        [] => finding.mend("this program has no tracks"),
        known => finding.mend(format!("its tracks: {}", known.join(", "))),
    }
}
