//! To another stage: what the exit of the present one says is shown; a person decides.

use footbridge_care::{facts::Turn, standing::moves};
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_policy::ChangeTrack;
use footbridge_ui::form::{Choice, Choices, Field, Typed};
use jiff::civil::Date;
use maud::{Markup, html};

use super::turn_form::TurnForm;
use crate::{course_view::CourseView, labels, verdicts, words};

pub(super) const TURN: TurnForm<ChangeTrack> = TurnForm {
    right: ChangeTrack,
    part: "stage",
    says: (words::MOVE_STAGE, words::MOVE_STAGE_LEDE, words::MOVE_STAGE),
    parse,
    fits: |view| view.stand.left.then_some(words::HAS_LEFT_ALREADY),
    fields,
    serious: false,
    done: "stage-moved",
};

fn parse(form: &Form, view: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    let stage = fields.text("stage", 100).and_then(|name| match view.written.stage_named(&name).filter(|stage| !stage.aside) {
        Some(_) => Some(name),
        None => fields.refuse("stage", Fault::NotAChoice),
    });
    fields.finish(|| Some((on?, Turn::Stage { stage: stage? })))
}

fn fields(view: &CourseView, typed: &Typed) -> Markup {
    let now = view.stand.stage.as_deref();
    let next: Vec<&str> = moves::stages_after(&view.written, now).into_iter().map(|stage| stage.name.as_str()).collect();
    let others = view.written.stage.iter().filter(|stage| !stage.aside && Some(stage.name.as_str()) != now);
    let choice = |name: &String| {
        let choice = Choice::new(name, labels::stage(&view.written, name));
        if next.contains(&name.as_str()) { choice.hint(words::COMES_NEXT) } else { choice }
    };
    let mut choices = Choices::radios("stage", words::TO_STAGE).options(others.map(|stage| choice(&stage.name)));
    if let [only] = next.as_slice() {
        choices = choices.chosen(*only);
    }
    html! {
        @if let Some(exit) = view.ask(moves::exit).flatten() { (verdicts::draw(words::EXIT_SAYS, &exit)) }
        (choices.filled(typed))
        (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed))
    }
}
