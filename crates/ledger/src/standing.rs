//! Standing as last computed, with the stamp of what it was computed from.

use std::collections::HashMap;

use footbridge_care::{
    ids::{EnrolmentId, FactId, ProgramVersionId, SiteId},
    line::{Line, MakeUp, Reason, Standing, State, Unit},
};
use footbridge_db::{DbError, Each, Json, Tx, Word, row};
use footbridge_definition::model::Sensitivity;
use jiff::{Timestamp, civil::Date};

use crate::Ledger;

/// What standing depends on besides the clock. Two equal stamps mean that nothing was recorded, published or rescheduled in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// How many facts there are.
    pub facts: i64,
    /// The newest.
    pub last_fact: Option<FactId>,
    /// The definition version the client is enrolled under.
    pub program_version: ProgramVersionId,
    /// How often the program's calendar at the site was changed.
    pub calendar_revision: i64,
}

/// A stored standing. Its proposals are empty: those are tasks by now.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// What it was computed from.
    pub stamp: Stamp,
    /// When.
    pub computed_at: Timestamp,
    /// Until when it holds if the stamp stays the same.
    pub valid_until: Timestamp,
    /// What it says.
    pub standing: Standing,
}

impl Stored {
    /// Whether it may be shown: computed from what there is now, and not run out.
    pub fn is_current(&self, stamp: &Stamp, now: Timestamp) -> bool {
        self.stamp == *stamp && self.computed_at <= now && now < self.valid_until
    }
}

row! {
    struct StampRow {
        id: EnrolmentId,
        facts: i64,
        last_fact_id: Option<FactId>,
        program_version_id: ProgramVersionId,
        calendar_revision: i64,
    }
}

row! {
    struct HeadRow {
        enrolment_id: EnrolmentId,
        facts: i64,
        last_fact_id: Option<FactId>,
        program_version_id: ProgramVersionId,
        calendar_revision: i64,
        computed_at: Timestamp,
        valid_until: Timestamp,
        program: String,
        on_date: Date,
        stage: Option<String>,
        track: Option<String>,
        week: u32,
        aside: bool,
        ended: bool,
        expected_end: Option<Date>,
        make_ups: Json<Vec<MakeUp>>,
        valid_on: Date,
    }
}

row! {
    struct LineRow {
        enrolment_id: EnrolmentId,
        code: String,
        label: String,
        state: Word<State>,
        value: i64,
        target: Option<i64>,
        projected: Option<i64>,
        unit: Word<Unit>,
        window_from: Option<Date>,
        window_until: Option<Date>,
        due: Option<Date>,
        because: Json<Vec<Reason>>,
        sensitivity: Word<Sensitivity>,
    }
}

impl Ledger<'_> {
    /// What standing depends on now, for these enrolments.
    pub fn stamps(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Stamp>, DbError> {
        let rows: Vec<StampRow> = tx
            .sql(
                "SELECT e.id, coalesce(h.facts, 0) AS facts, h.last_fact_id, e.program_version_id,
                        coalesce(c.revision, 0) AS calendar_revision
                 FROM enrolment AS e
                 LEFT JOIN fact_head AS h ON h.organization_id = e.organization_id AND h.enrolment_id = e.id
                 LEFT JOIN calendar AS c ON c.organization_id = e.organization_id AND c.site_id = e.site_id AND c.program = e.program
                 WHERE e.organization_id = $1 AND e.id IN (SELECT value FROM json_each($2))",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        Ok(rows.into_iter().map(|row| (row.id, row.stamp())).collect())
    }

    /// Notes that sessions of a program at a site were changed, so that stored standings are looked at again.
    pub fn touch_calendar(self, tx: &mut Tx<'_>, site: SiteId, program: &str) -> Result<(), DbError> {
        tx.sql(
            "INSERT INTO calendar (organization_id, site_id, program, revision) VALUES ($1, $2, $3, 1)
             ON CONFLICT (organization_id, site_id, program) DO UPDATE SET revision = calendar.revision + 1",
        )
        .bind(self.organization)
        .bind(site)
        .bind(program)
        .run()
        .map(drop)
    }

    /// The stored standings of these enrolments; compare each with its stamp before showing it.
    pub fn standings(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<HashMap<EnrolmentId, Stored>, DbError> {
        let heads: Vec<HeadRow> = tx
            .sql(
                "SELECT enrolment_id, facts, last_fact_id, program_version_id, calendar_revision, computed_at, valid_until, program,
                        on_date, stage, track, week, aside, ended, expected_end, make_ups, valid_on
                 FROM standing WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2))",
            )
            .bind(self.organization)
            .bind(Each(enrolments))
            .all()?;
        let mut stored: HashMap<EnrolmentId, Stored> = heads.into_iter().map(|head| (head.enrolment_id, head.stored())).collect();
        for row in self.lines(tx, enrolments)? {
            if let Some(stored) = stored.get_mut(&row.enrolment_id) {
                stored.standing.lines.push(row.line());
            }
        }
        Ok(stored)
    }

    fn lines(self, tx: &mut Tx<'_>, enrolments: &[EnrolmentId]) -> Result<Vec<LineRow>, DbError> {
        tx.sql(
            "SELECT enrolment_id, code, label, state, value, target, projected, unit, window_from, window_until, due, because, sensitivity
             FROM standing_line WHERE organization_id = $1 AND enrolment_id IN (SELECT value FROM json_each($2))
             ORDER BY enrolment_id, ordinal",
        )
        .bind(self.organization)
        .bind(Each(enrolments))
        .all()
    }

    /// Stores standings as computed. Lines that say what they said before are left alone.
    pub fn store_standings(self, tx: &mut Tx<'_>, computed: &[Stored]) -> Result<(), DbError> {
        let enrolments: Vec<EnrolmentId> = computed.iter().map(|stored| stored.standing.enrolment).collect();
        let before = self.standings(tx, &enrolments)?;
        for stored in computed {
            let old = before.get(&stored.standing.enrolment).map_or(&[][..], |old| &old.standing.lines);
            self.store_head(tx, stored)?;
            self.store_lines(tx, &stored.standing, old)?;
        }
        Ok(())
    }

    fn store_head(self, tx: &mut Tx<'_>, stored: &Stored) -> Result<u64, DbError> {
        let (stamp, standing) = (&stored.stamp, &stored.standing);
        tx.sql(
            "INSERT INTO standing (organization_id, enrolment_id, facts, last_fact_id, program_version_id, calendar_revision, computed_at, \
             valid_until, program, on_date, stage, track, week, aside, ended, expected_end, make_ups, valid_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
             ON CONFLICT (organization_id, enrolment_id) DO UPDATE SET facts = excluded.facts, last_fact_id = excluded.last_fact_id,
                program_version_id = excluded.program_version_id, calendar_revision = excluded.calendar_revision,
                computed_at = excluded.computed_at, valid_until = excluded.valid_until, program = excluded.program,
                on_date = excluded.on_date, stage = excluded.stage, track = excluded.track, week = excluded.week,
                aside = excluded.aside, ended = excluded.ended, expected_end = excluded.expected_end, make_ups = excluded.make_ups,
                valid_on = excluded.valid_on",
        )
        .bind(self.organization)
        .bind(standing.enrolment)
        .bind(stamp.facts)
        .bind(stamp.last_fact)
        .bind(stamp.program_version)
        .bind(stamp.calendar_revision)
        .bind(stored.computed_at)
        .bind(stored.valid_until)
        .bind(&standing.program)
        .bind(standing.on)
        .bind(standing.stage.as_deref())
        .bind(standing.track.as_deref())
        .bind(standing.week)
        .bind(standing.aside)
        .bind(standing.ended)
        .bind(standing.expected_end)
        .bind(Json(&standing.make_ups))
        .bind(standing.valid_on)
        .run()
    }

    fn store_lines(self, tx: &mut Tx<'_>, standing: &Standing, old: &[Line]) -> Result<(), DbError> {
        for (ordinal, line) in (0_i64..).zip(&standing.lines) {
            let same = usize::try_from(ordinal).is_ok_and(|index| old.get(index) == Some(line));
            if !same {
                self.store_line(tx, (standing.enrolment, ordinal), line)?;
            }
        }
        if old.len() > standing.lines.len() {
            tx.sql("DELETE FROM standing_line WHERE organization_id = $1 AND enrolment_id = $2 AND ordinal >= $3")
                .bind(self.organization)
                .bind(standing.enrolment)
                .bind(i64::try_from(standing.lines.len()).unwrap_or(i64::MAX))
                .run()?;
        }
        Ok(())
    }

    fn store_line(self, tx: &mut Tx<'_>, at: (EnrolmentId, i64), line: &Line) -> Result<u64, DbError> {
        tx.sql(
            "INSERT INTO standing_line (organization_id, enrolment_id, ordinal, code, label, state, value, target, projected, unit, \
             window_from, window_until, due, because, sensitivity)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (organization_id, enrolment_id, ordinal) DO UPDATE SET code = excluded.code, label = excluded.label,
                state = excluded.state, value = excluded.value, target = excluded.target, projected = excluded.projected,
                unit = excluded.unit, window_from = excluded.window_from, window_until = excluded.window_until, due = excluded.due,
                because = excluded.because, sensitivity = excluded.sensitivity",
        )
        .bind(self.organization)
        .bind(at.0)
        .bind(at.1)
        .bind(&line.code)
        .bind(&line.label)
        .bind(Word(line.state))
        .bind(line.value)
        .bind(line.target)
        .bind(line.projected)
        .bind(Word(line.unit))
        .bind(line.window.map(|window| window.0))
        .bind(line.window.map(|window| window.1))
        .bind(line.due)
        .bind(Json(&line.because))
        .bind(Word(line.sensitivity))
        .run()
    }
}

impl StampRow {
    fn stamp(&self) -> Stamp {
        Stamp {
            facts: self.facts,
            last_fact: self.last_fact_id,
            program_version: self.program_version_id,
            calendar_revision: self.calendar_revision,
        }
    }
}

impl HeadRow {
    fn stored(self) -> Stored {
        Stored {
            stamp: Stamp {
                facts: self.facts,
                last_fact: self.last_fact_id,
                program_version: self.program_version_id,
                calendar_revision: self.calendar_revision,
            },
            computed_at: self.computed_at,
            valid_until: self.valid_until,
            standing: Standing {
                enrolment: self.enrolment_id,
                program: self.program,
                on: self.on_date,
                stage: self.stage,
                track: self.track,
                week: self.week,
                aside: self.aside,
                ended: self.ended,
                expected_end: self.expected_end,
                lines: Vec::new(),
                proposals: Vec::new(),
                make_ups: self.make_ups.0,
                valid_on: self.valid_on,
            },
        }
    }
}

impl LineRow {
    fn line(self) -> Line {
        Line {
            code: self.code,
            label: self.label,
            state: self.state.0,
            value: self.value,
            target: self.target,
            projected: self.projected,
            unit: self.unit.0,
            window: self.window_from.zip(self.window_until),
            due: self.due,
            because: self.because.0,
            sensitivity: self.sensitivity.0,
        }
    }
}
