//! Identity: who works here, what they were granted, and how they sign in.
//!
//! What it may not know: anything about clients. The command line calls the same actions as the pages: [`found_organization`],
//! [`open_site`], [`employ_staff`], [`set_password`].
//!
//! To add a use case: a folder named by its verb phrase with `mod.rs` (handlers), `action.rs`, and what else it needs; then its row in
//! [`module`] and in `routes.txt`.

pub mod employ_staff;
pub mod found_organization;
mod names;
pub mod open_site;
mod password;
mod people;
pub mod see_sign_ins;
pub mod set_password;
pub mod sign_in;
pub mod sign_out;
#[cfg(test)]
mod testing;
mod words;

use footbridge_kit::{Module, Routes, needs, public, signed_in};
use footbridge_policy::ManageSignIns;

pub use names::{Email, UserName};
pub use password::{NewPassword, PasswordFault, Passwords, Phc, Strength};
pub use people::load_person;

/// The routes of this context.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", public(), sign_in::page)
        .post("/sign-in", public(), sign_in::submit)
        .post("/sign-out", signed_in().audited(), sign_out::submit)
        .get("/sign-ins", needs(ManageSignIns), see_sign_ins::page)
        .post("/sign-ins/{sign_in}/end", needs(ManageSignIns).audited(), see_sign_ins::end)
        .post("/sign-ins/end-others", needs(ManageSignIns).audited(), see_sign_ins::end_others)
}

/// The context as the binary wires it; `passwords` says how passwords are hashed.
pub fn module(passwords: Passwords) -> Module {
    Module::new(routes().with(passwords))
}

#[cfg(test)]
mod tests {
    use footbridge_kit::testing::golden;

    #[test]
    fn the_route_table_is_the_reviewed_one() {
        golden(concat!(env!("CARGO_MANIFEST_DIR"), "/routes.txt"), &super::routes().table());
    }
}
