//! Room for the entries of people who look, set aside on the disk beforehand: when the disk is full, care goes on until it is used up.
//!
//! The file holds the number of bytes used, then sealed entries one after another, each with its length before it. It never grows.

use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use footbridge_care::ids::OrganizationId;
use footbridge_db::{DataKey, Keyring, Place, SealError, Sealed};
use serde::{Deserialize, Serialize};

use super::Entry;

/// What the file measures: room for some two thousand entries.
const SIZE: u64 = 1 << 20;
const HEADER: u64 = 8;

/// An entry as the reserve keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) organization: OrganizationId,
    pub(super) entry: Entry,
}

/// Why the reserve could not keep an entry.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is used up.
    UsedUp,
    /// The file failed, or an entry could not be sealed.
    Broken,
}

impl From<io::Error> for Refusal {
    fn from(_: io::Error) -> Self {
        Self::Broken
    }
}
impl From<SealError> for Refusal {
    fn from(_: SealError) -> Self {
        Self::Broken
    }
}

/// The open file.
pub(super) struct Reserve {
    file: File,
    used: u64,
    key: DataKey,
}

impl Reserve {
    /// Opens the file, which is made and filled when it is not there.
    pub(super) fn open(path: &Path, keyring: &Keyring) -> io::Result<Self> {
        let key = keyring.key_for("audit reserve").map_err(io::Error::other)?;
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let there = file.metadata()?.len();
        if there < SIZE {
            file.seek(SeekFrom::End(0))?;
            io::copy(&mut io::repeat(0).take(SIZE - there), &mut file)?;
            file.sync_all()?;
        }
        let mut header = [0; 8];
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut header)?;
        Ok(Self { file, used: u64::from_be_bytes(header).min(SIZE - HEADER), key })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Keeps entries: on the disk when it returns.
    pub(super) fn keep(&mut self, entries: &[Kept]) -> Result<(), Refusal> {
        let mut bytes = Vec::new();
        for kept in entries {
            let sealed = self.key.seal(&place(), kept)?;
            bytes.extend_from_slice(&(sealed.bytes().len() as u64).to_be_bytes());
            bytes.extend_from_slice(sealed.bytes());
        }
        let end = self.used + bytes.len() as u64;
        if HEADER + end > SIZE {
            return Err(Refusal::UsedUp);
        }
        self.file.seek(SeekFrom::Start(HEADER + self.used))?;
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        self.set_used(end)?;
        Ok(())
    }

    /// What it keeps, in order.
    pub(super) fn kept(&mut self) -> Result<Vec<Kept>, Refusal> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(HEADER))?;
        (&mut self.file).take(self.used).read_to_end(&mut bytes)?;
        let (mut rest, mut entries) = (bytes.as_slice(), Vec::new());
        while let Some((length, after)) = rest.split_first_chunk::<8>() {
            let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| Refusal::Broken)?;
            let (sealed, after) = after.split_at_checked(length).ok_or(Refusal::Broken)?;
            entries.push(self.key.open(&place(), &Sealed::<Kept>::from_bytes(sealed.to_vec()))?);
            rest = after;
        }
        Ok(entries)
    }

    /// Empties it, after what it kept is in the log.
    pub(super) fn clear(&mut self) -> Result<(), Refusal> {
        Ok(self.set_used(0)?)
    }

    fn set_used(&mut self, used: u64) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&used.to_be_bytes())?;
        self.file.sync_data()?;
        self.used = used;
        Ok(())
    }
}

fn place() -> Place {
    Place::new("audit reserve", "entry", "")
}
