//! Tables, search results, findings, editor, confirm, conflict.

use maud::{Markup, Render, html};

use super::{Sample, Voice};
use crate::{
    button,
    chart::spark,
    confirm::{Affected, Confirm},
    conflict::Conflict,
    editor::Editor,
    findings::{self, Finding},
    form::{Field, Form, Hidden},
    icon::Icon,
    search::{self, Hit},
    table::{Column, Row, Sorted, Table},
    tag::{Status, Tag, Tone},
};

pub(super) fn samples(v: Voice) -> Vec<Sample> {
    vec![
        Sample::new("table", "Table", table(v)),
        Sample::new("table-empty", "Table, empty", Table::new(v.say("Clients"), [Column::text(v.say("Client"))]).render()),
        Sample::new("hits", "Search results", hits(v)),
        Sample::new("confirm", "Confirm", confirm(v)),
        Sample::new("confirm-nobody", "Confirm, nobody affected", quiet_confirm(v)),
        Sample::new("conflict", "Conflict", conflict(v)),
        Sample::new("editor", "Editor with findings", editor(v)),
        Sample::new("findings-empty", "Findings, none", findings::list(&[])),
    ]
}

fn table(v: Voice) -> Markup {
    let columns = [
        Column::text(v.say("Client")).sorts(v.say("?sort=name"), Some(Sorted::Up)),
        Column::text(v.say("Track")),
        Column::text(v.say("Hours")),
        Column::number(v.say("This week")).sorts("?sort=hours", None),
        Column::text(v.say("Six weeks")),
        Column::actions(v.say("Do")),
    ];
    let row = |name: &str, status: Status, minutes: &str, last: &[i64]| {
        Row::new([
            html! { a href="/clients/1" { (v.say(name)) } },
            html! { (Tag::word(v.say("Evening"))) },
            status.render(),
            html! { (v.say(minutes)) },
            spark(last),
            button::link(v.say("Open"), "/clients/1").about(v.say(name)).render(),
        ])
    };
    let total = Row::new([html! { (v.say("All")) }, html! {}, html! {}, html! { (v.say("24 h 45 min")) }, html! {}, html! {}]);
    Table::new(v.say("Clients of the evening track"), columns)
        .row(row("Jordan R.", Status::AtRisk, "6 h 45 min", &[540, 540, 405, 540, 270, 405]).marked().id("client-1"))
        .row(row("Sam O.", Status::Met, "9 h 00 min", &[540, 540, 540, 540, 675, 540]))
        .row(row("Alexandria Montgomery-Whitfield", Status::OnCourse, "9 h 00 min", &[270, 405, 405, 540, 540, 540]))
        .total(total)
        .render()
}

fn hits(v: Voice) -> Markup {
    let found = [
        Hit::new(v.say("Jordan Reyes (Jo)"), v.say("J. R., evening, born 1991"), v.say("/clients/1")).tag(Status::Active),
        Hit::new(v.say("Jordan Rusk"), v.say("J. R., morning, born 1984"), "/clients/2").tag(Tag::new(
            v.say("On hold"),
            Tone::Caution,
            Icon::Pause,
        )),
    ];
    html! { div.card { (search::results(&found)) } div.card { (search::results(&[])) } }
}

fn confirm(v: Voice) -> Markup {
    let affected = [
        Affected::new(v.say("Jordan R."), v.say("ends the week at 6 h 45 min instead of 9 h 00 min"))
            .href("/clients/1")
            .tag(Status::AtRisk),
        Affected::new(v.say("Sam O."), v.say("keeps 9 h 00 min")).tag(Status::OnCourse),
    ];
    Confirm::new(
        v.say("Cancel Coping skills on Tue, Nov 24?"),
        v.say("Cancel the session"),
        v.say("/sessions/1/cancel"),
        Hidden::new("t", "r"),
    )
    .says(v.say("A session the clinic cancels is nobody's absence. Twelve clients are on the roster."))
    .affects(affected)
    .carry("session", v.say("1"))
    .field(Field::text("why", v.say("Reason")).hint(v.say("Kept with the session.")))
    .cancel("/week")
    .serious()
    .render()
}

fn quiet_confirm(v: Voice) -> Markup {
    Confirm::new(v.say("Publish version 4?"), v.say("Publish"), "/x", Hidden::new("t", "r")).render()
}

fn conflict(v: Voice) -> Markup {
    Conflict::new(v.say("This session"), v.say("Rosa Lindqvist, 6:04 pm"), v.say("/sessions/1"), Hidden::new("t", "r").version(v.say("8")))
        .differs(("room", &v.say("Room")), ("2", &v.say("Room 2")), ("5", &v.say("Room 5")))
        .differs(
            ("topic", &v.say("Topic")),
            ("grief", &v.say("Grief and loss")),
            (&v.say("coping"), &v.say("Coping skills, second part\nwith the worksheet")),
        )
        .same("start", v.say("18:00"))
        .discard("/sessions/1")
        .render()
}

fn editor(v: Voice) -> Markup {
    let text = "# A program of our own\nname = \"Evening IOP\"\n\n[[tracks]]\nname = \"Evening\"\ndays = [\"mon\", \"wed\", \"fri\"]\n\n[[obligations]]\nname = \"Hours\"\namount = 540\nunit = \"minute\"\n";
    let found = [
        Finding::new(Status::Error, v.say("Unknown key \"minute\". Did you mean \"minutes\"?")).line(11).code(v.say("unknown-value")),
        Finding::new(Status::Warning, v.say("The evening track offers less than the program asks."))
            .line(6)
            .code(v.say("dose-not-feasible"))
            .arithmetic(v.say("3 × 135 min = 6 h 45 min; asked: 9 h 00 min; short: 2 h 15 min"))
            .mend(v.say("one more session, Thursday morning or Sunday")),
        Finding::new(Status::Note, v.say("A day of 135 min is under the 180 min that H0015 asks for.")),
    ];
    let editor = Editor::new("definition", v.say("Definition"), v.say(text)).findings(found).checks_at(v.say("/programs/1/check"));
    Form::post("/programs/1/draft", Hidden::new("t", "r").version("3"))
        .keeps_draft(v.say("program-1"))
        .field(editor)
        .buttons([button::submit(v.say("Save the draft"))])
        .render()
}
