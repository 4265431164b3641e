//! The outer key and the data keys it wraps.

use std::{collections::HashMap, fmt, fs, io::Write, path::Path};

use footbridge_care::ids::{ClientId, Id, OrganizationId};
use jiff::Timestamp;
use ring::hmac;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{DataKey, Place, SealError, Wrapped};
use crate::{DbError, Each, Tx};

/// How many bytes of the outer key's fingerprint stand before what it wraps.
const MARK: usize = 4;

/// The outer key, from a file outside the database.
///
/// Everything else is derived from it: the key that wraps data keys, and keys for purposes such as signing the audit log.
pub struct Keyring {
    root: hmac::Key,
    wrapping: DataKey,
    mark: [u8; MARK],
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹keyring›")
    }
}

impl Keyring {
    /// The key in this file: 32 bytes, nothing else.
    pub fn load(path: &Path) -> Result<Self, SealError> {
        let bytes = Zeroizing::new(fs::read(path).map_err(|error| SealError::key_file(path, &error))?);
        let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| SealError::KeyFile {
            path: path.display().to_string(),
            why: format!("holds {} bytes where a key has 32", bytes.len()),
        })?;
        Self::from_bytes(&Zeroizing::new(bytes))
    }

    /// The key in this file, which is made, for its owner only, when it is not there.
    pub fn load_or_create(path: &Path) -> Result<Self, SealError> {
        if !path.exists() {
            create(path)?;
        }
        Self::load(path)
    }

    /// A key from bytes that somebody else keeps.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SealError> {
        let root = hmac::Key::new(hmac::HMAC_SHA256, bytes);
        let wrapping = DataKey::new(hmac::sign(&root, b"wrap data keys").as_ref())?;
        let mut mark = [0; MARK];
        mark.iter_mut().zip(Sha256::digest(hmac::sign(&root, b"fingerprint").as_ref())).for_each(|(to, from)| *to = from);
        Ok(Self { root, wrapping, mark })
    }

    /// A key for one purpose, from which neither the outer key nor those of other purposes can be found.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut derived = Zeroizing::new([0; 32]);
        let tag = hmac::sign(&self.root, format!("purpose: {purpose}").as_bytes());
        derived.iter_mut().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        derived
    }

    /// The same, ready to seal with: for what is kept outside the database.
    pub fn key_for(&self, purpose: &str) -> Result<DataKey, SealError> {
        DataKey::new(self.derive(purpose).as_slice())
    }

    /// Whether this is the key file of this database, to be asked before anything is served from it.
    ///
    /// # Errors
    /// [`SealError::WrongKey`], as [`DbError::Sealed`]. A database without keys yet fits every keyring.
    pub fn check(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let any: Option<(OrganizationId, ClientId, Wrapped)> =
            tx.sql("SELECT organization_id, owner_id, wrapped FROM data_key WHERE wrapped IS NOT NULL LIMIT 1").optional()?;
        if let Some((organization, owner, wrapped)) = any {
            self.unwrap((organization, owner), &wrapped)?;
        }
        Ok(())
    }

    /// Makes and stores the data key of a new client. Before the client's own row.
    pub fn create_client_key(&self, tx: &mut Tx<'_>, client: (OrganizationId, ClientId), now: Timestamp) -> Result<DataKey, DbError> {
        self.create_key(tx, client, now)
    }

    /// Makes and stores the data key of a new organization, for what belongs to no client.
    pub fn create_organization_key(&self, tx: &mut Tx<'_>, organization: OrganizationId, now: Timestamp) -> Result<DataKey, DbError> {
        self.create_key(tx, (organization, organization), now)
    }

    fn create_key<K>(&self, tx: &mut Tx<'_>, owner: (OrganizationId, Id<K>), now: Timestamp) -> Result<DataKey, DbError> {
        let mut raw = Zeroizing::new([0_u8; 32]);
        getrandom::fill(raw.as_mut_slice()).map_err(|_| SealError::Unsealable)?;
        let wrapped = [&self.mark[..], &self.wrapping.seal_bytes(&place(owner), raw.as_slice())?].concat();
        tx.sql("INSERT INTO data_key (organization_id, owner_id, wrapped, created_at) VALUES ($1, $2, $3, $4)")
            .bind(owner.0)
            .bind(owner.1)
            .bind(wrapped)
            .bind(now)
            .run()?;
        Ok(DataKey::new(raw.as_slice())?)
    }

    /// The data key of a client.
    ///
    /// # Errors
    /// [`SealError::Shredded`], [`SealError::Unknown`] or [`SealError::WrongKey`], as [`DbError::Sealed`].
    pub fn client_key(&self, tx: &mut Tx<'_>, client: (OrganizationId, ClientId)) -> Result<DataKey, DbError> {
        self.key(tx, client)
    }

    /// The data key of an organization.
    pub fn organization_key(&self, tx: &mut Tx<'_>, organization: OrganizationId) -> Result<DataKey, DbError> {
        self.key(tx, (organization, organization))
    }

    fn key<K>(&self, tx: &mut Tx<'_>, owner: (OrganizationId, Id<K>)) -> Result<DataKey, DbError> {
        let found: Option<Wrapped> =
            tx.sql("SELECT wrapped FROM data_key WHERE organization_id = $1 AND owner_id = $2").bind(owner.0).bind(owner.1).optional()?;
        Ok(self.unwrap(owner, &found.ok_or(SealError::Unknown)?)?)
    }

    /// The data keys of many clients, in one statement. Who was shredded is not among them.
    pub fn client_keys(
        &self,
        tx: &mut Tx<'_>,
        organization: OrganizationId,
        clients: &[ClientId],
    ) -> Result<HashMap<ClientId, DataKey>, DbError> {
        let rows: Vec<(ClientId, Wrapped)> = tx
            .sql(
                "SELECT owner_id, wrapped FROM data_key WHERE organization_id = $1 AND wrapped IS NOT NULL
                 AND owner_id IN (SELECT value FROM json_each($2))",
            )
            .bind(organization)
            .bind(Each(clients))
            .all()?;
        rows.iter().map(|(client, wrapped)| Ok((*client, self.unwrap((organization, *client), wrapped)?))).collect()
    }

    /// Opens a data key that a statement fetched beside what it opens.
    pub fn unwrap<K>(&self, owner: (OrganizationId, Id<K>), wrapped: &Wrapped) -> Result<DataKey, SealError> {
        let bytes = wrapped.bytes.as_deref().ok_or(SealError::Shredded)?;
        let (mark, sealed) = bytes.split_at_checked(MARK).ok_or(SealError::Damaged)?;
        if mark != self.mark {
            return Err(SealError::WrongKey);
        }
        DataKey::new(&self.wrapping.open_bytes(&place(owner), sealed)?)
    }

    /// Destroys a client's data key: nothing sealed with it can be read again, by anybody. Returns whether there was one.
    pub fn shred(&self, tx: &mut Tx<'_>, client: (OrganizationId, ClientId), now: Timestamp) -> Result<bool, DbError> {
        let changed = tx
            .sql(
                "UPDATE data_key SET wrapped = NULL, shredded_at = $3
                 WHERE organization_id = $1 AND owner_id = $2 AND wrapped IS NOT NULL",
            )
            .bind(client.0)
            .bind(client.1)
            .bind(now)
            .run()?;
        Ok(changed == 1)
    }
}

fn place<K>(owner: (OrganizationId, Id<K>)) -> Place {
    Place::new("data_key", "wrapped", format!("{}|{}", owner.0, owner.1))
}

/// Writes a new key beside its place and moves it there, so that nobody ever finds half a key; whoever is first wins.
fn create(path: &Path) -> Result<(), SealError> {
    let mut raw = Zeroizing::new([0_u8; 32]);
    getrandom::fill(raw.as_mut_slice()).map_err(|_| SealError::Unsealable)?;
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let written = write_private(&draft, raw.as_slice()).and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    let _ = fs::remove_file(&draft);
    written.map_err(|error| SealError::key_file(path, &error))
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
