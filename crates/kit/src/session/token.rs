//! The secret a signed-in browser holds, and the form token made from it.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{NoRandomness, Random};

/// 256 random bits, known to the browser alone: storage keeps their hash.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    /// A fresh token.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source refuses.
    pub fn fresh(random: &Random) -> Result<Self, NoRandomness> {
        random.bytes().map(Self)
    }

    /// The token a cookie holds, if it can be one.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The text for the cookie.
    pub fn cookie_value(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What storage keeps and looks up. The token has 256 random bits, so a plain hash is enough.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }

    /// The token that this sign-in's forms carry.
    pub fn csrf(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.keyed().finalize().into_bytes())
    }

    /// Whether a form carries this sign-in's token. Compared in constant time.
    pub fn is_csrf(&self, text: &str) -> bool {
        URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| self.keyed().verify_slice(&bytes).is_ok())
    }

    fn keyed(&self) -> Hmac<Sha256> {
        let mut block = [0; 64]; // a key shorter than the block is filled up with zeros (RFC 2104)
        block.iter_mut().zip(self.0).for_each(|(place, byte)| *place = byte);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        mac.update(b"footbridge form token");
        mac
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_survives_the_cookie_and_nothing_else_parses() {
        let token = Token([3; 32]);
        let back = Token::parse(&token.cookie_value()).unwrap();
        assert_eq!(back.hash(), token.hash());
        for text in ["", "abc", "!!!!", &"A".repeat(44), &"A".repeat(10_000)] {
            assert!(Token::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_form_token_belongs_to_one_sign_in() {
        let (mine, other) = (Token([3; 32]), Token([4; 32]));
        assert!(mine.is_csrf(&mine.csrf()));
        assert!(!mine.is_csrf(&other.csrf()));
        assert!(!mine.is_csrf("") && !mine.is_csrf("not base64 !"));
    }

    #[test]
    fn a_token_is_not_printed() {
        assert_eq!(format!("{:?}", Token([3; 32])), "Token(…)");
    }
}
