//! Charts.

use maud::{Markup, Render, html};

use super::{Sample, Voice};
use crate::{
    chart::{Census, DoseBars, Phase, Phases, Series},
    tag::{Status, Tone},
};

pub(super) fn samples(v: Voice) -> Vec<Sample> {
    vec![
        Sample::new("phases", "Phases with the taper", phases(v)),
        Sample::new("dose", "Doses against rules", dose(v)),
        Sample::new("series", "Over time", series(v)),
        Sample::new("census", "Census", census(v)),
    ]
}

fn phases(v: Voice) -> Markup {
    let phases = [
        Phase::new(v.say("Foundation"), 12, v.say("12 weeks")).dose((4, 4), v.say("4 groups a week")),
        Phase::new(v.say("Growth"), 12, v.say("12 weeks")).dose((4, 3), v.say("4, later 3 groups a week")).current().href("/p#growth"),
        Phase::new(v.say("The Bridge"), 26, v.say("6 months")).dose((3, 1), v.say("3 groups a week, tapering to 1")),
    ];
    Phases::new("ph", v.say("The way through"), phases).at_week(15).render()
}

fn dose(v: Voice) -> Markup {
    DoseBars::new("dose-week", v.say("Minutes a week"), "minutes")
        .bar(v.say("Morning"), 675, Some(Status::Met))
        .bar(v.say("Evening"), 405, Some(Status::Missed))
        .bar(v.say("Weekend and one evening"), 540, Some(Status::Met))
        .bar(v.say("By video"), 480, None)
        .rule(v.say("ASAM 2.1, adults"), 540)
        .rule(v.say("Medicare IOP"), 510)
        .render()
}

fn series(v: Voice) -> Markup {
    let phq = Series::new("phq", v.say("PHQ-9"), "points")
        .range(0, 27)
        .band(v.say("minimal"), (0, 4), Tone::Good)
        .band(v.say("moderate"), (10, 14), Tone::Caution)
        .band(v.say("severe"), (20, 27), Tone::Serious)
        .point(v.say("Oct 5"), 21)
        .point(v.say("Oct 19"), 17)
        .point(v.say("Nov 2"), None)
        .point(v.say("Nov 16"), 12)
        .point(v.say("Nov 23"), 9);
    let hours = Series::new("hours", v.say("Minutes attended, by week"), "minutes")
        .point(v.say("Nov 2"), 540)
        .point(v.say("Nov 9"), 405)
        .point(v.say("Nov 16"), 540);
    let none = Series::new("none", v.say("GAD-7"), "points");
    html! { (phq) (hours) (none) }
}

fn census(v: Voice) -> Markup {
    let weeks = ["1–4", "5–8", "9–12", "13–24", "25–36"].map(|weeks| v.say(weeks));
    Census::new(v.say("Clients by track and week of program"), v.say("Track"), weeks)
        .row(v.say("Morning"), [8, 5, 3, 4, 1], Some(v.say("/clients?track=morning")))
        .row(v.say("Evening"), [6, 9, 2, 0, 2], None)
        .row(v.say("By video"), [3, 0, 1, 2, 0], None)
        .render()
}
