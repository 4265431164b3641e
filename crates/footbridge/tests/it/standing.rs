//! `standing`: where a client stands, and why.

use footbridge_testkit::Sandbox;

use crate::running::footbridge;
use crate::storage::{init, url};

#[test]
fn a_client_who_is_not_there_is_an_error_of_the_input() {
    let sandbox = Sandbox::new();
    let database = url(&sandbox.path("clinic.db"));
    init(&database).with_code(0);
    let nobody = "00000000-0000-7000-8000-000000000000";
    let answer = footbridge(&["standing", "--database", &database, "--client", nobody, "--format", "json"]).with_code(1);
    assert!(answer.err.contains(nobody) && answer.out.is_empty(), "{answer:?}");
}
