//! What Today says to whom.

use footbridge_policy::Role;
use footbridge_program::{attendance::Tap, module};
use footbridge_testkit::each_engine;

use crate::{looking::keep, world::World};

fn open(test: impl Fn(&World)) {
    each_engine(|db| test(&World::open(db, vec![footbridge_kit::today::module(), module()])));
}

#[test]
fn a_counselor_sees_groups_now_and_next_who_is_new_who_returns_and_what_is_open() {
    open(|world| {
        let (ana, _) = (world.enrol("Ana Ruiz", "morning"), world.enrol("Ben Osei", "evening"));
        world.at("2026-11-23T14:20:00Z");
        let mut browser = world.clinic.browser_of(&world.counselor);
        let now = browser.get("/");
        assert!(now.says("Groups today") && now.says("New: Ana R.") && now.says(">Now<") && now.says(">Later<"), "{}", now.text);
        world.mark(world.monday(), ana, Tap::Absent).unwrap();
        world.at("2026-11-23T17:00:00Z");
        let after = world.clinic.browser_of(&world.counselor).get("/");
        assert!(after.says("Attendance to confirm") && after.says("To confirm"), "{}", after.text);
        world.confirm(world.monday()).unwrap();
        world.at("2026-11-24T13:00:00Z");
        let next = world.clinic.browser_of(&world.counselor).get("/");
        assert!(next.says("Returns: Ana R.") && !next.says("Attendance to confirm: Morning"), "{}", next.text);
        keep(&mut browser, "today-counselor", &next.text);
    });
}

#[test]
fn a_director_sees_census_hours_at_risk_with_what_mends_them_and_who_is_missing() {
    open(|world| {
        for name in ["Ana Ruiz", "Cleo Ortiz", "Dev Patel"] {
            world.enrol(name, "morning");
        }
        for name in ["Ben Osei", "Eve Lund"] {
            world.enrol(name, "evening");
        }
        world.at("2026-11-30T13:00:00Z");
        let mut browser = world.clinic.browser_of(&world.director);
        let page = browser.get("/");
        keep(&mut browser, "today-director", &page.text);
        assert!(page.says("In care by track and week") && page.says("Evening"), "{}", page.text);
        assert!(
            page.says("Hours at risk this week") && page.says("Ben O.") && page.says("Would mend the week of 2 clients."),
            "{}",
            page.text
        );
        assert!(page.says("Sessions to cover") && page.says("No facilitator"), "{}", page.text);
        assert!(page.says("3 of 12 seats") && page.says("2 of 12 seats"), "{}", page.text);
        assert!(world.clinic.audit().iter().any(|line| line.starts_with("read see_standing")));
    });
}

#[test]
fn the_house_learns_that_somebody_is_due_and_came_and_nothing_else() {
    open(|world| {
        let ana = world.enrol("Ana Ruiz", "morning");
        world.enrol("Cleo Ortiz", "morning");
        world.lives_in_the_home(ana);
        world.at("2026-11-23T14:20:00Z");
        let peer = world.clinic.staff(Role::PeerAdvocate);
        let due = world.clinic.browser_of(&peer).get("/");
        assert!(due.says("Residents due in group today") && due.says("Ana R.") && due.says("Expected"), "{}", due.text);
        assert!(!due.says("Cleo") && !due.says("Morning group") && !due.says("Education"), "{}", due.text);
        world.mark(world.monday(), ana, Tap::Excused(Some("Court".into()))).unwrap();
        let mut browser = world.clinic.browser_of(&peer);
        let after = browser.get("/");
        assert!(after.says("Excused") && !after.says("Court"), "{}", after.text);
        keep(&mut browser, "today-house", &after.text);
    });
}
