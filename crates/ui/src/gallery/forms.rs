//! Forms, fresh and with errors.

use maud::{Markup, Render, html};

use super::{Sample, Voice};
use crate::{
    button,
    form::{self, Choice, Choices, Field, Form, Hidden, Typed},
};

pub(super) fn samples(v: Voice) -> Vec<Sample> {
    vec![
        Sample::new("form", "Form", fresh(v)),
        Sample::new("form-wrong", "Form with errors", wrong(v)),
        Sample::new("form-inline", "Filter", filter(v)),
    ]
}

fn fresh(v: Voice) -> Markup {
    let when = html! { (Field::date("date", v.say("Date")).value("2026-11-23")) (Field::time("start", v.say("Starts")).value("09:00")) (Field::number("length", v.say("Length")).unit(v.say("min")).value("135")) };
    Form::post(v.say("/sessions"), Hidden::new(v.say("token"), v.say("request")).version(v.say("3")))
        .id("session-form")
        .label(v.say("A session"))
        .carry("from", v.say("week"))
        .field(Field::text("title", v.say("Title")).value(v.say("Relapse prevention")).hint(v.say("As clients see it.")))
        .body(form::group(v.say("When"), form::side_by_side(when)))
        .field(
            Choices::select("room", v.say("Room"))
                .options([
                    Choice::new("2", v.say("Room 2")).group(v.say("First floor")),
                    Choice::new("5", v.say("Room 5")).group(v.say("Second floor")),
                ])
                .chosen("5"),
        )
        .field(
            Choices::radios("modality", v.say("How it is held"))
                .options([
                    Choice::new("here", v.say("In the room")),
                    Choice::new("video", v.say("By video")).hint(v.say("Each client states where they are.")),
                ])
                .chosen("here"),
        )
        .field(
            Choices::checkboxes("days", v.say("Days"))
                .side_by_side()
                .hint(v.say("Repeats every week."))
                .options(["Mon", "Tue", "Wed", "Thu", "Fri"].map(|day| Choice::new(day, v.say(day))))
                .chosen("Mon")
                .chosen("Wed"),
        )
        .field(Field::area("note", v.say("Note")).optional().value(v.say("Bring the worksheet.")).lines(3))
        .buttons([button::submit(v.say("Save the session")), button::link(v.say("Cancel"), "/week")])
        .render()
}

fn wrong(v: Voice) -> Markup {
    let typed = Typed::new([("w-name", v.say("")), ("w-since", v.say("2026-11-31")), ("w-mail", v.say("jo@")), ("w-how", v.say("phone"))])
        .with_error("w-name", v.say("Enter the name they gave"))
        .with_error("w-since", v.say("November has 30 days"))
        .with_error("w-how", v.say("Say how they called"))
        .with_error("w-agree", v.say("Tick what they agreed to"))
        .with_error("w-track", v.say("Choose a track"))
        .with_error("w-text", v.say("Shorten this to 2,000 characters"));
    Form::post("/calls", Hidden::new("t", "r"))
        .label(v.say("A call"))
        .keeps_draft(v.say("call"))
        .errors(&typed)
        .field(Field::text("w-name", v.say("Name")).filled(&typed))
        .field(Field::date("w-since", v.say("Called on")).filled(&typed).hint(v.say("The day of the call.")))
        .field(Field::email("w-mail", v.say("E-mail")).filled(&typed).optional())
        .field(Field::phone("w-phone", v.say("Phone")).filled(&typed).optional())
        .field(Field::password("w-pass", v.say("Your password")).autocomplete("current-password"))
        .field(Choices::select("w-track", v.say("Track")).options([Choice::new("m", v.say("Morning"))]).filled(&typed))
        .field(
            Choices::radios("w-how", v.say("How"))
                .options([Choice::new("phone", v.say("By phone")), Choice::new("mail", v.say("By e-mail"))])
                .filled(&typed),
        )
        .field(
            Choices::checkboxes("w-agree", v.say("They agreed to"))
                .options([Choice::new("text", v.say("Text messages")), Choice::new("voice", v.say("Voice mail"))])
                .filled(&typed),
        )
        .field(Field::area("w-text", v.say("What they said")).filled(&typed).value(v.say("Would like to start before the holidays.")))
        .buttons([button::submit(v.say("Save the call"))])
        .render()
}

fn filter(v: Voice) -> Markup {
    Form::get(v.say("/week"))
        .label(v.say("Filter"))
        .inline()
        .field(Choices::select("f-track", v.say("Track")).options([Choice::new("e", v.say("Evening"))]).optional())
        .field(Field::date("f-from", v.say("From")))
        .buttons([button::secondary(v.say("Show"))])
        .render()
}
