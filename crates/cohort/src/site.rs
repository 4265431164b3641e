//! The place where a cohort lives: a definition with its timetable, and the sessions that its calendar makes.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use footbridge_care::ids::SessionId;
use footbridge_care::programs::Programs;
use footbridge_care::schedule::{Block, Session, Status};
use footbridge_care::standing::window::week_of;
use footbridge_definition::calendar::{self, Options, PlannedSession};
use footbridge_definition::finding::Finding;
use footbridge_definition::model::{Definition, Modality, StaffNeed, Stage};
use footbridge_definition::value::Day;
use jiff::civil::Date;

use crate::happening::SessionKey;
use crate::luck::shift;
use crate::place;

/// What the calendar knows of a session beyond what standing needs.
#[derive(Clone, Debug)]
pub(crate) struct About {
    pub key: SessionKey,
    pub staff: Vec<StaffNeed>,
    pub seats: Option<usize>,
    /// It does not run with fewer.
    pub fewest: usize,
    pub modality: Vec<Modality>,
    /// The curriculum of each block, where staff choose the topic.
    pub curricula: Vec<Option<String>>,
    pub with: Vec<String>,
}

/// A definition with its timetable, and its sessions.
#[derive(Debug)]
pub(crate) struct Site {
    pub programs: Programs,
    pub version: String,
    pub def: Arc<Definition>,
    pub sessions: Vec<Session>,
    pub about: Vec<About>,
    /// One session, by place, of each slot of the week that is everybody's on its tracks.
    pub slots: Vec<usize>,
    pub week_starts: Day,
    /// Offerings that had no time and were given one.
    pub placed: Vec<String>,
    by_day: HashMap<Date, Range<usize>>,
    by_id: HashMap<SessionId, usize>,
    by_key: HashMap<SessionKey, usize>,
}

impl Site {
    /// From the first day until the day before the last.
    pub fn new(definition: &Definition, from: Date, until: Date) -> Result<Self, Vec<Finding>> {
        let (definition, placed) = place::placed(definition);
        let planned = calendar::sessions(&definition, from, until, &Options::default())?;
        let sessions: Vec<Session> = planned.iter().enumerate().map(|(at, one)| session(at, one)).collect();
        let about: Vec<About> = planned.iter().map(|one| about(&definition, one)).collect();
        let version = definition.program.version.clone().unwrap_or_else(|| "1".into());
        let mut site = Self {
            programs: Programs::one(&version, definition.clone()),
            version,
            week_starts: definition.program.week_starts.unwrap_or(Day::Mon),
            def: Arc::new(definition),
            by_key: about.iter().enumerate().map(|(at, one)| (one.key.clone(), at)).collect(),
            about,
            slots: Vec::new(),
            placed,
            by_day: HashMap::new(),
            by_id: sessions.iter().enumerate().map(|(at, one)| (one.id, at)).collect(),
            sessions,
        };
        site.index();
        Ok(site)
    }

    fn index(&mut self) {
        let mut slots: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, session) in self.sessions.iter().enumerate() {
            self.by_day.entry(session.date).and_modify(|range| range.end = at + 1).or_insert(at..at + 1);
            if is_by_rule(session) {
                slots.entry(&session.slot).or_insert(at);
            }
        }
        self.slots = slots.into_values().collect();
    }

    /// A session of each slot of the week that is everybody's on its tracks.
    pub fn week(&self) -> impl Iterator<Item = &Session> {
        self.slots.iter().filter_map(|at| self.sessions.get(*at))
    }

    /// The sessions of a day, by place.
    pub fn of_day(&self, date: Date) -> Range<usize> {
        self.by_day.get(&date).cloned().unwrap_or(0..0)
    }

    /// The sessions from a day until the day before another, by place.
    pub fn between(&self, from: Date, until: Date) -> Range<usize> {
        let first = self.sessions.partition_point(|session| session.date < from);
        let after = self.sessions.partition_point(|session| session.date < until);
        first..after.max(first)
    }

    /// The place of a session.
    pub fn place_of(&self, id: SessionId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// The place of a session by its slot and date.
    pub fn place_of_key(&self, key: &SessionKey) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// A session with what else is known of it.
    pub fn session(&self, at: usize) -> Option<(&Session, &About)> {
        self.sessions.get(at).zip(self.about.get(at))
    }

    /// The first day of the week around a date.
    pub fn week_of(&self, date: Date) -> Date {
        week_of(date, self.week_starts)
    }

    /// Whether the site is open on a day.
    pub fn is_open(&self, date: Date) -> bool {
        !self.def.program.closed.iter().any(|closed| closed.covers(date))
    }

    /// The stage in which clients begin.
    pub fn first_stage(&self) -> Option<&Stage> {
        self.def.stage.iter().find(|stage| !stage.aside && stage.after.is_empty() && stage.beside.is_empty())
    }

    /// The stages that come after one.
    pub fn stages_after<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Stage> {
        self.def.stage.iter().filter(move |stage| !stage.aside && stage.after.iter().any(|before| before == name))
    }

    /// Whether a stage is aftercare: what comes once treatment is completed, by its name or by a level of care below intensive
    /// outpatient in a program that is that.
    pub fn is_aftercare(&self, name: Option<&str>) -> bool {
        let Some(stage) = name.and_then(|name| self.def.stage_named(name)) else { return false };
        let level = |text: Option<&String>| text.and_then(|text| text.parse::<f64>().ok());
        let intensive = level(self.def.program.level_of_care.as_ref()).is_some_and(|level| level >= 2.0);
        let below = level(stage.level_of_care.as_ref()).is_some_and(|level| level < 2.0);
        stage.level_of_care.as_deref() == Some("aftercare") || stage.name.contains("aftercare") || intensive && below
    }

    /// Minutes a week that everybody of a track and stage is expected for, about.
    pub fn weekly_minutes(&self, stage: Option<&str>, track: Option<&str>) -> u32 {
        let given = |session: &&Session| is_by_rule(session) && session.in_stage(stage) && session.on_track(track);
        let first = self.sessions.first().map(|session| session.date);
        let within = self.sessions.iter().take_while(|session| first.is_some_and(|first| session.date < shift(first, 28)));
        within.filter(given).map(Session::net_minutes).sum::<u32>() / 4
    }
}

/// Whether everybody of its track and stage is expected at it.
pub(crate) fn is_by_rule(session: &Session) -> bool {
    !session.optional && !session.by_roster
}

fn session(at: usize, planned: &PlannedSession) -> Session {
    let block = |block: &calendar::PlannedBlock| Block {
        kind: block.kind.clone(),
        minutes: block.minutes,
        is_break: block.is_break,
        topic: block.topic.as_ref().map(|topic| topic.name.clone()),
    };
    let mut random = [0; 10];
    for (to, from) in random.iter_mut().skip(2).zip(u64::try_from(at).unwrap_or(0).to_be_bytes()) {
        *to = from;
    }
    Session {
        id: SessionId::from_parts(0, random),
        offering: planned.offering.clone(),
        slot: planned.slot.clone(),
        label: planned.label.clone(),
        kind: planned.kind.clone(),
        tracks: planned.tracks.clone(),
        stages: planned.stages.clone(),
        date: planned.date,
        starts: planned.starts,
        ends: planned.ends,
        blocks: planned.blocks.iter().map(block).collect(),
        optional: planned.optional,
        by_roster: planned.by_roster,
        modality: planned.modality.first().copied(),
        status: Status::Scheduled,
    }
}

fn about(definition: &Definition, planned: &PlannedSession) -> About {
    let offering = definition.offering_named(&planned.offering);
    let of_whole = offering.and_then(|offering| offering.curriculum.clone());
    let of_block = |at: usize| offering.and_then(|offering| offering.blocks.get(at)?.curriculum.clone());
    let first = planned.blocks.iter().position(|block| !block.is_break);
    let chosen = |(at, block): (usize, &calendar::PlannedBlock)| {
        let open = block.topic.is_none() && !block.is_break;
        of_block(at).or_else(|| of_whole.clone().filter(|_| Some(at) == first)).filter(|_| open)
    };
    About {
        key: SessionKey { slot: planned.slot.clone(), slot_date: planned.slot_date },
        staff: planned.staff.clone(),
        seats: planned.seats.and_then(|seats| usize::try_from(seats).ok()),
        fewest: offering.and_then(|o| usize::try_from(o.seats.as_ref()?.min?).ok()).unwrap_or(1),
        modality: planned.modality.clone(),
        curricula: planned.blocks.iter().enumerate().map(chosen).collect(),
        with: offering.map(|offering| offering.with.to_vec()).unwrap_or_default(),
    }
}
