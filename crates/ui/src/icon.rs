//! Icons: sixteen-pixel line drawings of our own. An icon never stands alone for meaning; the word beside it says it.

use maud::{Markup, Render, html};

/// A line icon, drawn in the colour of the text around it and hidden from screen readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A tick: done, met, here.
    Check,
    /// A rising line: on course.
    Rising,
    /// A triangle with a mark: attention.
    Alert,
    /// A calendar leaf: due on a day.
    Calendar,
    /// A clock: late, time.
    Clock,
    /// A cross: missed, absent.
    Cross,
    /// A dash: does not apply.
    Dash,
    /// An empty dashed ring: expected, not yet known.
    Ring,
    /// An arrow out of a door: left early.
    Leave,
    /// A folded note: excused.
    Note,
    /// A camera: by video.
    Video,
    /// A pencil: draft.
    Pencil,
    /// A sheet with a tick: published.
    Sheet,
    /// A barred ring: cancelled.
    Barred,
    /// An i in a ring: note, information.
    Info,
    /// A magnifying glass.
    Search,
    /// A right-pointing chevron.
    Next,
    /// A left-pointing chevron.
    Back,
    /// A person.
    Person,
    /// Two bars: on hold.
    Pause,
    /// A printer.
    Print,
    /// A plus.
    Plus,
    /// A flag: phase, goal.
    Flag,
    /// A vial: a test.
    Vial,
    /// A house: the home.
    House,
}

impl Icon {
    /// The path, in a 16 × 16 box, stroked at 1.5.
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Rising => "M2.5 11.5 6 8l2.5 2.5L13.5 5M9.5 5h4v4",
            Self::Alert => "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
            Self::Calendar => "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5",
            Self::Clock => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 5v3.2l2.2 1.6",
            Self::Cross => "M4 4l8 8M12 4l-8 8",
            Self::Dash => "M4 8h8",
            Self::Ring => "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z",
            Self::Leave => "M9.5 2.5h-6v11h6M6.5 8h7.5M11.5 5.5 14 8l-2.5 2.5",
            Self::Note => "M3 2.5h7l3 3v8H3zM10 2.5v3h3M5.5 8.5h5M5.5 11h3",
            Self::Video => "M1.5 4.5h8.5v7H1.5zM10 7.2l4.5-2.4v6.4L10 8.8",
            Self::Pencil => "M3 13l.6-2.9 7.2-7.2 2.3 2.3-7.2 7.2zM9.4 4.3l2.3 2.3",
            Self::Sheet => "M3.5 2h9v12h-9zM5.8 8.2l1.6 1.6 3-3.4",
            Self::Barred => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM3.8 3.8l8.4 8.4",
            Self::Info => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.3v3.7M8 5v.1",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14",
            Self::Next => "M6 3.5 10.5 8 6 12.5",
            Self::Back => "M10 3.5 5.5 8 10 12.5",
            Self::Person => "M8 2.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4zM2.8 13.8c.5-2.8 2.5-4.2 5.2-4.2s4.7 1.4 5.2 4.2",
            Self::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Self::Print => "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Flag => "M3.5 14V2.5M3.5 3h8.5l-2 3 2 3H3.5",
            Self::Vial => "M5.5 2.5h5M6.3 2.5v9.3a1.7 1.7 0 0 0 3.4 0V2.5M6.3 8h3.4",
            Self::House => "M2 8l6-5.5L14 8M3.8 6.8v6.7h8.4V6.8M6.7 13.5v-3.7h2.6v3.7",
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! {
            svg.icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" { path d=(self.path()) {} }
        }
    }
}
