//! Sessions planned ahead, and planned anew.

use footbridge_care::schedule::Status;
use footbridge_program::{
    Refused,
    attendance::Tap,
    plan_sessions::Fate,
    publish_version::{Publish, publish_version},
};

use crate::world::{PROGRAM, each_world};

fn version(name: &str, change: (&str, &str)) -> Publish {
    let source = PROGRAM.replace("version = \"2023.1\"", &format!("version = \"{name}\"")).replace(change.0, change.1);
    assert!(source.contains(change.1));
    Publish { source, draft: None }
}

#[test]
fn planning_twice_changes_nothing() {
    each_world(|world| {
        let again = world.plan(4);
        assert!(again.is_empty(), "{again:?}");
        assert!(again.same > 100);
    });
}

#[test]
fn a_closed_day_cancels_its_sessions_and_the_wall_clock_stays() {
    each_world(|world| {
        let thanksgiving = world.session("morning-group@thu-09:00", "2026-11-26");
        assert_eq!((thanksgiving.row.status.0, thanksgiving.row.cancelled_reason.as_deref()), (Status::Cancelled, Some("Thanksgiving")));
        let next = world.session("morning-group@thu-09:00", "2026-12-03");
        assert_eq!((next.start().hour(), next.row.room_id.is_some(), next.row.staff.0.len()), (9, true, 1));
    });
}

#[test]
fn a_new_version_replans_what_nobody_touched_and_says_what_changed() {
    each_world(|world| {
        let ana = world.enrol("Ana Ruiz", "morning");
        world.at("2026-11-23T14:05:00Z");
        world.mark(world.monday(), ana, Tap::Absent).unwrap();
        let earlier = version("2027.1", ("at = \"09:00\"", "at = \"08:30\""));
        let published = world.director(|work| publish_version(work, &earlier)).unwrap();
        let difference = &published.replanned[0].1;
        assert!(difference.count(Fate::Added) > 0 && difference.count(Fate::Removed) > 0);
        assert_eq!(world.session("morning-group@mon-09:00", "2026-11-23").start().hour(), 9);
        assert_eq!(world.session("morning-group@tue-08:30", "2026-11-24").start().minute(), 30);
        let on_roster = world.session("morning-group@tue-08:30", "2026-11-24").row.id;
        let roster = world.sql(|tx| footbridge_program::roster::present(tx, world.clinic.organization, on_roster));
        assert_eq!(roster.len(), 1);
    });
}

#[test]
fn a_longer_block_changes_sessions_in_place() {
    each_world(|world| {
        let longer = version(
            "2027.1",
            (
                "{ kind = \"reflection\", minutes = 45, curriculum = \"rewired\" },\n]\nstaff",
                "{ kind = \"reflection\", minutes = 60, curriculum = \"rewired\" },\n]\nstaff",
            ),
        );
        let before = world.session("morning-group@mon-09:00", "2026-11-23").row.id;
        let published = world.director(|work| publish_version(work, &longer)).unwrap();
        assert!(published.replanned[0].1.count(Fate::Changed) > 0);
        let after = world.session("morning-group@mon-09:00", "2026-11-23");
        assert_eq!((after.row.id, after.length()), (before, 150));
    });
}

#[test]
fn a_definition_with_errors_is_not_published_and_a_name_is_used_once() {
    each_world(|world| {
        let broken = Publish { source: PROGRAM.replace("kind = \"group\"", "knd = \"group\""), draft: None };
        let refused = world.director(|work| publish_version(work, &broken)).unwrap_err();
        assert!(matches!(refused.refused(), Some(Refused::Errors(errors)) if errors[0].code == "unknown-key"));
        let again = Publish { source: PROGRAM.to_owned(), draft: None };
        let taken = world.director(|work| publish_version(work, &again)).unwrap_err();
        assert!(matches!(taken.refused(), Some(Refused::VersionTaken(name)) if name == "2023.1"));
        let counselor = world.counselor(|work| publish_version(work, &version("2027.1", ("36", "36"))));
        assert!(counselor.is_err());
    });
}
