//! For tests: a small clinic, a clock one can turn, and a browser for each role that drives the router in this process.
//!
//! ```ignore
//! each_engine(|db| {
//!     let clinic = TestClinic::new(db, vec![people::module()]);
//!     let mut intake = clinic.browser(Role::IntakeCoordinator);
//!     let page = intake.get("/clients");
//!     assert_eq!(page.status, 200);
//!     assert_eq!(intake.post("/clients", &[("name", "Ana")]).location(), "/clients/…"); // token and request id of the last page go along
//! });
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by failing")]

mod browser;
mod clinic;

pub use browser::{Answer, Browser};
pub use clinic::{TestClinic, counting_random};

/// Compares a text with the file that was reviewed; `UPDATE_GOLDEN=1` writes it instead.
#[track_caller]
pub fn golden(path: &str, text: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, text).expect("a golden file that can be written");
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(text, reviewed, "{path} has changed: review it, then run with UPDATE_GOLDEN=1");
}
