//! Employing.

use footbridge_db::DbError;
use footbridge_kit::Act;
use footbridge_policy::{Grant, Role};
use footbridge_testkit::each_engine;
use jiff::civil::date;

use super::{EmployError, NewCredential, employ};
use crate::{
    found_organization::{self, Founding},
    open_site::NewSite,
    set_password,
    testing::{PASSWORDS, clinic, employ as employed, maria, signed_in},
};

#[test]
fn a_name_is_only_taken_once() {
    each_engine(|db| {
        let clinic = clinic(db);
        employed(&clinic, &maria(&clinic));
        let try_again = |name: &str, email: Option<&str>| {
            let mut new = maria(&clinic);
            (new.user_name, new.email) = (name.parse().unwrap(), email.map(|email| email.parse().unwrap()));
            clinic.operator().write(clinic.db(), |work| employ(work, &new))
        };
        assert!(matches!(try_again("MARIA", None), Err(EmployError::UserNameTaken)));
        assert!(matches!(try_again("ana", Some("maria.lopez@CLINIC.example.org")), Err(EmployError::EmailTaken)));
        assert!(try_again("ana", Some("ana@clinic.example.org")).is_ok());
    });
}

#[test]
fn only_who_manages_staff_employs() {
    each_engine(|db| {
        let clinic = clinic(db);
        let new = maria(&clinic);
        for role in Role::ALL {
            let person = clinic.employ(vec![Grant::everywhere(role)]);
            let result = clinic.act(&person).write(clinic.db(), |work| {
                let mut new = new.clone();
                (new.user_name, new.email) = (format!("x{}", role.code()).parse().unwrap(), None);
                employ(work, &new)
            });
            assert_eq!(result.is_ok(), role == Role::Administrator, "{role}: {result:?}");
        }
    });
}

#[test]
fn names_and_numbers_are_sealed_where_they_lie() {
    each_engine(|db| {
        let clinic = clinic(db);
        let mut new = maria(&clinic);
        let number = Some("LCDC-12345".to_owned());
        new.credentials.push(NewCredential { kind: "lcdc".to_owned(), number, issued_on: None, expires_on: Some(date(2027, 6, 30)) });
        employed(&clinic, &new);
        let stored: (Vec<u8>, Vec<u8>) = db
            .read(|tx| {
                let name = tx.sql("SELECT display_name FROM staff WHERE user_name = 'maria'").one()?;
                Ok::<_, DbError>((name, tx.sql("SELECT number FROM credential").one()?))
            })
            .unwrap();
        for bytes in [stored.0, stored.1] {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("Maria") && !text.contains("12345"));
        }
    });
}

#[test]
fn a_new_password_signs_everybody_with_the_old_one_out() {
    each_engine(|db| {
        let clinic = clinic(db);
        let staff = employed(&clinic, &maria(&clinic));
        let mut browser = signed_in(&clinic, "maria");
        let password = crate::NewPassword::check("another long passphrase", "maria").unwrap();
        let phc = PASSWORDS.hash(clinic.kit.random(), &password).unwrap();
        clinic.operator().write(db, |work| set_password::set(work, staff, &phc)).unwrap();
        assert_eq!(browser.get("/").location(), "/sign-in");
        let mut again = clinic.stranger();
        assert_eq!(again.post("/sign-in", &[("user", "maria"), ("password", "another long passphrase")]).status, 303);
    });
}

#[test]
fn an_organization_is_founded_once_with_a_site_and_an_administrator_who_can_sign_in() {
    each_engine(|db| {
        let clinic = clinic(db);
        let operator = footbridge_policy::Actor::operator_of_this_machine(footbridge_care::ids::Id::from_parts(9, [9; 10]));
        let ids = footbridge_kit::Ids::new(clinic.now(), clinic.kit.random().bytes().unwrap());
        let act = Act::new(operator, ids, clinic.kit.keys().clone());
        let rooms = vec![("Blue room".to_owned(), Some(14)), ("Office 1".to_owned(), None)];
        let closed_days = vec![(date(2026, 12, 25), "Christmas".to_owned())];
        let site = NewSite { name: "Main".to_owned(), zone: "America/Chicago".parse().unwrap(), rooms, closed_days };
        let mut administrator = maria(&clinic);
        administrator.grants.clear();
        let new = Founding { name: "Second clinic".to_owned(), synthetic: true, site, administrator };
        let founded = act.write(db, |work| found_organization::found(work, &new)).unwrap();
        assert!(act.write(db, |work| found_organization::found(work, &new)).is_err());
        let rooms: i64 = db
            .read(|tx| tx.sql("SELECT count(*) FROM room WHERE site_id = $1").bind(founded.site).one())
            .map_err(|error: DbError| error)
            .unwrap();
        assert_eq!(rooms, 2);
        assert!(signed_in(&clinic, "maria").get("/").says("Maria Lopez"));
    });
}

#[test]
fn a_time_zone_must_exist() {
    assert!("America/New_York".parse::<crate::open_site::Zone>().is_ok());
    assert!("America/Atlantis".parse::<crate::open_site::Zone>().is_err());
}
