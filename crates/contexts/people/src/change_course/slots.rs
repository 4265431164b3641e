//! To their own slots of the week, where a client does not come to all of their track's.

use footbridge_care::facts::Turn;
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_policy::ChangeTrack;
use footbridge_ui::form::{Choices, Field, Typed};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{turn_form::TurnForm, week::SampleWeek};
use crate::{course_view::CourseView, words};

pub(super) const TURN: TurnForm<ChangeTrack> = TurnForm {
    right: ChangeTrack,
    part: "slots",
    says: (words::OWN_WEEK, words::OWN_WEEK_LEDE, words::SAVE_WEEK),
    parse,
    fits: |view| view.stand.left.then_some(words::HAS_LEFT_ALREADY),
    fields,
    serious: false,
    done: "week-changed",
};

fn parse(form: &Form, view: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    let chosen: Vec<String> = form.typed.all("slot").into_iter().map(str::to_owned).collect();
    let known = SampleWeek::of(view, None);
    if chosen.is_empty() {
        fields.refuse::<()>("slot", Fault::Missing);
    } else if chosen.iter().any(|slot| !known.has(slot)) {
        fields.refuse::<()>("slot", Fault::NotAChoice);
    }
    let slots = if SampleWeek::of(view, view.stand.track.as_deref()).is_all(&chosen) { Vec::new() } else { chosen };
    fields.finish(|| Some((on?, Turn::Slots { slots })))
}

fn fields(view: &CourseView, typed: &Typed) -> Markup {
    let own = SampleWeek::of(view, view.stand.track.as_deref());
    let every = SampleWeek::of(view, None);
    let mut choices = Choices::checkboxes("slot", words::SLOTS).hint(words::SLOTS_HINT).options(every.choices(&view.written));
    let chosen: Vec<String> = if view.stand.slots.is_empty() { own.names() } else { view.stand.slots.clone() };
    for slot in chosen {
        choices = choices.chosen(slot);
    }
    let filled = if typed.pairs().is_empty() { choices } else { choices.filled(typed) };
    html! { (filled) (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed)) }
}
