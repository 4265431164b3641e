//! Tags: a status is a word with an icon and a tone, never a colour alone. [`Status`] is the one table of all three.

use maud::{Markup, Render, html};

use crate::{icon::Icon, words};

/// How a status feels. Colours follow from it in `tag.css`; meaning never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Going as planned, or of interest: the accent.
    Calm,
    /// Somebody should look.
    Caution,
    /// Somebody must act.
    Serious,
    /// Nothing to do or to say.
    #[default]
    Quiet,
}

impl Tone {
    /// The class that carries the tone: `tone-good` and so on.
    pub fn class(self) -> &'static str {
        match self {
            Self::Good => "tone-good",
            Self::Calm => "tone-calm",
            Self::Caution => "tone-caution",
            Self::Serious => "tone-serious",
            Self::Quiet => "tone-quiet",
        }
    }
}

macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $family:literal $code:literal $tone:ident $icon:ident;)*) => {
        /// Every status the screens know. Label, tone and icon stand in one table, here.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Status { $($(#[$doc])* $name,)* }

        impl Status {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Status] = &[$(Status::$name,)*];

            const fn row(self) -> (&'static str, &'static str, Tone, Icon) {
                match self { $(Self::$name => ($family, $code, Tone::$tone, Icon::$icon),)* }
            }
        }
    };
}

statuses! {
    /// A line whose target is reached.
    Met = "state" "met" Good Check;
    /// A line that will be met if what is scheduled takes place.
    OnCourse = "state" "on_course" Calm Rising;
    /// A line that will not be met unless something changes.
    AtRisk = "state" "at_risk" Caution Alert;
    /// A line to be done by a day that has not passed.
    Due = "state" "due" Calm Calendar;
    /// A line whose day has passed and that can still be done.
    Late = "state" "late" Caution Clock;
    /// A line that can no longer be met.
    Missed = "state" "missed" Serious Cross;
    /// A line that does not hold for this client.
    NotApplicable = "state" "not_applicable" Quiet Dash;

    /// On the roster, nothing marked yet.
    Expected = "attendance" "expected" Quiet Ring;
    /// Came, for the whole session.
    Present = "attendance" "present" Good Check;
    /// Came late.
    CameLate = "attendance" "late" Caution Clock;
    /// Left before the end.
    LeftEarly = "attendance" "left_early" Caution Leave;
    /// Did not come, with leave.
    Excused = "attendance" "excused" Calm Note;
    /// Did not come.
    Absent = "attendance" "absent" Serious Cross;
    /// Came by video.
    Video = "attendance" "video" Good Video;

    /// A session that is planned.
    Scheduled = "session" "scheduled" Quiet Calendar;
    /// A session that took place.
    Held = "session" "held" Good Check;
    /// A session that the clinic called off: nobody's absence.
    Cancelled = "session" "cancelled" Quiet Barred;

    /// A version being written.
    Draft = "version" "draft" Caution Pencil;
    /// A version in force.
    Published = "version" "published" Good Sheet;
    /// A version that a later one followed.
    Retired = "version" "retired" Quiet Dash;

    /// A finding that keeps a definition from running.
    Error = "severity" "error" Serious Barred;
    /// A finding that contradicts itself or a rule set.
    Warning = "severity" "warning" Caution Alert;
    /// A finding worth knowing.
    Note = "severity" "note" Calm Info;

    /// A task nobody has done yet.
    TaskOpen = "task" "open" Calm Ring;
    /// A task that is done.
    TaskDone = "task" "done" Good Check;
    /// A task set aside with a reason.
    TaskWaived = "task" "waived" Quiet Dash;
    /// A task whose cause was corrected.
    TaskWithdrawn = "task" "withdrawn" Quiet Barred;
    /// A task whose day has passed.
    TaskOverdue = "task" "overdue" Serious Clock;

    /// A person who waits for a place.
    Waiting = "enrolment" "waiting" Caution Clock;
    /// An enrolment that runs.
    Active = "enrolment" "active" Good Rising;
    /// An enrolment that pauses.
    OnHold = "enrolment" "on_hold" Caution Pause;
    /// An enrolment that was completed.
    Completed = "enrolment" "completed" Good Flag;
    /// An enrolment that ended otherwise.
    Ended = "enrolment" "ended" Quiet Dash;
}

impl Status {
    /// The status of a family (`state`, `attendance`, `session`, `version`, `severity`, `task`, `enrolment`) by its code.
    pub fn from_code(family: &str, code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|status| status.family() == family && status.code() == code)
    }

    /// The family it belongs to, which is also the prefix of its key in the words.
    pub const fn family(self) -> &'static str {
        self.row().0
    }

    /// Its code, as JSON and the ledger write it.
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// Its tone.
    pub const fn tone(self) -> Tone {
        self.row().2
    }

    /// Its icon.
    pub const fn icon(self) -> Icon {
        self.row().3
    }

    /// Its word.
    pub fn label(self) -> String {
        words::label(self.family(), self.code())
    }
}

impl Render for Status {
    fn render(&self) -> Markup {
        Tag::from(*self).render()
    }
}

/// A tag: word, icon, tone. Use [`Status`] where one exists; [`Tag::new`] for what a program declares itself.
#[derive(Debug, Clone)]
pub struct Tag {
    label: String,
    tone: Tone,
    icon: Option<Icon>,
}

impl Tag {
    /// A tag of one's own.
    pub fn new(label: impl Into<String>, tone: Tone, icon: Icon) -> Self {
        Self { label: label.into(), tone, icon: Some(icon) }
    }

    /// A quiet word without an icon: a track, a level of care.
    pub fn word(label: impl Into<String>) -> Self {
        Self { label: label.into(), tone: Tone::Quiet, icon: None }
    }

    /// The same tag with another word: "Late, 12 min".
    pub fn saying(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}

impl From<Status> for Tag {
    fn from(status: Status) -> Self {
        Self::new(status.label(), status.tone(), status.icon())
    }
}

impl Render for Tag {
    fn render(&self) -> Markup {
        html! {
            span class={ "tag " (self.tone.class()) } {
                @if let Some(icon) = self.icon { (icon) }
                span { (self.label) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_word_of_its_own_not_its_code() {
        for status in Status::ALL {
            let key = format!("{}-{}", status.family(), status.code().replace('_', "-"));
            assert!(words::look_up(&key, &[]).is_some(), "no words for {key}");
        }
    }

    #[test]
    fn every_status_is_drawn_as_icon_and_word() {
        for status in Status::ALL {
            let html = status.render().into_string();
            assert!(html.contains("<svg") && html.contains(&status.label()) && html.contains(status.tone().class()), "{html}");
        }
    }

    #[test]
    fn a_status_is_found_by_its_code_within_its_family() {
        assert_eq!(Status::from_code("state", "late"), Some(Status::Late));
        assert_eq!(Status::from_code("attendance", "late"), Some(Status::CameLate));
        assert_eq!(Status::from_code("state", "present"), None);
    }
}
