//! The usual things of a definition as form fields: days and times, seats, doses, lengths of phases, topics. Whatever is written in a
//! way of its own is left to the text.

use footbridge_definition::{
    model::{AmountUnit, Curriculum, Definition, Obligation, Offering, Seats, Stage, Topic},
    read,
    source::Lines,
    value::{ClockTime, Day, Length, Many, Range, When},
};
use footbridge_kit::{Fault, Faults, Typed};

use super::splice;

/// One field: its name, what stands there, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The field's name in the form: `offering-0-at`.
    pub field: String,
    /// What people call the thing it belongs to.
    pub of: String,
    /// What kind of field it is.
    pub kind: Kind,
    /// What stands there now, as the field shows it; days separated by blanks, topics by lines.
    pub value: String,
    line: usize,
}

/// The kinds of field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Days of the week.
    Days,
    /// A time of day.
    At,
    /// Seats.
    Seats,
    /// How much is owed, in minutes, times or days.
    Amount(AmountUnit),
    /// How long a phase is.
    Time,
    /// Topics, one a line.
    Topics,
}

/// The fields that a text offers; none where it cannot be read.
pub fn items(source: &str) -> Vec<Item> {
    let Ok((definition, lines)) = read::read_program(source.as_bytes()) else { return Vec::new() };
    let mut items = Vec::new();
    for (index, stage) in definition.stage.iter().enumerate() {
        items.extend(of_stage(stage, (index, &lines)));
    }
    for (index, offering) in definition.offering.iter().enumerate() {
        items.extend(of_offering(offering, (index, &lines)));
    }
    for (index, owed) in definition.obligation.iter().enumerate() {
        items.extend(of_obligation(owed, (index, &lines)));
    }
    for (index, curriculum) in definition.curriculum.iter().enumerate() {
        items.extend(of_curriculum(curriculum, (index, &lines)));
    }
    items.retain(|item| can_write(source, item));
    items
}

fn can_write(source: &str, item: &Item) -> bool {
    is_new(item) || splice::replace(source, (item.line, key(item.kind)), "0").is_some()
}

/// Seats that are not written yet: they get a line of their own below the name.
fn is_new(item: &Item) -> bool {
    item.kind == Kind::Seats && item.value.is_empty()
}

const fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Days | Kind::At => "when",
        Kind::Seats => "seats",
        Kind::Amount(_) => "amount",
        Kind::Time => "time",
        Kind::Topics => "topics",
    }
}

fn of_stage(stage: &Stage, (index, lines): (usize, &Lines)) -> Option<Item> {
    let time = stage.time.as_ref().filter(|time| time.exact)?;
    let value = time.typical().map(|length: Length| length.to_string())?;
    Some(Item {
        field: format!("stage-{index}-time"),
        of: stage.label().to_owned(),
        kind: Kind::Time,
        value,
        line: lines.of("stage", index, "time"),
    })
}

fn of_offering(offering: &Offering, (index, lines): (usize, &Lines)) -> Vec<Item> {
    let of = offering.label().to_owned();
    let mut items = Vec::new();
    if let Some((days, at)) = weekly(offering) {
        let line = lines.of("offering", index, "when");
        let days: Vec<String> = days.iter().map(|day| code(*day)).collect();
        items.push(Item { field: format!("offering-{index}-days"), of: of.clone(), kind: Kind::Days, value: days.join(" "), line });
        items.push(Item { field: format!("offering-{index}-at"), of: of.clone(), kind: Kind::At, value: at.to_string(), line });
    }
    if let Some(seats) = seats(offering.seats.as_ref()) {
        let line = lines.of("offering", index, if seats.is_empty() { "name" } else { "seats" });
        items.push(Item { field: format!("offering-{index}-seats"), of, kind: Kind::Seats, value: seats, line });
    }
    items
}

/// Days and time, where an offering says nothing else about when.
fn weekly(offering: &Offering) -> Option<(Vec<Day>, ClockTime)> {
    let [when] = offering.when.0.as_slice() else { return None };
    let [at] = when.at.0.as_slice() else { return None };
    let plain = When { days: when.days.clone(), at: when.at.clone(), ..When::default() };
    (*when == plain && !when.days.is_empty()).then(|| (when.days.0.clone(), *at))
}

/// The most seats; empty where none is said; nothing where seats are written in a way of their own or it is for one client.
fn seats(seats: Option<&Seats>) -> Option<String> {
    match seats {
        None => Some(String::new()),
        Some(seats) if seats.by.is_none() && seats.order.is_empty() && seats.max != Some(1) => Some(seats.max.map(|max| max.to_string())?),
        Some(_) => None,
    }
}

fn of_obligation(owed: &Obligation, (index, lines): (usize, &Lines)) -> Option<Item> {
    let amount = owed.amount.as_ref().filter(|amount| is_plain(amount))?;
    let value = amount.least()?.to_string();
    let line = lines.of("obligation", index, "amount");
    Some(Item { field: format!("obligation-{index}-amount"), of: owed.label().to_owned(), kind: Kind::Amount(owed.unit), value, line })
}

/// Written as one figure, or as a least alone.
const fn is_plain(amount: &Range<u32>) -> bool {
    amount.exact
        || (amount.min.is_some() && amount.usual.is_none() && amount.max.is_none() && amount.strength.is_none() && amount.open.is_none())
}

fn of_curriculum(curriculum: &Curriculum, (index, lines): (usize, &Lines)) -> Option<Item> {
    let plain = |topic: &Topic| {
        let said = Topic { name: topic.name.clone(), label: topic.label.clone(), ..Topic::default() };
        *topic == said && topic.label.is_some()
    };
    let all_plain = !curriculum.topics.is_empty() && curriculum.topics.iter().all(plain);
    let of = curriculum.label.clone().unwrap_or_else(|| curriculum.name.clone());
    let labels: Vec<&str> = curriculum.topics.iter().map(Topic::label).collect();
    let line = lines.of("curriculum", index, "topics");
    all_plain.then(|| Item { field: format!("curriculum-{index}-topics"), of, kind: Kind::Topics, value: labels.join("\n"), line })
}

fn code(day: Day) -> String {
    day.name().chars().take(3).collect::<String>().to_lowercase()
}

/// What was typed into a field, in the shape that items show.
fn typed(form: &Typed, item: &Item) -> String {
    match item.kind {
        Kind::Days => {
            let chosen = form.all(&item.field);
            let days = Day::ALL.into_iter().map(code).filter(|day| chosen.contains(&day.as_str()));
            days.collect::<Vec<_>>().join(" ")
        }
        Kind::Topics => {
            let lines = form.get(&item.field).lines().map(str::trim).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        }
        _ => form.get(&item.field).trim().to_owned(),
    }
}

/// Writes what the form says into the text. Only what differs is touched.
///
/// # Errors
/// A fault on the form where a figure is no figure, a time no time, or no day is ticked.
pub fn write(source: &str, form: &Typed) -> Result<String, Faults> {
    let Ok((definition, _)) = read::read_program(source.as_bytes()) else { return Ok(source.to_owned()) };
    let mut edits: Vec<(usize, &'static str, String, bool)> = Vec::new();
    for item in items(source) {
        let wanted = typed(form, &item);
        if wanted == item.value || (item.kind == Kind::At && is_edited(&edits, &item)) {
            continue;
        }
        let value = written(&definition, &item, (&wanted, form))?;
        edits.push((item.line, key(item.kind), value, is_new(&item)));
    }
    edits.sort_by_key(|(line, ..)| std::cmp::Reverse(*line));
    let edited = edits.iter().try_fold(source.to_owned(), |text, (line, key, value, new)| {
        if *new {
            Some(splice::insert_after(&text, *line, &format!("{key} = {value}")))
        } else {
            splice::replace(&text, (*line, key), value)
        }
    });
    Ok(edited.unwrap_or_else(|| source.to_owned()))
}

/// Days and time stand in one value: it is written once, with both.
fn is_edited(edits: &[(usize, &'static str, String, bool)], item: &Item) -> bool {
    edits.iter().any(|(line, key, ..)| *line == item.line && *key == "when")
}

fn written(definition: &Definition, item: &Item, (wanted, form): (&str, &Typed)) -> Result<String, Faults> {
    let fault = |fault| Faults::one("usual", fault);
    match item.kind {
        Kind::Days | Kind::At => when(item, form).map_err(fault),
        Kind::Seats => number(wanted).map_err(fault).map(|seats| seats_with(definition, item, seats)),
        Kind::Amount(_) => number(wanted).map_err(fault).map(|amount| amount_with(definition, item, amount)),
        Kind::Time => wanted
            .parse::<Length>()
            .map(|length| quoted(&length.to_string()))
            .map_err(|_| fault(Fault::Rule("Write a length such as 12 weeks."))),
        Kind::Topics if wanted.is_empty() => Err(fault(Fault::Rule("A curriculum has at least one topic."))),
        Kind::Topics => {
            let topics = wanted.lines().map(|topic| format!("    {},\n", quoted(topic))).collect::<String>();
            Ok(format!("[\n{topics}]"))
        }
    }
}

fn when(item: &Item, form: &Typed) -> Result<String, Fault> {
    let field = |what: &str| item.field.rsplit_once('-').map(|(head, _)| format!("{head}-{what}")).unwrap_or_default();
    let chosen = form.all(&field("days")).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let days: Vec<String> = Day::ALL.into_iter().map(code).filter(|day| chosen.contains(day)).map(|day| quoted(&day)).collect();
    if days.is_empty() {
        return Err(Fault::Rule("Tick at least one day."));
    }
    let at: ClockTime = form.get(&field("at")).trim().parse().map_err(|_| Fault::NotATime)?;
    Ok(format!("{{ days = [{}], at = {} }}", days.join(", "), quoted(&at.to_string())))
}

fn number(wanted: &str) -> Result<u32, Fault> {
    wanted.parse().ok().filter(|number| *number > 0).ok_or(Fault::NotANumber)
}

fn index(item: &Item) -> usize {
    item.field.split('-').nth(1).and_then(|index| index.parse().ok()).unwrap_or(usize::MAX)
}

fn seats_with(definition: &Definition, item: &Item, max: u32) -> String {
    let seats = definition.offering.get(index(item)).and_then(|offering| offering.seats.clone()).unwrap_or_default();
    let part = |name: &str, value: Option<u32>| value.map(|value| format!("{name} = {}", value.min(max)));
    let parts: Vec<String> = [part("min", seats.min), part("usual", seats.usual), part("max", Some(max))].into_iter().flatten().collect();
    format!("{{ {} }}", parts.join(", "))
}

fn amount_with(definition: &Definition, item: &Item, amount: u32) -> String {
    let exact = definition.obligation.get(index(item)).and_then(|owed| owed.amount.as_ref()).is_none_or(|range| range.exact);
    if exact { amount.to_string() } else { format!("{{ min = {amount} }}") }
}

/// A text as TOML writes it; JSON's rules are a subset.
fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

/// The days of an item.
pub fn days(item: &Item) -> Many<String> {
    Many(item.value.split(' ').map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLUE_HEART: &str = include_str!("../../../../../programs/blue-heart-iop.toml");

    /// What the form would send untouched, with these fields typed over.
    fn form(changes: &[(&str, &str)]) -> Typed {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for item in items(BLUE_HEART) {
            let changed: Vec<&(&str, &str)> = changes.iter().filter(|(field, _)| *field == item.field).collect();
            match (changed.as_slice(), item.kind) {
                ([], Kind::Days) => pairs.extend(days(&item).iter().map(|day| (item.field.clone(), day.clone()))),
                ([], _) => pairs.push((item.field.clone(), item.value.clone())),
                (changed, _) => pairs.extend(changed.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))),
            }
        }
        Typed::of(pairs.iter().map(|(field, value)| (field.as_str(), value.as_str())))
    }

    #[test]
    fn an_untouched_form_changes_not_one_byte() {
        assert_eq!(write(BLUE_HEART, &form(&[])).unwrap(), BLUE_HEART);
    }

    #[test]
    fn an_evening_more_is_a_day_more_and_nothing_else() {
        let days = ["mon", "tue", "wed", "thu"].map(|day| ("offering-1-days", day));
        let changed = write(BLUE_HEART, &form(&days)).unwrap();
        let old = "when = { days = [\"mon\", \"tue\", \"wed\"], at = \"17:00\" }";
        assert_eq!(changed, BLUE_HEART.replace(old, "when = { days = [\"mon\", \"tue\", \"wed\", \"thu\"], at = \"17:00\" }"));
    }

    #[test]
    fn doses_seats_phases_and_topics_are_written_where_they_stand() {
        let changed = write(
            BLUE_HEART,
            &form(&[
                ("stage-0-time", "10 weeks"),
                ("offering-0-seats", "14"),
                ("obligation-0-amount", "3"),
                ("obligation-1-amount", "2"),
                ("curriculum-0-topics", "Social skills\r\nSay \"no\""),
            ]),
        )
        .unwrap();
        let (definition, _) = read::read_program(changed.as_bytes()).unwrap();
        assert_eq!(definition.stage[0].time.as_ref().unwrap().typical(), Some(Length::weeks(10)));
        assert_eq!(definition.offering[0].seats.as_ref().unwrap().max, Some(14));
        assert_eq!(definition.obligation[0].amount.as_ref().unwrap().least(), Some(3));
        assert!(changed.contains("amount = 3                                   # row 19") && changed.contains("{ min = 2 }"));
        let topics: Vec<&str> = definition.curriculum[0].topics.iter().map(Topic::label).collect();
        assert_eq!(topics, ["Social skills", "Say \"no\""]);
    }

    #[test]
    fn a_figure_that_is_none_is_refused() {
        assert!(write(BLUE_HEART, &form(&[("obligation-0-amount", "many")])).is_err());
        assert!(write(BLUE_HEART, &form(&[("offering-0-at", "25:00")])).is_err());
        assert!(write(BLUE_HEART, &form(&[("offering-0-days", "none")])).is_err());
    }
}
