//! Standing as rows.

use footbridge_care::{
    ids::{EnrolmentId, FactId, ProgramVersionId},
    line::{Line, MakeUp, Reason, Standing, State, Unit},
};
use footbridge_db::{Json, Word, row};
use footbridge_definition::model::Sensitivity;
use jiff::{Timestamp, civil::Date};

use super::{Stamp, Stored};

row! {
    pub(super) struct StampRow {
        pub(super) id: EnrolmentId,
        pub(super) facts: i64,
        pub(super) last_fact_id: Option<FactId>,
        pub(super) program_version_id: ProgramVersionId,
        pub(super) calendar_revision: i64,
    }
}

row! {
    pub(super) struct HeadRow {
        pub(super) enrolment_id: EnrolmentId,
        pub(super) facts: i64,
        pub(super) last_fact_id: Option<FactId>,
        pub(super) program_version_id: ProgramVersionId,
        pub(super) calendar_revision: i64,
        pub(super) computed_at: Timestamp,
        pub(super) valid_until: Timestamp,
        pub(super) program: String,
        pub(super) on_date: Date,
        pub(super) stage: Option<String>,
        pub(super) track: Option<String>,
        pub(super) week: u32,
        pub(super) aside: bool,
        pub(super) ended: bool,
        pub(super) expected_end: Option<Date>,
        pub(super) make_ups: Json<Vec<MakeUp>>,
        pub(super) valid_on: Date,
    }
}

row! {
    pub(super) struct LineRow {
        pub(super) enrolment_id: EnrolmentId,
        pub(super) code: String,
        pub(super) label: String,
        pub(super) state: Word<State>,
        pub(super) value: i64,
        pub(super) target: Option<i64>,
        pub(super) projected: Option<i64>,
        pub(super) unit: Word<Unit>,
        pub(super) window_from: Option<Date>,
        pub(super) window_until: Option<Date>,
        pub(super) due: Option<Date>,
        pub(super) because: Json<Vec<Reason>>,
        pub(super) sensitivity: Word<Sensitivity>,
    }
}

impl StampRow {
    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            facts: self.facts,
            last_fact: self.last_fact_id,
            program_version: self.program_version_id,
            calendar_revision: self.calendar_revision,
        }
    }
}

impl HeadRow {
    pub(super) fn stored(self) -> Stored {
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
    pub(super) fn line(self) -> Line {
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
