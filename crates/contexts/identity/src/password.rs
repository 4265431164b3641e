//! Passwords: what may be one, how they are hashed, and that checking takes as long for a name that is not here.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use footbridge_kit::{NoRandomness, Random};
use tokio::sync::Semaphore;

/// How hard hashing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// Argon2id with 19 MiB, 2 passes, 1 lane: the least OWASP's password storage cheat sheet recommends.
    Full,
    /// As light as the algorithm goes. For tests only.
    Light,
}

/// A hashed password, in the PHC text form, with its salt and parameters.
#[derive(Clone, PartialEq, Eq)]
pub struct Phc(pub(crate) String);

impl std::fmt::Debug for Phc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phc(…)")
    }
}

/// Why a text will not do as a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// NIST SP 800-63B-4, 3.1.1.2: at least 15 characters where it is the only factor.
    #[error("a password has at least 15 characters; a few words make a good one")]
    TooShort,
    /// More than anybody types.
    #[error("a password has at most 256 characters")]
    TooLong,
    /// One character or a short piece over and over, or the user name.
    #[error("that password is too easy to guess")]
    TooEasy,
}

/// A text that will do as a password. Any characters, no rules of composition, no expiry.
#[derive(Clone)]
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

impl NewPassword {
    /// The fewest characters.
    pub const SHORTEST: usize = 15;
    /// The most characters.
    pub const LONGEST: usize = 256;

    /// Checks a text for somebody of this user name.
    ///
    /// # Errors
    /// [`PasswordFault`] says what is wrong with it.
    pub fn check(text: &str, user_name: &str) -> Result<Self, PasswordFault> {
        let length = text.chars().count();
        if length < Self::SHORTEST {
            return Err(PasswordFault::TooShort);
        }
        if length > Self::LONGEST {
            return Err(PasswordFault::TooLong);
        }
        if is_easy(text, user_name) { Err(PasswordFault::TooEasy) } else { Ok(Self(text.to_owned())) }
    }
}

/// A short piece repeated, a run up or down, or nothing but what is written next to the field.
fn is_easy(text: &str, user_name: &str) -> bool {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let repeats = |period: usize| letters.iter().zip(letters.iter().skip(period)).all(|(a, b)| a == b);
    let steps =
        |step: i64| letters.iter().zip(letters.iter().skip(1)).all(|(a, b)| i64::from(u32::from(*b)) - i64::from(u32::from(*a)) == step);
    let lower: String = letters.iter().collect();
    let known = [user_name, "password", "footbridge"].into_iter().filter(|word| !word.is_empty());
    let rest = known.fold(lower, |rest, word| rest.replace(&word.to_lowercase(), ""));
    (1..=5).any(repeats) || steps(1) || steps(-1) || rest.chars().filter(|each| each.is_alphabetic()).count() < 3 && rest.len() < 8
}

/// Hashes and checks passwords, a few at a time: each takes 19 MiB while it runs.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    nobody: String,
    at_once: Semaphore,
}

impl Passwords {
    /// A hasher of this strength.
    ///
    /// # Errors
    /// [`HashFailed`] when the algorithm refuses its parameters, which it does not.
    pub fn new(strength: Strength) -> Result<Self, HashFailed> {
        let (memory, passes) = match strength {
            Strength::Full => (19 * 1024, 2),
            Strength::Light => (8, 1),
        };
        let params = Params::new(memory, passes, 1, None).map_err(|_| HashFailed)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash_with(&argon2, b"nobody has this password", &[7; 16])?;
        Ok(Self(Arc::new(Inner { argon2, nobody, at_once: Semaphore::new(2) })))
    }

    /// Hashes a password. Takes tens of milliseconds: never inside a transaction.
    ///
    /// # Errors
    /// [`HashFailed`] when there is no memory or randomness for it.
    pub fn hash(&self, random: &Random, password: &NewPassword) -> Result<Phc, HashFailed> {
        let salt: [u8; 16] = random.bytes()?;
        hash_with(&self.0.argon2, password.0.as_bytes(), &salt).map(Phc)
    }

    /// Whether the password is the one behind the hash. Without a hash it is not, and takes as long to say so.
    pub(crate) fn verify(&self, password: &str, phc: Option<&Phc>) -> bool {
        let stored = phc.map_or(self.0.nobody.as_str(), |phc| phc.0.as_str());
        let same = self.0.argon2.verify_password(password.as_bytes(), stored).is_ok();
        same && phc.is_some()
    }

    pub(crate) fn at_once(&self) -> &Semaphore {
        &self.0.at_once
    }
}

fn hash_with(argon2: &Argon2<'_>, password: &[u8], salt: &[u8]) -> Result<String, HashFailed> {
    argon2.hash_password_with_salt(password, salt).map(|hash| hash.to_string()).map_err(|_| HashFailed)
}

/// A password could not be hashed: no memory, or no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed")]
pub struct HashFailed;

impl From<NoRandomness> for HashFailed {
    fn from(_: NoRandomness) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use footbridge_kit::testing::counting_random;

    use super::*;

    #[test]
    fn a_password_is_long_and_not_a_pattern() {
        assert!(NewPassword::check("walk across slowly", "ana").is_ok());
        assert!(NewPassword::check("äöü-ß-日本語-passphrase", "ana").is_ok());
        let cases = [
            ("fourteen chars", PasswordFault::TooShort),
            ("aaaaaaaaaaaaaaaa", PasswordFault::TooEasy),
            ("abcabcabcabcabcabc", PasswordFault::TooEasy),
            ("abcdefghijklmnop", PasswordFault::TooEasy),
            ("passwordpassword1", PasswordFault::TooEasy),
            ("m.lopez-m.lopez-1", PasswordFault::TooEasy),
        ];
        for (text, fault) in cases {
            assert_eq!(NewPassword::check(text, "m.lopez").unwrap_err(), fault, "{text}");
        }
        assert_eq!(NewPassword::check(&"wq".repeat(200), "ana").unwrap_err(), PasswordFault::TooLong);
    }

    #[test]
    fn only_the_right_password_verifies_and_two_hashes_of_it_differ() {
        let (passwords, random) = (Passwords::new(Strength::Light).unwrap(), counting_random());
        let password = NewPassword::check("walk across slowly", "ana").unwrap();
        let phc = passwords.hash(&random, &password).unwrap();
        assert!(passwords.verify("walk across slowly", Some(&phc)));
        assert!(!passwords.verify("walk across slowlY", Some(&phc)));
        assert!(!passwords.verify("", Some(&phc)));
        assert_ne!(phc, passwords.hash(&random, &password).unwrap());
    }

    #[test]
    fn nobody_has_no_password_not_even_the_one_they_are_compared_with() {
        let passwords = Passwords::new(Strength::Light).unwrap();
        assert!(!passwords.verify("nobody has this password", None));
        assert!(!passwords.verify("x", Some(&Phc("not a hash".to_owned()))));
    }

    #[test]
    fn the_full_strength_is_the_recommended_one() {
        let full = Passwords::new(Strength::Full).unwrap();
        let password = NewPassword::check("walk across slowly", "ana").unwrap();
        let phc = full.hash(&counting_random(), &password).unwrap();
        assert!(phc.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", phc.0);
        assert_eq!(format!("{phc:?} {password:?}"), "Phc(…) NewPassword(…)");
    }
}
