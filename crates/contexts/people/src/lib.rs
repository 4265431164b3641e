//! People: who asks for care, who is in it, and the course each takes through a program.
//!
//! What it may not know: sessions and rosters (those are `program`'s), sign-ins, and what a rule means (that is `care`). The command
//! line and the demo call the same actions as the pages: [`admit_client`], [`enrol_client`], [`take_turn`], [`record_fact`],
//! [`log_inquiry`], [`follow_inquiry`], [`settle_task`].
//!
//! To add a turn of a course: its variant in `care::facts::Turn`, its right in [`take_turn`], a file with parse and fields in
//! [`change_course`], its two rows in [`routes`] and in `routes.txt`, and what it says in `words`.

pub mod admit_client;
mod cards;
mod change_course;
pub mod change_team;
mod client;
mod course_view;
pub mod enrol_client;
mod find_client;
pub mod follow_inquiry;
mod labels;
mod lines;
pub mod log_inquiry;
mod names;
pub mod record_fact;
pub mod rename_client;
mod see_client;
mod see_week;
pub mod settle_task;
mod sites;
mod staff_names;
pub mod take_turn;
#[cfg(test)]
mod testing;
pub mod transfer_client;
mod verdicts;
mod words;

use footbridge_kit::{ClientPanel, Module, NavItem, Routes, TimelineSource, TodayCard, needs};
use footbridge_policy::{
    ChangeTrack, Discharge, EditClient, EnrolClient, HoldEnrolment, Key, LogInquiry, RecordFact, Role, SearchClients, SeeClient,
    SeeStanding, SettleTask,
};

pub use client::{CareTeam, Names, join_care_team};
use names::NameIndex;

/// The routes of this context. The list and the search owe no entry when they show nobody; whom they show is written down.
pub fn routes() -> Routes {
    clients().and(courses()).and(inquiries())
}

fn clients() -> Routes {
    Routes::new()
        .get("/clients", needs(SearchClients), find_client::page)
        .get("/clients/new", needs(EnrolClient), admit_client::page)
        .post("/clients/new", needs(EnrolClient).audited(), admit_client::submit)
        .get("/clients/{client}", needs(SeeClient).audited(), see_client::page)
        .get("/clients/{client}/enrol", needs(EnrolClient).audited(), enrol_client::page)
        .post("/clients/{client}/enrol", needs(EnrolClient).audited(), enrol_client::submit)
        .get("/clients/{client}/week", needs(SeeClient).audited(), see_week::page)
        .get("/clients/{client}/week.ics", needs(SeeClient).audited(), see_week::ics)
        .get("/clients/{client}/name", needs(EditClient).audited(), rename_client::page)
        .post("/clients/{client}/name", needs(EditClient).audited(), rename_client::submit)
        .get("/clients/{client}/team", needs(EditClient).audited(), change_team::page)
        .post("/clients/{client}/team", needs(EditClient).audited(), change_team::join)
        .post("/clients/{client}/team/{staff}/leave", needs(EditClient).audited(), change_team::leave)
        .get("/tasks/{task}", needs(SettleTask).audited(), settle_task::page)
        .post("/tasks/{task}", needs(SettleTask).audited(), settle_task::submit)
}

fn courses() -> Routes {
    use change_course as turn;
    Routes::new()
        .get("/enrolments/{enrolment}/record", needs(RecordFact).audited(), record_fact::page)
        .post("/enrolments/{enrolment}/record", needs(RecordFact).audited(), record_fact::submit)
        .get("/enrolments/{enrolment}/facts/{fact}", needs(SeeClient).audited(), record_fact::fact_page)
        .post("/enrolments/{enrolment}/facts/{fact}", needs(RecordFact).audited(), record_fact::correct_fact)
        .get("/enrolments/{enrolment}/track", needs(ChangeTrack).audited(), turn::track_page)
        .post("/enrolments/{enrolment}/track", needs(ChangeTrack).audited(), turn::submit_track)
        .get("/enrolments/{enrolment}/slots", needs(ChangeTrack).audited(), turn::slots_page)
        .post("/enrolments/{enrolment}/slots", needs(ChangeTrack).audited(), turn::submit_slots)
        .get("/enrolments/{enrolment}/stage", needs(ChangeTrack).audited(), turn::stage_page)
        .post("/enrolments/{enrolment}/stage", needs(ChangeTrack).audited(), turn::submit_stage)
        .get("/enrolments/{enrolment}/hold", needs(HoldEnrolment).audited(), turn::hold_page)
        .post("/enrolments/{enrolment}/hold", needs(HoldEnrolment).audited(), turn::submit_hold)
        .get("/enrolments/{enrolment}/back", needs(HoldEnrolment).audited(), turn::back_page)
        .post("/enrolments/{enrolment}/back", needs(HoldEnrolment).audited(), turn::submit_back)
        .get("/enrolments/{enrolment}/discharge", needs(Discharge).audited(), turn::discharge_page)
        .post("/enrolments/{enrolment}/discharge", needs(Discharge).audited(), turn::submit_discharge)
        .get("/enrolments/{enrolment}/transfer", needs(EnrolClient).audited(), transfer_client::page)
        .post("/enrolments/{enrolment}/transfer", needs(EnrolClient).audited(), transfer_client::submit)
        .get("/enrolments/{enrolment}/again", needs(EnrolClient).audited(), turn::again_page)
        .post("/enrolments/{enrolment}/again", needs(EnrolClient).audited(), turn::submit_again)
}

fn inquiries() -> Routes {
    Routes::new()
        .get("/inquiries", needs(LogInquiry).audited(), follow_inquiry::list)
        .get("/inquiries/new", needs(LogInquiry), log_inquiry::page)
        .post("/inquiries/new", needs(LogInquiry).audited(), log_inquiry::submit)
        .get("/inquiries/{inquiry}", needs(LogInquiry).audited(), follow_inquiry::page)
        .post("/inquiries/{inquiry}/next", needs(LogInquiry).audited(), follow_inquiry::next)
        .post("/inquiries/{inquiry}/close", needs(LogInquiry).audited(), follow_inquiry::close)
}

/// The context as the binary wires it.
pub fn module() -> Module {
    let index = NameIndex::default();
    let of_caseload = index.clone();
    let caseload = TodayCard::new(("caseload", 40), SeeStanding, move |reading, scope| cards::caseload(reading, scope, &of_caseload));
    Module::new(routes().with(index))
        .search("/clients", SearchClients)
        .nav(NavItem { order: 20, label: words::CLIENTS, path: "/clients", right: Some(Key::SearchClients) })
        .nav(NavItem { order: 30, label: words::INQUIRIES, path: "/inquiries", right: Some(Key::LogInquiry) })
        .today(TodayCard::new(("waiting", 50), LogInquiry, cards::waiting).first_for(&[Role::IntakeCoordinator]))
        .today(caseload.first_for(&[Role::Therapist, Role::CaseManager]))
        .panel(ClientPanel::new(("care-team", 80), SeeClient, change_team::panel))
        .timeline(TimelineSource::new("facts", SeeClient, see_client::timeline))
}

#[cfg(test)]
mod tests {
    use footbridge_kit::testing::golden;

    #[test]
    fn the_route_table_is_the_reviewed_one() {
        golden(concat!(env!("CARGO_MANIFEST_DIR"), "/routes.txt"), &super::routes().table());
    }
}
