//! What takes place, track by track.

use super::Section;
use super::when::how_long;
use super::wording::{Wording, a_role, and, or, sentence, titled};
use crate::model::{Block, ClosedDay, Modality, Offering, Seating, Seats, Set, StaffNeed};
use crate::resolve::{effective, offers_for};
use crate::value::Minutes;

/// What is offered: for everybody, then on each track.
pub(super) fn offered(say: &Wording<'_>) -> Section {
    let Some(definition) = say.definition() else { return Section::default() };
    let common = |offering: &&Offering| offering.track.is_empty() && !track_changes(say, &offering.name);
    let all = offers_for(definition, None, None);
    let mut section = Section::of("What is offered", Vec::new());
    let shared: Vec<String> = all.into_iter().filter(common).map(|one| say.offering(one)).collect();
    if definition.track.is_empty() {
        section.sentences = shared;
        return section;
    }
    section.parts.push(Section::of("On every track", shared));
    for track in &definition.track {
        let held = effective(definition, None, Some(&track.name), &Set::new());
        let own = held.offering.iter().filter(|one| !common(one)).map(|one| say.offering(one));
        let mut sentences: Vec<String> = track_rules(say, track).into_iter().chain(own).collect();
        sentences.dedup();
        section.parts.push(Section::of(format!("Track “{}”", track.label()), sentences));
    }
    section
}

fn track_changes(say: &Wording<'_>, offering: &str) -> bool {
    let tracks = say.definition().map(|all| all.track.as_slice()).unwrap_or_default();
    let of = format!("offering.{offering}.");
    tracks.iter().any(|track| track.set.keys().any(|key| key.starts_with(&of)))
}

fn track_rules(say: &Wording<'_>, track: &crate::model::Track) -> Vec<String> {
    let mut said = Vec::new();
    if !track.stages.is_empty() {
        said.push(sentence(&format!("it exists in {}", or(&track.stages, |name| format!("“{}”", say.stage(name))))));
    }
    said.extend(
        track.only_for.as_ref().map(|test| sentence(&format!("it is only for clients of whom this holds: {}", say.condition(test)))),
    );
    if !track.chosen_by.is_empty() {
        said.push(sentence(&format!("{} chooses it", or(&track.chosen_by, |role| a_role(role)))));
    }
    if track.locked {
        said.push("Clients stay on it; a visit to another track needs a person's leave.".into());
    } else if !track.visits.is_empty() {
        said.push(sentence(&format!("its clients may visit sessions of {}", or(&track.visits, |name| format!("“{}”", say.track(name))))));
    }
    said.extend(track.entry.as_ref().map(super::stage::entry));
    said
}

impl Wording<'_> {
    /// An offering as a sentence.
    pub fn offering(&self, one: &Offering) -> String {
        let whens = if one.when.is_empty() { "at times that a timetable says".to_owned() } else { and(&one.when, |one| self.when(one)) };
        let mut parts = vec![whens];
        parts.extend(self.length_of(one));
        parts.extend(one.curriculum.as_ref().map(|name| format!("on topics of “{}”", self.curriculum_name(name))));
        parts.extend(one.place.as_ref().map(|place| format!("in {place}")));
        if !one.modality.is_empty() {
            parts.push(or(&one.modality, |way| modality(*way).to_owned()));
        }
        parts.extend(one.seats.as_ref().and_then(seats));
        if !one.with.is_empty() {
            parts.push(with(&one.with));
        }
        let place = self.where_it_holds(&one.stages, &[], one.only_for.as_ref());
        let mut said = sentence(&format!("{}: {}{place}", titled(one.label.as_ref(), &one.name), parts.join(", ")));
        for more in self.besides(one) {
            said += &format!(" {}", sentence(&more));
        }
        said
    }

    fn length_of(&self, one: &Offering) -> Option<String> {
        if one.blocks.is_empty() {
            return one.minutes.as_ref().map(how_long);
        }
        let (least, most) = one.net_minutes()?;
        let (low, high) = (Minutes(least).to_string(), Minutes(most).to_string());
        let net = if least == most { low } else { format!("{low} to {high}") };
        Some(format!("{net} ({})", and(&one.blocks, |block| self.block(block))))
    }

    fn block(&self, block: &Block) -> String {
        let named = block.label.as_ref().map(|label| super::wording::lower(label)).or(block.kind.as_ref().map(|kind| self.kind(kind)));
        let name = named.unwrap_or_else(|| if block.is_break { "a break".into() } else { "group time".into() });
        let long = block.minutes.as_ref().map_or(String::new(), |minutes| format!("{} of ", how_long(minutes)));
        let about = block.curriculum.as_ref().map_or(String::new(), |name| format!(" on “{}”", self.curriculum_name(name)));
        let not_counted = if block.is_break { ", which does not count" } else { "" };
        format!("{long}{name}{about}{not_counted}")
    }

    fn besides(&self, one: &Offering) -> Vec<String> {
        let mut said = Vec::new();
        if !one.staff.is_empty() {
            said.push(format!("{} must be there", and(&one.staff, staff)));
        }
        if one.optional {
            said.push("nobody has to come; it counts for those who do".into());
        }
        if !one.shared_with.is_empty() {
            said.push(format!("clients of {} sit in the same room", or(&one.shared_with, |id| format!("“{id}”"))));
        }
        if !one.provides.is_empty() {
            said.push(format!("provided: {}", and(&one.provides, |what| what.replace(['-', '_'], " "))));
        }
        said.extend(one.closed_day.map(|action| format!("on a closed day {}", closed_day(action))));
        said
    }
}

/// What a closed day does to a session.
pub(super) const fn closed_day(action: ClosedDay) -> &'static str {
    match action {
        ClosedDay::Cancel => "it does not take place, and is nobody's absence",
        ClosedDay::Keep => "it takes place all the same",
        ClosedDay::Next => "it moves to the next open day, at the same time",
        ClosedDay::Before => "it moves to the last open day before, at the same time",
    }
}

const fn modality(way: Modality) -> &'static str {
    match way {
        Modality::InPerson => "in person",
        Modality::Video => "by video",
        Modality::Phone => "by telephone",
        Modality::Hybrid => "in one room with some by video",
    }
}

fn seats(seats: &Seats) -> Option<String> {
    let how_many = match (seats.min, seats.max) {
        (_, Some(1)) => Some("one client at a time".to_owned()),
        (Some(min), Some(max)) => Some(format!("{min} to {max} clients")),
        (None, Some(max)) => Some(format!("at most {max} clients")),
        (Some(min), None) => Some(format!("at least {min} clients")),
        (None, None) => seats.usual.map(|usual| format!("usually {usual} clients")),
    };
    let given = match seats.by {
        Some(Seating::Staff) => Some("placed by staff"),
        Some(Seating::SignUp) => Some("by sign-up, first come first served"),
        Some(Seating::DropIn) => Some("anybody may come"),
        Some(Seating::Track) | None => None,
    };
    let parts: Vec<String> = how_many.into_iter().chain(given.map(Into::into)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn with(with: &[String]) -> String {
    let who = |name: &String| name.trim_start_matches("only:").replace(['-', '_'], " ");
    if with.iter().all(|name| name.starts_with("only:")) {
        format!("for {} without the client", and(with, who))
    } else {
        format!("with {}", and(with, who))
    }
}

/// Who must be there: `a counselor holding LADC`.
pub(super) fn staff(need: &StaffNeed) -> String {
    let role = need.role.as_deref().unwrap_or("staff member");
    let mut said = match need.count {
        Some(n) if n > 1 => format!("{n} of role {}", role.replace(['-', '_'], " ")),
        _ if need.same => format!("the same {} each time", role.replace(['-', '_'], " ")),
        _ => a_role(role),
    };
    if !need.credential.is_empty() {
        said += &format!(" holding {}", or(&need.credential, Clone::clone));
    }
    if !need.attribute.is_empty() {
        said += &format!(" with {}", and(&need.attribute, |one| one.replace(['-', '_'], " ")));
    }
    if let Some(n) = need.per_clients {
        said += &format!(", one more for each {n} clients");
    }
    said
}
