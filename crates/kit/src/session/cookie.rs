//! The session cookie: `__Host-` and `Secure` over https, plain over http on a loopback address.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Token;

/// How the cookie is named and guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieKind {
    /// Served over https: bound to this host, never sent in the clear.
    Https,
    /// Served over plain http, for a loopback address or behind a test.
    PlainHttp,
}

impl CookieKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Https => "__Host-footbridge",
            Self::PlainHttp => "footbridge",
        }
    }

    const fn guard(self) -> &'static str {
        match self {
            Self::Https => "; Path=/; HttpOnly; SameSite=Lax; Secure",
            Self::PlainHttp => "; Path=/; HttpOnly; SameSite=Lax",
        }
    }

    /// The header that hands the browser its token. It ends with the browser; the server ends it sooner.
    pub fn set(self, token: &Token) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("{}={}{}", self.name(), token.cookie_value(), self.guard())).ok()
    }

    /// The header that takes it away.
    pub fn clear(self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("{}={}; Max-Age=0", self.name(), self.guard())).ok()
    }

    /// The token a request carries. Two cookies of the name are none: one of them was planted.
    pub fn read(self, headers: &HeaderMap) -> Option<Token> {
        let pairs = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(';'));
        let mut values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == self.name());
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Token::parse(value),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    fn token() -> Token {
        Token::fresh(&Random::of(|bytes| {
            bytes.fill(9);
            Ok(())
        }))
        .unwrap()
    }
    fn sent(text: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(text).unwrap())])
    }

    #[test]
    fn over_https_the_cookie_is_bound_to_the_host() {
        let set = CookieKind::Https.set(&token()).unwrap();
        let text = set.to_str().unwrap();
        assert!(text.starts_with("__Host-footbridge=") && text.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"));
    }

    #[test]
    fn the_cookie_is_read_among_others() {
        let text = format!("a=b; footbridge={}; c=d", token().cookie_value());
        assert_eq!(CookieKind::PlainHttp.read(&sent(&text)).unwrap().hash(), token().hash());
        assert!(CookieKind::Https.read(&sent(&text)).is_none());
    }

    #[test]
    fn a_planted_second_cookie_is_refused() {
        let text = format!("footbridge={0}; footbridge={0}", token().cookie_value());
        assert!(CookieKind::PlainHttp.read(&sent(&text)).is_none());
    }
}
