//! What happens, as a caller can do it again with real actions, in the order of days and minutes.

use footbridge_care::facts::{Brought, Occurrence};
use jiff::civil::Date;
use serde::Serialize;

use crate::person::Person;

/// A person by number: everybody who ever inquired has one, also those who never enrol.
pub type Index = usize;

/// A session, as the calendar knows it, whatever id a database gives it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct SessionKey {
    /// Its slot: `morning-group@mon-09:00`.
    pub slot: String,
    /// The date the slot stands on, also where a closed day moved the session.
    pub slot_date: Date,
}

/// Something that happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The date at the site.
    pub date: Date,
    /// Minutes since midnight.
    pub minute: u32,
    /// Whose; nobody's alone where it is a session.
    pub client: Option<Index>,
    /// What.
    pub what: What,
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Somebody calls for the first time.
    Inquire(Person),
    /// They will not come, or cannot be reached.
    NotComing {
        /// Why, in words.
        reason: &'static str,
    },
    /// They are assessed, and admitted to care; enrolment follows.
    Admit,
    /// They are enrolled.
    Enrol(Enrol),
    /// Something was found out about them: an attribute or a status.
    Known(Occurrence),
    /// They are put on a session's roster: an individual session, a sign-up, a make-up.
    VisitPlanned {
        /// Of which session.
        session: SessionKey,
        /// To make up for a short week, or by plan.
        make_up: bool,
    },
    /// They are taken off a session's roster: they are aside.
    VisitDropped {
        /// Of which session.
        session: SessionKey,
    },
    /// A session is held, with everybody on its roster.
    Session(Held),
    /// The clinic cancels a session: nobody's absence.
    Cancel {
        /// Which.
        session: SessionKey,
        /// Why, in words.
        reason: &'static str,
    },
    /// A contact, a call or an individual session that no calendar has.
    Contact(Occurrence),
    /// A test is collected, or missed.
    Test(Occurrence),
    /// The client tells of a return to use.
    SelfReport(Occurrence),
    /// Somebody in a role says that something is so.
    Attest(Occurrence),
    /// Anything else of a declared kind: a paper, a measure, a meeting, a payment, a night at home, a goal.
    Note(Occurrence),
    /// They enter another stage.
    StageMove {
        /// By which move; none where the definition names none.
        by: Option<String>,
        /// To which stage.
        stage: String,
    },
    /// They go aside for a while.
    Hold {
        /// Into which aside stage, where the program has one.
        stage: Option<String>,
        /// Why, in words.
        reason: &'static str,
    },
    /// They come back from aside.
    Return,
    /// They leave the program.
    Discharge {
        /// For which of five reasons.
        reason: Reason,
        /// By which move, or a plain name where the definition names none.
        by: String,
        /// Why, in words.
        words: &'static str,
    },
}

/// An enrolment.
#[derive(Clone, Debug, PartialEq)]
pub struct Enrol {
    /// In the definition of this version.
    pub version: String,
    /// Beginning in this stage.
    pub stage: Option<String>,
    /// On this track.
    pub track: Option<String>,
    /// In these slots of the week; all of the track's where none is named.
    pub slots: Vec<String>,
    /// Credit from elsewhere.
    pub brought: Option<Brought>,
}

/// A session as it was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Which.
    pub session: SessionKey,
    /// Topics chosen on the day: the block's place in the session, and the topic.
    pub topics: Vec<(usize, String)>,
    /// Who was on the roster, and what came of it.
    pub marks: Vec<Mark>,
}

/// One line of a roster.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Who.
    pub client: Index,
    /// What came of it.
    pub attendance: Attendance,
    /// Joined by video.
    pub video: bool,
    /// The missed session that this one makes up for.
    pub makes_up: Option<SessionKey>,
}

/// How somebody attended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Throughout.
    Present,
    /// So many minutes late.
    Late(u32),
    /// Left so many minutes before the end.
    LeftEarly(u32),
    /// Did not come, with a reason.
    Excused(&'static str),
    /// Did not come.
    Absent,
}

impl Attendance {
    /// Whether they were there.
    pub fn came(self) -> bool {
        matches!(self, Self::Present | Self::Late(_) | Self::LeftEarly(_))
    }
    /// The outcome's name.
    pub fn outcome(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Late(_) => "late",
            Self::LeftEarly(_) => "left_early",
            Self::Excused(_) => "excused",
            Self::Absent => "absent",
        }
    }
}

/// Why somebody left: the classes in which national figures are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Completed the program, or its treatment before aftercare.
    Completed,
    /// Went on to another level of care or another program.
    Transferred,
    /// Left of their own accord, or could no longer be reached.
    DroppedOut,
    /// Discharged by the program.
    EndedByProgram,
    /// Moved away, illness, custody, death.
    Other,
}

impl Reason {
    /// All five, in the order in which figures are published.
    pub const ALL: [Self; 5] = [Self::Completed, Self::Transferred, Self::DroppedOut, Self::EndedByProgram, Self::Other];

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Transferred => "transferred",
            Self::DroppedOut => "dropped_out",
            Self::EndedByProgram => "ended_by_program",
            Self::Other => "other",
        }
    }
}
