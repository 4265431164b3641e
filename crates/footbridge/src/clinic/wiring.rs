//! The contexts, put together.

use std::sync::Arc;

use axum::Router;
use footbridge_db::{Db, Keyring};
use footbridge_identity::{Passwords, Strength, load_person};
use footbridge_kit::{AuditTrail, Clock, Kit, Module, Random, Settings, Wiring, today};
use footbridge_ledger::audit::AuditReads;

use super::open::Clinic;
use crate::{clock, stop::Stop};

/// Every context, in the order of the navigation.
pub fn modules(passwords: Passwords) -> Vec<Module> {
    vec![today::module(), footbridge_identity::module(passwords), footbridge_people::module(), footbridge_program::module()]
}

/// Passwords as strong as they are for staff.
pub fn passwords() -> Result<Passwords, Stop> {
    Passwords::new(Strength::Full).map_err(|error| Stop::Storage(error.to_string()))
}

/// The router over a clinic.
pub fn router(clinic: &Clinic, passwords: Passwords, settings: Settings) -> (Kit, Router) {
    let wiring = Wiring {
        db: clinic.db.clone(),
        keys: clinic.keys.clone(),
        clock: Clock::of(clock::now),
        random: Random::of_the_system(),
        settings,
        load_person: Arc::new(load_person),
        audit: trail(&clinic.db, &clinic.keys),
    };
    Kit::assemble(wiring, modules(passwords))
}

fn trail(db: &Db, keys: &Arc<Keyring>) -> AuditTrail {
    AuditTrail::new(Arc::new(AuditReads::start(db.clone(), keys.clone())))
}
