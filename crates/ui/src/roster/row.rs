//! One client of the roster: who, how they stand, how they are marked, and the form that marks them.

use maud::{Markup, Render, html};

use super::Mark;
use crate::{
    form::{Choice, Hidden},
    standing::{StandingLine, brief},
    tag::{Status, Tag},
    words::{t, t_args},
};

/// One client of the roster.
#[derive(Debug, Clone)]
pub struct RosterRow {
    id: String,
    initials: String,
    name: String,
    href: Option<String>,
    tag: Tag,
    marked: Option<String>,
    badges: Vec<Tag>,
    standing: Option<StandingLine>,
    note: Option<String>,
    marks: Vec<Mark>,
    minutes: Option<String>,
    reasons: Option<(Vec<Choice>, String)>,
    action: String,
    hidden: Hidden,
}

impl RosterRow {
    /// A row: an id for links and focus, who, how they are marked now, and where the row's form is sent.
    pub fn new(id: impl Into<String>, initials: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            initials: initials.into(),
            name: name.into(),
            href: None,
            tag: Status::Expected.into(),
            marked: None,
            badges: Vec::new(),
            standing: None,
            note: None,
            marks: Mark::usual(),
            minutes: None,
            reasons: None,
            action: String::new(),
            hidden: Hidden::default(),
        }
    }

    /// Where the row's form is sent, and what it carries.
    pub fn sends(mut self, action: impl Into<String>, hidden: Hidden) -> Self {
        self.action = action.into();
        self.hidden = hidden;
        self
    }

    /// The client's page.
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// How they are marked now: the code of the pressed button, and the tag that says it ("Late, 12 min").
    pub fn marked(mut self, code: impl Into<String>, tag: impl Into<Tag>) -> Self {
        self.marked = Some(code.into());
        self.tag = tag.into();
        self
    }

    /// Something to know at a glance: new, returns, birthday.
    pub fn badge(mut self, badge: Tag) -> Self {
        self.badges.push(badge);
        self
    }

    /// The line of standing that this session can change.
    pub fn standing(mut self, line: StandingLine) -> Self {
        self.standing = Some(line);
        self
    }

    /// A line below: "Marked by Dana R. at 6:04 pm".
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Other marks than the usual six.
    pub fn marks(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks = marks.into_iter().collect();
        self
    }

    /// A small field for minutes (late or missing), with what it starts from.
    pub fn minutes(mut self, minutes: impl Into<String>) -> Self {
        self.minutes = Some(minutes.into());
        self
    }

    /// A small list of reasons for being excused, and the one chosen ("" for none).
    pub fn reasons(mut self, reasons: impl IntoIterator<Item = Choice>, chosen: impl Into<String>) -> Self {
        self.reasons = Some((reasons.into_iter().collect(), chosen.into()));
        self
    }

    fn who(&self) -> Markup {
        html! {
            div.roster-who {
                span.initials aria-hidden="true" { (self.initials) }
                div {
                    @match &self.href {
                        Some(href) => a.roster-name href=(href) { (self.name) },
                        None => span.roster-name { (self.name) },
                    }
                    @for badge in &self.badges { " " (badge) }
                    @if let Some(line) = &self.standing { div.roster-standing { (brief(line)) } }
                }
                div.roster-state { (self.tag) @if let Some(note) = &self.note { span.roster-note { (note) } } }
            }
        }
    }

    fn button(&self, mark: &Mark) -> Markup {
        let pressed = if self.marked.as_deref() == Some(mark.code.as_str()) { "true" } else { "false" };
        html! {
            button.button.roster-mark type="submit" name="mark" value=(mark.code) aria-pressed=(pressed) data-key=[mark.key] {
                (mark.icon) span { (mark.label) } span.sr-only { ": " (self.name) }
            }
        }
    }

    /// The mark that Enter and the small button submit.
    fn standing_mark(&self) -> &str {
        self.marked.as_deref().unwrap_or(Status::CameLate.code())
    }

    /// Before the marks, so that Enter presses the small button.
    fn fields(&self) -> Markup {
        html! {
            @if self.minutes.is_some() || self.reasons.is_some() {
                div.roster-fields {
                    (self.minutes_field())
                    (self.reason_field())
                    button.button type="submit" name="mark" value=(self.standing_mark()) { (t("roster-set")) span.sr-only { ": " (self.name) } }
                }
            }
        }
    }

    fn minutes_field(&self) -> Markup {
        let minutes_id = format!("{}-minutes", self.id);
        html! {
            @if let Some(minutes) = &self.minutes {
                div.roster-minutes {
                    label.sr-only for=(minutes_id) { (t_args("roster-minutes", &[("name", self.name.as_str().into())])) }
                    input.input.input-number id=(minutes_id) name="minutes" inputmode="numeric" autocomplete="off" maxlength="3" value=(minutes);
                    span aria-hidden="true" { (t("minutes-short")) }
                }
            }
        }
    }

    fn reason_field(&self) -> Markup {
        let reason_id = format!("{}-reason", self.id);
        html! {
            @if let Some((reasons, chosen)) = &self.reasons {
                div.roster-reason {
                    label.sr-only for=(reason_id) { (t_args("roster-reason", &[("name", self.name.as_str().into())])) }
                    select.input id=(reason_id) name="reason" {
                        option value="" { (t("roster-reason-none")) }
                        @for choice in reasons { option value=(choice.value()) selected[choice.value() == chosen] { (choice.label()) } }
                    }
                }
            }
        }
    }
}

impl Render for RosterRow {
    fn render(&self) -> Markup {
        html! {
            li.roster-row id=(self.id) data-roster-row tabindex="-1" {
                (self.who())
                form.roster-marks method="post" action=(self.action) data-once data-swap {
                    (self.hidden)
                    (self.fields())
                    div.marks { @for mark in &self.marks { (self.button(mark)) } }
                }
            }
        }
    }
}
