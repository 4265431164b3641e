//! The table, tried cell by cell.

use footbridge_care::ids::{Client, Id, OrganizationId, Session, SiteId, StaffId};

use crate::{
    Actor, CancelSession, Denial, Grant, Key, MarkAttendance, Nearness, Reach, Role, SeeAudit, SeeClient, SeeHousePresence, SeeSchedule,
    SeeStanding, Sensitivity, Subject, decide, decide::Why, matrix, may_see, scope, sensitivity::EVERY, table,
};

fn id<K>(n: u8) -> Id<K> {
    Id::from_parts(u64::from(n), [n; 10])
}
const ORG: fn() -> OrganizationId = || id(1);
const ME: fn() -> StaffId = || id(2);
const NORTH: fn() -> SiteId = || id(3);
const SOUTH: fn() -> SiteId = || id(4);

fn someone(grants: &[Grant]) -> Actor {
    Actor::staff(ORG(), ME(), grants.to_vec())
}
fn client(near: Nearness) -> Subject<Client> {
    Subject::new(ORG(), id(9)).near(near).at(NORTH())
}

#[test]
fn the_matrix_is_the_reviewed_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, matrix()).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(matrix(), reviewed, "who may do what has changed: review it, then run with UPDATE_GOLDEN=1");
}

#[test]
fn each_cell_allows_what_is_near_enough_and_nothing_farther() {
    for role in Role::ALL {
        for right in Key::ALL {
            for near in Nearness::ALL {
                let allowed = table::allows(Grant::at(role, NORTH()), *right, near, Some(NORTH()));
                let expected = near.rank() <= table::reach(role, *right).rank();
                assert_eq!(allowed, expected, "{role} {right} {near:?}");
            }
        }
    }
}

#[test]
fn decisions_agree_with_the_table_for_every_role_and_nearness() {
    for role in Role::ALL {
        for near in Nearness::ALL {
            let allowed = decide(&someone(&[Grant::at(role, NORTH())]), SeeStanding, client(near)).is_ok();
            assert_eq!(allowed, near.rank() <= table::reach(role, Key::SeeStanding).rank(), "{role} {near:?}");
        }
    }
}

#[test]
fn nobody_reaches_another_organization() {
    let everything: Vec<Grant> = Role::ALL.into_iter().map(Grant::everywhere).collect();
    let foreign: Subject<Client> = Subject::new(id(77), id(9)).near(Nearness::Own).at(NORTH());
    let denied = decide(&someone(&everything), SeeClient, foreign).unwrap_err();
    assert_eq!(denied, Denial { right: Key::SeeClient, why: Why::AnotherOrganization });
}

#[test]
fn a_role_at_one_site_does_not_reach_the_other_site() {
    let director = someone(&[Grant::at(Role::ProgramDirector, NORTH())]);
    let there = Subject::<Client>::new(ORG(), id(9)).near(Nearness::Site).at(SOUTH());
    assert!(decide(&director, SeeClient, client(Nearness::Site)).is_ok());
    assert_eq!(decide(&director, SeeClient, there).unwrap_err().why, Why::OutOfReach);
}

#[test]
fn two_roles_at_two_sites_are_not_mixed() {
    let both = someone(&[Grant::at(Role::Nurse, NORTH()), Grant::at(Role::ProgramDirector, SOUTH())]);
    let session = |site| Subject::<Session>::new(ORG(), id(5)).near(Nearness::Site).at(site);
    assert!(decide(&both, CancelSession, session(NORTH())).is_err());
    assert!(decide(&both, CancelSession, session(SOUTH())).is_ok());
    let listed = scope(&both, CancelSession).unwrap();
    assert!(listed.covers(Nearness::Site, Some(SOUTH())) && !listed.covers(Nearness::Site, Some(NORTH())));
    assert_eq!(listed.sites(), Some(vec![SOUTH()]));
}

#[test]
fn no_role_is_no_reach() {
    let nobody = someone(&[]);
    assert_eq!(decide(&nobody, SeeClient, client(Nearness::Own)).unwrap_err().why, Why::NoRole);
    assert!(scope(&nobody, SeeClient).is_err());
    assert!(!nobody.may_see(Sensitivity::Presence));
}

#[test]
fn a_permit_names_its_object_and_its_holder() {
    let counselor = someone(&[Grant::everywhere(Role::GroupCounselor)]);
    let session = Subject::<Session>::new(ORG(), id(5)).near(Nearness::Program);
    let permit = decide(&counselor, MarkAttendance, session).unwrap();
    assert_eq!((permit.object(), permit.organization(), permit.by().staff()), (id(5), ORG(), Some(ME())));
    assert_eq!(permit.key().code(), "mark_attendance");
}

#[test]
fn scopes_say_how_wide_they_are() {
    let counselor = scope(&someone(&[Grant::at(Role::GroupCounselor, NORTH())]), SeeClient).unwrap();
    assert_eq!((counselor.reach(), counselor.rank(), counselor.sites()), (Reach::Program, 3, Some(vec![])));
    let administrator = scope(&someone(&[Grant::at(Role::Administrator, NORTH())]), SeeSchedule).unwrap();
    assert_eq!((administrator.reach(), administrator.sites()), (Reach::All, None));
    let nurse = scope(&someone(&[Grant::everywhere(Role::Nurse)]), SeeClient).unwrap();
    assert_eq!((nurse.reach(), nurse.sites()), (Reach::Site, None));
}

#[test]
fn house_staff_see_presence_and_no_client_page() {
    for role in Role::ALL.into_iter().filter(|role| role.is_house()) {
        let staff = someone(&[Grant::at(role, NORTH())]);
        assert!(decide(&staff, SeeHousePresence, Subject::site(ORG(), NORTH(), true)).is_ok());
        assert!(decide(&staff, SeeClient, client(Nearness::Own)).is_err());
        let shown = staff.keep_visible(EVERY.to_vec(), |each| each.0);
        assert_eq!(shown.iter().map(|each| each.1).collect::<Vec<_>>(), ["presence", "house"]);
    }
}

#[test]
fn those_who_keep_the_system_read_no_record() {
    for role in [Role::Administrator, Role::PrivacyOfficer] {
        assert!(scope(&someone(&[Grant::everywhere(role)]), SeeClient).is_err());
        assert!(EVERY.iter().all(|each| !may_see(role, each.0)));
    }
    assert!(scope(&someone(&[Grant::everywhere(Role::PrivacyOfficer)]), SeeAudit).is_ok());
    assert!(scope(&someone(&[Grant::everywhere(Role::Administrator)]), SeeAudit).is_err());
}

#[test]
fn the_operator_of_the_machine_may_do_everything_in_the_organization() {
    let operator = Actor::operator_of_this_machine(ORG());
    for right in Key::ALL {
        assert!(table::has(&operator, *right), "{right}");
    }
    assert_eq!(operator.staff_id(), None);
}

#[test]
fn codes_are_unique_and_read_back() {
    for role in Role::ALL {
        assert_eq!(role.code().parse(), Ok(role));
    }
    assert!("janitor".parse::<Role>().is_err());
    let mut codes: Vec<&str> = Key::ALL.iter().map(|right| right.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Key::ALL.len());
}

#[test]
fn nearness_reads_back_from_a_query_and_the_unknown_is_farthest() {
    for near in Nearness::ALL {
        assert_eq!(Nearness::from_rank(near.rank()), near);
    }
    assert_eq!(Nearness::from_rank(0), Nearness::Organization);
}

#[test]
fn only_therapists_see_what_is_kept_apart() {
    let who: Vec<Role> = Role::ALL.into_iter().filter(|role| may_see(*role, Sensitivity::Apart)).collect();
    assert_eq!(who, [Role::Therapist]);
}
