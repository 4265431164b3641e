//! The week: days by time of day where there is room, a list by day on a phone. The list is the markup; the grid is only its style.

use maud::{Markup, Render, html};

use crate::{
    tag::{Tag, Tone},
    words::t,
};

/// A quarter of an hour is one row of the grid.
const STEP: u16 = 15;
/// The drawing has at most so many lanes side by side in a day.
const LANES: usize = 6;

/// One session in the week.
#[derive(Debug, Clone)]
pub struct Slot {
    from: u16,
    to: u16,
    time: String,
    title: String,
    detail: String,
    href: Option<String>,
    tag: Option<Tag>,
    tone: Tone,
    off: bool,
}

impl Slot {
    /// From and to in minutes since midnight (on the site's clock), the time in words, and what it is.
    pub fn new((from, to): (u16, u16), time: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            from,
            to: to.max(from.saturating_add(STEP)),
            time: time.into(),
            title: title.into(),
            detail: String::new(),
            href: None,
            tag: None,
            tone: Tone::Calm,
            off: false,
        }
    }

    /// Room, facilitator, track.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Its page.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// Its status, where it is not plain.
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// How it feels: caution for one without a facilitator.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Cancelled: struck through.
    pub fn off(mut self) -> Self {
        self.off = true;
        self.tone = Tone::Quiet;
        self
    }

    fn inside(&self) -> Markup {
        html! {
            span.slot-time.num { (self.time) }
            span.slot-title { @if self.off { s { (self.title) } } @else { (self.title) } }
            @if !self.detail.is_empty() { span.slot-detail { (self.detail) } }
            @if let Some(tag) = &self.tag { (tag) }
        }
    }
}

/// One day of the week.
#[derive(Debug, Clone)]
pub struct WeekDay {
    label: String,
    today: bool,
    closed: Option<String>,
    slots: Vec<Slot>,
}

impl WeekDay {
    /// A day ("Mon, Nov 23", or "Monday" in a week that repeats) with its sessions.
    pub fn new(label: impl Into<String>, slots: impl IntoIterator<Item = Slot>) -> Self {
        let mut slots: Vec<Slot> = slots.into_iter().collect();
        slots.sort_by_key(|slot| (slot.from, slot.to));
        Self { label: label.into(), today: false, closed: None, slots }
    }

    /// Marks it as today.
    pub fn today(mut self) -> Self {
        self.today = true;
        self
    }

    /// Says why the day is closed.
    pub fn closed(mut self, why: impl Into<String>) -> Self {
        self.closed = Some(why.into());
        self
    }

    /// How many lanes wide the day is drawn: 0 for an empty one.
    fn width(&self) -> usize {
        let lanes = self.lanes().iter().map(|(_, of)| *of).max().unwrap_or(0);
        if lanes == 5 { LANES } else { lanes.min(LANES) }
    }

    /// The lane of each slot and how many lanes its cluster of overlapping slots needs.
    fn lanes(&self) -> Vec<(usize, usize)> {
        let mut placed: Vec<(usize, usize)> = Vec::with_capacity(self.slots.len());
        let (mut ends, mut first): (Vec<u16>, usize) = (Vec::new(), 0);
        for slot in &self.slots {
            if ends.iter().all(|end| *end <= slot.from) {
                widen(&mut placed, first, ends.len());
                first = placed.len();
                ends.clear();
            }
            let lane = ends.iter().position(|end| *end <= slot.from).unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(end) => *end = slot.to,
                None => ends.push(slot.to),
            }
            placed.push((lane, 1));
        }
        widen(&mut placed, first, ends.len());
        placed
    }
}

fn widen(placed: &mut [(usize, usize)], first: usize, lanes: usize) {
    for (_, of) in placed.iter_mut().skip(first) {
        *of = lanes.max(1);
    }
}

/// The classes that place a slot: its first row, its rows, its lane. All of them are listed in `week.css`.
fn place(slot: &Slot, (lane, of): (usize, usize), opens: u16) -> String {
    let row = slot.from.saturating_sub(opens) / STEP;
    let rows = (slot.to.saturating_sub(slot.from)).div_ceil(STEP).clamp(1, 48);
    let of = if of == 5 { LANES } else { of.min(LANES) };
    format!("slot at-{row} for-{rows} lane-{}of{of} {}", lane.min(of - 1) + 1, slot.tone.class())
}

/// A week of sessions.
#[derive(Debug, Clone)]
pub struct WeekGrid {
    label: String,
    days: Vec<WeekDay>,
}

impl WeekGrid {
    /// The week of what: "Week of Nov 23, Main St".
    pub fn new(label: impl Into<String>, days: impl IntoIterator<Item = WeekDay>) -> Self {
        Self { label: label.into(), days: days.into_iter().collect() }
    }

    /// Whole hours that the drawing spans.
    fn hours(&self) -> (u16, u16) {
        let slots = || self.days.iter().flat_map(|day| &day.slots);
        let first = slots().map(|slot| slot.from / 60).min().unwrap_or(9);
        let last = slots().map(|slot| slot.to.div_ceil(60)).max().unwrap_or(17);
        (first, last.max(first + 1).min(24))
    }

    fn rail(&self, (first, last): (u16, u16)) -> Markup {
        html! {
            div.week-rail aria-hidden="true" {
                @for hour in first..last { span class={ "at-" ((hour - first) * 4) } { (hour_name(hour)) } }
            }
        }
    }

    fn day(&self, day: &WeekDay, hours: (u16, u16)) -> Markup {
        let tall = format!("week-slots tall-{}", hours.1.saturating_sub(hours.0).max(1));
        html! {
            section class={ "week-day wide-" (day.width()) @if day.today { " week-today" } } {
                h3 { (day.label) @if day.today { " " span.week-now { (t("today")) } } }
                @if let Some(why) = &day.closed { p.week-closed { (why) } }
                @if day.slots.is_empty() && day.closed.is_none() { p.week-none { (t("week-none")) } }
                ol class=(tall) role="list" {
                    @for (slot, lane) in day.slots.iter().zip(day.lanes()) {
                        li class=(place(slot, lane, hours.0 * 60)) {
                            @match &slot.href { Some(href) => a href=(href) { (slot.inside()) }, None => div { (slot.inside()) } }
                        }
                    }
                }
            }
        }
    }
}

fn hour_name(hour: u16) -> String {
    let hour = i8::try_from(hour).ok().filter(|hour| *hour < 24).unwrap_or(0);
    crate::words::time(jiff::civil::Time::midnight().saturating_add(jiff::SignedDuration::from_hours(hour.into())))
}

impl Render for WeekGrid {
    fn render(&self) -> Markup {
        let hours = self.hours();
        html! {
            section.week aria-label=(self.label) tabindex="0" {
                (self.rail(hours))
                @for day in &self.days { (self.day(day, hours)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(from: u16, to: u16) -> Slot {
        Slot::new((from, to), "", "Group")
    }

    #[test]
    fn sessions_that_overlap_stand_side_by_side() {
        let day = WeekDay::new("Monday", [slot(540, 675), slot(540, 600), slot(600, 660), slot(700, 760)]);
        assert_eq!(day.lanes(), [(0, 2), (1, 2), (0, 2), (0, 1)]);
    }

    #[test]
    fn every_place_a_session_can_take_has_its_style() {
        let css = include_str!("../../../assets/css/week.css");
        let named = |class: &str| css.contains(&format!(".{class} "));
        assert!((0..96).all(|row| named(&format!("at-{row}"))));
        assert!((1..=48).all(|rows| named(&format!("for-{rows}"))));
        assert!((1..=24).all(|hours| named(&format!("tall-{hours}"))));
        assert!(
            [1, 2, 3, 4, 6].into_iter().all(|of| named(&format!("wide-{of}")) && (1..=of).all(|lane| named(&format!("lane-{lane}of{of}"))))
        );
    }

    #[test]
    fn a_crowded_hour_is_still_drawn() {
        let day = WeekDay::new("Monday", (0..9).map(|_| slot(540, 600)));
        let html = WeekGrid::new("Week", [day]).render().into_string();
        assert_eq!(html.matches("<li").count(), 9);
        assert!(!html.contains("of5") && !html.contains("of9"));
    }

    #[test]
    fn a_session_over_midnight_and_an_empty_week_are_drawn() {
        let late = WeekGrid::new("Week", [WeekDay::new("Monday", [slot(1400, 1500)])]).render().into_string();
        assert!(late.contains("tall-1"), "{late}");
        assert!(WeekGrid::new("Week", []).render().into_string().contains("week-rail"));
    }
}
