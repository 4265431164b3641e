//! What holds of every calendar.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::HashSet;

use footbridge_definition::calendar::{Options, PlannedSession, calendar};
use footbridge_definition::model::Definition;
use footbridge_definition::read::read_program;
use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekly() -> impl Strategy<Value = String> {
    (proptest::sample::subsequence(&DAYS[..], 1..=7), 0u8..24, 1u8..4, 0i32..30).prop_map(|(days, hour, every, from)| {
        let from = date(2026, 1, 1).checked_add(Span::new().days(from)).unwrap();
        format!("{{ days = {days:?}, at = \"{hour:02}:30\", every = \"{every} weeks\", from = {from} }}")
    })
}

fn monthly() -> impl Strategy<Value = String> {
    let nth = (proptest::sample::select(&DAYS[..]), proptest::sample::select(vec![-1i8, 1, 2, 3, 4, 5]))
        .prop_map(|(day, nth)| format!("{{ days = [\"{day}\"], nth = {nth}, at = \"10:00\" }}"));
    prop_oneof![nth, (1u8..=31).prop_map(|day| format!("{{ day_of_month = {day}, at = \"18:00\" }}"))]
}

fn closed() -> impl Strategy<Value = String> {
    proptest::collection::vec((0i32..400, 0i32..6), 0..8).prop_map(|stretches| {
        let one = |(from, long): &(i32, i32)| {
            let first = date(2026, 1, 1).checked_add(Span::new().days(*from)).unwrap();
            let last = first.checked_add(Span::new().days(*long)).unwrap();
            format!("[[program.closed]]\nname = \"closed\"\nfrom = {first}\nuntil = {last}\n")
        };
        stretches.iter().map(one).collect()
    })
}

fn program() -> impl Strategy<Value = Definition> {
    let whens = proptest::collection::vec(prop_oneof![weekly(), monthly()], 1..4);
    let action = proptest::sample::select(vec!["cancel", "keep", "next", "before"]);
    (whens, closed(), action).prop_map(|(whens, closed, action)| {
        let text = format!(
            "[program]\nid = \"p\"\nname = \"P\"\nzone = \"America/Chicago\"\nclosed_day = \"{action}\"\n{closed}\n\
             [[curriculum]]\nname = \"c\"\norder = \"rotating\"\nstarts = 2026-02-02\ntopics = [\"A\", \"B\", \"C\"]\n\
             [[offering]]\nname = \"group\"\nminutes = 90\ncurriculum = \"c\"\nwhen = [{}]\n",
            whens.join(", ")
        );
        read_program(text.as_bytes()).unwrap().0
    })
}

fn made(definition: &Definition, from: Date, until: Date) -> Vec<PlannedSession> {
    calendar(definition, from, until, &Options::default()).unwrap().sessions
}

fn span() -> impl Strategy<Value = (Date, Date, Date)> {
    (0i32..200, 0i32..120, 0i32..120).prop_map(|(from, first, second)| {
        let later = |date: Date, by: i32| date.checked_add(Span::new().days(by)).unwrap();
        let from = later(date(2026, 1, 1), from);
        (from, later(from, first), later(from, first + second))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_stretch_has_the_sessions_of_its_two_parts((from, middle, until) in span(), definition in program()) {
        let whole = made(&definition, from, until);
        let parts: Vec<PlannedSession> = made(&definition, from, middle).into_iter().chain(made(&definition, middle, until)).collect();
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn no_slot_stands_twice_on_a_date_and_no_move_puts_two_sessions_in_one_place(definition in program()) {
        let made = calendar(&definition, date(2026, 1, 1), date(2027, 1, 1), &Options::default()).unwrap();
        let all = made.sessions.iter().chain(made.cancelled.iter().map(|one| &one.session));
        let mut slots = HashSet::new();
        for one in all {
            prop_assert!(slots.insert((one.slot.clone(), one.slot_date)), "{} on {} twice", one.slot, one.slot_date);
        }
        let moved = made.sessions.iter().filter(|one| one.moved.is_some());
        for one in moved {
            let same = |other: &&PlannedSession| other.slot_date != one.slot_date && other.start < one.end && one.start < other.end;
            prop_assert!(!made.sessions.iter().any(|other| same(&other)), "{} moved onto another", one.slot);
        }
    }

    #[test]
    fn a_closed_day_changes_no_number_of_sessions_it_only_cancels_or_moves(definition in program()) {
        let mut open = definition.clone();
        open.program.closed.clear();
        let slots = |made: footbridge_definition::calendar::Calendar| -> HashSet<(String, Date)> {
            let cancelled = made.cancelled.into_iter().map(|one| one.session);
            made.sessions.into_iter().chain(cancelled).map(|one| (one.slot, one.slot_date)).filter(|(_, date)| date.month() > 1 && date.month() < 12).collect()
        };
        let with = calendar(&definition, date(2026, 1, 1), date(2027, 1, 1), &Options::default()).unwrap();
        let without = calendar(&open, date(2026, 1, 1), date(2027, 1, 1), &Options::default()).unwrap();
        prop_assert_eq!(slots(with), slots(without));
    }

    #[test]
    fn every_session_starts_at_its_clock_time_and_lasts_its_minutes(definition in program()) {
        for one in made(&definition, date(2026, 1, 1), date(2027, 1, 1)) {
            let clock = u32::from(one.start.hour().unsigned_abs()) * 60 + u32::from(one.start.minute().unsigned_abs());
            let skipped = one.starts == 150 && clock == 210;
            prop_assert!(clock == one.starts || skipped, "{} starts at {}", one.slot, one.start);
            prop_assert_eq!(one.start.duration_until(&one.end).as_mins(), i64::from(one.minutes));
        }
    }
}
