//! The key of one owner, and the sealing itself.

use std::{fmt, sync::Arc};

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use super::{Place, SealError, Sealed};
use crate::{Cell, Read};

/// The first byte of what is sealed: the cipher and the layout.
const FORMAT: u8 = 1;

/// The key of one client, or of the organization: seals and opens what belongs to them. Cheap to clone.
#[derive(Clone)]
pub struct DataKey(Arc<LessSafeKey>);

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹key›")
    }
}

impl DataKey {
    pub(super) fn new(raw: &[u8]) -> Result<Self, SealError> {
        let key = UnboundKey::new(&AES_256_GCM, raw).map_err(|_| SealError::Damaged)?;
        Ok(Self(Arc::new(LessSafeKey::new(key))))
    }

    /// Seals a value for one place.
    pub fn seal<T: Serialize>(&self, place: &Place, value: &T) -> Result<Sealed<T>, SealError> {
        let plain = Zeroizing::new(serde_json::to_vec(value).map_err(|_| SealError::Unsealable)?);
        self.seal_bytes(place, &plain).map(Sealed::new)
    }

    /// Seals a value where there is one.
    pub fn seal_some<T: Serialize>(&self, place: &Place, value: Option<&T>) -> Result<Option<Sealed<T>>, SealError> {
        value.map(|value| self.seal(place, value)).transpose()
    }

    /// Opens a value at its place.
    pub fn open<T: DeserializeOwned>(&self, place: &Place, sealed: &Sealed<T>) -> Result<T, SealError> {
        let plain = self.open_bytes(place, &sealed.bytes)?;
        serde_json::from_slice(&plain).map_err(|_| SealError::Damaged)
    }

    /// Opens a value where there is one.
    pub fn open_some<T: DeserializeOwned>(&self, place: &Place, sealed: Option<&Sealed<T>>) -> Result<Option<T>, SealError> {
        sealed.map(|sealed| self.open(place, sealed)).transpose()
    }

    pub(super) fn seal_bytes(&self, place: &Place, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| SealError::Unsealable)?;
        let mut body = plain.to_vec();
        let sealed = self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place.bytes()), &mut body);
        sealed.map_err(|_| SealError::Unsealable)?;
        Ok([&[FORMAT], &nonce[..], &body].concat())
    }

    pub(super) fn open_bytes(&self, place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let Some((&[FORMAT], rest)) = sealed.split_at_checked(1) else {
            return Err(SealError::Damaged);
        };
        let (nonce, body) = rest.split_at_checked(NONCE_LEN).ok_or(SealError::Damaged)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Damaged)?;
        let mut body = Zeroizing::new(body.to_vec());
        let length = self.0.open_in_place(nonce, Aad::from(place.bytes()), &mut body).map_err(|_| SealError::Damaged)?.len();
        body.truncate(length);
        Ok(body)
    }
}

/// A data key as it is stored: `data_key.wrapped`, for statements that fetch it beside what it opens. [`super::Keyring::unwrap`] opens it.
pub struct Wrapped {
    pub(super) bytes: Option<Vec<u8>>,
}

impl fmt::Debug for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹wrapped key›")
    }
}

impl Read for Wrapped {
    fn read(cell: Cell<'_>) -> Result<Self, &'static str> {
        Option::read(cell).map(|bytes| Self { bytes })
    }
}
