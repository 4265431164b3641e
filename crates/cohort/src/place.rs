//! A timetable for offerings that nobody has put on one: simulating must not wait for it. What is put where is told in the
//! report, and a site's timetable takes its place as soon as there is one.

use footbridge_definition::model::{AmountUnit, Definition, Family, Offering};
use footbridge_definition::resolve::is_general;
use footbridge_definition::value::{ClockTime, Day, Many, Minutes, Range, When};
use jiff::civil::Time;

/// Days in the order in which they are filled.
const ORDER: [Day; 7] = [Day::Mon, Day::Wed, Day::Fri, Day::Tue, Day::Thu, Day::Sat, Day::Sun];
/// Where nothing says how long a session is.
const USUAL_MINUTES: u32 = 90;

/// The definition with times for groups that have none, and the names of these.
pub(crate) fn placed(definition: &Definition) -> (Definition, Vec<String>) {
    let mut placed = definition.clone();
    let mut names = Vec::new();
    for (at, offering) in placed.offering.iter_mut().enumerate() {
        if wants_placing(definition, offering) {
            place(definition, offering, names.len() + at % 2);
            names.push(offering.name.clone());
        }
    }
    (placed, names)
}

fn wants_placing(definition: &Definition, offering: &Offering) -> bool {
    let family = offering.kind.as_ref().and_then(|kind| definition.kind_named(kind)).map_or(Family::Session, |kind| kind.family);
    let timetabled = offering.when.iter().any(When::is_timetabled) && offering.gross_minutes().is_some_and(|minutes| minutes > 0);
    let case_by_case = offering.when.iter().any(|when| when.arranged || when.after.is_some() || when.random.is_some());
    family == Family::Session && !timetabled && !case_by_case && !offering.is_individual() && !is_general(definition, &offering.name)
}

fn place(definition: &Definition, offering: &mut Offering, nth: usize) {
    if offering.gross_minutes().is_none_or(|minutes| minutes == 0) && offering.blocks.is_empty() {
        offering.minutes = Some(Range::exactly(Minutes(USUAL_MINUTES)));
    }
    let hours = [9, 13, 17, 11, 15, 19];
    let hour = hours.get(nth % hours.len()).copied().unwrap_or(9);
    let at = Many(vec![ClockTime(Time::constant(hour, 0, 0, 0))]);
    if offering.when.iter().any(When::is_dated) {
        for when in offering.when.0.iter_mut().filter(|when| when.is_dated() && when.at.is_empty()) {
            when.at = at.clone();
        }
        return;
    }
    let times = usize::try_from(times_a_week(definition, offering)).unwrap_or(3).clamp(1, ORDER.len());
    let mut days: Vec<Day> = ORDER.iter().take(times).copied().collect();
    days.sort_unstable();
    offering.when = Many(vec![When { days: Many(days), at, ..When::default() }]);
}

/// So often a week as the offering says, or as is owed of its kind, or three times.
fn times_a_week(definition: &Definition, offering: &Offering) -> u32 {
    let said = offering.when.iter().find_map(|when| when.times.as_ref()?.typical().filter(|_| when.per.is_none_or(|per| per.is_week())));
    let owed = definition.obligation.iter().find_map(|obligation| {
        let of_kind = offering.kind.as_ref().is_some_and(|kind| obligation.kinds.contains(kind));
        let weekly = obligation.per.is_some_and(|per| per.is_week());
        let counted = matches!(obligation.unit, AmountUnit::Times | AmountUnit::Days);
        obligation.amount.as_ref()?.typical().filter(|_| of_kind && weekly && counted)
    });
    said.or(owed).unwrap_or(3)
}
