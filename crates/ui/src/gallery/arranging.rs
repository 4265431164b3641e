//! Tags, buttons, cards, empty states, pairs, disclosures, pages, print heads.

use maud::{Markup, Render, html};

use super::{Sample, Voice};
use crate::{
    button::{self, Button},
    card::{self, Card},
    disclosure,
    empty::Empty,
    icon::Icon,
    pages::Pages,
    pairs::Pairs,
    print::PrintHead,
    tag::{Status, Tag, Tone},
};

pub(super) fn samples(v: Voice) -> Vec<Sample> {
    vec![
        Sample::new("type", "Type", type_scale(v)),
        Sample::new("tags", "Tags", tags(v)),
        Sample::new("buttons", "Buttons", buttons(v)),
        Sample::new("cards", "Cards of Today", cards(v)),
        Sample::new("empty", "Empty states", empties(v)),
        Sample::new("pairs", "Pairs", pairs(v)),
        Sample::new(
            "disclosure",
            "Disclosure",
            disclosure::details(v.say("Earlier addresses"), html! { p { (v.say("12 Elm Street, until Mar 3, 2025")) } }),
        ),
        Sample::new("pages", "Pages", html! { (Pages::new(3, 12, |n| v.say(&format!("?page={n}")))) }),
        Sample::new("print", "Print head (on paper only)", print_head(v)),
    ]
}

fn type_scale(v: Voice) -> Markup {
    html! {
        div.stack {
            p.lede { (v.say("The lede: the first line says what there is to do.")) }
            h3 { (v.say("A heading of the third level")) }
            p.prose { (v.say("Running text is set for tired eyes: a generous size, short lines, no ornament. ")) a href="/x" { (v.say("A link")) } " " code { (v.say("code")) } " " kbd { "/" } }
            p.quiet.small { (v.say("Small and quiet: who recorded it, and when.")) }
        }
    }
}

fn tags(v: Voice) -> Markup {
    let mut families: Vec<&str> = Status::ALL.iter().map(|status| status.family()).collect();
    families.dedup();
    html! {
        @for family in families {
            div.gallery-tags { @for status in Status::ALL.iter().filter(|status| status.family() == family) { (status) } }
        }
        div.gallery-tags {
            (Tag::from(Status::CameLate).saying(v.say("Late, 12 min")))
            (Tag::word(v.say("Evening")))
            (Tag::new(v.say("New today"), Tone::Calm, Icon::Person))
            (Tag::new(v.say("Curfew pass"), Tone::Quiet, Icon::House))
        }
    }
}

fn buttons(v: Voice) -> Markup {
    let with = |weight: Button| weight.icon(Icon::Print);
    html! {
        (button::row([button::submit(v.say("Save")), button::secondary(v.say("Save and next")), button::quiet(v.say("Cancel")), button::serious(v.say("Discharge"))]))
        (button::row([with(button::link(v.say("Print"), "/print")), button::submit(v.say("Sign all")).shortcut("s"), button::secondary(v.say("Pressed")).pressed(true).about(v.say("J. R.")), button::secondary(v.say("Not pressed")).pressed(false).named("mark", v.say("x")).to(v.say("/y"))]))
    }
}

fn cards(v: Voice) -> Markup {
    let group =
        |at: &str, what: &str, status: Status| card::line(html! { a href="/groups/1" { (v.say(what)) } }, v.say(at), status.render());
    card::grid([
        Card::new(v.say("Your groups today"))
            .id("card-groups")
            .count(v.say("3"), v.say("groups"))
            .item(group("9:00–11:15 am, Room 2", "Relapse prevention", Status::Held))
            .item(group("11:30 am–1:45 pm, Room 2", "Grief and loss", Status::Scheduled))
            .item(group("6:00–8:15 pm, by video", "Coping skills", Status::Cancelled))
            .more(v.say("The whole week"), "/week"),
        Card::new(v.say("Hours at risk"))
            .count(v.say("4"), v.say("clients"))
            .tone(Tone::Caution)
            .item(card::line(
                html! { a href="/c/1" { (v.say("Jordan R.")) } },
                v.say("Thursday evening would mend it"),
                html! { span.num { (v.say("6 h 45 min")) } },
            ))
            .item(card::line(
                html! { a href="/c/2" { (v.say("Sam O.")) } },
                v.say("No group mends it: speak with them"),
                html! { span.num { (v.say("4 h 30 min")) } },
            )),
        Card::new(v.say("Waiting for a call back")).empty(
            Empty::new(v.say("Nobody waits."))
                .hint(v.say("The last call was answered yesterday at 4:40 pm."))
                .action(v.say("Log a call"), "/calls/new"),
        ),
        Card::new(v.say("Capacity")).wide().body(html! { p { (v.say("Morning has 2 seats, evening is full until Dec 7.")) } }),
    ])
}

fn empties(v: Voice) -> Markup {
    html! {
        (Empty::new(v.say("No groups today.")).hint(v.say("The next one is Relapse prevention, Monday at 9:00 am.")).action(v.say("Open the week"), "/week").icon(Icon::Calendar))
        (Empty::new(v.say("Every note is signed.")))
    }
}

fn pairs(v: Voice) -> Markup {
    let list = Pairs::new()
        .pair(v.say("Preferred name"), v.say("Jo"))
        .pair(v.say("Program"), html! { a href="/p" { (v.say("Blue Heart IOP")) } " " (Tag::word(v.say("Evening"))) })
        .maybe(v.say("Hold until"), Some(v.say("Mon, Dec 7")))
        .maybe(v.say("Never shown"), None::<String>);
    html! { div.card { (list) } }
}

fn print_head(v: Voice) -> Markup {
    let head = PrintHead::new(
        v.say("Blue Heart, Main Street"),
        v.say("Weekly schedule for J. R."),
        v.say("Printed Mon, Nov 23, 2026, 6:04 pm by Dana Reyes"),
    );
    html! { (head.notice(v.say("This record is protected by federal confidentiality rules (42 CFR Part 2)."))) p.quiet { "Print this page to see it." } }
}
