//! For tests only: databases of both engines, ready in a blink.
//!
//! ```ignore
//! #[test]
//! fn a_room_keeps_its_name() {
//!     each_engine(|db| { … });
//! }
//! ```
//!
//! PostgreSQL runs when its programs are on the machine, in a cluster of this process's own that ends with it. Where they are
//! not, the test says so; with `FOOTBRIDGE_REQUIRE_ALL=1` that is a failure. `FOOTBRIDGE_TEST_POSTGRES` may name a running
//! server instead (a URL without a database name whose user may create databases).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests say what they expect by failing")]

mod cluster;
mod engines;
pub mod statements;

pub use engines::{Sandbox, each_engine, each_engine_empty, each_engine_owned};
