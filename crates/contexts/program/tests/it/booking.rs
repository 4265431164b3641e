//! Moving, cancelling, leading; and what cannot be taken twice.

use std::sync::Barrier;

use footbridge_care::schedule::Status;
use footbridge_policy::Role;
use footbridge_program::{
    ActError, Refused,
    assign_facilitator::{Assign, For, assign_facilitator},
    booking::Taken,
    cancel_session::{Cancel, cancel_session},
    definitions::Refresh,
    join_roster::{Join, join_roster},
    move_session::{Move, move_session},
};
use jiff::civil::{date, time};

use crate::world::{World, each_world};

fn assign(world: &World, slot: &str, staff: &footbridge_kit::Person) -> Result<usize, ActError> {
    let session = world.session(slot, "2026-11-23").row.id;
    let assign = Assign { session, staff: Some(World::id(staff)), until: For::Once, seen: None };
    world.director(|work| assign_facilitator(work, &assign))
}

#[test]
fn a_person_cannot_lead_two_sessions_at_a_time_nor_one_that_is_not_theirs_to_lead() {
    each_world(|world| {
        let therapist = world.clinic.staff(Role::Therapist);
        assign(world, "individual-room-1@mon-11:30", &therapist).unwrap();
        let taken = assign(world, "individual-room-2@mon-11:30", &therapist).unwrap_err();
        assert!(matches!(taken.refused(), Some(Refused::Taken(Taken::Staff(_)))), "{taken:?}");
        assign(world, "individual-room-2@mon-12:30", &therapist).unwrap();
        let unfit = assign(world, "individual-room-3@mon-11:30", &world.counselor).unwrap_err();
        assert!(matches!(unfit.refused(), Some(Refused::Unfit(words)) if words.contains("therapist")), "{unfit:?}");
    });
}

#[test]
fn an_expired_credential_is_refused_with_its_day() {
    each_world(|world| {
        world.sql(|tx| {
            tx.sql("INSERT INTO credential (organization_id, id, staff_id, kind, expires_on) VALUES ($1, $2, $2, 'lcdc', '2026-11-22')")
                .bind(world.clinic.organization)
                .bind(World::id(&world.counselor))
                .run()
        });
        let refused = assign(world, "morning-group@mon-09:00", &world.counselor).unwrap_err();
        assert!(matches!(refused.refused(), Some(Refused::Unfit(words)) if words.contains("Nov 22")), "{refused:?}");
    });
}

#[test]
fn whoever_leads_from_now_on_leads_what_is_planned_later_too() {
    each_world(|world| {
        let session = world.monday();
        let onwards = Assign { session, staff: Some(World::id(&world.counselor)), until: For::Onwards, seen: None };
        assert_eq!(world.director(|work| assign_facilitator(work, &onwards)).unwrap(), 4);
        world.plan(6);
        let leads = world.session("morning-group@mon-09:00", "2026-12-28").leads;
        assert_eq!(leads, [(World::id(&world.counselor), "counselor".to_owned())]);
    });
}

#[test]
fn two_directors_at_once_cannot_give_one_person_two_sessions() {
    each_world(|world| {
        let therapist = World::id(&world.clinic.staff(Role::Therapist));
        let slots = ["individual-room-1@mon-11:30", "individual-room-2@mon-11:30", "individual-room-3@mon-11:30"];
        let sessions = slots.map(|slot| world.session(slot, "2026-11-23").row.id);
        let acts = sessions.map(|session| (world.clinic.act(&world.director), session));
        let (together, db) = (Barrier::new(acts.len()), world.clinic.db());
        let outcomes: Vec<Result<usize, ActError>> = std::thread::scope(|scope| {
            let threads: Vec<_> = acts
                .iter()
                .map(|(act, session)| {
                    scope.spawn(|| {
                        together.wait();
                        let assign = Assign { session: *session, staff: Some(therapist), until: For::Once, seen: None };
                        act.write(db, |work| assign_facilitator(work, &assign))
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        let refused =
            |outcome: &&Result<usize, ActError>| outcome.as_ref().is_err_and(|error| matches!(error.refused(), Some(Refused::Taken(_))));
        assert_eq!(outcomes.iter().filter(refused).count(), 2, "{outcomes:?}");
        let led = sessions
            .map(|session| world.sql(|tx| footbridge_program::sessions::one(tx, world.clinic.organization, session)).unwrap().leads.len());
        assert_eq!(led.iter().sum::<usize>(), 1);
    });
}

#[test]
fn a_cancelled_session_is_nobodys_absence_and_lets_go_of_everybody() {
    each_world(|world| {
        let ana = world.enrol("Ana Ruiz", "morning");
        let monday = world.monday();
        let cancel = Cancel { session: monday, reason: "Snow".into(), seen: None, refresh: Refresh::Now };
        let touched = world.director(|work| cancel_session(work, &cancel)).unwrap();
        assert_eq!(touched, [ana.enrolment]);
        world.at("2026-11-23T16:00:00Z");
        assert!(matches!(world.confirm(monday).unwrap_err().refused(), Some(Refused::Cancelled)));
        assert!(world.earned(ana).is_empty());
        let session = world.session("morning-group@mon-09:00", "2026-11-23");
        assert_eq!((session.row.status.0, session.row.cancelled_reason.as_deref()), (Status::Cancelled, Some("Snow")));
        let taken: i64 = world.sql(|tx| tx.sql("SELECT count(*) FROM occupancy WHERE session_id = $1").bind(monday).one());
        assert_eq!(taken, 0);
    });
}

#[test]
fn a_session_moves_with_room_facilitator_and_clients_or_not_at_all() {
    each_world(|world| {
        world.enrol("Ana Ruiz", "morning");
        let monday = world.session("morning-group@mon-09:00", "2026-11-23");
        let to = |hour| Move {
            session: monday.row.id,
            date: date(2026, 11, 23),
            starts: time(hour, 0, 0, 0),
            room: monday.row.room_id,
            seen: None,
            refresh: Refresh::Now,
        };
        let taken = world.director(|work| move_session(work, &to(17))).unwrap_err();
        assert!(matches!(taken.refused(), Some(Refused::Taken(Taken::Room(by))) if by.label == "Evening group"), "{taken:?}");
        assert_eq!(world.session("morning-group@mon-09:00", "2026-11-23").start().hour(), 9);
        assert_eq!(world.director(|work| move_session(work, &to(13))).unwrap().len(), 1);
        let moved = world.session("morning-group@mon-09:00", "2026-11-23");
        assert_eq!((moved.start().hour(), moved.length()), (13, 135));
        assert_eq!(world.plan(4).count(footbridge_program::plan_sessions::Fate::Kept), 1);
        assert_eq!(world.session("morning-group@mon-09:00", "2026-11-23").start().hour(), 13);
    });
}

#[test]
fn a_client_cannot_sit_in_two_rooms_and_a_full_session_takes_nobody() {
    each_world(|world| {
        let (ana, ben) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Ben Osei", "morning"));
        let join = |slot: &str, who: crate::world::Enrolled| {
            let session = world.session(slot, "2026-11-23").row.id;
            let join = Join { session, enrolment: who.enrolment, tap: None, refresh: Refresh::Now };
            world.counselor(|work| join_roster(work, &join))
        };
        join("individual-room-1@mon-11:30", ana).unwrap();
        let taken = join("individual-room-2@mon-11:30", ana).unwrap_err();
        assert!(matches!(taken.refused(), Some(Refused::Taken(Taken::Client(_)))), "{taken:?}");
        let full = join("individual-room-1@mon-11:30", ben).unwrap_err();
        assert!(matches!(full.refused(), Some(Refused::Full(1))), "{full:?}");
    });
}

#[test]
fn a_form_drawn_before_somebody_changed_the_session_is_refused() {
    each_world(|world| {
        let monday = world.session("morning-group@mon-09:00", "2026-11-23");
        let cancel = |seen| Cancel { session: monday.row.id, reason: "Snow".into(), seen: Some(seen), refresh: Refresh::Now };
        let assign = Assign { session: monday.row.id, staff: Some(World::id(&world.counselor)), until: For::Once, seen: None };
        world.director(|work| assign_facilitator(work, &assign)).unwrap();
        let stale = world.director(|work| cancel_session(work, &cancel(monday.version()))).unwrap_err();
        assert!(matches!(stale.refused(), Some(Refused::Stale)));
        world.director(|work| cancel_session(work, &cancel(monday.version().next()))).unwrap();
    });
}
