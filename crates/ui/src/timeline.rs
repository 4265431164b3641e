//! The timeline: what happened, newest first as the caller orders it, by day. A correction shows both what stands and what stood.

use maud::{Markup, Render, html};

use crate::{
    icon::Icon,
    tag::{Tag, Tone},
    words::t,
};

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Entry {
    time: String,
    title: String,
    icon: Icon,
    tone: Tone,
    href: Option<String>,
    detail: Option<Markup>,
    by: Option<String>,
    tag: Option<Tag>,
    before: Option<String>,
    id: Option<String>,
}

impl Entry {
    /// When (in words) and what.
    pub fn new(time: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            time: time.into(),
            title: title.into(),
            icon: Icon::Note,
            tone: Tone::Quiet,
            href: None,
            detail: None,
            by: None,
            tag: None,
            before: None,
            id: None,
        }
    }

    /// The icon of its kind.
    pub fn icon(mut self, icon: Icon, tone: Tone) -> Self {
        self.icon = icon;
        self.tone = tone;
        self
    }

    /// Where the whole of it is.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// A line or more below the title.
    pub fn detail(mut self, detail: Markup) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Who recorded it.
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Its status.
    pub fn tag(mut self, tag: impl Into<Tag>) -> Self {
        self.tag = Some(tag.into());
        self
    }

    /// What stood before this corrected it.
    pub fn corrects(mut self, before: impl Into<String>) -> Self {
        self.before = Some(before.into());
        self
    }

    /// An id to link to.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

impl Render for Entry {
    fn render(&self) -> Markup {
        html! {
            li.entry id=[&self.id] {
                span class={ "entry-icon " (self.tone.class()) } { (self.icon) }
                div.entry-body {
                    p.entry-title {
                        @match &self.href { Some(href) => a href=(href) { (self.title) }, None => (self.title) }
                        @if let Some(tag) = &self.tag { " " (tag) }
                    }
                    @if let Some(detail) = &self.detail { div.entry-detail { (detail) } }
                    @if let Some(before) = &self.before { p.entry-before { (t("timeline-corrects")) " " del { (before) } } }
                    p.entry-meta { span.num { (self.time) } @if let Some(by) = &self.by { " · " (by) } }
                }
            }
        }
    }
}

/// Entries by day.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    days: Vec<(String, Vec<Markup>)>,
}

impl Timeline {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more day with its entries.
    pub fn day(mut self, label: impl Into<String>, entries: impl IntoIterator<Item = Entry>) -> Self {
        self.days.push((label.into(), entries.into_iter().map(|entry| entry.render()).collect()));
        self
    }

    /// One more day with entries that were drawn before.
    pub fn drawn(mut self, label: impl Into<String>, entries: impl IntoIterator<Item = Markup>) -> Self {
        self.days.push((label.into(), entries.into_iter().collect()));
        self
    }
}

impl Render for Timeline {
    fn render(&self) -> Markup {
        html! {
            div.timeline {
                @for (day, entries) in &self.days {
                    section.timeline-day { h3 { (day) } ol role="list" { @for entry in entries { (entry) } } }
                }
            }
        }
    }
}
