//! What is personal is stored sealed.

use std::fs;

use footbridge_care::ids::{ClientId, OrganizationId};
use footbridge_db::{DataKey, Db, DbError, Keyring, Place, SealError, Sealed};
use footbridge_testkit::{Sandbox, each_engine};
use jiff::Timestamp;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn someone() -> (OrganizationId, ClientId) {
    (OrganizationId::from_parts(1, [1; 10]), ClientId::from_parts(2, [2; 10]))
}

fn keyring(byte: u8) -> Keyring {
    Keyring::from_bytes(&[byte; 32]).unwrap()
}

fn name_of(client: ClientId) -> Place {
    Place::new("client", "name", client)
}

/// Stores a client called Ada and returns what she was sealed with.
fn admit(db: &Db, keyring: &Keyring) -> Result<DataKey, DbError> {
    let (organization, client) = someone();
    db.write(|tx| {
        tx.sql("INSERT INTO organization (id, name, created_at) VALUES ($1, 'Blue Heart', 0)").bind(organization).run()?;
        let key = keyring.create_client_key(tx, (organization, client), NOW)?;
        let name = key.seal(&name_of(client), &"Ada".to_owned())?;
        tx.sql("INSERT INTO client (organization_id, id, name, initials, created_at) VALUES ($1, $2, $3, $3, $4)")
            .bind(organization)
            .bind(client)
            .bind(&name)
            .bind(NOW)
            .run()?;
        Ok(key)
    })
}

fn read_name(db: &Db, keyring: &Keyring) -> Result<String, DbError> {
    db.read(|tx| {
        let key = keyring.client_key(tx, someone())?;
        let name: Sealed<String> = tx.sql("SELECT name FROM client WHERE id = $1").bind(someone().1).one()?;
        Ok(key.open(&name_of(someone().1), &name)?)
    })
}

#[test]
fn a_sealed_name_is_read_with_its_key_and_not_found_in_the_database() {
    each_engine(|db| {
        admit(db, &keyring(1)).unwrap();
        assert_eq!(read_name(db, &keyring(1)).unwrap(), "Ada");
        let stored: Vec<u8> = db.read(|tx| tx.sql("SELECT name FROM client").one()).unwrap_or_else(|error: DbError| panic!("{error}"));
        assert!(!stored.windows(3).any(|window| window == b"Ada"));
    });
}

#[test]
fn another_key_file_says_that_it_is_the_wrong_one() {
    each_engine(|db| {
        admit(db, &keyring(1)).unwrap();
        assert_eq!(read_name(db, &keyring(2)), Err(DbError::Sealed(SealError::WrongKey)));
        assert_eq!(db.read(|tx| keyring(2).check(tx)), Err(DbError::Sealed(SealError::WrongKey)));
        assert_eq!(db.read(|tx| keyring(1).check(tx)), Ok(()));
    });
}

#[test]
fn a_shredded_client_cannot_be_read_again() {
    each_engine(|db| {
        let keyring = keyring(1);
        admit(db, &keyring).unwrap();
        assert!(db.write(|tx| keyring.shred(tx, someone(), NOW)).unwrap());
        assert_eq!(read_name(db, &keyring), Err(DbError::Sealed(SealError::Shredded)));
        let keys = db.read(|tx| keyring.client_keys(tx, someone().0, &[someone().1])).unwrap();
        assert!(keys.is_empty());
        assert!(!db.write(|tx| keyring.shred(tx, someone(), NOW)).unwrap(), "there is nothing left to shred");
    });
}

#[test]
fn somebody_without_a_key_is_unknown() {
    each_engine(|db| assert_eq!(read_name(db, &keyring(1)), Err(DbError::Sealed(SealError::Unknown))));
}

#[test]
fn a_value_moved_to_another_row_or_changed_by_a_bit_does_not_open() {
    each_engine(|db| {
        let key = admit(db, &keyring(1)).unwrap();
        let sealed = key.seal(&name_of(someone().1), &"Ada".to_owned()).unwrap();
        let elsewhere = name_of(ClientId::from_parts(3, [3; 10]));
        assert_eq!(key.open(&elsewhere, &sealed), Err(SealError::Damaged));
        let flip = "UPDATE client SET name = $1";
        let mut bytes = sealed.bytes().to_vec();
        for index in 0..bytes.len() {
            bytes[index] ^= 1;
            db.write(|tx| tx.sql(flip).bind(bytes.clone()).run()).unwrap_or_else(|error: DbError| panic!("{error}"));
            assert_eq!(read_name(db, &keyring(1)), Err(DbError::Sealed(SealError::Damaged)), "bit of byte {index}");
            bytes[index] ^= 1;
        }
    });
}

#[test]
fn the_same_name_sealed_twice_looks_different() {
    each_engine(|db| {
        let key = admit(db, &keyring(1)).unwrap();
        let place = name_of(someone().1);
        assert_ne!(key.seal(&place, &"Ada").unwrap(), key.seal(&place, &"Ada").unwrap());
    });
}

#[test]
fn nothing_sealed_shows_itself_when_it_is_printed() {
    each_engine(|db| {
        let key = admit(db, &keyring(1)).unwrap();
        let sealed = key.seal(&name_of(someone().1), &"Ada".to_owned()).unwrap();
        assert_eq!(format!("{sealed:?} {key:?} {:?}", keyring(1)), "‹sealed› ‹key› ‹keyring›");
    });
}

#[test]
fn a_key_file_is_made_once_for_its_owner_only() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("key");
    let first = Keyring::load_or_create(&path).unwrap();
    let again = Keyring::load_or_create(&path).unwrap();
    assert_eq!(first.derive("test"), again.derive("test"));
    assert_ne!(first.derive("test"), first.derive("other"));
    assert_eq!(fs::read_dir(sandbox.path("")).unwrap().count(), 1, "no draft is left");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_key_file_cut_short_is_named() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("key"), b"too short").unwrap();
    let error = Keyring::load_or_create(&sandbox.path("key")).unwrap_err();
    assert!(error.to_string().ends_with("holds 9 bytes where a key has 32"), "{error}");
}
