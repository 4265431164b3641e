//! How a client took part in a session, and what one tap makes of it.

/// How a client took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// They were there.
    Here {
        /// So many minutes late.
        late: u32,
        /// So many minutes before the end they left.
        left: u32,
        /// By video.
        video: bool,
    },
    /// They did not come, with leave; the reason where one was given.
    Excused(Option<String>),
    /// They did not come.
    Absent,
    /// The mark was a mistake: this client was not meant.
    Withdrawn,
}

impl Came {
    /// There throughout.
    pub const THROUGHOUT: Self = Self::Here { late: 0, left: 0, video: false };

    /// The word storage uses.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Here { .. } => "here",
            Self::Excused(_) => "excused",
            Self::Absent => "absent",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The button that is pressed for it.
    pub const fn button(&self) -> &'static str {
        match self {
            Self::Here { late: 1.., .. } => "late",
            Self::Here { left: 1.., .. } => "left_early",
            Self::Here { video: true, .. } => "video",
            Self::Here { .. } => "present",
            Self::Excused(_) => "excused",
            Self::Absent | Self::Withdrawn => "absent",
        }
    }

    /// Minutes late and minutes left early.
    pub const fn minutes(&self) -> (u32, u32) {
        match self {
            Self::Here { late, left, .. } => (*late, *left),
            _ => (0, 0),
        }
    }

    /// Whether they were there at all.
    pub const fn is_here(&self) -> bool {
        matches!(self, Self::Here { .. })
    }
}

/// One tap on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tap {
    /// Here, for the whole session.
    Here,
    /// Came late: so many minutes, or as many as have passed.
    Late(Option<u32>),
    /// Left early: so many minutes, or as many as remain.
    LeftEarly(Option<u32>),
    /// By video.
    Video,
    /// Excused, for this reason.
    Excused(Option<String>),
    /// Did not come.
    Absent,
}

/// Where a session stands when the tap comes.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Minutes since its start.
    pub passed: u32,
    /// Minutes from start to end.
    pub length: u32,
}

/// What is taken for late or early when a session is over and nobody said how much.
const UNKNOWN: u32 = 10;

impl Moment {
    fn is_over(self) -> bool {
        self.passed >= self.length
    }
    fn so_late(self) -> u32 {
        if self.is_over() { UNKNOWN } else { self.passed }
    }
    fn so_early(self) -> u32 {
        if self.is_over() { UNKNOWN } else { self.length.saturating_sub(self.passed) }
    }
}

impl Tap {
    /// The button that was tapped.
    pub const fn button(&self) -> &'static str {
        match self {
            Self::Here => "present",
            Self::Late(_) => "late",
            Self::LeftEarly(_) => "left_early",
            Self::Video => "video",
            Self::Excused(_) => "excused",
            Self::Absent => "absent",
        }
    }

    /// The same tap with nothing typed.
    pub const fn plain(&self) -> Self {
        match self {
            Self::Here => Self::Here,
            Self::Late(_) => Self::Late(None),
            Self::LeftEarly(_) => Self::LeftEarly(None),
            Self::Video => Self::Video,
            Self::Excused(_) => Self::Excused(None),
            Self::Absent => Self::Absent,
        }
    }

    /// What it makes of what was marked before.
    pub fn on(&self, before: Option<&Came>, moment: Moment) -> Came {
        let (late, left, video) = match before {
            Some(Came::Here { late, left, video }) => (*late, *left, *video),
            _ => (0, 0, false),
        };
        let within = |minutes: u32| minutes.clamp(1, moment.length.max(1));
        match self {
            Self::Here => Came::THROUGHOUT,
            Self::Late(minutes) => Came::Here { late: within(minutes.unwrap_or(moment.so_late())), left, video },
            Self::LeftEarly(minutes) => Came::Here { late, left: within(minutes.unwrap_or(moment.so_early())), video },
            Self::Video => Came::Here { late, left, video: true },
            Self::Excused(reason) => Came::Excused(reason.clone()),
            Self::Absent => Came::Absent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Moment = Moment { passed: 20, length: 135 };

    #[test]
    fn late_without_minutes_is_as_late_as_it_is_now() {
        assert_eq!(Tap::Late(None).on(None, MOMENT), Came::Here { late: 20, left: 0, video: false });
        assert_eq!(Tap::Late(Some(12)).on(None, MOMENT), Came::Here { late: 12, left: 0, video: false });
        assert_eq!(Tap::Late(Some(0)).on(None, MOMENT), Came::Here { late: 1, left: 0, video: false });
        assert_eq!(Tap::Late(Some(900)).on(None, MOMENT), Came::Here { late: 135, left: 0, video: false });
    }

    #[test]
    fn once_it_is_over_nobody_knows_how_late_so_ten_minutes_stand_there_to_be_put_right() {
        let over = Moment { passed: 4000, length: 135 };
        assert_eq!(Tap::Late(None).on(None, over), Came::Here { late: 10, left: 0, video: false });
        assert_eq!(Tap::LeftEarly(None).on(None, over), Came::Here { late: 0, left: 10, video: false });
    }

    #[test]
    fn left_early_without_minutes_is_what_remains() {
        assert_eq!(Tap::LeftEarly(None).on(None, MOMENT), Came::Here { late: 0, left: 115, video: false });
    }

    #[test]
    fn one_can_come_late_and_leave_early_by_video() {
        let late = Tap::Late(Some(10)).on(None, MOMENT);
        let video = Tap::Video.on(Some(&late), MOMENT);
        assert_eq!(Tap::LeftEarly(Some(5)).on(Some(&video), MOMENT), Came::Here { late: 10, left: 5, video: true });
    }

    #[test]
    fn here_clears_what_was_tapped_by_mistake() {
        for before in [Came::Absent, Came::Excused(None), Came::Here { late: 9, left: 9, video: true }] {
            assert_eq!(Tap::Here.on(Some(&before), MOMENT), Came::THROUGHOUT);
        }
    }
}
