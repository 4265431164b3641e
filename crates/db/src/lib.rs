//! Storage: one executor for two engines, SQLite inside and PostgreSQL beside, with one SQL text for both.
//!
//! ```ignore
//! let db = Db::open(&DbConfig::new("sqlite:/var/lib/footbridge/clinic.db"))?;
//! let name: Option<String> = db.read(|tx| tx.sql("SELECT name FROM room WHERE id = $1").bind(room).optional())?;
//! ```
//!
//! What it may not know: what the data means, and who may see it. It has no clock.
//! A statement lives beside the function that runs it, in the crate that owns the table; `dialect` says how to write one.

mod config;
mod conn;
mod database;
pub mod dialect;
mod error;
pub mod migrate;
mod pg;
mod pool;
mod row;
pub mod sealed;
mod sqlite;
mod tx;
mod value;

pub use config::DbConfig;
pub use database::Db;
pub use dialect::Engine;
pub use error::{Cause, DbError};
pub use row::{Cell, FromRow, Read, Row};
pub use sealed::{DataKey, Keyring, Place, SealError, Sealed};
pub use tx::{Statement, Tx};
pub use value::{Bind, Each, Json, Value, Word};
