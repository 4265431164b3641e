//! To another track, with its week in sight before it is decided.

use footbridge_care::facts::Turn;
use footbridge_definition::resolve::admits;
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_policy::ChangeTrack;
use footbridge_ui::form::{Choice, Choices, Field, Typed};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{turn_form::TurnForm, week::SampleWeek};
use crate::{course_view::CourseView, labels, words};

pub(super) const TURN: TurnForm<ChangeTrack> = TurnForm {
    right: ChangeTrack,
    part: "track",
    says: (words::CHANGE_TRACK, words::CHANGE_TRACK_LEDE, words::CHANGE_TRACK),
    parse,
    fits: |view| view.stand.left.then_some(words::HAS_LEFT_ALREADY),
    fields,
    serious: false,
    done: "track-changed",
};

fn parse(form: &Form, view: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    let track = fields.text("track", 100).and_then(|name| match view.written.track_named(&name) {
        Some(_) => Some(name),
        None => fields.refuse("track", Fault::NotAChoice),
    });
    fields.finish(|| Some((on?, Turn::Track { track: track?, slots: Vec::new() })))
}

fn fields(view: &CourseView, typed: &Typed) -> Markup {
    let stage = view.stand.stage.as_deref();
    let tracks = view.written.track.iter().filter(|track| admits(&track.stages, stage));
    let others = tracks.filter(|track| view.stand.track.as_ref() != Some(&track.name));
    let choice = |name: &String| Choice::new(name, labels::track(&view.written, name)).hint(SampleWeek::of(view, Some(name)).said());
    let choices = Choices::radios("track", words::TRACK).options(others.map(|track| choice(&track.name)));
    html! {
        (choices.filled(typed))
        @if view.written.track_named(view.stand.track.as_deref().unwrap_or_default()).is_some_and(|own| own.locked) {
            p.quiet { (words::TRACK_IS_LOCKED) }
        }
        (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed))
    }
}
