//! Sealed values: what is personal is stored encrypted, under a key that is kept outside the database.
//!
//! The [`Keyring`] holds the outer key, from a file. It wraps one [`DataKey`] for each client and one for the organization; those are
//! stored, wrapped, in `data_key`. A value is sealed with AES-256-GCM (NIST SP 800-38D) under its owner's data key, bound to the place
//! it is stored in, so that it cannot be moved to another row or column. Shredding a client's data key makes everything sealed with it
//! unreadable for good, backups included once their outer key is gone.

mod data_key;
mod keyring;

use std::{fmt, io, marker::PhantomData};

use serde::{Serialize, de::DeserializeOwned};

pub use data_key::{DataKey, Wrapped};
pub use keyring::Keyring;

use crate::{Bind, Cell, Read, Value};

/// Why a value could not be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key file cannot be used.
    #[error("the key file {path} {why}")]
    KeyFile {
        /// Where it should be.
        path: String,
        /// What is the matter with it.
        why: String,
    },
    /// The value was sealed under another key file.
    #[error("this was sealed under another key: the key file does not belong to this database")]
    WrongKey,
    /// There is no data key of that owner.
    #[error("there is no data key for this record")]
    Unknown,
    /// The owner's data key was shredded: the value is gone for good.
    #[error("this record was shredded")]
    Shredded,
    /// The bytes were changed, or moved here from another place.
    #[error("a sealed value is damaged, or does not belong where it was found")]
    Damaged,
    /// The system gave no randomness, or the value cannot be written down.
    #[error("a value could not be sealed")]
    Unsealable,
}

impl SealError {
    fn key_file(path: &std::path::Path, error: &io::Error) -> Self {
        Self::KeyFile { path: path.display().to_string(), why: format!("cannot be used: {}", error.kind()) }
    }
}

/// Where a sealed value is stored: its table, column and row. It opens nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// The column of the row with this id.
    pub fn new(table: &str, column: &str, row: impl fmt::Display) -> Self {
        Self(format!("{table}|{column}|{row}"))
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// A `T` as it is stored: encrypted. Only the data key of its owner opens it, with [`DataKey::open`].
pub struct Sealed<T> {
    bytes: Vec<u8>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// A sealed value from its ciphertext, where it was kept elsewhere than in a table.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }

    /// The ciphertext, for hashing.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Opens it; the same as [`DataKey::open`].
    pub fn open(&self, key: &DataKey, place: &Place) -> Result<T, SealError>
    where
        T: Serialize + DeserializeOwned,
    {
        key.open(place, self)
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹sealed›")
    }
}
impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::new(self.bytes.clone())
    }
}
impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<T> Eq for Sealed<T> {}
impl<T> Bind for Sealed<T> {
    fn value(self) -> Value {
        Value::Blob(self.bytes)
    }
}
impl<T> Bind for &Sealed<T> {
    fn value(self) -> Value {
        Value::Blob(self.bytes.clone())
    }
}
impl<T> Read for Sealed<T> {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        Vec::read(cell).map(Self::new)
    }
}
