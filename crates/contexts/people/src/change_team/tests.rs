//! The care team.

use footbridge_policy::Role;
use footbridge_testkit::each_engine;

use crate::testing::{count, with_ana};

#[test]
fn whoever_joins_the_team_may_decide_for_the_client() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let therapist = clinic.staff(Role::Therapist);
        let mut theirs = clinic.browser_of(&therapist);
        assert_eq!(theirs.get(&ana.at("hold")).status, 404);
        let team = format!("{}/team", ana.home());
        assert!(director.get(&team).says(&therapist.name));
        let staff = therapist.actor.staff_id().unwrap().to_string();
        assert_eq!(director.post(&team, &[("staff", &staff), ("primary", "yes")]).location(), format!("{team}?done=team-changed"));
        assert!(director.get(&ana.home()).says("Answers for the course"));
        assert_eq!(theirs.get(&ana.at("hold")).status, 200);
        director.get(&team);
        assert_eq!(director.post(&format!("{team}/{staff}/leave"), &[]).status, 303);
        assert_eq!(theirs.get(&ana.at("hold")).status, 404);
    });
}

#[test]
fn the_caseload_shows_whom_one_answers_for_and_who_needs_a_look() {
    each_engine(|db| {
        let (clinic, ana, _) = with_ana(db, Role::ProgramDirector);
        let therapist = clinic.staff(Role::Therapist);
        let mut theirs = clinic.browser_of(&therapist);
        assert!(!theirs.get("/").says("My clients"));
        let staff = therapist.actor.staff_id().unwrap();
        let joined = clinic.operator().write(clinic.db(), |work| {
            let subject = footbridge_kit::reach::client(work.tx, work.actor(), ana.client)?.unwrap();
            crate::join_care_team(work, subject, (staff, crate::CareTeam::Member))
        });
        joined.unwrap();
        let today = theirs.get("/");
        assert!(today.says("My clients who need a look") && today.says("of 1 client"), "{}", today.text);
    });
}

#[test]
fn nobody_joins_who_does_not_work_there_and_nobody_else_decides_it() {
    each_engine(|db| {
        let (clinic, ana, mut director) = with_ana(db, Role::ProgramDirector);
        let team = format!("{}/team", ana.home());
        director.get(&team);
        let biller = clinic.staff(Role::Biller).actor.staff_id().unwrap().to_string();
        assert_eq!(director.post(&team, &[("staff", &biller)]).status, 422);
        assert_eq!(clinic.browser(Role::Nurse).get(&team).status, 404);
        assert_eq!(count(&clinic, "SELECT count(*) FROM care_team"), 0);
    });
}
