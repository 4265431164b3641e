//! Out of the program, by one of its moves, and in again. What the moves' conditions say is shown beside each; a person decides, and the
//! reason is kept.

use footbridge_care::{
    facts::Turn,
    standing::moves::{self, Way},
};
use footbridge_definition::model::MoveKind;
use footbridge_kit::{Fault, Faults, Fields, Form};
use footbridge_policy::{Discharge, EnrolClient};
use footbridge_ui::form::{Choice, Choices, Field, Typed};
use jiff::civil::Date;
use maud::{Markup, html};

use super::turn_form::TurnForm;
use crate::{course_view::CourseView, verdicts, words};

pub(super) const OUT: TurnForm<Discharge> = TurnForm {
    right: Discharge,
    part: "discharge",
    says: (words::DISCHARGE, words::DISCHARGE_LEDE, words::DISCHARGE),
    parse: parse_out,
    fits: |view| view.stand.left.then_some(words::HAS_LEFT_ALREADY),
    fields: out_fields,
    serious: true,
    done: "discharged",
};

pub(super) const AGAIN: TurnForm<EnrolClient> = TurnForm {
    right: EnrolClient,
    part: "again",
    says: (words::IN_AGAIN, words::IN_AGAIN_LEDE, words::IN_AGAIN),
    parse: parse_again,
    fits: |view| (!view.stand.left).then_some(words::HAS_NOT_LEFT),
    fields: again_fields,
    serious: false,
    done: "in-again",
};

/// The moves out: the program's, or plain ones where it names none.
fn outs(view: &CourseView) -> Vec<Way> {
    let named: Vec<Way> = view.ask(moves::ways).unwrap_or_default().into_iter().filter(|way| way.kind == MoveKind::Out).collect();
    if !named.is_empty() {
        return named;
    }
    let plain = |(name, label): (&str, &str)| Way {
        name: name.to_owned(),
        label: label.to_owned(),
        kind: MoveKind::Out,
        to: None,
        allowed: true,
        decided_by: Vec::new(),
        says: None,
    };
    words::PLAIN_WAYS_OUT.into_iter().map(plain).collect()
}

fn parse_out(form: &Form, view: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse::<Date>("on", Fault::NotADate);
    let reason = fields.text("reason", 2000);
    let by = fields.text("by", 100).and_then(|by| match outs(view).iter().any(|way| way.allowed && way.name == by) {
        true => Some(by),
        false => fields.refuse("by", Fault::NotAChoice),
    });
    fields.finish(|| Some((on?, Turn::Left { by: by?, reason: reason? })))
}

fn out_fields(view: &CourseView, typed: &Typed) -> Markup {
    let (ways, ruled_out): (Vec<Way>, Vec<Way>) = outs(view).into_iter().partition(|way| way.allowed);
    let choice = |way: &Way| {
        let choice = Choice::new(&way.name, &way.label);
        let hint = verdicts::hint(way);
        if hint.is_empty() { choice } else { choice.hint(hint) }
    };
    html! {
        (Choices::radios("by", words::WAY_OUT).options(ways.iter().map(choice)).filled(typed))
        @for way in &ways { @if let Some(says) = &way.says { (verdicts::draw(&words::condition_of(&way.label), says)) } }
        @if !ruled_out.is_empty() {
            p.quiet { (words::RULED_OUT) " " (ruled_out.iter().map(|way| way.label.as_str()).collect::<Vec<_>>().join(", ")) "." }
        }
        (Field::date("on", words::LAST_DAY).value(view.today().to_string()).filled(typed))
        (Field::area("reason", words::REASON).lines(4).hint(words::REASON_KEPT).filled(typed))
    }
}

fn parse_again(form: &Form, _: &CourseView) -> Result<(Date, Turn), Faults> {
    let mut fields = Fields::of(&form.typed);
    let on = fields.parse("on", Fault::NotADate);
    fields.finish(|| Some((on?, Turn::Again)))
}

fn again_fields(view: &CourseView, typed: &Typed) -> Markup {
    let ways: Vec<Way> = view.ask(moves::ways).unwrap_or_default().into_iter().filter(|way| way.kind == MoveKind::Again).collect();
    html! {
        @for way in &ways { @if let Some(says) = &way.says { (verdicts::draw(&words::condition_of(&way.label), says)) } }
        (Field::date("on", words::FROM_DAY).value(view.today().to_string()).filled(typed))
    }
}
