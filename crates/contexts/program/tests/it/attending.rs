//! Taking attendance.

use footbridge_care::facts::Body;
use footbridge_kit::Version;
use footbridge_program::{
    Refused,
    attendance::Tap,
    choose_topic::{Choose, choose_topic},
    definitions::Refresh,
    join_roster::{Join, Leave, join_roster, leave_roster},
    mark_attendance::{Mark, mark_attendance},
    roster,
};

use crate::world::{Enrolled, World, each_world};

fn of(outcome: &str, minutes: u32) -> Vec<(String, u32)> {
    vec![(outcome.to_owned(), minutes)]
}

#[test]
fn everybody_of_the_track_is_expected_and_nobody_else() {
    each_world(|world| {
        let (ana, ben) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Ben Osei", "evening"));
        let expected = |slot: &str| -> Vec<_> {
            let session = world.session(slot, "2026-11-23").row.id;
            world.sql(|tx| roster::present(tx, world.clinic.organization, session)).iter().map(|row| row.enrolment_id).collect()
        };
        assert_eq!(expected("morning-group@mon-09:00"), [ana.enrolment]);
        assert_eq!(expected("evening-group@mon-17:00"), [ben.enrolment]);
        assert!(expected("individual-room-1@mon-11:30").is_empty());
    });
}

#[test]
fn an_unconfirmed_roster_earns_nothing_and_the_rest_are_here_gives_everybody_their_minutes() {
    each_world(|world| {
        let names = ["Ana Ruiz", "Ben Osei", "Cleo Ortiz", "Dev Patel", "Eli Stone", "Fay Wong"];
        let all: Vec<Enrolled> = names.iter().map(|name| world.enrol(name, "morning")).collect();
        let monday = world.monday();
        world.at("2026-11-23T14:20:00Z");
        world.mark(monday, all[0], Tap::Late(None)).unwrap();
        world.mark(monday, all[1], Tap::LeftEarly(Some(30))).unwrap();
        world.mark(monday, all[2], Tap::Excused(Some("court".into()))).unwrap();
        world.mark(monday, all[3], Tap::Absent).unwrap();
        world.mark(monday, all[4], Tap::Video).unwrap();
        assert!(all.iter().all(|each| world.earned(*each).is_empty()));
        world.confirm(monday).unwrap();
        let earned: Vec<_> = all.iter().flat_map(|each| world.earned(*each)).collect();
        let wanted = [("late", 115), ("left_early", 105), ("excused", 0), ("absent", 0), ("present", 135), ("present", 135)];
        assert_eq!(earned, wanted.map(|(outcome, minutes)| (outcome.to_owned(), minutes)));
        let held = world.session("morning-group@mon-09:00", "2026-11-23");
        assert_eq!((held.row.confirmed_by, held.row.confirmed_at), (Some(World::id(&world.counselor)), Some(world.clinic.now())));
        assert!(matches!(world.confirm(monday).unwrap_err().refused(), Some(Refused::Confirmed)));
    });
}

#[test]
fn a_roster_cannot_be_confirmed_before_the_session_begins() {
    each_world(|world| {
        world.enrol("Ana Ruiz", "morning");
        world.at("2026-11-23T13:59:59Z");
        assert!(matches!(world.confirm(world.monday()).unwrap_err().refused(), Some(Refused::NotBegun)));
        world.at("2026-11-23T14:00:00Z");
        world.confirm(world.monday()).unwrap();
    });
}

#[test]
fn a_mark_put_right_afterwards_counts_as_if_it_had_been_right_and_loses_nothing() {
    each_world(|world| {
        let (ana, ben) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Ben Osei", "morning"));
        let monday = world.monday();
        world.at("2026-11-23T16:15:00Z");
        world.mark(monday, ana, Tap::Absent).unwrap();
        world.mark(monday, ben, Tap::Late(Some(20))).unwrap();
        world.confirm(monday).unwrap();
        assert_eq!(world.earned(ana), of("absent", 0));
        world.at("2026-11-23T17:00:00Z");
        world.mark(monday, ana, Tap::Late(Some(20))).unwrap();
        assert_eq!(world.earned(ana), world.earned(ben));
        assert_eq!(world.facts(ana).iter().filter(|fact| matches!(fact.body, Body::Occurred(_))).count(), 2);
    });
}

#[test]
fn the_wrong_client_is_taken_off_and_the_right_one_put_on_afterwards() {
    each_world(|world| {
        let (ana, eve) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Eve Lund", "evening"));
        let monday = world.monday();
        world.at("2026-11-23T16:15:00Z");
        world.confirm(monday).unwrap();
        world.at("2026-11-23T16:20:00Z");
        let leave = Leave { session: monday, enrolment: ana.enrolment, reason: "Wrong client".into(), refresh: Refresh::Now };
        world.counselor(|work| leave_roster(work, &leave)).unwrap();
        assert!(world.earned(ana).is_empty());
        assert!(matches!(world.facts(ana).last().unwrap().body, Body::Retracted { .. }));
        let join = Join { session: monday, enrolment: eve.enrolment, tap: Some(Tap::Late(Some(30))), refresh: Refresh::Now };
        world.counselor(|work| join_roster(work, &join)).unwrap();
        assert_eq!(world.earned(eve), of("late", 105));
        assert!(matches!(world.counselor(|work| join_roster(work, &join)).unwrap_err().refused(), Some(Refused::OnRoster)));
        let Body::Occurred(it) = world.facts(eve).last().unwrap().body.clone() else { panic!("an occurrence") };
        assert!(!it.session.unwrap().own_track);
        world.at("2026-11-23T16:25:00Z");
        let back = Join { enrolment: ana.enrolment, tap: None, ..join };
        world.counselor(|work| join_roster(work, &back)).unwrap();
        assert_eq!(world.earned(ana), of("present", 135));
    });
}

#[test]
fn two_people_who_mark_the_same_client_do_not_overwrite_each_other() {
    each_world(|world| {
        let ana = world.enrol("Ana Ruiz", "morning");
        world.at("2026-11-23T14:10:00Z");
        let mark =
            |tap, seen| Mark { session: world.monday(), enrolment: ana.enrolment, tap, seen: Some(Version(seen)), refresh: Refresh::Now };
        world.counselor(|work| mark_attendance(work, &mark(Tap::Absent, 0))).unwrap();
        let stale = world.director(|work| mark_attendance(work, &mark(Tap::Video, 0))).unwrap_err();
        assert!(matches!(stale.refused(), Some(Refused::Stale)));
        world.director(|work| mark_attendance(work, &mark(Tap::Video, 1))).unwrap();
    });
}

#[test]
fn somebody_who_is_not_on_the_roster_cannot_be_marked_and_a_stranger_may_not_mark() {
    each_world(|world| {
        let eve = world.enrol("Eve Lund", "evening");
        world.at("2026-11-23T14:10:00Z");
        assert!(matches!(world.mark(world.monday(), eve, Tap::Absent).unwrap_err().refused(), Some(Refused::NotOnRoster)));
        let nurse = world.clinic.staff(footbridge_policy::Role::Nurse);
        let mark = Mark { session: world.monday(), enrolment: eve.enrolment, tap: Tap::Absent, seen: None, refresh: Refresh::Now };
        let refused = world.clinic.act(&nurse).write(world.clinic.db(), |work| mark_attendance(work, &mark));
        assert!(refused.unwrap_err().refused().is_none());
    });
}

#[test]
fn a_topic_chosen_afterwards_is_what_those_who_came_have_covered() {
    each_world(|world| {
        let (ana, ben) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Ben Osei", "morning"));
        let monday = world.monday();
        world.at("2026-11-23T16:15:00Z");
        world.mark(monday, ben, Tap::Absent).unwrap();
        world.confirm(monday).unwrap();
        let choose = |topic: &str| Choose { session: monday, block: 0, topic: Some(topic.into()), refresh: Refresh::Now };
        assert!(matches!(
            world.counselor(|work| choose_topic(work, &choose("astrology"))).unwrap_err().refused(),
            Some(Refused::NotATopic)
        ));
        world.counselor(|work| choose_topic(work, &choose("hepatitis-c"))).unwrap();
        let topics = |who| match &footbridge_care::facts::holding(&world.facts(who), jiff::Timestamp::MAX).last().unwrap().body {
            Body::Occurred(it) => it.topics.clone(),
            _ => panic!("an occurrence"),
        };
        assert_eq!(topics(ana), ["hepatitis-c"]);
        assert!(topics(ben).is_empty());
        assert_eq!(world.earned(ana), of("present", 135));
    });
}
