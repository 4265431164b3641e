//! Storing what was computed.

use footbridge_care::{
    ids::EnrolmentId,
    line::{Line, Standing},
};
use footbridge_db::{DbError, Json, Tx, Word};

use super::Stored;
use crate::Ledger;

impl Ledger<'_> {
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
